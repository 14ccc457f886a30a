import Backtest
import Features
import Learning
import Numerics
import TimeSeries

/// What patterns and models say of the last bar of a frame.
struct Insight: Sendable {
  /// Where the price may go over some bars.
  struct Forecast: Sendable, Codable {
    /// What one member expects.
    struct Vote: Sendable, Codable {
      let name: String
      let prediction: Double
    }

    let horizon: Int
    /// The expected simple return: the members' mean by their weights.
    let prediction: Double
    /// The return that each member expects.
    let members: [Vote]
    /// How close the members are to each other, 0...1; no probability of being right.
    let agreement: Double
    /// The population standard deviation of the members' predictions.
    let spread: Double
    /// How well the same models, fitted on the first four fifths of the bars, ranked the last fifth.
    let skill: Skill
  }

  /// A pattern that the last bar ends.
  struct Sighting: Sendable {
    let pattern: CandlePattern
    /// The probability that a network gives it; 1 where the rule itself was asked.
    let probability: Double
    /// What came after the pattern in the bars before; nil where its rule is not known.
    let study: EventStudy?
    /// The chance of so much if no pattern told anything, for as many patterns as there are.
    let pValue: Double

    /// Whether what came after it points where the pattern does, by more than luck.
    var isBorneOut: Bool {
      guard let study, pValue < 0.05 else { return false }
      let excess = study.mean - study.baseMean
      return pattern.direction == .bullish ? excess > 0 : excess < 0
    }
  }

  /// A reason to buy or to sell.
  struct Signal: Sendable {
    let isBuy: Bool
    let source: String
    let reason: String
    let confidence: Double
  }

  let time: String
  let close: Double
  let sightings: [Sighting]
  let isSeenByNetwork: Bool
  let forecasts: [Forecast]

  /// The bars ahead that are asked for.
  static let horizons = [1, 5, 15, 60]
  /// The models that vote on each.
  static let members = WeightedEnsemble.prices().members.map(\.name)
  /// A return over `signalHorizon` bars beyond this makes a signal.
  static let signalReturn = 0.005
  static let signalHorizon = 5
  /// Fewer rows with a known outcome than this make no forecast.
  static let fewestRows = 250

  /// Signals of the patterns whose direction these bars have borne out, and of the forecast where
  /// forecasts of its kind have shown skill.
  var signals: [Signal] {
    let patterns = sightings.filter { $0.pattern.direction != .neutral && $0.isBorneOut }.map {
      sighting in
      Signal(
        isBuy: sighting.pattern.direction == .bullish,
        source: "Pattern: \(sighting.pattern.name)",
        reason: sighting.pattern.summary,
        confidence: sighting.probability
      )
    }
    let forecast = forecasts.first {
      $0.horizon == Insight.signalHorizon && abs($0.prediction) > Insight.signalReturn
        && $0.skill.isShown(asBestOf: Insight.horizons.count)
    }
    let price = forecast.map { forecast in
      Signal(
        isBuy: forecast.prediction > 0,
        source: "Price forecast",
        reason: "over \(forecast.horizon) bars; \(forecast.skill.verdict)",
        confidence: forecast.agreement
      )
    }
    return patterns + (price.map { [$0] } ?? [])
  }

  /// The mean of what patterns and forecasts claim for themselves; missing where there is nothing.
  ///
  /// Probabilities and agreements count alike, so that it is no chance of being right.
  var confidence: Double {
    let claims = sightings.map(\.probability) + forecasts.map(\.agreement)
    return claims.isEmpty ? .nan : Statistics.mean(claims)
  }
}

extension Insight.Forecast {
  /// Fits an ensemble on all rows whose outcome is known and asks it of the last; nil where there
  /// are too few rows.
  ///
  /// `isWanted` is asked before each of the two fits; nil is also returned where it says no.
  init?(
    horizon: Int,
    features: FeatureTable,
    warmUp: Int,
    close: [Double],
    trees: Int,
    stream: RandomStream,
    isWanted: @Sendable () -> Bool
  ) throws(LearningError) {
    let target = TargetFunctions.returns(close, over: horizon)
    let known = close.indices.dropFirst(warmUp).filter { target[$0].isFinite }
    guard known.count >= Insight.fewestRows, let last = close.indices.last else { return nil }
    let tested = Array(known.suffix(known.count / 5))
    let learned = known.dropLast(tested.count).filter { $0 + horizon < tested[0] }
    let learner = WeightedEnsemble.prices(trees: trees)
    func model(_ rows: [Int], _ number: Int) throws(LearningError) -> EnsembleModel {
      try learner.fit(
        features,
        target: target,
        rows: rows,
        loss: .squared,
        stream: stream.substream(number),
        workers: .single
      )
    }
    guard isWanted() else { return nil }
    let trial = try model(learned, 0).predict(features, rows: tested)
    guard isWanted() else { return nil }
    let fitted = try model(known, 1)
    let predictions = fitted.memberPredictions(features, rows: [last])
    let members = predictions.map { $0[0] }
    self.horizon = horizon
    prediction = fitted.mean(of: predictions)[0]
    self.members = zip(fitted.members, members).map { Vote(name: $0.name, prediction: $1) }
    agreement = EnsembleModel.agreement(of: members)
    spread = Statistics.stdev(members, ddof: 0)
    let independent = StandardError.effectiveCount(tested.count, horizon: horizon)
    skill = Skill(
      value: Scores.informationCoefficient(trial, tested.map { target[$0] }),
      chance: 0,
      error: StandardError.informationCoefficient(count: independent)
    )
  }
}
