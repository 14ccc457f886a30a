internal import Foundation
public import Language

/// Whether what is shown has colours, and which colour each role has.
///
/// They are for a person at a terminal that has them and who wants them: none into a pipe or a file,
/// none where `NO_COLOR` is set to something (no-color.org) or `TERM` is empty or `dumb`.
public struct ColourPolicy: Sendable {
  /// For standard output, and for what is typed.
  public static let output = ColourPolicy(isTerminal: Terminal.outputIsTerminal)
  /// For standard error.
  public static let errors = ColourPolicy(isTerminal: Terminal.errorIsTerminal)

  public let isOn: Bool

  private init(isTerminal: Bool) {
    self.init(isTerminal: isTerminal, environment: ProcessInfo.processInfo.environment)
  }

  public init(isTerminal: Bool, environment: [String: String]) {
    let isDumb = TerminalKind(of: -1, environment: environment).isDumb
    isOn = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && !isDumb
  }

  /// Returns the line as it is sent to the terminal.
  ///
  /// Its text has to be harmless already: what this adds is not to be taken out again.
  public func shown(_ line: StyledLine) -> String {
    guard isOn else { return line.plain }
    return line.spans.map { span in
      span.role.map { coloured(span.text, ColourPolicy.parameters(of: $0)) } ?? span.text
    }.joined()
  }

  /// Returns a text in the colour of SGR `parameters`, such as `1;31`, where there are colours.
  public func coloured(_ text: String, _ parameters: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(parameters)m\(text)\u{1B}[0m" : text
  }

  /// The colours of the lines of a figure, the most readable first.
  private static let seriesColours = ["36", "33", "35", "32", "34", "31"]

  private static func parameters(of role: StyledLine.Role) -> String {
    switch role {
    case .header: "1"
    case .name: "1"
    case .faint: "2"
    case .gain: "32"
    case .loss: "31"
    case .warning: "33"
    case .error: "1;31"
    case .repair: "36"
    case .series(let number):
      seriesColours[
        (number % seriesColours.count + seriesColours.count) % seriesColours.count
      ]
    }
  }
}
