import Features
import Language
import Learning
import Numerics
import Synchronization
import TimeSeries

/// The function that asks everything of the last bar.
enum InsightFunctions {
  static let functions: [Builtin] = [
    .function(
      "insight",
      "What patterns and models say of the last bar: forecasts over 1, 5, 15 and 60 bars, each with how well its kind has ranked bars that it had not seen.",
      .value("frame", type: "a frame", "the bars, up to the one that is asked about"),
      .optionalText("symbol", "the name to put on it"),
      .optionalValue(
        "patterns",
        type: "a network",
        "what looks for patterns, instead of the rules"
      ),
      .whole("trees", default: 100, in: 1...10_000, "how many trees each member has"),
      reach: "all rows"
    ) { call, value, symbol, patterns, trees in
      guard case .frame(let frame) = value else {
        throw Problem.wrongType(found: value.typeName, wanted: "a frame", what: "`frame`")
      }
      let bars = try Bars.required(of: frame, for: call.name)
      guard bars.volume != nil else {
        throw Problem.missingColumns(["volume"], function: call.name)
      }
      let network = try patterns.map(network)
      guard !call.evaluator.isChecking else {
        return .object(InsightValue(insight: nil, symbol: symbol ?? ""))
      }
      let insight = try insight(of: bars, network, trees: trees, call.evaluator.context)
      return .object(InsightValue(insight: insight, symbol: symbol ?? ""))
    }
  ]

  private static let featureSets = [ColumnSet.technical, .candles, .marketState]

  /// Returns the model that a value is, which has to find patterns in bars.
  private static func network(_ value: Value) throws -> ModelValue {
    guard let model = value.object as? ModelValue, !model.classes.isEmpty else {
      throw Problem.wrongType(
        found: value.typeName,
        wanted: "a network that finds patterns",
        what: "`patterns`"
      )
    }
    return model
  }

  private static func insight(
    of bars: Bars,
    _ network: ModelValue?,
    trees: Int,
    _ context: RunContext
  ) throws -> Insight {
    guard let last = bars.close.last, last > 0 else {
      throw Problem.tooFewBars(function: "insight")
    }
    let columns = featureSets.flatMap(\.columns)
    let features = FeatureTable(
      names: columns.map(\.name),
      columns: featureSets.flatMap { $0.values(bars) }
    )
    return Insight(
      time: bars.clock.label(bars.count - 1),
      close: last,
      sightings: try network.map { try sightings(in: bars, $0) } ?? sightings(in: bars),
      isSeenByNetwork: network != nil,
      forecasts: try forecasts(
        features,
        warmUp: columns.map(\.warmUp).max() ?? 0,
        close: bars.close,
        trees: trees,
        context
      )
    )
  }

  /// Returns the patterns that the last bar ends by their rules.
  private static func sightings(in bars: Bars) -> [Insight.Sighting] {
    zip(CandlePattern.allCases, CandlePatterns.labels(bars)).filter { $0.1.last == 1 }
      .map { Insight.Sighting(pattern: $0.0, probability: 1) }
  }

  /// Returns the patterns that a network finds at the last bar, each from its own threshold on.
  private static func sightings(in bars: Bars, _ model: ModelValue) throws -> [Insight.Sighting] {
    guard let network = model.model as? PatternNetwork else { return [] }
    let columns = [bars.open, bars.high, bars.low, bars.close, bars.volume ?? []]
    let table = FeatureTable(names: network.featureNames, columns: columns)
    let probabilities = try network.probabilities(table, rows: [bars.count - 1])
    return model.classes.indices.compactMap { number in
      guard let pattern = CandlePattern(rawValue: model.classes[number]),
        probabilities[number][0] >= network.thresholds[number]
      else { return nil }
      return Insight.Sighting(pattern: pattern, probability: probabilities[number][0])
    }
  }

  /// Returns a forecast for each horizon, which learn side by side.
  private static func forecasts(
    _ features: FeatureTable,
    warmUp: Int,
    close: [Double],
    trees: Int,
    _ context: RunContext
  ) throws -> [Insight.Forecast] {
    let stream = context.stream("insight")
    let fits = 2 * Insight.horizons.count
    let begun = Atomic(0)
    let isStopped = Atomic(false)
    let forecasts = try context.workers.map(Insight.horizons.count) { number in
      try Insight.Forecast(
        horizon: Insight.horizons[number],
        features: features,
        warmUp: warmUp,
        close: close,
        trees: trees,
        stream: stream.substream(number)
      ) {
        let done = begun.add(1, ordering: .relaxed).oldValue
        let goesOn =
          !isStopped.load(ordering: .relaxed)
          && context.progress(Progress("insight", done: done, total: fits))
        if !goesOn { isStopped.store(true, ordering: .relaxed) }
        return goesOn
      }
    }
    guard !isStopped.load(ordering: .relaxed) else { throw Problem.interrupted }
    return forecasts.compactMap(\.self)
  }
}
