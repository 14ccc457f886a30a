import TimeSeries
import Testing

@Suite struct WalkForwardSplitTests {
  private func labels(_ rows: Range<Int>, horizon: Int) -> LabelSpans {
    LabelSpans(rows: rows, clock: Clock(count: rows.upperBound), horizon: horizon)
  }

  private func fold(_ train: Range<Int>, _ purged: Range<Int>, _ test: Range<Int>) -> Fold {
    Fold(train: RowSet(train), test: RowSet(test), purged: RowSet(purged))
  }

  @Test func foldsFollowEachOtherWithThePurgeBetween() {
    let folds = Splitter.walkForward(
      labels(10..<100, horizon: 5),
      train: .rows(40),
      test: .rows(20)
    )
    #expect(
      folds == [
        fold(10..<45, 45..<50, 50..<70), fold(30..<65, 65..<70, 70..<90),
        fold(50..<85, 85..<90, 90..<100),
      ]
    )
  }

  @Test func anExpandingWindowKeepsItsStart() {
    let folds = Splitter.walkForward(
      labels(0..<60, horizon: 0),
      train: .rows(20),
      test: .rows(20),
      expanding: true
    )
    #expect(folds.map(\.train) == [RowSet(0..<20), RowSet(0..<40)])
  }

  @Test func theStrideMovesTheWindow() {
    let labels = labels(0..<70, horizon: 2)
    let overlapping = Splitter.walkForward(
      labels,
      train: .rows(30),
      test: .rows(20),
      stride: .rows(10)
    )
    #expect(
      overlapping == [
        fold(0..<28, 28..<30, 30..<50), fold(10..<38, 38..<40, 40..<60),
        fold(20..<48, 48..<50, 50..<70), fold(30..<58, 58..<60, 60..<70),
      ]
    )
    let apart = Splitter.walkForward(labels, train: .rows(30), test: .rows(5), stride: .rows(25))
    #expect(apart.map(\.test) == [RowSet(30..<35), RowSet(55..<60)])
    #expect(apart.map(\.train) == [RowSet(0..<28), RowSet(25..<53)])
  }

  /// The label of row 3 takes ten rows and that of row 6 two: of the rows before the test block at 8
  /// the first is out and the second too, while row 5, between them, stays.
  @Test func labelsOfDifferentLengthsLeaveHolesInTheTrainingRows() {
    let clock = Clock(count: 12)
    let lengths = [1, 1, 1, 10, 1, 1, 2, 1, 1, 1, 1, 1]
    let known = lengths.indices.map { row in
      row + lengths[row] < 12 ? clock.closing(of: row + lengths[row]) : .never
    }
    let folds = Splitter.walkForward(
      LabelSpans(rows: 0..<12, clock: clock, knownTimes: known),
      train: .rows(8),
      test: .rows(4)
    )
    #expect(folds.map { Array($0.train) } == [[0, 1, 2, 4, 5]])
    #expect(folds.map { Array($0.purged) } == [[3, 6, 7]])
  }

  /// A label that is known at the open, just after the close of the first test row, is as late as one
  /// known at that close; one known a moment before the close trains.
  @Test func theOrderOfEventsDecides() {
    let clock = Clock(count: 4)
    func train(_ time: EventTime) -> [Int] {
      let folds = Splitter.walkForward(
        LabelSpans(
          rows: 0..<4,
          clock: clock,
          knownTimes: [clock.closing(of: 1), time, .never, .never]
        ),
        train: .rows(2),
        test: .rows(2)
      )
      return folds.flatMap { Array($0.train) }
    }
    #expect(train(EventTime(Instant(nanoseconds: 1), .open)) == [0, 1])
    #expect(train(EventTime(Instant(nanoseconds: 2), .close)) == [0])
    #expect(train(EventTime(Instant(nanoseconds: 2), .open)) == [0])
  }

  @Test func rowsThatTakeNoPartAreNotCounted() {
    let folds = Splitter.walkForward(
      LabelSpans(rows: stride(from: 1, to: 40, by: 2), clock: Clock(count: 40), horizon: 2),
      train: .rows(10),
      test: .rows(10)
    )
    #expect(folds.map { Array($0.train) } == [Array(stride(from: 1, to: 19, by: 2))])
    #expect(folds.map { Array($0.purged) } == [[19]])
    #expect(folds.map { Array($0.test) } == [Array(stride(from: 21, to: 40, by: 2))])
  }

  /// No training row's target may be known later than the last row before its test block.
  @Test(arguments: [0, 1, 12, 39, 40, 1000], [1, 7, 33])
  func noTargetReachesIntoTheTestBlock(horizon: Int, test: Int) {
    let folds = Splitter.walkForward(
      labels(0..<500, horizon: horizon),
      train: .rows(40),
      test: .rows(test)
    )
    #expect(folds.allSatisfy { ($0.train.last ?? 0) + horizon < $0.test.first ?? 0 })
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
      LabelSpans(rows: 0..<2000, clock: clock, horizon: 1),
      train: .time(Period(months: 36)),
      test: .time(Period(months: 3)),
      stride: .time(Period(months: 6))
    )
    #expect(clock.label(folds[0].test.first ?? 0) == "2003-01-01")
    #expect(clock.label(folds[0].test.last ?? 0) == "2003-03-31")
    #expect(clock.label(folds[1].test.first ?? 0) == "2003-07-01")
    #expect(clock.label(folds[1].train.first ?? 0) == "2000-07-01")
    #expect(folds.allSatisfy { $0.purged.count == 1 })
  }

  @Test func tooFewRowsGiveNoFold() {
    let clock = Clock(count: 10)
    let ten = LabelSpans(rows: 0..<10, clock: clock, horizon: 0)
    #expect(Splitter.walkForward(ten, train: .rows(10), test: .rows(2)).isEmpty)
    #expect(Splitter.walkForward(ten, train: .time(.day), test: .rows(2)).isEmpty)
    let none = LabelSpans(rows: 0..<0, clock: clock, horizon: 0)
    #expect(Splitter.walkForward(none, train: .rows(1), test: .rows(1)).isEmpty)
  }
}
