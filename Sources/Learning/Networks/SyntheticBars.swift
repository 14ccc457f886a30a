public import Numerics

/// Bars of a random walk, for learning what a shape is and not what prices do: of every temper, where
/// `RandomWalk` in `Backtest` makes a walk that is like given bars.
///
/// A bar's prices are the first, highest, lowest and last point of a walk of six normal steps, with
/// exponential wicks beyond its ends in some bars. Every fifty bars draw anew how volatile they are,
/// their drift, how wide they gap, how long the wicks are, and whether prices are rounded to a tick;
/// some bars are quiet. Prices lie far above 0 and have no unit.
public enum SyntheticBars {
  /// Returns a table of `count` bars: open, high, low, close and volume.
  public static func table(_ count: Int, stream: RandomStream) -> FeatureTable {
    var columns = [[Double]](repeating: [], count: 5)
    for i in columns.indices { columns[i].reserveCapacity(count) }
    var (level, regime) = (1e5, 0)
    while columns[0].count < count {
      var walk = Walk(level: level, stream: stream.substream(regime))
      for _ in 0..<min(Walk.length, count - columns[0].count) {
        for (i, value) in walk.nextBar().enumerated() { columns[i].append(value) }
      }
      (level, regime) = (walk.level, regime + 1)
    }
    return FeatureTable(names: ["open", "high", "low", "close", "volume"], columns: columns)
  }

  /// A stretch of bars of one temper.
  private struct Walk {
    var level: Double
    private var stream: RandomStream
    private let volatility: Double
    private let drift: Double
    private let gap: Double
    private let wick: Double
    private let tick: Double

    static let length = 50
    private static let steps = 6

    init(level: Double, stream: RandomStream) {
      (self.level, self.stream) = (level, stream)
      volatility = Elementary.exp(0.3 * self.stream.normal())
      drift = 0.25 * self.stream.normal()
      gap = self.stream.uniform() < 0.25 ? 0 : 0.5 * self.stream.uniform()
      wick = 0.25 * Elementary.exp(0.6 * self.stream.normal())
      tick = self.stream.uniform() < 0.4 ? 0.1 * self.stream.uniform() : 0
    }

    mutating func nextBar() -> [Double] {
      let size = volatility * Elementary.exp(0.5 * stream.normal())
      let jump = stream.normal()
      let open = level + (stream.uniform() < 0.7 ? jump * gap * size : 0)
      let step = size * (stream.uniform() < 0.15 ? 0.15 : 1) / Double(Walk.steps).squareRoot()
      var (price, high, low) = (open, open, open)
      for _ in 0..<Walk.steps {
        price += step * stream.normal() + drift * size / Double(Walk.steps)
        (high, low) = (max(high, price), min(low, price))
      }
      level = price
      high += tail(size)
      low -= tail(size)
      let volume = size * Elementary.exp(0.3 * stream.normal())
      return [rounded(open), rounded(high), rounded(low), rounded(price), volume]
    }

    /// Returns the length of a wick: exponential in three of five bars, else none.
    private mutating func tail(_ size: Double) -> Double {
      let length = -Elementary.log(1 - stream.uniform()) * wick * size
      return stream.uniform() < 0.6 ? length : 0
    }

    private func rounded(_ price: Double) -> Double {
      tick > 0 ? (price / tick).rounded() * tick : price
    }
  }
}
