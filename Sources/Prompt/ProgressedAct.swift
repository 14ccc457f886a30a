public import Language

/// A long computation under way: what was heard of it, and what follows from that.
public struct ProgressedAct: Sendable {
  public let label: String
  public let started: ContinuousClock.Instant
  private var last: Progress
  /// What was done when it was first heard of, which may be left from a run that was stopped.
  private var doneBefore: Int
  private var metric: Progress.Metric?
  /// How much is done in a second, of late; nil before two moments are known.
  private var rate: Double?
  private var measured: (at: ContinuousClock.Instant, done: Int)
  private var isAnnounced = false

  public init(_ progress: Progress, at now: ContinuousClock.Instant) {
    (label, started, last, metric) = (progress.label, now, progress, progress.metric)
    doneBefore = progress.done
    measured = (now, progress.done)
  }

  /// Whether a report is one of this act, and not the first of another by the same name.
  public func goesOn(with progress: Progress) -> Bool {
    let beginsAnew = last.done >= last.total && progress.done <= progress.total / 2
    return progress.label == label && !beginsAnew
  }

  public mutating func hear(_ progress: Progress, at now: ContinuousClock.Instant) {
    // Threads may be heard out of their order.
    guard progress.done >= last.done || progress.total != last.total else { return }
    last = progress
    metric = progress.metric ?? metric
    // What is heard at once was finished before, by a run that was stopped.
    if rate == nil, now - started < .milliseconds(50) {
      (measured, doneBefore) = ((now, progress.done), progress.done)
      return
    }
    let seconds = (now - measured.at) / .seconds(1)
    guard seconds >= 0.1, progress.done > measured.done else { return }
    let current = Double(progress.done - measured.done) / seconds
    // Of what was seen before three seconds ago about a third is left.
    let weight = rate == nil ? 1 : seconds / (3 + seconds)
    rate = current * weight + (rate ?? 0) * (1 - weight)
    measured = (now, progress.done)
  }

  /// The seconds that are left by the rate of late; nil before it is known.
  public func secondsLeft(at now: ContinuousClock.Instant) -> Double? {
    guard let rate, rate > 0 else { return nil }
    let since = (now - measured.at) / .seconds(1)
    return max(0, Double(last.total - measured.done) / rate - since)
  }

  /// Returns the line that stays, once, where the whole will take more than ten seconds.
  ///
  /// It says what was measured: it comes half a second after the beginning, or after the first part.
  public mutating func announcement(
    at now: ContinuousClock.Instant,
    tellsKept: Bool
  ) -> String? {
    let seconds = (now - started) / .seconds(1)
    guard !isAnnounced, seconds >= 0.5, rate != nil, let left = secondsLeft(at: now) else {
      return nil
    }
    isAnnounced = true
    guard seconds + left > 10 else { return nil }
    let whole = DurationText.exact(seconds + left)
    let unit = last.unit.map { " \($0)" } ?? ""
    let count = NumberText.count(last.total - doneBefore)
    let end = last.isKept && tellsKept ? "Ctrl-C stops and keeps what is done" : "Ctrl-C stops"
    return "\(label): about \(whole) for \(count)\(unit); \(end)"
  }

  /// Returns the bar, none wider than `columns`:
  /// `fit gbm [███▌      ] 31%  124/400 trees  57/s  rmse 0.0191  1 min 28 s left`.
  public func line(
    at now: ContinuousClock.Instant,
    columns: Int,
    tellsKept: Bool = false,
    isASCII: Bool = false
  ) -> String {
    let share = min(1, max(0, Double(last.done) / Double(max(1, last.total))))
    let percent = "\(Int(share * 100))%"
    let unit = last.unit.map { " \($0)" } ?? ""
    let count = "\(NumberText.count(last.done))/\(NumberText.count(last.total))\(unit)"
    let left = secondsLeft(at: now).map { "\(DurationText.exact($0)) left" }
    let parts = [
      count, rate.map(ProgressedAct.text(ofRate:)),
      metric.map { "\($0.name) \(NumberText.short($0.value, digits: 4))" }, left,
    ]
    let hint =
      tellsKept && last.isKept && last.done > 0
      ? "Ctrl-C keeps \(NumberText.count(last.done))" : nil
    // What can be missed goes first: the hint, the metric, the rate.
    for dropped in [[], [4], [4, 2], [4, 2, 1], [4, 2, 1, 3]] {
      let all = (parts + [hint]).enumerated().filter { !dropped.contains($0.offset) }
      let tail = ([percent] + all.compactMap(\.element)).joined(separator: "  ")
      let room = columns - label.count - tail.count - 4
      if room >= 8 { return "\(label) [\(bar(share, min(24, room), isASCII))] \(tail)" }
    }
    return String("\(label) \(percent)".prefix(max(0, columns)))
  }

  private func bar(_ share: Double, _ width: Int, _ isASCII: Bool) -> String {
    let eighths = Int(share * Double(width) * 8)
    let blocks = Array(isASCII ? "        " : " ▏▎▍▌▋▊▉")
    var bar = String(repeating: isASCII ? "#" : "█", count: eighths / 8)
    if eighths % 8 > 0 { bar.append(blocks[eighths % 8]) }
    return bar + String(repeating: " ", count: width - bar.count)
  }

  private static func text(ofRate rate: Double) -> String {
    if rate >= 10 { return "\(NumberText.count(Int(min(rate, 1e15).rounded())))/s" }
    return rate >= 1
      ? "\(NumberText.fixed(rate, 1))/s" : "\(NumberText.fixed(rate * 60, 1))/min"
  }
}
