/// A bar as seen from a position: a short one sees the prices negated.
///
/// Up is then always good and down always bad, so that each rule is written once.
struct DirectedBar {
  let sign: Double
  let open: Double
  let worst: Double
  let best: Double
  let close: Double

  /// Creates the view of a position of `sign` 1 or -1.
  init(open: Double, high: Double, low: Double, close: Double, sign: Double) {
    self.sign = sign
    self.open = sign * open
    worst = sign > 0 ? low : -high
    best = sign > 0 ? high : -low
    self.close = sign * close
  }

  /// Whether the bad extreme lies at least as near to the open as the good one.
  var isWorstNearer: Bool { open - worst <= best - open }

  /// Whether the bar has all its prices, each above zero; another bar fills no resting order.
  static func isWhole(open: Double, high: Double, low: Double, close: Double) -> Bool {
    let smallest = min(min(open, high), min(low, close))
    let largest = max(max(open, high), max(low, close))
    // A missing value makes the sum missing, whatever `min` and `max` made of it.
    return smallest > 0 && largest < .infinity && !(open + high + low + close).isNaN
  }
}

/// What one bar does to a resting order or a pair of them.
enum Outcome: Equatable {
  case nothing
  /// Nothing filled, though the bar alone does not tell that nothing could.
  case unsure
  case filled(kind: OrderKind, price: Double, rule: FillRule, isAmbiguous: Bool)
}

extension DirectedBar {
  /// Whether the bar reaches a limit on its way up, and whether it only just touches it.
  private func reaches(_ take: Double, touch: Bool) -> (isHit: Bool, isTouched: Bool) {
    (best > take || touch && best == take, best == take)
  }

  private func filled(
    _ kind: OrderKind,
    _ price: Double,
    _ rule: FillRule,
    ambiguous: Bool = false
  ) -> Outcome {
    .filled(kind: kind, price: sign * price, rule: rule, isAmbiguous: ambiguous)
  }

  /// Returns what the whole bar does to the stop and take of a position that saw its open.
  ///
  /// Both levels are directed, and missing where there is none.
  func exit(stop: Double, take: Double, ties: TieRule, touch: Bool) -> Outcome {
    if open <= stop { return filled(.stop, open, .stopAtOpen) }
    if open > take { return filled(.take, open, .limitAtOpen) }
    let (isTaken, isTouched) = reaches(take, touch: touch)
    switch (worst <= stop, isTaken) {
    case (false, false): return isTouched ? .unsure : .nothing
    case (true, false): return filled(.stop, stop, .stop, ambiguous: isTouched)
    case (false, true):
      return filled(.take, take, isTouched ? .limitTouched : .limit, ambiguous: isTouched)
    case (true, true):
      let stopsFirst = ties == .stop || ties == .nearest && isWorstNearer
      return stopsFirst
        ? filled(.stop, stop, .tie, ambiguous: true) : filled(.take, take, .tie, ambiguous: true)
    }
  }

  /// Returns what the bar does to a limit order that would open the position of this direction.
  func entry(limit: Double, touch: Bool) -> Outcome {
    if open < limit { return filled(.limit, open, .limitAtOpen) }
    if worst < limit { return filled(.limit, limit, .limit) }
    guard worst == limit else { return .nothing }
    return touch ? filled(.limit, limit, .limitTouched, ambiguous: true) : .unsure
  }

  /// Returns what the rest of the bar does to a position that a limit order opened at `entry`.
  ///
  /// The bad extreme came after the entry, as the price fell through the limit to reach it. The
  /// good one may have come before, unless the close is as good.
  func exit(
    afterEntryAt entry: Double,
    stop: Double,
    take: Double,
    ties: TieRule,
    touch: Bool
  ) -> Outcome {
    if entry <= stop { return filled(.stop, entry, .stop) }
    if entry > take { return filled(.take, entry, .limit) }
    let (isTaken, isTouched) = reaches(take, touch: touch)
    if worst <= stop {
      guard isTaken else { return filled(.stop, stop, .stop, ambiguous: isTouched) }
      return ties == .target
        ? filled(.take, take, .tie, ambiguous: true) : filled(.stop, stop, .tie, ambiguous: true)
    }
    guard isTaken else { return isTouched ? .unsure : .nothing }
    if close > take { return filled(.take, take, .limit) }
    let takesAfter = ties == .target || ties == .nearest && isWorstNearer
    return takesAfter ? filled(.take, take, .takeOnEntryBar, ambiguous: true) : .unsure
  }
}
