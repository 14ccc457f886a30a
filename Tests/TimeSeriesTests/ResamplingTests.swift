import Testing
import TimeSeries

@Suite struct ResamplingTests {
  /// Two mornings of five-minute bars from 09:35, made of small formulas.
  private func fast() throws -> Frame {
    let days = try [2, 3].map { try #require(Instant(year: 2024, month: 1, day: $0)) }
    let minutes = [(0, 40), (1, 41)].flatMap { day, count in
      (0..<count).map { (day, 575 + 5 * $0) }
    }
    let times = minutes.map { day, minute in
      days[day].advanced(by: Period(nanoseconds: Int64(minute) * Period.minute.nanoseconds))
    }
    let rows = times.indices
    let open = rows.map { 100 + Double($0 * 7 % 13) }
    let minute = minutes.map { $0.1 % 60 }
    return frame(
      [
        ("open", open),
        ("high", rows.map { open[$0] + 3 + Double(minute[$0] % 3) }),
        ("low", rows.map { open[$0] - 2 - Double(minute[$0] % 7) }),
        ("close", rows.map { 100 + Double($0 * 5 % 11) }),
        ("volume", rows.map { 10 + Double($0) }),
      ],
      on: Clock(times: times)
    )
  }

  private func frame(_ columns: [(String, [Double])], on clock: Clock) -> Frame {
    Frame(
      clock: clock,
      columns: columns.map { Frame.Column(name: $0, series: Series($1, clock: clock)) }
    )
  }

  private func table(_ frame: Frame) -> [[Double]] {
    (0..<frame.count).map { row in frame.columns.map { $0.series.values[row] } }
  }

  /// Days of 2020, in stretches that reach beyond the times that there are, or almost.
  @Test(arguments: [
    Period(months: 1201), Period(months: 4000), Period(months: 9999),
    Period(nanoseconds: 36_526 * Period.day.nanoseconds),
    Period(nanoseconds: 106_000 * Period.day.nanoseconds),
  ])
  func aStretchIsNotLongerThanACentury(_ period: Period) throws {
    let frame = frame([("close", [1, 2, 3])], on: try days(from: 2020))
    #expect(throws: ResamplingError.tooLong(period)) { try frame.resampled(to: period, step: "") }
  }

  @Test(arguments: [1, 12, 120, 700, 1200])
  func longStretchesAscend(_ months: Int) throws {
    for stamp in Resampling.Stamp.allCases {
      let clock = Clock(
        times: try [1850, 1902, 1990, 2020, 2060].flatMap {
          try #require(days(from: $0).times)
        }
      )
      let slow = try Resampling(clock, to: Period(months: months), stamp: stamp).clock
      let times = try #require(slow.times)
      #expect(times.count >= 2 && zip(times, times.dropFirst()).allSatisfy(<))
    }
  }

  /// A century that begins before the times do, or ends after them, is none.
  @Test(arguments: [1678, 2261])
  func aStretchLiesWithinTheTimes(_ year: Int) throws {
    let frame = frame([("close", [1, 2, 3])], on: try days(from: year))
    let century = Period(months: 1200)
    #expect(throws: ResamplingError.tooLong(century)) { try frame.resampled(to: century, step: "") }
  }

  private func days(from year: Int) throws -> Clock {
    Clock(times: try (1...3).map { try #require(Instant(year: year, month: 1, day: $0)) })
  }

  /// What pandas 3.1.1 gives by `resample("1h", closed="right", label="right")`, but for the hour that
  /// the rows, which end at 12:55, do not fill.
  @Test func hoursAgreeWithPandas() throws {
    let hours = try fast().resampled(to: .hour, step: "resample 1h")
    #expect(
      table(hours) == [
        [100, 113, 94, 103, 75], [103, 116, 93, 108, 258], [109, 117, 93, 102, 402],
        [102, 116, 95, 108, 445], [107, 113, 94, 105, 315], [110, 116, 94, 110, 738],
        [103, 116, 93, 104, 882],
      ]
    )
    #expect(
      (0..<7).map(hours.clock.label) == [
        "2024-01-02T10:00", "2024-01-02T11:00", "2024-01-02T12:00", "2024-01-02T13:00",
        "2024-01-03T10:00", "2024-01-03T11:00", "2024-01-03T12:00",
      ]
    )
    #expect(hours.clock.stepLabel == "@1h" && !hours.clock.isDaily)
    #expect(hours["close"]?.reach == .present && hours["close"]?.stated == nil)
  }

  @Test func quartersOfAnHourAgreeWithPandas() throws {
    let frame = try fast().resampled(
      to: Period(nanoseconds: 15 * Period.minute.nanoseconds),
      step: "resample 15m"
    )
    let rows = table(frame)
    #expect(rows.count == 27)
    #expect(rows[0] == [100, 111, 96, 110, 33] && rows[13] == [100, 105, 97, 108, 49])
    #expect(rows[14] == [107, 112, 94, 101, 153] && rows[26] == [112, 117, 95, 105, 261])
  }

  /// The value of an hour stamped at its open is known an hour later, and it says so.
  @Test func aRowStampedAtItsOpenKnowsItsFuture() throws {
    let hours = try fast().resampled(to: .hour, stamp: .open, step: "resample 1h, stamp=open")
    let plain = try fast().resampled(to: .hour, step: "resample 1h")
    #expect(table(hours) == table(plain))
    #expect(hours.clock.label(1) == "2024-01-02T10:00")
    let close = try #require(hours["close"])
    #expect(close.reach == Reach(0, 1) && close.knowledge.path == ["resample 1h, stamp=open"])
    #expect(close.stated == (0..<7).map(plain.clock.closing))
  }

  @Test func weeksAndMonthsEndOnTheirLastDate() throws {
    let first = try #require(Instant(year: 2024, month: 1, day: 1))
    let days = (0..<60).map {
      first.advanced(by: Period(nanoseconds: Int64($0) * Period.day.nanoseconds))
    }
    let daily = frame([("close", (0..<60).map(Double.init))], on: Clock(times: days))
    // 60 days from a Monday: eight whole weeks and four days; January, and 29 of February's days.
    let weeks = try daily.resampled(to: .week, step: "resample 1w")
    #expect(weeks.count == 8 && weeks.clock.label(0) == "2024-01-07" && weeks.clock.isDaily)
    #expect(weeks["close"]?.values == (1...8).map { Double($0 * 7 - 1) })
    let months = try daily.resampled(to: Period(months: 1), step: "resample 1mo")
    #expect((0..<months.count).map(months.clock.label) == ["2024-01-31", "2024-02-29"])
    let short = daily.cut(to: 0..<59)
    #expect(try short.resampled(to: Period(months: 1), step: "").count == 1)
    let open = try daily.resampled(to: .week, stamp: .open, step: "")
    #expect(open.clock.label(0) == "2024-01-01" && open["close"]?.reach == Reach(0, 1))
    #expect(open["close"]?.stated == (0..<8).map(weeks.clock.closing))
    // Days before 1970, and the weeks about it.
    let old = try #require(Instant(year: 1969, month: 12, day: 29))
    let early = frame(
      [("close", (0..<14).map(Double.init))],
      on: Clock(
        times: (0..<14).map {
          old.advanced(by: Period(nanoseconds: Int64($0) * Period.day.nanoseconds))
        }
      )
    )
    #expect(try early.resampled(to: .week, step: "")["close"]?.values == [6, 13])
  }

  @Test func daysOfBarsAroundTheClockEndAtMidnight() throws {
    let first = try #require(Instant(year: 2024, month: 1, day: 1))
    let times = (1...30).map {
      first.advanced(by: Period(nanoseconds: Int64($0) * 2 * Period.hour.nanoseconds))
    }
    let bars = frame([("close", (1...30).map(Double.init))], on: Clock(times: times))
    let days = try bars.resampled(to: .day, step: "resample 1d")
    // The bar that closes at midnight is the last of the date that ends.
    #expect(days["close"]?.values == [12, 24] && days.clock.label(1) == "2024-01-02")
    #expect(days["close"]?.knownTimes == [days.clock.closing(of: 0), days.clock.closing(of: 1)])
  }

  @Test func missingValuesCountForNothing() throws {
    let first = try #require(Instant(year: 2024, month: 1, day: 1))
    let times = (1...4).map {
      first.advanced(by: Period(nanoseconds: Int64($0) * 30 * Period.minute.nanoseconds))
    }
    let nan = Double.nan
    let bars = frame(
      [("open", [nan, 2, 3, 4]), ("close", [1, nan, nan, nan]), ("volume", [1, nan, nan, nan])],
      on: Clock(times: times)
    )
    let hours = try bars.resampled(to: .hour, step: "")
    #expect(hours["open"]?.values == [2, 3])
    #expect(hours["close"]?.values.first == 1 && hours["close"]?.values.last?.isNaN == true)
    #expect(hours["volume"]?.values.first == 1 && hours["volume"]?.values.last?.isNaN == true)
  }

  /// Rows that look ahead make buckets that are known as late as the latest of them.
  @Test func whatLooksAheadStaysLate() throws {
    let fast = try fast()
    let close = try #require(fast["close"])
    let late = Series(
      close.values,
      clock: fast.clock,
      knowledge: Knowledge(reach: Reach(0, 2), path: ["ahead(close, 2)"])
    )
    let frame = Frame(clock: fast.clock, columns: [Frame.Column(name: "close", series: late)])
    let hours = try #require(try frame.resampled(to: .hour, step: "resample 1h")["close"])
    #expect(hours.reach == Reach(0, 2))
    // The last row of the first hour is the sixth; two rows later it is 10:10.
    #expect(hours.stated?.first == fast.clock.closing(of: 7))
  }

  /// Rows that are added at the end change nothing that was there.
  @Test func addedRowsChangeNoRow() throws {
    let fast = try fast()
    let whole = try fast.resampled(to: .hour, step: "")
    for count in 1..<fast.count {
      let part = try fast.cut(to: 0..<count).resampled(to: .hour, step: "")
      #expect(table(part) == Array(table(whole).prefix(part.count)), "\(count) rows")
    }
  }

  @Test func whatCannotBeGatheredIsRefused() throws {
    let fast = try fast()
    #expect(throws: ResamplingError.noTimes) { try Resampling(Clock(count: 3), to: .hour) }
    let seven = Period(nanoseconds: 7 * Period.hour.nanoseconds)
    #expect(throws: ResamplingError.unevenStretch(seven)) { try Resampling(fast.clock, to: seven) }
    let five = Period(nanoseconds: 5 * Period.minute.nanoseconds)
    #expect(throws: ResamplingError.notLonger(five, than: five)) {
      try Resampling(fast.clock, to: five)
    }
    let empty = try fast.emptied().resampled(to: .hour, stamp: .open, step: "")
    #expect(empty.count == 0 && empty.clock.stepLabel == "@1h")
    #expect(empty["close"]?.reach == Reach(0, 1))
    let first = Clock(times: [Instant(nanoseconds: .min)])
    let century = Period(months: 1200)
    #expect(throws: ResamplingError.tooLong(century)) { try Resampling(first, to: century) }
  }
}
