import Backtest
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
      reach: "all rows",
      isSource: true
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
    guard let model = value.object as? ModelValue, !model.classes.isEmpty,
      model.classes.allSatisfy({ CandlePattern(rawValue: $0) != nil })
    else {
      throw Problem.wrongType(
        found: value.typeName,
        wanted: "a network that finds candlestick patterns",
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
      throw InsightError.noLastPrice
    }
    let columns = featureSets.flatMap(\.columns)
    let features = FeatureTable(
      names: columns.map(\.name),
      columns: featureSets.flatMap { $0.values(bars) }
    )
    return Insight(
      time: bars.clock.label(bars.count - 1),
      close: last,
      sightings: try sightings(in: bars, network),
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

  /// Returns the patterns that the last bar ends: by their rules, or as a network sees them, each
  /// from its own threshold on, but not below one half.
  private static func sightings(
    in bars: Bars,
    _ network: ModelValue?
  ) throws -> [Insight.Sighting] {
    let labels = CandlePatterns.labels(bars)
    let seen = try network.map { try probabilities(in: bars, $0) }
    let returns = TargetFunctions.returns(bars.close, over: Insight.signalHorizon)
    let studies = labels.map {
      EventStudy(events: $0, outcomes: returns, horizon: Insight.signalHorizon)
    }
    let pValues = EventStudy.adjusted(studies.map(\.pValue))
    return CandlePattern.allCases.enumerated().compactMap { number, pattern in
      let byRule: Double? = labels[number].last == 1 ? 1 : nil
      guard let probability = seen.map({ $0[pattern] }) ?? byRule else { return nil }
      return Insight.Sighting(
        pattern: pattern,
        probability: probability,
        study: studies[number],
        pValue: pValues[number]
      )
    }
  }

  /// Returns the patterns that a network finds at the last bar, with their probabilities.
  private static func probabilities(
    in bars: Bars,
    _ model: ModelValue
  ) throws -> [CandlePattern: Double] {
    guard let network = model.model as? PatternNetwork, let table = FeatureTable(bars) else {
      return [:]
    }
    let probabilities = try network.probabilities(table, rows: [bars.count - 1])
    var found: [CandlePattern: Double] = [:]
    for (number, name) in model.classes.enumerated() {
      guard let pattern = CandlePattern(rawValue: name),
        probabilities[number][0] >= max(0.5, network.thresholds[number])
      else { continue }
      found[pattern] = probabilities[number][0]
    }
    return found
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
    let key = context.decided {
      var key = ResultKey(.insight)
      key.add(WeightedEnsemble.prices(trees: trees))
      key.add(features)
      key.add(warmUp)
      key.add(close)
      key.add(stream)
      return key
    }
    return try context.kept(key) {
      try fitted(features, warmUp: warmUp, close: close, trees: trees, stream, context)
    }
  }

  private static func fitted(
    _ features: FeatureTable,
    warmUp: Int,
    close: [Double],
    trees: Int,
    _ stream: RandomStream,
    _ context: RunContext
  ) throws -> [Insight.Forecast] {
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
          && context.progress(Progress("insight", done: done, total: fits, unit: "fits"))
        if !goesOn { isStopped.store(true, ordering: .relaxed) }
        return goesOn
      }
    }
    guard !isStopped.load(ordering: .relaxed) else { throw Problem.interrupted }
    return forecasts.compactMap(\.self)
  }
}

/// Why nothing can be said of a frame's last bar.
enum InsightError: Error, Equatable {
  case noLastPrice
}

extension InsightError: Explainable {
  var explanation: Explanation {
    switch self {
    case .noLastPrice:
      Explanation(
        "E413",
        "the last bar has no close above 0, from which anything could be foretold",
        repair: "end the frame earlier, as in `es[..2018-12-28]`"
      )
    }
  }
}
