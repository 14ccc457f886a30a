internal import Language

/// A line of the session, which is never recorded.
struct PromptCommand {
  let name: String
  let usage: String
  let summary: String
  /// What there is to say beside the summary.
  let details: [String]
  /// The words that may follow.
  let words: [String]

  static let all = [
    PromptCommand("help", "[NAME]", "explains a function, a verb, an error or one of these"),
    PromptCommand("keys", "", "lists the keys"),
    PromptCommand("vars", "", "lists the names; x@9 is the x of cell 9, where others bind it too"),
    PromptCommand("cells", "", "lists the cells; * is stale, ! has failed, … is partial"),
    PromptCommand("edit", "N [CODE]", "gives cell N another text; what reads it becomes stale"),
    PromptCommand("drop", "N", "takes cell N away"),
    PromptCommand("run", "[N.. | all]", "runs stale cells; N.. and all those that are fresh too"),
    PromptCommand("resume", "", "goes on with what Ctrl-C has stopped"),
    PromptCommand("undo", "", "takes back the last cell, edit, drop or run"),
    PromptCommand("redo", "", "does again what was taken back"),
    PromptCommand("why", "VALUE", "tells where a value comes from"),
    PromptCommand("doctor", "", "looks at the programs, the terminal and the machine around mamba"),
    PromptCommand("time", "", "shows the seconds of each line, or no longer"),
    PromptCommand(
      "save",
      "FILE [--slice NAME | --since N]",
      "writes the cells as a notebook: all, those that NAME needs, or those from N on"
    ),
    PromptCommand(
      "recover",
      "[--without-last | list | N | forget N]",
      "enters the lines of an earlier session again that was not saved, or that a crash has ended",
      details: [
        ":recover                 all of its lines, the newest session first",
        ":recover --without-last  all but the one that did not finish",
        ":recover list            shows the sessions that can be recovered",
        ":recover 2               the second of that list",
        ":recover forget 2        removes it; without a number the newest",
      ],
      words: ["--without-last", "forget", "list"]
    ),
    PromptCommand("quit", "", "leaves"),
  ]

  private init(
    _ name: String,
    _ usage: String,
    _ summary: String,
    details: [String] = [],
    words: [String] = []
  ) {
    (self.name, self.usage, self.summary) = (name, usage, summary)
    (self.details, self.words) = (details, words)
  }

  /// Returns the words that may follow a command; nil where none is being typed.
  static func completions(_ line: [UInt8]) -> Completions? {
    guard line.first == UInt8(ascii: ":"), let blank = line.lastIndex(of: UInt8(ascii: " ")) else {
      return nil
    }
    let name = String(decoding: line.dropFirst().prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    guard let command = named(name), !command.words.isEmpty else { return nil }
    let start = String(decoding: line[(blank + 1)...], as: UTF8.self)
    let fitting = command.words.filter { $0.hasPrefix(start) }
    return Completions(start: blank + 1, candidates: fitting.map { Completions.Candidate($0) })
  }

  static func named(_ name: some StringProtocol) -> PromptCommand? {
    all.first { $0.name == name }
  }

  /// The lines that help shows of all of them.
  static var lines: [String] {
    let width = all.map { $0.form.count }.max() ?? 0
    return all.map { command in
      let gap = String(repeating: " ", count: width - command.form.count)
      return "  \(command.form)\(gap)  \(command.summary)"
    }
  }

  /// How it is typed.
  var form: String { ":\(name)" + (usage.isEmpty ? "" : " " + usage) }
}

extension SaveRequest {
  /// The ending of a file of another kind, such as `txt`; nil for a notebook, or without one.
  var otherEnding: String? {
    let name = path.dropLast(4).split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    let ending = name[name.index(after: dot)...]
    let isEnding = (1...5).contains(ending.count) && ending.allSatisfy { $0.isASCII && $0.isLetter }
    return isEnding ? String(ending) : nil
  }
}

/// What `:save` is asked for: a file, and which cells.
struct SaveRequest: Equatable {
  let path: String
  var slice: String?
  var since: Int?

  /// Reads the text after `:save`; nil where it is none.
  init?(_ text: some StringProtocol) {
    var words: [String] = []
    var isQuoted = false
    var isInWord = false
    for character in text {
      if character == "\"" {
        isQuoted.toggle()
        if !isInWord { words.append("") }
        isInWord = true
      } else if character.isWhitespace, !isQuoted {
        isInWord = false
      } else {
        if !isInWord { words.append("") }
        words[words.count - 1].append(character)
        isInWord = true
      }
    }
    var path: String?
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--slice":
        guard let name = rest.popFirst(), slice == nil else { return nil }
        slice = name
      case "--since":
        guard let number = rest.popFirst().flatMap({ Int($0) }), since == nil else { return nil }
        since = number
      default:
        // A path may have blanks in it.
        guard !word.hasPrefix("--"), slice == nil, since == nil else { return nil }
        path = path.map { $0 + " " + word } ?? word
      }
    }
    guard let path, !path.isEmpty, !isQuoted, slice == nil || since == nil else { return nil }
    self.path = path.hasSuffix(".mmb") ? path : path + ".mmb"
  }
}
