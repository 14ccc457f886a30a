public import TimeSeries

/// What a strategy comes to under each reading of what bars cannot tell.
public struct Envelope: Hashable, Sendable {
  /// The final equity where the stop is always reached first.
  public let worst: Double
  /// The final equity where the extreme nearer to the open is reached first.
  public let nearest: Double
  /// The final equity where the take is always reached first.
  public let best: Double
  /// How many trades are in doubt under the settings' own rule.
  public let ambiguousTrades: Int
}

extension Engine {
  /// Returns the final equities of `strategy` under the rules for ties, all else as in `settings`.
  ///
  /// The names are those of the readings of a single bar: a strategy may earn more under the worst,
  /// where an earlier exit happens to spare it a later loss.
  public static func envelope<S: Strategy>(
    _ bars: Bars,
    strategy: S,
    settings: EngineSettings = EngineSettings()
  ) -> Envelope {
    func result(_ ties: TieRule) -> BacktestResult {
      var settings = settings
      settings.ties = ties
      return run(bars, strategy: strategy, settings: settings)
    }
    let (worst, nearest, best) = (result(.stop), result(.nearest), result(.target))
    let own = [.stop: worst, .nearest: nearest, .target: best][settings.ties] ?? worst
    return Envelope(
      worst: worst.finalEquity,
      nearest: nearest.finalEquity,
      best: best.finalEquity,
      ambiguousTrades: own.ambiguousTrades
    )
  }
}
