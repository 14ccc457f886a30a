public import TimeSeries

extension Engine {
  /// Returns the cost a side at which the strategy's net profit is zero, as a fraction of value.
  ///
  /// It stands for commission and slippage together, is charged on every fill, and is found by
  /// bisection of whole runs to within 1e-9. Nil where the profit is not positive without costs, or
  /// still positive at 5 % a side.
  public static func breakEvenCost<S: Strategy>(
    _ bars: Bars,
    strategy: S,
    settings: EngineSettings = EngineSettings()
  ) -> Double? {
    func profit(_ cost: Double) -> Double {
      var settings = settings
      settings.costs = Costs(commission: cost, slippage: 0)
      return run(bars, strategy: strategy, settings: settings).finalEquity - settings.capital
    }
    var (low, high) = (0.0, 0.05)
    guard profit(low) > 0, profit(high) <= 0 else { return nil }
    while high - low > 1e-9 {
      let middle = (low + high) / 2
      if profit(middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
