import Backtest
import TestSupport
import Testing

@Suite struct SharpeRatioTests {
  /// Bailey and López de Prado (2012): two years of months, first as they are, then as if normal.
  @Test func probabilisticRatioOfTheEfficientFrontier() {
    let fund = SharpeRatio(perPeriod: 0.458, count: 24, skewness: -2.448, kurtosis: 10.164)
    let normal = SharpeRatio(perPeriod: 0.458, count: 24, skewness: 0, kurtosis: 3)
    #expect(abs(fund.probabilistic() - 0.913) < 5e-4)
    #expect(abs(normal.probabilistic() - 0.982) < 5e-4)
  }

  /// Bailey and López de Prado (2014), the numerical example: a yearly ratio of 2.5 on five years
  /// of 250 days, trials with a yearly variance of 1/2.
  @Test func deflatedRatioOfTheNumericalExample() {
    func dsr(_ trials: Int, _ skewness: Double, _ kurtosis: Double) -> Double {
      SharpeRatio(
        perPeriod: 2.5 / 250.0.squareRoot(),
        count: 1250,
        skewness: skewness,
        kurtosis: kurtosis
      ).deflated(trials: trials, varianceOfTrials: 0.5 / 250)
    }
    #expect(abs(dsr(100, -3, 10) - 0.9004) < 5e-5)
    #expect(abs(dsr(46, -3, 10) - 0.9505) < 5e-5)
    #expect(abs(dsr(88, 0, 3) - 0.9505) < 5e-5)
  }

  /// Computed by numpy and scipy from the same closes.
  @Test func figuresOf2008() {
    let ratio = SharpeRatio(returns: SP500In2008.returns)
    #expect(close(ratio.annual(periodsPerYear: 252), -0.9759345885647577))
    #expect(close(ratio.standardError, 0.06353266727287009))
    #expect(close(ratio.probabilistic(), 0.166606787652047))
    #expect(close(ratio.probabilistic(benchmark: -0.1), 0.7278528975536621))
    #expect(close(ratio.minimumTrackRecord(benchmark: -0.2), 144.42087060683832))
    #expect(ratio.minimumTrackRecord() == .infinity)
  }

  /// For normal returns the error is Lo's √((1 + SR²/2) / (n - 1)).
  @Test func intervalIsSymmetricAndAnnual() {
    let ratio = SharpeRatio(perPeriod: 0.1, count: 401, skewness: 0, kurtosis: 3)
    let interval = ratio.confidenceInterval(level: 0.95, periodsPerYear: 252)
    let half = 1.959963984540054 * (1.005 / 400).squareRoot() * 252.0.squareRoot()
    let center = 0.1 * 252.0.squareRoot()
    #expect(close(interval.lower, center - half, 1e-12))
    #expect(close(interval.upper, center + half, 1e-12))
  }

  /// The minimum track record is where the probabilistic ratio reaches its confidence.
  @Test func trackRecordOfThatLengthIsJustEnough() throws {
    let fund = SharpeRatio(perPeriod: 0.458, count: 24, skewness: -2.448, kurtosis: 10.164)
    let months = fund.minimumTrackRecord(confidence: 0.95)
    let enough = try #require(Int(exactly: months.rounded(.up)))
    func probability(_ count: Int) -> Double {
      SharpeRatio(perPeriod: 0.458, count: count, skewness: -2.448, kurtosis: 10.164)
        .probabilistic()
    }
    #expect(probability(enough) >= 0.95 && probability(enough - 1) < 0.95)
  }

  @Test func backtestLength() {
    #expect(abs(SharpeRatio.minimumBacktestLength(trials: 45) - 5) < 0.005)
    #expect(abs(SharpeRatio.minimumBacktestLength(trials: 45, target: 2) - 1.25) < 0.002)
    #expect(SharpeRatio.minimumBacktestLength(trials: 1) == 0)
    #expect(SharpeRatio.minimumBacktestLength(trials: 10, target: 0).isNaN)
  }

  @Test func deflatingByOneTrialIsTheProbabilisticRatio() {
    let ratio = SharpeRatio(returns: SP500In2008.returns)
    #expect(ratio.deflated(trials: 1, varianceOfTrials: 0) == ratio.probabilistic())
    #expect(ratio.deflated(trials: 2, varianceOfTrials: 0).isNaN)
    #expect(ratio.deflated(trials: 0, varianceOfTrials: 1).isNaN)
    #expect(ratio.deflated(trials: 9, varianceOfTrials: .nan).isNaN)
  }

  /// 0.1 ten times has a standard deviation of 1e-17: a ratio of 7e15 must not come of it.
  @Test(arguments: [[], [0.1], Array(repeating: 0.1, count: 10), [0, 0, 0], [0.1, .nan, 0.2]])
  func undefinedIsMissing(_ returns: [Double]) {
    let ratio = SharpeRatio(returns: returns)
    #expect(ratio.perPeriod.isNaN && ratio.standardError.isNaN && ratio.probabilistic().isNaN)
    #expect(ratio.deflated(trials: 10, varianceOfTrials: 0.1).isNaN)
    #expect(ratio.minimumTrackRecord().isNaN)
    #expect(ratio.confidenceInterval(periodsPerYear: 252).lower.isNaN)
  }

  @Test(.enabled(if: Shared.isPresent, absence)) func agreesWithTheReference() throws {
    let document = try Reference.document("statistics_sp500.json")
    let sweep = try Reference.sweep()
    let trials = sweep.map(SharpeRatio.init)
    let columns = [
      ("buy_and_hold", SharpeRatio(returns: try Reference.returns())), ("best_trial", trials[93]),
    ]
    for (name, ratio) in columns {
      #expect(close(ratio.perPeriod, document[name, "sharpe_per_period"]))
      #expect(close(ratio.annual(periodsPerYear: 252), document[name, "sharpe_annual"]))
      #expect(close(ratio.skewness, document[name, "skew"]))
      #expect(close(ratio.kurtosis, document[name, "kurtosis_raw"]))
      #expect(close(ratio.probabilistic(), document[name, "psr0"]))
      #expect(close(ratio.minimumTrackRecord(), document[name, "min_trl_95"]))
    }
    let ratios = trials.map(\.perPeriod)
    let mean = ratios.reduce(0, +) / 190
    let sum = ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    for (name, count, variance) in [
      ("N190", 190, sum / 189), ("N190_variance_ddof0", 190, sum / 190),
      ("N10_same_variance", 10, sum / 189), ("N1000_same_variance", 1000, sum / 189),
    ] {
      let dsr = trials[93].deflated(trials: count, varianceOfTrials: variance)
      #expect(close(dsr, document["deflated_sharpe", name, "dsr"]), "\(name)")
    }
  }
}
