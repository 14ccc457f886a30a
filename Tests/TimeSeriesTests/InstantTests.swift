import TimeSeries
import Testing

@Suite struct InstantTests {
  @Test func dayNumbersAreThoseOfTheCalendar() throws {
    #expect(try #require(CivilDate(year: 1970, month: 1, day: 1)).dayNumber == 0)
    #expect(try #require(CivilDate(year: 2000, month: 3, day: 1)).dayNumber == 11_017)
    #expect(try #require(CivilDate(year: 2024, month: 2, day: 29)).dayNumber == 19_782)
    for number in stride(from: -300_000, through: 300_000, by: 37) {
      #expect(CivilDate(dayNumber: number).dayNumber == number)
    }
  }

  @Test func datesThatDoNotExistAreRefused() {
    #expect(CivilDate(year: 2023, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 2024, month: 13, day: 1) == nil)
    #expect(CivilDate(year: 2024, month: 4, day: 31) == nil)
    #expect(Instant(year: 9999, month: 1, day: 1) == nil)
  }

  @Test func weekdaysBeginOnMonday() throws {
    #expect(try #require(CivilDate(year: 2018, month: 12, day: 31)).weekday == 1)
    #expect(try #require(CivilDate(year: 1969, month: 12, day: 28)).weekday == 7)
  }

  @Test func monthsEndAtTheirLastDay() throws {
    let end = try #require(Instant(year: 2023, month: 1, day: 31))
    #expect(end.advanced(by: Period(months: 1)).description == "2023-02-28")
    #expect(end.advanced(by: Period(months: -2)).description == "2022-11-30")
    #expect(end.retreated(by: .year).description == "2022-01-31")
  }

  @Test func arithmeticEndsWhereTheTimesEnd() throws {
    let day = try #require(Instant(year: 2020, month: 5, day: 1))
    for months in [4000, 9999, 119_999] {
      #expect(day.advanced(by: Period(months: months)) == Instant(nanoseconds: .max))
      #expect(day.retreated(by: Period(months: months * 2)) == Instant(nanoseconds: .min))
    }
    #expect(day.advanced(by: Period(months: 2400)).description == "2220-05-01")
  }

  @Test func textShowsNoMoreThanIsThere() throws {
    let day = try #require(Instant(year: 2024, month: 1, day: 31))
    #expect(day.description == "2024-01-31")
    let half = Period(nanoseconds: 9 * Period.hour.nanoseconds + 30 * Period.minute.nanoseconds)
    #expect(day.advanced(by: half).description == "2024-01-31T09:30")
    #expect(
      day.advanced(by: Period(nanoseconds: 1_250_000_000)).description == "2024-01-31T00:00:01.250"
    )
  }

  @Test func arithmeticStopsAtTheEndsOfTheRange() {
    let last = Instant(nanoseconds: .max)
    #expect(last.advanced(by: .day) == last)
    #expect(Instant(nanoseconds: .min).retreated(by: .week) == Instant(nanoseconds: .min))
    #expect(Instant(nanoseconds: .min).description == "1677-09-21T00:12:43.145224192")
    _ = last.advanced(by: Period(months: .max))
    _ = last.advanced(by: Period(months: .min + 1))
  }

  @Test(arguments: [
    (Period(months: 36), "3y"), (Period(months: 3), "3mo"), (.week, "1w"),
    (Period(nanoseconds: 5 * Period.minute.nanoseconds), "5m"), (Period(nanoseconds: 7), "7ns"),
  ])
  func periodsReadAsTheyAreTyped(period: Period, text: String) {
    #expect(period.description == text)
  }
}
