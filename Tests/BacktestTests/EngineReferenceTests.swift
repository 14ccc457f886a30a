import Backtest
import Foundation
import TestSupport
import Testing
import TimeSeries

/// The moving-average crosses of other packages, traded again.
@Suite struct EngineReferenceTests {
  private static func bars(_ table: Columns, _ names: [String]) -> Bars {
    let columns = names.map { table[$0] }
    return Bars(
      clock: Clock(count: columns[0].count),
      open: columns[0],
      high: columns[1],
      low: columns[2],
      close: columns[3]
    )
  }

  private static let slice = Columns(csv: StandardAndPoor.csv)
  private static let sliceBars = bars(slice, ["open", "high", "low", "close"])

  private static func whole() throws -> Bars {
    let table = try Shared.table("data/redistributable/daily/sp500.csv.gz")
    return bars(table, ["Open", "High", "Low", "Close"])
  }

  private static func average(_ values: [Double], _ n: Int) -> [Double] {
    values.indices.map { t in
      t < n - 1 ? .nan : values[(t - n + 1)...t].reduce(0, +) / Double(n)
    }
  }

  /// Returns `above` or `below` as the fast average stands to the slow one, from the first cross on.
  private static func cross(
    _ close: [Double],
    above: Double,
    below: Double,
    fast: Int = 10,
    slow: Int = 30
  ) -> [Double] {
    let (a, b) = (average(close, fast), average(close, slow))
    var targets = [Double](repeating: .nan, count: close.count)
    for t in 1..<max(1, close.count) {
      if a[t] > b[t], a[t - 1] <= b[t - 1] { targets[t] = above }
      if a[t] < b[t], a[t - 1] >= b[t - 1] { targets[t] = below }
    }
    return targets
  }

  /// backtesting.py closes the last position at the last open, so that the last order is to be flat.
  private static func traded(_ bars: Bars, closing: Bool) -> BacktestResult {
    var targets = cross(bars.close, above: 1, below: -1)
    if closing { targets[targets.count - 2] = 0 }
    return Engine.run(
      bars,
      strategy: PositionStrategy(targets),
      settings: EngineSettings(
        capital: 1_000_000,
        costs: Costs(commission: 0.002, slippage: 0),
        wholeUnits: true
      )
    )
  }

  private static func expect(_ trades: [Trade], equal table: Columns) {
    #expect(trades.map { Double($0.entryRow) } == table["EntryBar"])
    #expect(trades.map { Double($0.exitRow ?? -1) } == table["ExitBar"])
    #expect(trades.map(\.entryPrice) == table["EntryPrice"])
    #expect(trades.map(\.exitPrice) == table["ExitPrice"])
    #expect(trades.map { $0.isLong ? $0.units : -$0.units } == table["Size"])
    #expect(firstDifference(trades.map(\.profit), table["PnL"], relative: 1e-9) == nil)
  }

  @Test func tradesOfBacktestingPy() {
    let result = Self.traded(Self.sliceBars, closing: false)
    Self.expect(
      result.trades.filter { $0.exitRow != nil },
      equal: Columns(csv: StandardAndPoor.trades)
    )
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func all176TradesOfBacktestingPy() throws {
    let result = Self.traded(try Self.whole(), closing: true)
    let table = try Shared.table("reference/backtestingpy_smacross_sp500_trades.csv")
    #expect(result.trades.count == 176)
    Self.expect(result.trades, equal: table)
    #expect(agree(result.finalEquity, 496_144.5106527321, 1e-11))
    #expect(agree(result.commission, 496_733.661759268, 1e-11))
  }

  private static func vectorbt(_ bars: Bars) -> BacktestResult {
    Engine.run(
      bars,
      strategy: PositionStrategy(cross(bars.close, above: 1, below: 0)),
      settings: EngineSettings(fill: .close, costs: Costs(commission: 0.001, slippage: 0.0005))
    )
  }

  @Test func equityOfVectorbt() {
    let result = Self.vectorbt(Self.sliceBars)
    #expect(firstDifference(result.equity, Self.slice["vectorbt"], relative: 1e-11) == nil)
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func wholeEquityOfVectorbt() throws {
    let result = Self.vectorbt(try Self.whole())
    let table = try Shared.table("reference/vectorbt_smacross_longonly_sp500_equity.csv.gz")
    #expect(firstDifference(result.equity, table["equity"], relative: 1e-9) == nil)
    #expect(agree(result.finalEquity, 120_078.3596838659, 1e-11))
    #expect(agree(result.commission, 17404.077993920655, 1e-11))
    #expect(result.trades.count == 88)
  }

  /// The rule of the sweep: the target of a row is 1 where its fast average is above the slow one.
  private static func sweepReturns(_ bars: Bars, fast: Int, slow: Int) -> [Double] {
    let (a, b) = (average(bars.close, fast), average(bars.close, slow))
    return Engine.run(
      bars,
      strategy: PositionStrategy(zip(a, b).map { $0 > $1 ? 1 : 0 }),
      settings: EngineSettings(costs: .none)
    ).returns
  }

  @Test func returnsOfTheSweep() {
    let returns = Self.sweepReturns(Self.sliceBars, fast: 5, slow: 60)
    #expect(
      firstDifference(returns, Self.slice["sweep_5_60"], relative: 0, absolute: 1e-8) == nil
    )
  }

  /// Sixteen of the 190 pairs, the four corners among them.
  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func returnsOfTheWholeSweep() throws {
    let bars = try Self.whole()
    let names = try Shared.table("reference/sweep_sp500_names.csv")
    let matrix = [UInt8](try Shared.data("reference/sweep_sp500_returns.npy.gz"))
    let header = 10 + Int(matrix[8]) + Int(matrix[9]) << 8
    let trials = names["name"].count
    for trial in [0, 18, 19, 37, 44, 61, 77, 90, 95, 103, 118, 130, 149, 160, 171, 189] {
      let expected = (0..<(bars.count - 1)).map { row in
        let start = header + 4 * (row * trials + trial)
        let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(matrix[start + $1]) << (8 * $1) }
        return Double(Float(bitPattern: bits))
      }
      let (fast, slow) = (Int(names["fast"][trial]), Int(names["slow"][trial]))
      let returns = Self.sweepReturns(bars, fast: fast, slow: slow)
      let difference = firstDifference(
        Array(returns.dropFirst()),
        expected,
        relative: 0,
        absolute: 1e-8
      )
      #expect(difference == nil, "\(fast)/\(slow)")
    }
  }
}
