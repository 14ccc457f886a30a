import Backtest
import Testing

@Suite struct MetricDefinitionTests {
  @Test(arguments: [
    "sharpe", "sharpe_ci", "psr", "dsr", "trials", "sortino", "calmar", "cagr", "max_drawdown",
    "volatility", "win_rate", "profit_factor", "exposure", "turnover", "costs",
  ])
  func everyFigureOfTheLanguageIsDefined(_ name: String) throws {
    let metric = try #require(MetricDefinition.named(name))
    #expect(metric.definition.hasSuffix(".") && metric.definition.count < 100)
    #expect(!metric.formula.isEmpty)
  }

  /// What changes with the periods per year, and only that, is printed with them.
  @Test func annualFiguresAreThoseThatChangeWithTheYear() {
    let (short, long) = (metrics(periodsPerYear: 52), metrics(periodsPerYear: 252))
    for (name, value) in short {
      #expect(MetricDefinition.named(name)?.isAnnual == (value != long[name]), "\(name)")
    }
  }

  @Test func namesAreUnique() {
    #expect(Set(MetricDefinition.all.map(\.name)).count == MetricDefinition.all.count)
    #expect(MetricDefinition.named("alpha") == nil)
  }

  private func metrics(periodsPerYear: Double) -> [String: Double] {
    let m = PerformanceMetrics(returns: SP500In2008.returns, periodsPerYear: periodsPerYear)
    let ratio = SharpeRatio(returns: SP500In2008.returns)
    return [
      "sharpe": m.sharpe, "sortino": m.sortino, "calmar": m.calmar, "cagr": m.cagr,
      "max_drawdown": m.maxDrawdown, "volatility": m.volatility,
      "psr": ratio.probabilistic(),
      "dsr": ratio.deflated(trials: 5, varianceOfTrials: 0.01),
      "sharpe_ci": ratio.confidenceInterval(periodsPerYear: periodsPerYear).lower,
    ]
  }
}
