internal import Dispatch
public import Language
internal import Synchronization

/// Shows how far a long computation has come, with the rate, the metric and the time left.
///
/// It appears on standard error after three tenths of a second, only where that is a terminal that can
/// erase a line, is drawn ten times a second at most, and clears itself. An act that will take longer
/// than ten seconds is announced by a line that stays, once a part of it was timed.
public final class ProgressBar: Sendable {
  private struct State {
    var act: ProgressedAct?
    var drawn: ContinuousClock.Instant?
    var isVisible = false
    /// Tells the redrawing of one act from that of the next.
    var number = 0
  }

  private let state = Mutex(State())
  private let isShown: Bool
  private let tellsKept: Bool
  private let isASCII: Bool

  /// Creates a bar; `tellsKept` says that Ctrl-C leaves what is finished, as it does at the prompt.
  public init(isShown: Bool = true, tellsKept: Bool = false) {
    let terminal = TerminalKind.errors
    self.isShown = isShown && terminal.isTerminal && !terminal.isDumb
    self.tellsKept = tellsKept
    isASCII = !terminal.isUTF8
  }

  /// Hears of progress; true, as nothing here asks to stop.
  public var report: @Sendable (Language.Progress) -> Bool {
    { progress in
      // Of one thing there is no part that is finished.
      if self.isShown, progress.total > 1 { self.hear(progress) }
      return true
    }
  }

  /// Removes the bar from the screen.
  public func clear() {
    state.withLock { state in
      ProgressBar.erase(&state)
      (state.act, state.drawn) = (nil, nil)
      state.number += 1
    }
  }

  private static func erase(_ state: inout State) {
    if state.isVisible { Terminal.show("\r\u{1B}[K") }
    state.isVisible = false
  }

  private func hear(_ progress: Language.Progress) {
    let now = ContinuousClock.now
    state.withLock { state in
      if state.act?.goesOn(with: progress) ?? false {
        state.act?.hear(progress, at: now)
      } else {
        ProgressBar.erase(&state)
        state.act = ProgressedAct(progress, at: now)
        state.drawn = nil
        state.number += 1
        redraw(state.number, after: 0.3)
      }
      draw(&state, now)
    }
  }

  /// Draws the bar again while nothing is heard, as a fold may take a minute.
  private func redraw(_ number: Int, after seconds: Double) {
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) {
      let isCurrent = self.state.withLock { state in
        guard state.number == number else { return false }
        self.draw(&state, .now)
        return true
      }
      if isCurrent { self.redraw(number, after: 0.25) }
    }
  }

  /// Ctrl-C shows as `^C` behind the bar, and has to stay in its row to be erased with it.
  private static let roomForKeys = 4

  private func draw(_ state: inout State, _ now: ContinuousClock.Instant) {
    guard let act = state.act, now - act.started > .milliseconds(300) else { return }
    if let drawn = state.drawn, now - drawn < .milliseconds(100) { return }
    state.drawn = now
    if !state.isVisible { Terminal.showHeld() }
    if let line = state.act?.announcement(at: now, tellsKept: tellsKept) {
      Terminal.show("\r\u{1B}[K" + line + "\n")
    }
    state.isVisible = true
    let line = act.line(
      at: now,
      columns: TerminalKind.errors.size.columns - ProgressBar.roomForKeys,
      tellsKept: tellsKept,
      isASCII: isASCII
    )
    Terminal.show("\r\u{1B}[K" + line)
  }
}
