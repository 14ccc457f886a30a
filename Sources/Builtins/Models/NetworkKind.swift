import Language
import Learning

/// The network that reads the bars themselves.
enum NetworkKind {
  static let kind = ModelKind(
    "cnn",
    "A convolutional network on windows of 20 bars, for a true or false target or for patterns.",
    options: [
      epochs.description, batch.description, rate.description, patience.description,
      generated.description,
    ],
    reads: .bars(window: PatternCNN.Settings().window),
    losses: [.logistic],
    facts: { model, _ in
      let network = model as? PatternNetwork
      let best = network.flatMap { $0.history.isEmpty ? nil : $0.history[$0.bestEpoch] }
      func figure(_ value: Double?) -> Value {
        .figure(value ?? .nan, of: "the rows that validated a network")
      }
      return [
        ("epochs", .number(Double(network?.history.count ?? 0))),
        ("best_epoch", figure(network.map { Double($0.bestEpoch + 1) })),
        ("loss", figure(best?.loss)),
        ("validation_loss", figure(best?.validationLoss)),
      ]
    }
  ) { call, horizon in
    guard try generatedCount(call) == 0 else { throw PatternTaskError.notTheUsualPatterns }
    return PatternCNN(try settings(call, horizon: horizon))
  }

  private static let epochs = Parameter.optionalWhole(
    "epochs",
    in: 1...10_000,
    fallback: "50, or 20 with generated windows",
    "how often all windows are learned from at most"
  )
  private static let batch = Parameter.optionalWhole(
    "batch",
    in: 2...4096,
    fallback: "32, or 64 with generated windows",
    "the windows of a step"
  )
  private static let rate = Parameter.optionalNumber(
    "rate",
    in: 1e-9...1,
    fallback: "0.001, or 0.003 falling to 0 with generated windows",
    "how far Adam steps"
  )
  private static let patience = Parameter.optionalWhole(
    "patience",
    in: 1...10_000,
    fallback: "10, or all epochs with generated windows",
    "how many epochs may pass without a better one; the last fifth of the rows judges"
  )
  private static let generated = Parameter.optionalWhole(
    "generated",
    in: GeneratedWindows.counts,
    fallback: "none",
    "for the patterns of `candle_patterns()`: how many windows an epoch has that are made by chance and labelled by the rules, beside those of the data"
  )

  /// Reads the settings of a network for labels that look `horizon` rows ahead.
  static func settings(_ call: CommandCall, horizon: Int) throws -> PatternCNN.Settings {
    let epochs = try call.option(epochs)
    let isOfRules = try generatedCount(call) > 0
    var settings =
      isOfRules
      ? epochs.map { .forRules(epochs: $0) } ?? .forRules()
      : PatternCNN.Settings(epochs: epochs ?? PatternCNN.Settings().epochs)
    settings.batch = try call.option(batch) ?? settings.batch
    settings.rate = try call.option(rate) ?? settings.rate
    settings.patience = try call.option(patience) ?? settings.patience
    settings.horizon = horizon
    return settings
  }

  /// Returns how many windows are to be made by chance.
  static func generatedCount(_ call: CommandCall) throws -> Int { try call.option(generated) ?? 0 }
}
