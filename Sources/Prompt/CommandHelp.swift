/// What `:help` says of a command of the session, and the words that may follow it.
enum CommandHelp {
  static let lines = [
    "recover": [
      "Enters the lines of an earlier session again that was not saved, or that a crash has ended.",
      "  :recover                 all of its lines, the newest session first",
      "  :recover --without-last  all but the one that did not finish",
      "  :recover list            shows the sessions that can be recovered",
      "  :recover 2               the second of that list",
      "  :recover forget 2        removes it; without a number the newest",
    ]
  ]

  private static let words = ["recover": ["--without-last", "forget", "list"]]

  /// Returns the words that may follow a command; nil where none is being typed.
  static func completions(_ line: [UInt8]) -> Completions? {
    guard line.first == UInt8(ascii: ":"), let blank = line.lastIndex(of: UInt8(ascii: " ")) else {
      return nil
    }
    let command = line.dropFirst().prefix { $0 != UInt8(ascii: " ") }
    guard let words = words[String(decoding: command, as: UTF8.self)] else { return nil }
    let start = String(decoding: line[(blank + 1)...], as: UTF8.self)
    let fitting = words.filter { $0.hasPrefix(start) }
    return Completions(start: blank + 1, candidates: fitting.map { Completions.Candidate($0) })
  }
}
