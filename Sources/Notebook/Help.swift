public import Language

/// A line of the prompt as help tells of it, such as `:save`.
public struct HelpCommand: Sendable {
  public let name: String
  /// How it is typed.
  public let form: String
  public let summary: String
  public let details: [String]

  public init(name: String, form: String, summary: String, details: [String] = []) {
    (self.name, self.form, self.summary, self.details) = (name, form, summary, details)
  }
}

/// What `:help` says, from the registry and from the values of a session.
public struct Help {
  let registry: Registry
  /// The session whose values can be asked about; nil for none.
  let session: Session?
  let commands: [HelpCommand]

  public init(_ registry: Registry, session: Session? = nil, commands: [HelpCommand] = []) {
    (self.registry, self.session, self.commands) = (registry, session, commands)
  }

  /// Returns the lines about a function, a verb or, without a word, about everything.
  public static func lines(
    for word: String,
    registry: Registry,
    width: Int = TextTable.recordedWidth
  ) -> [String] {
    Help(registry).lines(for: word, width: width).map(\.plain)
  }

  /// Returns the lines about a function that a program has defined: how it is called, where it is from
  /// and the comment above it.
  public static func lines(
    for function: FunctionValue,
    named name: String,
    width: Int = TextTable.recordedWidth
  ) -> [String] {
    page(of: function, named: name).lines(width: width).map(\.plain)
  }

  /// Returns the lines about a word: a name of the session, a function, a verb, an option, a figure, a
  /// type, a sign of the language, an error, a line of the prompt; without one, about everything.
  public func lines(for word: String, width: Int = TextTable.recordedWidth) -> [StyledLine] {
    let word = word.split(separator: " ").joined(separator: " ")
    return page(for: word).lines(width: width).map { $0.map(\.harmless) }
  }

  func page(for word: String) -> HelpPage {
    if word.isEmpty { return overview }
    let words = word.split(separator: " ", maxSplits: 1)
    if words.first == "search" { return words.count > 1 ? found(String(words[1])) : overview }
    if words.first == "errors" { return errors }
    return command(word, isMeant: word.hasPrefix(":")) ?? ofSession(word) ?? known(word)
      ?? command(word, isMeant: true) ?? meant(word) ?? unknown(word)
  }

  /// Returns the page of something that is always there; nil where nothing has the name.
  private func known(_ word: String) -> HelpPage? {
    if let verb = registry.verbs[word] { return page(of: verb) }
    if let function = registry.functions[word] { return page(of: function) }
    if let (verbs, kind) = kind(word) { return page(of: kind, of: verbs) }
    if let code = ErrorGuide.entries.first(where: { $0.code == word.uppercased() }) {
      return page(ofError: code.code, code.text)
    }
    if let page = registry.guide[word], !page.text.isEmpty { return self.page(of: page, as: word) }
    return figure(word)
  }

  /// Returns a kind that is named alone or after its verb, with the verbs that have it.
  private func kind(_ word: String) -> (verbs: [Verb], kind: Verb.Kind)? {
    let words = word.split(separator: " ")
    let name = String(words.last ?? "")
    let verbs = registry.orderedVerbs.filter { verb in
      verb.kinds.contains { $0.name == name } && (words.count == 1 || words[0] == verb.name)
    }
    guard let kind = verbs.first?.kinds.first(where: { $0.name == name }), words.count <= 2 else {
      return nil
    }
    return (verbs, kind)
  }

  private var overview: HelpPage {
    var page = HelpPage()
    page.add(list: [
      ("help ema", "explains: also `ema?` and `?ema`, `bt.sharpe?`, `help |`, `help frame`"),
      (
        "help search", "finds: `help search volatility`; names of pandas, TA-Lib and Pine are known"
      ),
      ("help errors", "lists the errors; `help E210` explains one"),
      (":tour", "is a lesson of ten steps on data that mamba carries"),
    ])
    page.gap()
    page.add(list: [("verbs", registry.orderedVerbs.map(\.name).joined(separator: " "))])
    for group in registry.groups {
      page.add(
        list: [(group.name.lowercased(), group.functions.map(\.name).joined(separator: " "))]
      )
    }
    let own = registry.guide.pages.filter { !$0.text.isEmpty }
    page.add(list: [("language", own.map(\.name).joined(separator: "  "))])
    page.gap()
    page.add(list: commands.map { ($0.form, $0.summary) })
    return page
  }

