import Features
import Plotting
import TimeSeries

/// Marks beside the price bars at which something holds.
struct BarMarks {
  let layer: Layer

  /// Marks the bars of a panel's candles where `series` is true; nil where the panel has none on the
  /// same clock.
  ///
  /// Each further kind of mark stands a little further off, so that two on one bar are both seen.
  init?(_ series: Series, label: String, over layers: [Layer]) {
    let axis = Drawing.axis(series.clock)
    for case .candles(let x, _, let high, let low, _, _) in layers where x == axis {
      let known = (high + low).filter(\.isFinite)
      guard let top = known.max(), let bottom = known.min() else { return nil }
      let earlier = layers.count { if case .points = $0 { true } else { false } }
      // What is said to foretell a rise stands below the bar and points up.
      let pattern = CandlePattern(rawValue: String(label.prefix { $0 != "(" }))
      let direction = pattern?.direction ?? .neutral
      let shape: PointShape =
        switch direction {
        case .bullish: .up
        case .bearish: .down
        case .neutral: earlier % 2 == 0 ? .ring : .cross
        }
      let distance = (top - bottom) * (0.015 + 0.02 * Double(earlier % 5))
      let isBelow = direction == .bullish
      let places = zip(series.values, isBelow ? low : high).map { holds, edge in
        holds == 1 ? edge + (isBelow ? -distance : distance) : .nan
      }
      layer = .points(x: x, y: places, label: label, shape: shape)
      return
    }
    return nil
  }
}
