import Backtest
import Numerics
import Testing
import TimeSeries

@Suite struct RandomWalkTests {
  /// Bars that rise by 1 % in each row, with a wick of their own length to each side.
  private static func trend(_ count: Int) -> Bars {
    var close = [100.0]
    for row in 1..<count { close.append(close[row - 1] * (row % 3 == 0 ? 0.99 : 1.02)) }
    let open = [100.0] + close.dropLast()
    return Bars(
      clock: Clock(count: count),
      open: open,
      high: zip(open, close).map { max($0, $1) * 1.01 },
      low: zip(open, close).map { min($0, $1) * 0.98 },
      close: close,
      volume: (0..<count).map { Double($0 % 7) + 1 }
    )
  }

  private static func returns(_ bars: Bars) -> [Double] {
    zip(bars.close, bars.close.dropFirst()).map { $1 / $0 - 1 }
  }

  @Test func takesTheOrderAndTheDriftAndKeepsTheSize() throws {
    let bars = Self.trend(20_000)
    let walk = try #require(RandomWalk.bars(like: bars, stream: RandomStream(seed: 1)))
    let (real, made) = (Self.returns(bars), Self.returns(walk))
    let sigma = Statistics.stdev(real, ddof: 0)
    let error = sigma / Double(made.count).squareRoot()
    #expect(abs(Statistics.mean(real)) > 40 * error)
    #expect(abs(Statistics.mean(made)) < 4 * error)
    #expect(abs(Statistics.stdev(made, ddof: 0) / sigma - 1) < 0.02)
    // Every third return of the trend is a fall: neighbours depend on each other. In the walk not.
    let order = Statistics.correlation(Array(made.dropFirst()), Array(made.dropLast()))
    #expect(abs(order) < 4 / Double(made.count).squareRoot())
    // Every open of the trend is the close before, and stays so to the bit.
    #expect(zip(walk.open.dropFirst(), walk.close).allSatisfy { $0 == $1 })
    for row in 0..<walk.count {
      let (top, bottom) = (
        max(walk.open[row], walk.close[row]), min(walk.open[row], walk.close[row])
      )
      #expect(walk.high[row] >= top && walk.low[row] <= bottom && walk.low[row] > 0)
    }
  }

  @Test func nothingCanBeDrawnWithoutTwoWholeBars() {
    let clock = Clock(count: 3)
    let bars = Bars(
      clock: clock,
      open: [1, .nan, 1],
      high: [1, 1, 1],
      low: [1, 1, 1],
      close: [1, 1, 1]
    )
    #expect(RandomWalk.bars(like: bars, stream: RandomStream(seed: 1)) == nil)
  }

  @Test func disturbedPricesStayWithinTheirNoise() {
    let bars = Self.trend(500)
    let moved = RandomWalk.disturbed(bars, noise: 0.1, shift: 0.5, stream: RandomStream(seed: 2))
    for row in 0..<bars.count {
      let limit = 1.5 * 0.1 * (bars.high[row] - bars.low[row]) * (1 + 1e-9)
      #expect(abs(moved.open[row] - 1.5 * bars.open[row]) <= limit)
      #expect(abs(moved.close[row] - 1.5 * bars.close[row]) <= limit)
      #expect(moved.high[row] >= max(moved.open[row], moved.close[row]))
      #expect(moved.low[row] <= min(moved.open[row], moved.close[row]))
    }
    #expect(moved.volume == bars.volume)
    #expect(zip(moved.close, bars.close).contains { abs($0 - 1.5 * $1) > 0.01 })
  }
}