  private var errors: HelpPage {
    var page = HelpPage()
    page.add(
      list: ErrorGuide.entries.map { code, text in
        (code, text.prefix { $0 != "." } + ".")
      }
    )
    page.gap()
    page.add("`help E210` has the whole of one.")
    return page
  }

  /// Returns the page of a line of the prompt.
  private func command(_ word: String, isMeant: Bool) -> HelpPage? {
    let name = word.hasPrefix(":") ? word.dropFirst() : word[...]
    guard isMeant, let command = commands.first(where: { $0.name == name }) else { return nil }
    var page = HelpPage()
    page.title(command.form, "at the prompt, never recorded")
    page.add(command.summary)
    if !command.details.isEmpty {
      page.gap()
      page.add(lines: command.details.map { "  " + $0 })
    }
    add(registry.guide[":" + command.name], to: &page)
    return page
  }

  /// Returns the pages of what has the name in other packages, and of options that are called so.
  private func meant(_ word: String) -> HelpPage? {
    let option = option(word)
    guard var page = foreign(word) else { return option }
    if let option {
      page.gap()
      page.append(option)
    }
    return page
  }

  /// Returns the page of an option: what has it, and what it means there.
  private func option(_ word: String) -> HelpPage? {
    func described(_ parameters: [ParameterDescription]) -> String? {
      parameters.first { $0.name == word }.map(Help.text(of:))
    }
    var entries: [(name: String, text: String)] = []
    for verb in registry.orderedVerbs {
      if let text = described(verb.options) { entries.append((verb.name, text)) }
      for kind in verb.kinds {
        if let text = described(kind.options) {
          entries.append(("\(verb.name) \(kind.name)", text))
        }
      }
    }
    for group in registry.groups {
      for function in group.functions {
        if let text = described(function.parameters) { entries.append((function.name, text)) }
      }
    }
    guard !entries.isEmpty else { return nil }
    var page = HelpPage()
    page.title("\(word)=", "an option")
    // What several have alike is said once.
    var texts: [String] = []
    for entry in entries where !texts.contains(entry.text) { texts.append(entry.text) }
    for text in texts {
      let names = entries.filter { $0.text == text }.map(\.name)
      let shown = names.prefix(8).joined(separator: ", ")
      page.gap()
      page.add(text.prefix(1).uppercased() + text.dropFirst())
      page.add("of", shown + (names.count > 8 ? " and \(names.count - 8) more" : ""))
    }
    return page
  }

  /// Returns the page of what other packages call otherwise.
  private func foreign(_ word: String) -> HelpPage? {
    guard let foreign = ForeignNames.named(word), let page = known(foreign.ours) else { return nil }
    var told = HelpPage()
    told.add("`\(word)` of other packages is written here:")
    told.add(form: foreign.written)
    told.gap()
    told.append(page)
    return told
  }

  private func unknown(_ word: String) -> HelpPage {
    let names =
      Array(registry.functions.keys) + Array(registry.verbs.keys)
      + registry.guide.pages.flatMap(\.names)
    // One character is as near to any other.
    let nearest = word.count > 1 ? Suggestion.nearest(to: word, in: names) : nil
    let near = nearest.map { "; did you mean `\($0)`?" } ?? ""
    var page = HelpPage()
    page.add("nothing is known of `\(word)`\(near)")
    let results = search(word).prefix(3)
    if near.isEmpty, !results.isEmpty {
      page.add(list: results.map { ($0.name, $0.summary) })
    }
    return page
  }
}
