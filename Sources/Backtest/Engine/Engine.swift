public import TimeSeries

/// Runs strategies over bars, event by event.
///
/// The events of a row, in order: its open, the path inside it, its close, the strategy's decision.
/// What each of them assumes is in `docs/assumptions.md`.
public enum Engine {
  /// Returns what `strategy` would have done on `bars`.
  ///
  /// Inlinable, so that the loop is compiled for the strategy's own type in its own module.
  @inlinable
  public static func run<S: Strategy>(
    _ bars: Bars,
    strategy: S,
    settings: EngineSettings = EngineSettings()
  ) -> BacktestResult {
    var strategy = strategy
    var account = Account(on: bars, settings: settings)
    while account.advance() {
      account.accept(strategy.decide(account.moment))
    }
    return account.result(missingConditions: strategy.missingConditions)
  }
}
