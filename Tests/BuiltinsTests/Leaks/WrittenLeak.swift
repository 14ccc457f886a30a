/// A program that knows the future, with its twin that differs in nothing else and does not.
///
/// Without the twin nobody would know that the program is refused for its leak and not for a slip.
struct WrittenLeak: Sendable, CustomStringConvertible {
  /// What comes of a program that knows the future.
  enum Answer: Sendable, Equatable {
    /// An error of this code.
    case error(String)
    /// The mark of this kind on every result.
    case mark(String)
  }

  let title: String
  /// The program, in which `‹a¦b›` is a in the leak and b in its twin.
  private let template: String
  let answer: Answer

  init(_ title: String, _ template: String, _ code: String = "E210") {
    (self.title, self.template, answer) = (title, template, .error(code))
  }

  init(_ title: String, mark: String, _ template: String) {
    (self.title, self.template, answer) = (title, template, .mark(mark))
  }

  var description: String { title }
  var leak: String { text { $0.leak } }
  var twin: String { text { $0.twin } }

  private func text(_ choose: ((leak: Substring, twin: Substring)) -> Substring) -> String {
    var text = ""
    var rest = template[...]
    while let start = rest.firstIndex(of: "‹"), let end = rest.firstIndex(of: "›") {
      let parts = rest[rest.index(after: start)..<end]
        .split(separator: "¦", maxSplits: 1, omittingEmptySubsequences: false)
      text += rest[..<start]
      if parts.count == 2 { text += choose((parts[0], parts[1])) }
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }
}
