/// A line of a figure that is drawn with characters.
public struct TerminalLine: Sendable, Hashable {
  /// What a part of a line is for its reader.
  public enum Role: Sendable, Hashable {
    case plain
    case title
    /// Axes and their labels.
    case faint
    /// What belongs to the series of this number, counted from 0 over all panels.
    case series(Int)
    /// A price bar that ends above its beginning.
    case rise
    /// A price bar that ends below its beginning.
    case fall
  }

  /// Characters of one role.
  public struct Run: Sendable, Hashable {
    public let text: String
    public let role: Role

    public init(_ text: String, _ role: Role = .plain) {
      (self.text, self.role) = (text, role)
    }
  }

  /// The runs in order, of which none is empty and no two neighbours have one role.
  public private(set) var runs: [Run] = []

  public init() {}

  public init(_ text: String, _ role: Role = .plain) { append(text, role) }

  /// The line without its roles.
  public var text: String { runs.map(\.text).joined() }

  /// How many columns of a terminal the line takes.
  public var columns: Int { runs.reduce(0) { $0 + TerminalText.columns(of: $1.text) } }

  mutating func append(_ text: String, _ role: Role = .plain) {
    guard !text.isEmpty else { return }
    guard let last = runs.last, last.role == role else { return runs.append(Run(text, role)) }
    runs[runs.count - 1] = Run(last.text + text, role)
  }

  mutating func append(_ line: TerminalLine) {
    for run in line.runs { append(run.text, run.role) }
  }

  /// Returns the line without blanks at its end.
  var trimmed: TerminalLine {
    var line = self
    while let last = line.runs.last {
      let text = last.text.reversed().drop { $0 == " " }.reversed()
      line.runs.removeLast()
      guard text.isEmpty else {
        line.runs.append(Run(String(text), last.role))
        break
      }
    }
    return line
  }

  /// Returns as much of the line as fits, with an ellipsis.
  func cut(to width: Int) -> TerminalLine {
    guard columns > width else { return self }
    var line = TerminalLine()
    for run in runs {
      let room = width - line.columns
      guard TerminalText.columns(of: run.text) < room else {
        line.append(TerminalText.cut(run.text + " ", to: room), run.role)
        break
      }
      line.append(run.text, run.role)
    }
    return line
  }

  func map(_ change: (String) -> String) -> TerminalLine {
    var line = TerminalLine()
    for run in runs { line.append(change(run.text), run.role) }
    return line
  }
}
