public import Numerics
public import TimeSeries

/// Bars in which nothing can be foretold, for results to be held against.
public enum RandomWalk {
  /// Returns a random walk of bars on the clock of `bars`, with their volatility, shapes and volume.
  ///
  /// Each bar is one of `bars`, drawn with replacement and scaled so that it follows on the close
  /// before it; its high, low and close are scaled by one more number that makes the mean return 0.
  /// The price is a martingale, and whatever order there was, drift and clusters of volatility
  /// included, is gone. An open that was the close before stays so.
  /// The first bar is the first that has all prices; bars without a price, or after one, are not
  /// drawn. Nil where there is none to draw.
  public static func bars(like bars: Bars, stream: RandomStream) -> Bars? {
    let steps = (0..<bars.count).dropFirst().filter { isWhole(bars, $0) && isWhole(bars, $0 - 1) }
    guard let first = (0..<bars.count).first(where: { isWhole(bars, $0) }), !steps.isEmpty else {
      return nil
    }
    let growth = Statistics.mean(steps.map { bars.close[$0] / bars.close[$0 - 1] })
    var stream = stream
    var walk = Columns(capacity: bars.count)
    walk.append(bars, first, scale: 1)
    for _ in 1..<bars.count {
      let source = steps[stream.index(below: steps.count)]
      walk.append(bars, source, scale: walk.lastClose / bars.close[source - 1], growth: growth)
    }
    return walk.bars(like: bars)
  }

  /// Returns `bars` with each price moved by up to `noise` times the range of its bar, and all of
  /// them times 1 + `shift`.
  ///
  /// The high and the low are then the outermost of the four prices again.
  public static func disturbed(
    _ bars: Bars,
    noise: Double,
    shift: Double,
    stream: RandomStream
  ) -> Bars {
    var stream = stream
    var moved = Columns(capacity: bars.count)
    for row in 0..<bars.count {
      let reach = noise * (bars.high[row] - bars.low[row])
      let prices = [bars.open[row], bars.high[row], bars.low[row], bars.close[row]].map { price in
        (price + reach * (2 * stream.uniform() - 1)) * (1 + shift)
      }
      moved.append(prices, volume: bars.volume?[row])
    }
    return moved.bars(like: bars)
  }

  private static func isWhole(_ bars: Bars, _ row: Int) -> Bool {
    [bars.open[row], bars.high[row], bars.low[row], bars.close[row]]
      .allSatisfy { $0 > 0 && $0.isFinite }
  }

  /// Bars in the making.
  private struct Columns {
    private var open: [Double] = []
    private var high: [Double] = []
    private var low: [Double] = []
    private var close: [Double] = []
    private var volume: [Double] = []

    init(capacity: Int) {
      for column in [\Columns.open, \.high, \.low, \.close, \.volume] {
        self[keyPath: column].reserveCapacity(capacity)
      }
    }

    var lastClose: Double { close.last ?? .nan }

    mutating func append(_ bars: Bars, _ row: Int, scale: Double, growth: Double = 1) {
      let later = scale / growth
      // A close that is the close before, times a quotient of it, need not come back to the bit.
      let isTie = row > 0 && bars.open[row] == bars.close[row - 1] && !close.isEmpty
      let prices = [
        isTie ? lastClose : bars.open[row] * scale, bars.high[row] * later, bars.low[row] * later,
        bars.close[row] * later,
      ]
      append(prices, volume: bars.volume?[row])
    }

    /// Adds a bar of four prices, of which the outermost are the high and the low.
    mutating func append(_ prices: [Double], volume: Double?) {
      open.append(prices[0])
      high.append(prices.reduce(-.infinity) { $1.isNaN ? .nan : max($0, $1) })
      low.append(prices.reduce(.infinity) { $1.isNaN ? .nan : min($0, $1) })
      close.append(prices[3])
      if let volume { self.volume.append(volume) }
    }

    func bars(like bars: Bars) -> Bars {
      Bars(
        clock: bars.clock,
        open: open,
        high: high,
        low: low,
        close: close,
        volume: bars.volume == nil ? nil : volume
      )
    }
  }
}
