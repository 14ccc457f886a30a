import Backtest
import TestSupport
import Testing

@Suite struct PerformanceMetricsTests {
  /// Computed by numpy and scipy from the same closes.
  @Test func figuresOf2008() {
    let m = PerformanceMetrics(returns: SP500In2008.returns, periodsPerYear: 252)
    #expect(m.count == 253 && m.maxDrawdownLength == 253)
    #expect(close(m.totalReturn, -0.3848579304617866))
    #expect(close(m.cagr, -0.38367537713694055))
    #expect(close(m.meanReturn, -0.0015867941221748714))
    #expect(close(m.volatility, 0.4097324999784392))
    #expect(close(m.sharpe, -0.9759345885647577))
    #expect(close(m.sortino, -1.3319788019889116))
    #expect(close(m.maxDrawdown, -0.4875643509176666))
    #expect(close(m.calmar, -0.786922539383382))
    #expect(close(m.skewness, 0.18862506142584))
    #expect(close(m.kurtosis, 6.9016885922084725))
    #expect(close(m.best, 0.11580036960722695))
    #expect(close(m.worst, -0.09034977815503076))
    #expect(close(m.positiveShare, 126.0 / 253))
  }

  /// By hand: 1.1 · 0.9 = 0.99 over half a year; the fall of a tenth is the only one.
  @Test func figuresOfTwoPeriods() {
    let m = PerformanceMetrics(returns: [0.1, -0.1], periodsPerYear: 4)
    #expect(close(m.totalReturn, -0.01, 1e-13))
    #expect(close(m.cagr, 0.99 * 0.99 - 1, 1e-13))
    #expect(close(m.volatility, 2 * 0.02.squareRoot(), 1e-13))
    #expect(close(m.maxDrawdown, -0.1, 1e-13))
    #expect(m.sharpe == 0 && m.sortino == 0 && m.maxDrawdownLength == 1)
  }

  /// A popular tool takes every 15 minutes for a part of a day of 24 hours.
  @Test func aYearHasAsManyPeriodsAsIsSaid() {
    let returns = SP500In2008.returns
    let stocks = PerformanceMetrics(returns: returns, periodsPerYear: 6552)
    let wrong = PerformanceMetrics(returns: returns, periodsPerYear: 24192)
    #expect(close(wrong.sharpe / stocks.sharpe, 1.92, 0.002))
  }

  @Test(arguments: [[], [0.01], [0.01, 0.01, 0.01], [0, 0], [0.1, .nan], [.infinity, 0.1]])
  func undefinedIsMissing(_ returns: [Double]) {
    let m = PerformanceMetrics(returns: returns, periodsPerYear: 252)
    #expect(m.count == returns.count)
    #expect(m.sharpe.isNaN && m.sortino.isNaN && m.calmar.isNaN && m.skewness.isNaN)
  }

  @Test func onePeriodHasAReturnButNoVolatility() {
    let m = PerformanceMetrics(returns: [-0.5], periodsPerYear: 1)
    #expect(m.totalReturn == -0.5 && m.cagr == -0.5 && m.maxDrawdown == -0.5)
    #expect(m.volatility.isNaN && m.sharpe.isNaN)
  }

  @Test func ruinIsALossOfEverything() {
    let m = PerformanceMetrics(returns: [0.2, -1, 0.5], periodsPerYear: 252)
    #expect(m.totalReturn == -1 && m.cagr == -1 && m.maxDrawdown == -1)
  }

  @Test func oneMissingReturnLeavesNoFigure() {
    let m = PerformanceMetrics(returns: [0.1, .nan, -0.2], periodsPerYear: 252)
    for figure in [m.totalReturn, m.cagr, m.maxDrawdown, m.best, m.worst] {
      #expect(figure.isNaN)
    }
  }

  @Test(.enabled(if: Shared.isPresent, absence)) func agreesWithQuantstatsAndEmpyrical() throws {
    let document = try Reference.document("metrics_sp500_full.json")
    let m = PerformanceMetrics(returns: try Reference.returns(), periodsPerYear: 252)
    let pairs = [
      (m.totalReturn, "quantstats.comp"), (m.cagr, "quantstats.cagr"),
      (m.sharpe, "quantstats.sharpe"), (m.sortino, "quantstats.sortino"),
      (m.maxDrawdown, "quantstats.max_drawdown"), (m.volatility, "quantstats.volatility"),
      (m.calmar, "quantstats.calmar"), (m.best, "quantstats.best"),
      (m.worst, "quantstats.worst"), (m.cagr, "empyrical.annual_return"),
      (m.sharpe, "empyrical.sharpe_ratio"), (m.sortino, "empyrical.sortino_ratio"),
      (m.calmar, "empyrical.calmar_ratio"), (m.volatility, "empyrical.annual_volatility"),
    ]
    for (figure, name) in pairs {
      #expect(close(figure, document["buy_and_hold", "metrics", name, "value"]), "\(name)")
    }
  }
}
