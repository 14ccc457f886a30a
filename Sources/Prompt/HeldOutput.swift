internal import Language

/// Lines that are shown only once they are kept, such as in a journal.
///
/// They are kept together, as each time waits for the disk: at the end of what runs, and before that
/// ten times a second at most.
struct HeldOutput: Sendable {
  struct Line: Sendable {
    let text: StyledLine
    var isError = false
    var isKept = true
  }

  let isSilent: Bool
  private let keep: @Sendable ([String]) -> Void
  private var lines: [Line] = []
  private var lastShown = ContinuousClock.now
  /// Everything that was to be kept, in order.
  private(set) var all: [String] = []

  init(isSilent: Bool, keep: @escaping @Sendable ([String]) -> Void) {
    (self.isSilent, self.keep) = (isSilent, keep)
  }

  /// What was not kept so far.
  var rest: [String] { lines.filter(\.isKept).map(\.text.plain) }

  mutating func append(_ line: Line) {
    lines.append(line)
    if line.isKept { all.append(line.text.plain) }
    if ContinuousClock.now - lastShown > .milliseconds(100) { show() }
  }

  /// Keeps and shows what there is.
  mutating func show() {
    lastShown = .now
    guard !lines.isEmpty else { return }
    keep(rest)
    showRest()
    lines = []
  }

  /// Keeps lines that somebody else shows.
  mutating func keepUnseen(_ lines: [String]) {
    all += lines
    keep(lines)
  }

  /// Shows what was not shown so far.
  func showRest() {
    if !isSilent { Terminal.show(lines) }
  }
}
