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
  ) { call, horizon in PatternCNN(try settings(call, horizon: horizon)) }

  private static let epochs = Parameter.whole(
    "epochs",
    default: 50,
    in: 1...10_000,
    "how often all windows are learned from at most"
  )
  private static let batch = Parameter.whole(
    "batch",
    default: 32,
    in: 2...4096,
    "the windows of a step"
  )
  private static let rate = Parameter.number(
    "rate",
    default: 1e-3,
    in: 1e-9...1,
    "how far Adam steps"
  )
  private static let patience = Parameter.whole(
    "patience",
    default: 10,
    in: 1...10_000,
    "how many epochs may pass without a better one; the last fifth of the rows judges"
  )
  private static let generated = Parameter.whole(
    "generated",
    default: 0,
    in: 0...2_000_000,
    "for the patterns of `candle_patterns()`: windows made by chance and labelled by the rules, beside those of the data"
  )

  static func settings(_ call: CommandCall, horizon: Int) throws -> PatternCNN.Settings {
    PatternCNN.Settings(
      epochs: try call.option(epochs),
      batch: try call.option(batch),
      rate: try call.option(rate),
      patience: try call.option(patience),
      horizon: horizon
    )
  }

  /// Returns how many windows are to be made by chance.
  static func generatedCount(_ call: CommandCall) throws -> Int { try call.option(generated) }
}
