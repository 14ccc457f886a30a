import Backtest
import Numerics
import Testing

@Suite struct EventStudyTests {
  /// Three events, the first two one row apart: errors -1, 0, 1 of outcomes 1, 2, 3 about their mean
  /// of 2, of which the first pair has the weight 1 - 1/2.
  @Test func varianceOfOverlappingOutcomesByHand() {
    let study = EventStudy(
      events: [1, 1, 0, 0, 1, 0],
      outcomes: [1, 2, 9, -9, 3, .nan],
      horizon: 2,
      fewest: 2
    )
    #expect(study.count == 3 && study.mean == 2)
    // (1 + 0 + 1 + 2 · ½ · (-1 · 0)) / (3 · 2)
    #expect(abs(study.standardError - (2.0 / 6).squareRoot()) < 1e-15)
    #expect(abs(study.baseMean - 6.0 / 5) < 1e-15)
    #expect(study.hitRate == 1 && study.baseHitRate == 0.8)
  }

  /// What overlaps and errs alike makes the mean less sure than as many separate events.
  @Test func neighboursThatErrAlikeWidenTheInterval() {
    let outcomes = [3.0, 3, 3, 1, 1, 1]
    let together = EventStudy(
      events: [1, 1, 1, 1, 1, 1],
      outcomes: outcomes,
      horizon: 3,
      fewest: 2
    )
    let apart = EventStudy(events: [1, 1, 1, 1, 1, 1], outcomes: outcomes, horizon: 1, fewest: 2)
    // Six squares of 1, and 2 · (2/3 · (4 - 1) + 1/3 · (2 - 2)) for the pairs.
    #expect(abs(apart.standardError - (6.0 / 30).squareRoot()) < 1e-15)
    #expect(abs(together.standardError - (10.0 / 30).squareRoot()) < 1e-12)
    #expect(together.interval.upper > apart.interval.upper)
  }

  /// Events in one long run are one event: their errors cancel, whatever the mean.
  @Test func aRunOfEventsIsNoSample() {
    let rows = 0..<400
    let study = EventStudy(
      events: rows.map { (100..<300).contains($0) ? 1 : 0 },
      outcomes: rows.map { Double($0 % 7) },
      horizon: 20
    )
    #expect(study.count == 200 && study.pValue.isNaN && study.interval.upper.isNaN)
  }

  /// In a random walk nothing follows from a high price, however often one looks: the share of
  /// p-values below 5 % stays near 5 %.
  @Test func findsNothingWhereEventsCluster() {
    var (small, known) = (0, 0)
    for number in 0..<400 {
      var stream = RandomStream(seed: 8, path: "walk").substream(number)
      var (level, levels) = (0.0, [Double]())
      for _ in 0..<2520 {
        level += stream.normal()
        levels.append(level)
      }
      let events = levels.indices.map { row -> Double in
        guard row >= 50 else { return .nan }
        return levels[row] > levels[(row - 50)..<row].max() ?? 0 ? 1 : 0
      }
      let outcomes = levels.indices.map { row in
        row + 10 < levels.count ? levels[row + 10] - levels[row] : .nan
      }
      let study = EventStudy(events: events, outcomes: outcomes, horizon: 10)
      guard !study.pValue.isNaN else { continue }
      known += 1
      if study.pValue < 0.05 { small += 1 }
    }
    // A twentieth of 400 is 20, with a standard deviation of 4.4; the interval of a mean of some
    // thirty clusters is known to be a little too narrow.
    #expect(known > 350)
    #expect(small <= 40, "\(small) of \(known)")
  }

  /// Three events say nothing of a mean, however alike they are.
  @Test func fewEventsHaveNoInterval() {
    let study = EventStudy(events: [1, 1, 1], outcomes: [1, 1.1, 1.2], horizon: 1)
    #expect(study.count == 3 && !study.mean.isNaN)
    #expect(study.interval.lower.isNaN && study.pValue.isNaN)
  }

  @Test func nothingHappenedSaysNothing() {
    let study = EventStudy(events: [0, 0, .nan], outcomes: [1, 2, 3], horizon: 1)
    #expect(study.count == 0 && study.mean.isNaN && study.pValue.isNaN && study.baseMean == 2)
    #expect(EventStudy(events: [], outcomes: [], horizon: 1).baseMean.isNaN)
  }

  /// The p-values of Holm's example as R's `p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")` gives them.
  @Test func adjustsForTheNumberOfLooks() {
    let adjusted = EventStudy.adjusted([0.01, 0.04, 0.03, 0.005, .nan])
    for (found, known) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) {
      #expect(abs(found - known) < 1e-12)
    }
    #expect(adjusted[4].isNaN)
  }
}
