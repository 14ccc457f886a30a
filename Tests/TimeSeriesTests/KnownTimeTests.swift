import Testing
import TimeSeries

/// When values were known, row by row, by hand.
@Suite struct KnownTimeTests {
  private static func clock(_ days: [Int]) throws -> Clock {
    Clock(times: try days.map { try #require(Instant(year: 2024, month: 1, day: $0)) })
  }

  private static func column(
    _ clock: Clock,
    reach: Reach = .present,
    stated: [EventTime]? = nil
  ) -> Series {
    Series(
      (0..<clock.count).map(Double.init),
      clock: clock,
      knowledge: Knowledge(reach: reach, path: reach.seesFuture ? ["peek"] : []),
      stated: stated
    )
  }

  @Test func atOneInstantClosesComeBeforeOpens() throws {
    let noon = try #require(Instant(year: 2024, month: 1, day: 1))
    #expect(EventTime(noon) < EventTime(noon, .open))
    #expect(EventTime(noon, .open) < EventTime(noon.advanced(by: .second)))
    #expect(EventTime(noon.advanced(by: .year), .open) < .never)
  }

  @Test func aReachSaysWhenARowIsKnown() throws {
    let clock = try Self.clock([1, 2, 3, 4, 5])
    let far = Self.column(clock, reach: Reach(2, 2)).knownTimes
    #expect(
      far == [clock.closing(of: 2), clock.closing(of: 3), clock.closing(of: 4), .never, .never]
    )
    #expect(Self.column(clock, reach: Reach(-3, -1)).knownTimes == (0..<5).map(clock.closing))
  }

  /// Of the rows 3, 1, 4, 0, 2 each as the close at which a row is known, a trailing window of two
  /// takes the later of its two, and `lag` by one that of the row before.
  @Test func aWindowIsKnownWithTheLastOfItsRows() throws {
    let clock = try Self.clock([1, 2, 3, 4, 5])
    let times = [3, 1, 4, 0, 2].map(clock.closing)
    let column = Self.column(clock, stated: times)
    func rows(_ offsets: Reach) throws -> [EventTime] {
      try #require(Series.statedTimes(of: [column], through: offsets))
    }
    #expect(try rows(Reach(-1, 0)) == [3, 3, 4, 4, 2].map(clock.closing))
    #expect(try rows(Reach(-1, -1)) == [0, 3, 1, 4, 0].map(clock.closing))
    // The last two rows have none to look ahead to.
    #expect(try rows(Reach(1, 2)) == [4, 4, 2].map(clock.closing) + [.never, .never])
    #expect(try rows(.past) == [3, 3, 4, 4, 4].map(clock.closing))
    #expect(try rows(.everything) == [4, 4, 4, 4, 4].map(clock.closing))
  }

  @Test func whatIsStatedGoesAheadOfTheReach() throws {
    let clock = try Self.clock([1, 2, 3, 4])
    let early = Self.column(clock, stated: (0..<4).map(clock.closing))
    #expect(early.reach == .present)
    let late = Self.column(clock, stated: [0, 2, 2, 3].map(clock.closing))
    #expect(late.reach == .everything)
    let part = clock.cut(to: 2..<4)
    #expect(late.cut(to: 2..<4, clock: part).reach == .present)
  }

  /// What was cut off still says when the last rows that are left were known.
  @Test func aPartRemembersTheTimesOfTheWhole() throws {
    let clock = try Self.clock([1, 2, 3, 4, 5, 6])
    let part = Self.column(clock, reach: Reach(0, 2)).cut(to: 0..<3, clock: clock.cut(to: 0..<3))
    #expect(part.knownTimes == [2, 3, 4].map(clock.closing))
  }

  @Test func aFigureIsKnownWithItsLastRow() throws {
    let clock = try Self.clock([1, 2, 3, 4, 5, 6])
    let early = Self.column(clock.cut(to: 0..<3))
    let mean = early.figureKnowledge(step: "mean")
    #expect(mean.reach(on: clock) == .everything)
    #expect(mean.reach(on: clock.cut(to: 1..<6)) == .everything)
    #expect(mean.reach(on: clock.cut(to: 2..<6)).isConstant)
    // A figure of what looks ahead is known later.
    let far = Self.column(clock, reach: Reach(2, 2)).cut(to: 0..<3, clock: clock.cut(to: 0..<3))
    let later = far.figureKnowledge(step: "mean")
    #expect(later.reach(on: clock.cut(to: 3..<6)) == .everything)
    #expect(later.reach(on: clock.cut(to: 4..<6)).isConstant)
  }

  @Test func whatWasToldStaysTold() throws {
    let clock = try Self.clock([1, 2, 3, 4])
    let mean = Self.column(clock).figureKnowledge(step: "mean")
    let used = Knowledge.derived(from: [.present, mean], step: "close - mean")
    let lagged = Knowledge.derived(from: [used], offsets: Reach(-2, -2), step: "lag")
    #expect(lagged.reach == Reach(-2, -2) && lagged.reach(on: clock) == .everything)
    #expect(lagged.path.first == "mean")
  }

  @Test func numbersOfOtherTablesDoNotCompare() {
    let (one, other) = (Clock(count: 9), Clock(count: 9))
    let early = Self.column(one.cut(to: 0..<3)).figureKnowledge(step: "mean")
    #expect(early.reach(on: one.cut(to: 4..<9)).isConstant)
    #expect(early.reach(on: other.cut(to: 4..<9)) == .everything)
  }

  /// Without rows only what comes from the same clock is certain to come too late.
  @Test func aCheckFindsWhatIsCertain() throws {
    let clock = try Self.clock([1, 2, 3, 4])
    let empty = Self.column(clock).emptied()
    let mean = empty.figureKnowledge(step: "mean")
    #expect(mean.reach(on: empty.clock) == .everything)
    #expect(mean.reach(on: try Self.clock([7, 8]).cut(to: 0..<0)).isConstant)
    let late = Self.column(clock, stated: [0, 2, 2, 3].map(clock.closing)).emptied()
    #expect(late.reach == .everything)
  }

  @Test func waitingGivesTheNewestThatIsKnown() throws {
    let clock = try Self.clock([1, 2, 3, 4, 5])
    let ahead = Self.column(clock, reach: Reach(2, 2))
    let known = ahead.known()
    #expect(known.values.map { $0.isNaN ? -1 : $0 } == [-1, -1, 0, 1, 2])
    #expect(known.reach == .present && known.warmUp == 2 && known.stated == nil)
    // Row 3 is known before row 1 is, and goes ahead of it.
    let times = [1, 4, 2, 3, 4].map(clock.closing)
    let uneven = Self.column(clock, reach: Reach(0, 3), stated: times).known()
    #expect(uneven.values.map { $0.isNaN ? -1 : $0 } == [-1, 0, 2, 3, 4])
    #expect(uneven.reach == Reach(-3, 0))
  }

  @Test func marksGoWithWhatIsMadeOfThem() throws {
    let clock = try Self.clock([1, 2, 3, 4])
    let best = Mark(.selected, "n = 5", until: [Dated(endOf: clock.cut(to: 0..<2))])
    let chosen = Knowledge(reach: .present, marks: [best, Mark(.assumed, "x")])
    let used = Knowledge.derived(from: [chosen, chosen], step: "used")
    #expect(used.marks(on: clock).map(\.description) == ["selected: n = 5", "assumed: x"])
    #expect(used.marks(on: clock.cut(to: 2..<4)).map(\.description) == ["assumed: x"])
  }
}
