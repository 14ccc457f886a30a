import Numerics
import Testing
import TimeSeries

@Suite struct AsOfTests {
  private func clock(_ minutes: [Int]) -> Clock {
    Clock(times: minutes.map { Instant(nanoseconds: Int64($0) * Period.minute.nanoseconds) })
  }

  private func time(_ minute: Int) -> EventTime {
    EventTime(Instant(nanoseconds: Int64(minute) * Period.minute.nanoseconds))
  }

  private func text(_ values: [Double]) -> String {
    values.map { $0.isNaN ? "-" : String(Int($0)) }.joined(separator: " ")
  }

  @Test func aValueArrivesAtTheCloseOfItsRow() {
    let slow = Series([1, 2, 3], clock: clock([60, 120, 180]))
    let fast = clock([30, 60, 90, 119, 120, 121, 200])
    let joined = slow.asOf(fast)
    #expect(text(joined.values) == "- 1 1 1 2 2 3" && joined.warmUp == 1)
    // At 200 the value of 180 is 20 minutes old, at 90 and at 119 that of 60 is 30 and 59.
    let recent = slow.asOf(fast, maxAge: Period(nanoseconds: 30 * Period.minute.nanoseconds))
    #expect(text(recent.values) == "- 1 1 - 2 2 3")
  }

  @Test func aValueThatLooksAheadArrivesWhenItHasMatured() {
    let ahead = Knowledge(reach: Reach(1, 1), path: ["ahead(close, 1)"])
    let slow = Series([2, 3, .nan], clock: clock([60, 120, 180]), knowledge: ahead)
    #expect(text(slow.asOf(clock([60, 119, 120, 179, 180, 500])).values) == "- - 2 2 3 3")
  }

  /// By hand: releases for periods, published later, one of them revised.
  @Test func releasesArriveWhenTheyArePublished() {
    let published = [100, 200, 250, 250, 300].map(time)
    let slow = Series([1, 2, 10, 3, 4], clock: Clock(count: 5), stated: published)
    #expect(
      text(slow.asOf(clock([99, 100, 199, 200, 249, 250, 299, 300])).values) == "- 1 1 2 2 3 3 4"
    )
    let late = Series([1, 2], clock: Clock(count: 2), stated: [time(300), time(100)])
    #expect(text(late.asOf(clock([100, 299, 300, 400])).values) == "2 2 1 1")
    let never = Series([1, 2], clock: Clock(count: 2), stated: [time(100), .never])
    #expect(text(never.asOf(clock([99, 100, 400])).values) == "- 1 1")
  }

  /// What an open tells comes after the closes of the same instant.
  @Test func anOpenIsNotKnownAtTheCloseOfTheSameInstant() {
    let opens = [60, 120].map { EventTime(time($0).instant, .open) }
    let slow = Series([1, 2], clock: clock([60, 120]), stated: opens)
    #expect(text(slow.asOf(clock([60, 61, 120, 121])).values) == "- 1 1 2")
  }

  @Test func aDateArrivesOnTheNextDay() throws {
    let days = try [2, 3].map { try #require(Instant(year: 2024, month: 1, day: $0)) }
    let slow = Series([1, 2], clock: Clock(times: days))
    let fast = days.flatMap { day in
      [10, 16].map {
        day.advanced(by: Period(nanoseconds: Int64($0) * Period.hour.nanoseconds))
      }
    }
    #expect(text(slow.asOf(Clock(times: fast)).values) == "- - 1 1")
    #expect(text(slow.asOf(slow.clock).values) == "1 2")
  }

  @Test func aMissingValueIsDeliveredToo() {
    let slow = Series([.nan, 1, .nan, 2], clock: clock([60, 120, 180, 240]), warmUp: 1)
    let joined = slow.asOf(clock([60, 120, 180, 240]))
    #expect(text(joined.values) == "- 1 - 2" && joined.warmUp == 1)
    #expect(
      slow.asOf(clock([])).values.isEmpty
        && Series([], clock: clock([])).asOf(clock([60])).warmUp == 1
    )
  }

  /// The definition, looked up row by row: of all rows known by then, the one known last.
  @Test func itIsWhatTheDefinitionSays() {
    var stream = RandomStream(seed: 3, path: "asof")
    for _ in 0..<200 {
      let slowMinutes = (0..<12).map { _ in stream.index(below: 90) }
      let fast = clock(Set((0..<20).map { _ in stream.index(below: 100) }).sorted())
      let known = slowMinutes.map { stream.uniform() < 0.1 ? EventTime.never : time($0) }
      let values = (0..<12).map(Double.init)
      let slow = Series(values, clock: Clock(count: 12), stated: known)
      let age = 1 + stream.index(below: 60)
      let period = Period(nanoseconds: Int64(age) * Period.minute.nanoseconds)
      let expected = (0..<fast.count).map { row -> Double in
        let now = fast.closing(of: row)
        let best = known.indices.filter { known[$0] <= now }
          .max { (known[$0], $0) < (known[$1], $1) }
        guard let best, known[best].instant.advanced(by: period) >= now.instant else { return .nan }
        return values[best]
      }
      #expect(text(slow.asOf(fast, maxAge: period).values) == text(expected))
    }
  }
}

