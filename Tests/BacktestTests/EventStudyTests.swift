import Backtest
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
