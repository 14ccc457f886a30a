internal import Backtest
internal import Language

extension Help {
  /// Something that help has a page of, with the texts that a search goes through.
  struct Entry {
    /// What to type after `help`.
    let name: String
    /// The name that foreign names point at.
    let page: String
    let summary: String
    /// What else is said of it, such as its options.
    var details: [String] = []
  }

  /// Returns the page of what a search has found.
  func found(_ words: String) -> HelpPage {
    var page = HelpPage()
    let results = search(words)
    if let foreign = ForeignNames.named(words) {
      page.add("`\(words)` is written here:")
      page.add(form: foreign.written)
      page.gap()
    }
    guard !results.isEmpty else {
      page.add("nothing was found of `\(words)`; `help` lists everything")
      return page
    }
    page.add(list: results.prefix(10).map { ($0.name, $0.summary) })
    page.gap()
    page.add("`help \(results[0].name)` tells more of the first.")
    return page
  }

  /// Returns what the words are about, the best first.
  ///
  /// A name counts most, then the names that other packages have for it, then its summary, then its
  /// options. Each word counts once, where it fits best.
  func search(_ text: String) -> [Entry] {
    let words = Help.words(of: text)
    guard !words.isEmpty else { return [] }
    let whole = ForeignNames.named(text)?.ours
    let meant = words.compactMap { ForeignNames.named($0)?.ours }
    let foreign = Dictionary(grouping: ForeignNames.all, by: \.ours)
    let scored = entries.enumerated().map { place, entry -> (score: Int, place: Int) in
      let names = Help.words(of: entry.name)
      let summary = Help.words(of: entry.summary)
      let details = entry.details.flatMap(Help.words)
      let others = (foreign[entry.page] ?? []).flatMap { Help.words(of: $0.name) }
      var score = entry.page == whole ? 200 : 0
      score += meant.count { $0 == entry.page } * 60
      if entry.name == text { score += 300 }
      var fitting = 0
      for word in words {
        let worth =
          names.contains(word)
          ? 50
          : Help.holds(names, word)
            ? 30
            : others.contains(word)
              ? 25
              : Help.holds(summary, word)
                ? 20 : Help.holds(others, word) ? 12 : Help.holds(details, word) ? 5 : 0
        score += worth
        if worth > 0 { fitting += 1 }
      }
      // All words of several are worth more than one of them often.
      return (score * (fitting == words.count ? 2 : 1), place)
    }
    let all = entries
    return scored.filter { $0.score > 0 }
      .sorted { ($1.score, $0.place) < ($0.score, $1.place) }
      .map { all[$0.place] }
  }

  /// Whether one of `candidates` is the word in another form: `returns` for `return`.
  private static func holds(_ candidates: [String], _ word: String) -> Bool {
    guard word.count >= 3 else { return candidates.contains(word) }
    return candidates.contains { other in
      other.hasPrefix(word)
        || (other.count >= 4 && other.count + 3 >= word.count && word.hasPrefix(other))
    }
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      .filter { !fillers.contains($0) }
  }

  private static let fillers: Set<String> = [
    "a", "an", "and", "the", "of", "in", "is", "it", "to", "how", "do", "i", "that", "what", "for",
  ]

  /// Everything that has a page, in the order that decides between equals.
  private var entries: [Entry] {
    let verbs = registry.orderedVerbs.map { verb in
      Entry(
        name: verb.name,
        page: verb.name,
        summary: verb.summary,
        details: [verb.usage] + verb.options.flatMap { [$0.name, $0.summary] }
      )
    }
    let kinds = (registry.verbs["fit"]?.kinds ?? []).map { kind in
      Entry(
        name: "fit \(kind.name)",
        page: "fit \(kind.name)",
        summary: kind.summary,
        details: kind.options.flatMap { [$0.name, $0.summary] }
      )
    }
    let functions = registry.groups.flatMap { group in
      group.functions.map { function in
        Entry(
          name: function.name,
          page: function.name,
          summary: function.summary,
          details: [group.name] + function.parameters.flatMap { [$0.name, $0.summary] }
        )
      }
    }
    let figures = MetricDefinition.everything.filter { registry.functions[$0.name] == nil }.map {
      Entry(name: $0.name, page: $0.name, summary: $0.definition, details: [$0.source ?? ""])
    }
    let pages = registry.guide.pages.filter { !$0.text.isEmpty }.map { page in
      Entry(
        name: page.name,
        page: page.name,
        summary: Help.firstSentence(of: page.text[0]),
        details: page.names + page.text
      )
    }
    let lines = commands.map { command in
      Entry(
        name: ":" + command.name,
        page: ":" + command.name,
        summary: command.summary,
        details: command.details
      )
    }
    let errors = ErrorGuide.entries.map { code, text in
      Entry(name: code, page: code, summary: text)
    }
    return verbs + functions + figures + kinds + pages + lines + errors
  }

  private static func firstSentence(of text: String) -> String {
    guard let end = text.firstRange(of: ". ") ?? text.firstRange(of: ": ") else { return text }
    return text[..<end.lowerBound] + "."
  }
}
