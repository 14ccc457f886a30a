/// A line of text, parts of which have a role that a terminal may show in colour.
///
/// A literal makes one, and an interpolation gives a part its role: `"\(name, .name)  12 rows"`. The
/// roles are for the person at the screen only; what is kept, compared and measured is `plain`.
public struct StyledLine: Sendable, Hashable, CustomStringConvertible {
  /// What a part of a line is for its reader.
  public enum Role: Sendable, Hashable {
    /// The headers of a table.
    case header
    /// The name of a value.
    case name
    /// What is there to be looked up, and not to be read first.
    case faint
    /// A figure whose sign is good news.
    case gain
    /// A figure whose sign is bad news.
    case loss
    case warning
    case error
    /// What to type instead.
    case repair
    /// The line of this number, from 0, in a figure that is drawn in the terminal.
    case series(Int)
  }

  /// A run of text of one role; nil for none.
  public struct Span: Sendable, Hashable {
    public let text: String
    public let role: Role?

    public init(_ text: String, _ role: Role? = nil) {
      (self.text, self.role) = (text, role)
    }
  }

  /// The runs in order, of which none is empty.
  public private(set) var spans: [Span]

  public init(_ text: String = "", _ role: Role? = nil) {
    spans = text.isEmpty ? [] : [Span(text, role)]
  }

  public init(_ spans: some Sequence<Span>) {
    self.spans = spans.filter { !$0.text.isEmpty }
  }

  /// The text without its roles.
  public var plain: String {
    spans.count == 1 ? spans[0].text : spans.map(\.text).joined()
  }

  /// The text without its roles, which a plain string has none of.
  public var description: String { plain }

  public mutating func append(_ line: StyledLine) { spans += line.spans }

  public mutating func append(_ text: String, _ role: Role? = nil) {
    append(StyledLine(text, role))
  }

  /// Returns the line with `role` wherever it has none.
  public func styled(_ role: Role) -> StyledLine {
    StyledLine(spans.map { Span($0.text, $0.role ?? role) })
  }

  /// Returns the line with what `change` makes of each run of its text.
  public func map(_ change: (String) -> String) -> StyledLine {
    StyledLine(spans.map { Span(change($0.text), $0.role) })
  }

  /// Returns a part of the line, in bytes of its plain text that do not cut a character.
  public func cut(to bytes: Range<Int>) -> StyledLine {
    var start = 0
    var kept: [Span] = []
    for span in spans {
      let text = span.text.utf8
      let part = bytes.clamped(to: start..<(start + text.count))
      if !part.isEmpty {
        let bytes = text.dropFirst(part.lowerBound - start).prefix(part.count)
        kept.append(Span(String(Substring(bytes)), span.role))
      }
      start += text.count
    }
    return StyledLine(kept)
  }

  public static func + (left: StyledLine, right: StyledLine) -> StyledLine {
    StyledLine(left.spans + right.spans)
  }
}

extension StyledLine: ExpressibleByStringInterpolation {
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var line = StyledLine()

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) { line.append(literal) }

    public mutating func appendInterpolation(_ text: some CustomStringConvertible) {
      line.append(text.description)
    }

    public mutating func appendInterpolation(_ text: String, _ role: Role?) {
      line.append(text, role)
    }

    public mutating func appendInterpolation(_ part: StyledLine) { line.append(part) }
  }

  public init(stringLiteral text: String) { self.init(text) }

  public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.line }
}

extension Sequence<StyledLine> {
  /// Returns the lines as one, with a plain `separator` between them.
  public func joined(separator: String = "") -> StyledLine {
    var whole = StyledLine()
    for (place, line) in enumerated() {
      if place > 0 { whole.append(separator) }
      whole.append(line)
    }
    return whole
  }
}
