import TimeSeries
import Testing

@Suite struct SplitterTests {
  @Test func foldsFollowEachOtherWithThePurgeBetween() {
    let folds = Splitter.walkForward(
      rows: 10..<100,
      clock: Clock(count: 100),
      train: .rows(40),
      test: .rows(20),
      horizon: 5
    )
    #expect(
      folds == [
        Fold(train: 10..<45, test: 50..<70, purged: 5),
        Fold(train: 30..<65, test: 70..<90, purged: 5),
        Fold(train: 50..<85, test: 90..<100, purged: 5),
      ]
    )
  }

  @Test func anExpandingWindowKeepsItsStart() {
    let folds = Splitter.walkForward(
      rows: 0..<60,
      clock: Clock(count: 60),
      train: .rows(20),
      test: .rows(20),
      horizon: 0,
      expanding: true
    )
    #expect(folds.map(\.train) == [0..<20, 0..<40])
  }

  /// No training row's target may be known later than the last row before its test block.
  @Test(arguments: [0, 1, 12, 39, 40, 1000], [1, 7, 33])
  func noTargetReachesIntoTheTestBlock(horizon: Int, test: Int) {
    let folds = Splitter.walkForward(
      rows: 0..<500,
      clock: Clock(count: 500),
      train: .rows(40),
      test: .rows(test),
      horizon: horizon
    )
    #expect(folds.allSatisfy { ($0.train.last ?? 0) + horizon < $0.test.lowerBound })
    if horizon < 40 {
      #expect(folds.flatMap { Array($0.test) } == Array(40..<500))
    } else {
      #expect(folds.isEmpty)
    }
  }

  @Test func lengthsOfTimeFollowTheCalendar() throws {
    let start = try #require(CivilDate(year: 2000, month: 1, day: 1)).dayNumber
    let times = (0..<2000).map { Instant(nanoseconds: Int64(start + $0) * Period.day.nanoseconds) }
    let clock = Clock(times: times)
    let folds = Splitter.walkForward(
      rows: 0..<2000,
      clock: clock,
      train: .time(Period(months: 36)),
      test: .time(Period(months: 3)),
      horizon: 1
    )
    #expect(clock.label(folds[0].test.lowerBound) == "2003-01-01")
    #expect(clock.label(folds[1].test.lowerBound) == "2003-04-01")
    #expect(clock.label(folds[1].train.lowerBound) == "2000-04-01")
    #expect(zip(folds, folds.dropFirst()).allSatisfy { $0.test.upperBound == $1.test.lowerBound })
  }

  @Test func tooFewRowsGiveNoFold() {
    let clock = Clock(count: 10)
    #expect(
      Splitter.walkForward(rows: 0..<10, clock: clock, train: .rows(10), test: .rows(2), horizon: 0)
        .isEmpty
    )
    #expect(
      Splitter.walkForward(rows: 0..<0, clock: clock, train: .rows(1), test: .rows(1), horizon: 0)
        .isEmpty
    )
  }
}
