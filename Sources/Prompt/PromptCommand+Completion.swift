internal import Language
internal import Notebook

/// What Tab puts into a line of the session, such as `:edit 3`.
extension PromptCommand {
  /// Returns the words that may stand at the end of `text`, which begins with a colon.
  static func completions(of text: String, in session: PromptSession) -> Completions {
    guard let blank = text.firstIndex(of: " ") else {
      let candidates = all.map {
        Completions.Candidate($0.name + ($0.usage.isEmpty ? "" : " "), hint: $0.summary)
      }
      return fitting(text.dropFirst(), candidates.sorted { $0.text < $1.text }, from: 1)
    }
    let word = text[text.startIndex..<blank].dropFirst()
    let start = text[...].drop { $0 != " " }.drop { $0 == " " }
    let place = text.utf8.count - start.utf8.count
    switch named(word)?.arguments {
    case .words(let words)?:
      return fitting(start, words.map { Completions.Candidate($0) }, from: place)
    case .topics?: return fitting(start, session.topics, from: place)
    case .cells?: return fitting(start, session.cellCandidates, from: place)
    case .settings?: return fitting(start, session.settings.candidates(for: start), from: place)
    case .files(let endings)?: return paths(start, endings: endings, from: place)
    case .folders?: return paths(start, foldersOnly: true, from: place)
    case .names?:
      let completion = Completion(of: String(start), in: session.session.evaluator)
      return Completions(
        start: place + completion.start,
        candidates: completion.words.filter { [.name, .field].contains($0.kind) }
          .map { Completions.Candidate($0.text, hint: $0.summary) }
      )
    case .some(.none), nil: return .none
    }
  }

  private static func fitting(
    _ word: Substring,
    _ candidates: [Completions.Candidate],
    from start: Int
  ) -> Completions {
    Completions(start: start, candidates: candidates.filter { $0.text.hasPrefix(word) })
  }

  private static func paths(
    _ path: Substring,
    endings: [String]? = nil,
    foldersOnly: Bool = false,
    from start: Int
  ) -> Completions {
    let found = FileNames.completing(String(path), endings: endings, foldersOnly: foldersOnly)
    return Completions(start: start, candidates: found.map { Completions.Candidate($0) })
  }
}

extension PromptSession {
  /// What `:help` can tell of.
  fileprivate var topics: [Completions.Candidate] {
    let verbs = registry.orderedVerbs.map {
      Completions.Candidate($0.name, hint: $0.summary, group: "verbs")
    }
    let functions = registry.functions.values.sorted { $0.name < $1.name }
      .map { Completions.Candidate($0.name, hint: $0.summary, group: "functions") }
    let names = session.evaluator.environment.values.map(\.key).sorted()
      .map { Completions.Candidate($0, hint: "a name of this session", group: "names") }
    let commands = PromptCommand.all
      .map { Completions.Candidate(":" + $0.name, hint: $0.summary, group: "lines") }
    return verbs + names + commands + functions
  }

  fileprivate var cellCandidates: [Completions.Candidate] {
    workbook.cells.map { cell in
      let first = cell.code.split(separator: "\n").first.map(String.init) ?? ""
      return Completions.Candidate("\(cell.number)", hint: first)
    }
  }
}
