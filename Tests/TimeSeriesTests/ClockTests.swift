import TimeSeries
import Testing

@Suite struct ClockTests {
  /// Exchange days: `count` weekdays from Monday 2018-01-01.
  private func weekdays(_ count: Int) throws -> [Instant] {
    let start = try #require(CivilDate(year: 2018, month: 1, day: 1)).dayNumber
    let days = (0...).lazy.map { CivilDate(dayNumber: start + $0) }.filter { $0.weekday <= 5 }
    return days.prefix(count).compactMap { Instant(year: $0.year, month: $0.month, day: $0.day) }
  }

  @Test func exchangeDaysHave252AYear() throws {
    let clock = Clock(times: try weekdays(600))
    #expect(clock.periodsPerYear == 252 && clock.isDaily && clock.stepLabel == "@1d")
  }

  @Test func calendarDaysHave365AYear() {
    let clock = Clock(times: (0..<600).map { Instant(nanoseconds: $0 * Period.day.nanoseconds) })
    #expect(clock.periodsPerYear == 365)
  }

  @Test func quarterHoursOfAnExchangeHave6552AYear() throws {
    let times = try weekdays(50).flatMap { day in
      (1...26).map { bar in
        day.advanced(by: Period(nanoseconds: Int64(bar) * 15 * Period.minute.nanoseconds))
      }
    }
    let clock = Clock(times: times)
    #expect(clock.periodsPerYear == 6552 && clock.stepLabel == "@15m" && !clock.isDaily)
  }

  @Test func monthsAreRecognised() throws {
    let times = try (1...24).map { month in
      try #require(Instant(year: 2000 + (month - 1) / 12, month: (month - 1) % 12 + 1, day: 1))
    }
    #expect(Clock(times: times).periodsPerYear == 12)
    #expect(Clock(times: times).stepLabel == "@1mo")
  }

  @Test func rowsCoverRowsOfAnotherClock() throws {
    func clock(_ step: Period) -> Clock {
      Clock(times: (0..<9).map { Instant(nanoseconds: $0 * step.nanoseconds) })
    }
    let (hours, days, weeks) = (clock(.hour), clock(.day), clock(.week))
    #expect(hours.rows(covering: 5, of: days) == 120)
    #expect(days.rows(covering: 3, of: weeks) == 21)
    #expect(weeks.rows(covering: 8, of: days) == 2)
    #expect(weeks.rows(covering: 1, of: hours) == 1)
    #expect(days.rows(covering: 0, of: weeks) == 0)
    #expect(days.rows(covering: 4, of: Clock(count: 9)) == 4)
    #expect(days.rows(covering: Reach.unbounded, of: weeks) == Reach.unbounded)
    // Months of 31 days at most.
    let months = Clock(
      times: try (1...9).map { try #require(Instant(year: 2001, month: $0, day: 1)) }
    )
    #expect(days.rows(covering: 2, of: months) == 62)
  }

  @Test func rowsAreFoundByTime() throws {
    let days = try weekdays(10)
    let clock = Clock(times: days)
    #expect(clock.row(atOrAfter: days[3]) == 3)
    #expect(clock.row(atOrAfter: days[3].advanced(by: .hour)) == 4)
    #expect(clock.row(atOrAfter: Instant(nanoseconds: .max)) == 10)
    #expect(clock.cut(to: 2..<5).times == Array(days[2..<5]))
  }

  @Test func anEmptyClockHasNoStep() {
    #expect(Clock(times: []).step == nil && Clock(times: []).count == 0)
    #expect(Clock(count: 5).stepLabel == "@row" && Clock(count: 5).periodsPerYear.isNaN)
  }

  @Test func numberedRowsMatchOnlyThemselves() {
    let all = Clock(count: 10)
    let (early, late) = (all.cut(to: 0..<9), all.cut(to: 1..<10))
    #expect(!late.matches(early) && late.matches(all.cut(to: 1..<10)))
    #expect(early.matches(Clock(count: 9)))
    #expect(late.cut(to: 2..<5).matches(all.cut(to: 3..<6)))
    let even = all.kept(where: (0..<10).map { $0 % 2 == 0 })
    #expect(!even.matches(Clock(count: 5)) && even.cut(to: 1..<2).matches(all.cut(to: 2..<3)))
    #expect(all.cut(to: 7..<7).matches(Clock(count: 0)))
  }

  @Test func rowsOfATableMatchNoOtherTable() {
    let (one, other) = (Clock(rowsOfTable: [0, 1, 2]), Clock(rowsOfTable: [0, 1, 2]))
    let list = Clock(count: 3)
    #expect(!one.matches(other) && one.matches(one.cut(to: 0..<3)))
    #expect(!one.cut(to: 0..<2).matches(other.cut(to: 0..<2)))
    // What stands beside a list that was written down stays of its table.
    #expect(one.matches(list) && list.matches(other))
    #expect(list.joined(with: one) === one && one.joined(with: list) === one)
  }

  @Test func rowsMayBeAsFarApartAsTheRangeAllows() {
    let ends = [Instant(nanoseconds: .min), Instant(nanoseconds: .max)]
    let clock = Clock(times: ends)
    #expect(clock.step == Period(nanoseconds: .max) && !clock.isDaily)
    #expect(clock.periodsPerYear == 252)
  }
}