@Suite struct ClockShiftTests {
  /// Ten weekdays from Monday 2024-01-01.
  private func weekdays() throws -> Clock {
    let days = [1, 2, 3, 4, 5, 8, 9, 10, 11, 12]
    return Clock(times: try days.map { try #require(Instant(year: 2024, month: 1, day: $0)) })
  }

  /// From Monday five days lead to Saturday and so to the next Monday, five rows later; from Wednesday
  /// to Monday as well, which is three rows.
  @Test func aWeekendMakesTheNumberOfRowsDiffer() throws {
    let clock = try weekdays()
    let five = Period(nanoseconds: 5 * Period.day.nanoseconds)
    #expect(clock.rows(after: five) == [5, 5, 5, 6, 7, 10, 10, 10, 10, 10])
    #expect(clock.rows(before: five) == [-1, -1, -1, -1, -1, 2, 3, 4, 4, 4])
    #expect(clock.mostRows(within: five, clock.rows(after: five)) == 5)
    #expect(clock.rows(after: .week) == [5, 6, 7, 8, 9, 10, 10, 10, 10, 10])
    #expect(clock.rows(before: .week) == [-1, -1, -1, -1, -1, 0, 1, 2, 3, 4])
  }

  @Test func anHourReachesOverTheNight() throws {
    let day = try #require(Instant(year: 2024, month: 1, day: 1))
    let hours = [14, 15, 16, 33, 34, 35]
    let clock = Clock(
      times: hours.map {
        day.advanced(by: Period(nanoseconds: Int64($0) * Period.hour.nanoseconds))
      }
    )
    #expect(clock.rows(after: .hour) == [1, 2, 3, 4, 5, 6])
    let two = Period(nanoseconds: 2 * Period.hour.nanoseconds)
    #expect(clock.rows(after: two) == [2, 3, 3, 5, 6, 6])
    #expect(clock.rows(before: two) == [-1, -1, 0, 2, 2, 3])
    #expect(clock.mostRows(within: two, []) == 2)
    // Rows that are closer than usual count.
    #expect(clock.mostRows(within: two, [0, 5, 2, 3, 4, 6]) == 4)
  }

  @Test func monthsGoByTheCalendar() throws {
    let dates = [(1, 31), (2, 28), (2, 29), (3, 31)]
    let clock = Clock(
      times: try dates.map { try #require(Instant(year: 2024, month: $0, day: $1)) }
    )
    #expect(clock.rows(after: Period(months: 1)) == [2, 3, 3, 4])
    #expect(Clock(count: 3).mostRows(within: .day, []) == Reach.unbounded)
  }
}
