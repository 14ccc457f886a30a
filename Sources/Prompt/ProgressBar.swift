public import Language
internal import Synchronization

/// Shows how far a long computation has come, with the time left.
///
/// It appears on standard error after a second, only where that is a terminal, and clears itself.
public final class ProgressBar: Sendable {
  private struct State {
    var label = ""
    var started: ContinuousClock.Instant?
    var drawn: ContinuousClock.Instant?
    var isVisible = false
  }

  private let state = Mutex(State())
  private let isShown: Bool

  public init(isShown: Bool = true) {
    self.isShown = isShown && Terminal.errorIsTerminal
  }

  /// Hears of progress; true, as nothing here asks to stop.
  public var report: @Sendable (Progress) -> Bool {
    { progress in
      if self.isShown { self.draw(progress) }
      return true
    }
  }

  /// Removes the bar from the screen.
  public func clear() {
    state.withLock { state in
      if state.isVisible { Terminal.show("\r\u{1B}[K") }
      state = State()
    }
  }

  private func draw(_ progress: Progress) {
    let now = ContinuousClock.now
    state.withLock { state in
      if state.label != progress.label || state.started == nil {
        if state.isVisible { Terminal.show("\r\u{1B}[K") }
        state = State(label: progress.label, started: now)
      }
      guard let started = state.started, now - started > .seconds(1) else { return }
      if let drawn = state.drawn, now - drawn < .milliseconds(100) { return }
      state.drawn = now
      if !state.isVisible { Terminal.showHeld() }
      state.isVisible = true
      let line = ProgressBar.line(progress, elapsed: (now - started) / .seconds(1))
      Terminal.show("\r\u{1B}[K" + line)
    }
  }

  /// The text of the bar: `sweep [█████▌     ] 46%  23/50  8 s left`.
  static func line(_ progress: Progress, elapsed: Double) -> String {
    let share = min(1, max(0, Double(progress.done) / Double(max(1, progress.total))))
    let eighths = Int(share * 24 * 8)
    let blocks = Array(" ▏▎▍▌▋▊▉")
    var bar = String(repeating: "█", count: eighths / 8)
    if eighths % 8 > 0 { bar.append(blocks[eighths % 8]) }
    bar += String(repeating: " ", count: 24 - bar.count)
    let left = share > 0 ? "  \(duration(elapsed * (1 - share) / share)) left" : ""
    return
      "\(progress.label) [\(bar)] \(Int(share * 100))%  \(progress.done)/\(progress.total)\(left)"
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 1e7))
    return whole < 60
      ? "\(whole) s"
      : whole < 3600
        ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
