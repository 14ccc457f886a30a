import Backtest
import Numerics
import Testing

/// On data without any edge a test at 5 % must claim one in about 5 of 100 cases, no more.
@Suite struct CalibrationTests {
  private let stream = RandomStream(seed: 2024, path: "calibration")

  private func noise(_ count: Int, _ number: Int, mean: Double = 0) -> [Double] {
    var numbers = stream.substream(number)
    return (0..<count).map { _ in mean + 0.01 * numbers.normal() }
  }

  @Test func probabilisticRatioRejectsFiveInAHundred() {
    let values = Workers(count: 2).map(1000) {
      SharpeRatio(returns: noise(250, $0)).probabilistic()
    }
    let claims = Double(values.count { $0 > 0.95 }) / 1000
    #expect(claims > 0.03 && claims < 0.07, "\(claims)")
    // Even over the whole range: ten bins of 100 with a deviation of 9.5.
    for bin in 0..<10 {
      let count = values.count { Int(min($0, 0.999999) * 10) == bin }
      #expect(abs(count - 100) < 40)
    }
  }

  /// Skewed returns with fat tails, where the ratio of normal returns is too sure.
  @Test func probabilisticRatioHoldsForSkewedReturns() {
    let claims = Workers(count: 2).map(1000) { number -> Int in
      let skewed = noise(500, number).map { Elementary.exp(80 * $0) - Elementary.exp(0.32) }
      return SharpeRatio(returns: skewed).probabilistic() > 0.95 ? 1 : 0
    }
    #expect(claims.reduce(0, +) < 70, "\(claims.reduce(0, +))")
  }

  @Test func intervalCoversTheTruth() {
    let hits = Workers(count: 2).map(1000) { number -> Int in
      let ratio = SharpeRatio(returns: noise(500, number, mean: 0.001))
      let interval = ratio.confidenceInterval(periodsPerYear: 1)
      return interval.lower < 0.1 && 0.1 < interval.upper ? 1 : 0
    }
    let share = Double(hits.reduce(0, +)) / 1000
    #expect(share > 0.93 && share < 0.97, "\(share)")
  }

  /// The best of 50 trials without skill looks skilled to the plain ratio, not to the deflated one.
  @Test func deflatedRatioOfTheBestOfNoiseClaimsNothing() {
    let sessions = Workers(count: 2).map(200) { session -> (plain: Bool, deflated: Bool) in
      let trials = (0..<50).map { SharpeRatio(returns: noise(250, 50 * session + $0)) }
      let ratios = trials.map(\.perPeriod)
      let best = trials.max { $0.perPeriod < $1.perPeriod }
      let variance = Statistics.variance(ratios)
      let dsr = best?.deflated(trials: 50, varianceOfTrials: variance) ?? .nan
      return ((best?.probabilistic() ?? .nan) > 0.95, dsr > 0.95)
    }
    #expect(sessions.count(where: \.plain) > 170)
    #expect(sessions.count(where: \.deflated) <= 13, "\(sessions.count(where: \.deflated))")
  }

  /// And it sees a true edge: a daily ratio of 0.3 among 49 trials of noise.
  @Test func deflatedRatioSeesAPlantedEdge() {
    let found = Workers(count: 2).map(100) { session -> Int in
      let trials = (0..<50).map {
        SharpeRatio(returns: noise(500, 50 * session + $0, mean: $0 == 0 ? 0.003 : 0))
      }
      let variance = Statistics.variance(trials.map(\.perPeriod))
      return trials[0].deflated(trials: 50, varianceOfTrials: variance) > 0.95 ? 1 : 0
    }
    #expect(found.reduce(0, +) >= 80, "\(found.reduce(0, +))")
  }

  @Test func realityCheckRejectsFiveInAHundred() {
    func p(mean: Double) -> [RealityCheck.Result] {
      Workers(count: 2).map(400) { session in
        RealityCheck.run(
          differentials: (0..<10).map { noise(250, 10 * session + $0, mean: $0 == 0 ? mean : 0) },
          block: 1,
          draws: 199,
          stream: stream.substream(1_000_000 + session),
          workers: .single
        )
      }
    }
    // The deviation of the share is 1.1 %.
    let idle = p(mean: 0)
    for key in [\RealityCheck.Result.white, \.spaConsistent, \.spaUpper] {
      let claims = Double(idle.count { $0[keyPath: key] <= 0.05 }) / 400
      #expect(claims > 0.01 && claims < 0.09, "\(claims)")
    }
    let edge = p(mean: 0.0025)
    #expect(edge.count { $0.spaConsistent <= 0.05 } > 320)
  }

  /// Among equals the winner of one half is anywhere on the other.
  @Test func overfittingOfNoiseIsAHalf() {
    let values = Workers(count: 2).map(100) { session in
      BacktestOverfitting.probability(
        returns: (0..<20).map { noise(240, 20 * session + $0) },
        blocks: 8,
        workers: .single
      ).probability
    }
    #expect(abs(Statistics.mean(values) - 0.5) < 0.1, "\(Statistics.mean(values))")
  }
}
