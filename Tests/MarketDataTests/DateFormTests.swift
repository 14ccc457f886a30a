import MarketData
import Testing
import TimeSeries

@Suite struct DateFormTests {
  @Test(arguments: [
    ("2024-01-31", "2024-01-31"),
    ("2024/1/31", "2024-01-31"),
    ("2022.10.10 00:15:00", "2022-10-10T00:15"),
    ("2024-01-31 09:30", "2024-01-31T09:30"),
    ("2024-01-31T09:30:15", "2024-01-31T09:30:15"),
    ("2024-01-31 09:30:15.250", "2024-01-31T09:30:15.250"),
    ("2024-01-31T09:30:15.123456789Z", "2024-01-31T09:30:15.123456789"),
    ("2024-01-31T09:30:00Z", "2024-01-31T09:30"),
    ("2024-01-31 09:30:00+00:00", "2024-01-31T09:30"),
    ("2024-01-31T00:30:00+01:00", "2024-01-30T23:30"),
    ("2024-01-31 20:30:00-0500", "2024-02-01T01:30"),
    ("1/31/2024", "2024-01-31"),
    ("01/31/2024 04:00:00 PM", "2024-01-31T16:00"),
    ("1/31/2024 12:00:00 AM", "2024-01-31"),
    ("1/31/2024 9:30", "2024-01-31T09:30"),
    ("31/1/2024", "2024-01-31"),
    ("31.01.2024 22:00:00.250", "2024-01-31T22:00:00.250"),
    ("20240131", "2024-01-31"),
    ("20240131 09:30", "2024-01-31T09:30"),
    ("20240131 170000", "2024-01-31T17:00"),
    ("20240131 170000065", "2024-01-31T17:00:00.065"),
    ("1706693415", "2024-01-31T09:30:15"),
    ("1706693415.25", "2024-01-31T09:30:15.250"),
    ("1706693415250", "2024-01-31T09:30:15.250"),
    ("1706693415250125", "2024-01-31T09:30:15.250125"),
    ("1706693415250125001", "2024-01-31T09:30:15.250125001"),
    ("725898600", "1993-01-01T14:30"),
    ("-86400", "1969-12-31"),
    ("2000-02-29", "2000-02-29"),
    ("1678-01-01", "1678-01-01"),
  ])
  func everyFormIsRead(written: String, moment: String) throws {
    #expect(moments(try read("time,close\n\(written),1\n")) == [moment])
    #expect(moments(try read("close;Date\n1;\"\(written)\"\r\n")) == [moment])
  }

  @Test func aDateAndATimeOfDayAreOneMoment() throws {
    let metaTrader = "<DATE>\t<TIME>\t<CLOSE>\n2022.10.10\t00:15:00\t1\n2022.10.10\t00:30:00\t2\n"
    #expect(moments(try read(metaTrader)) == ["2022-10-10T00:15", "2022-10-10T00:30"])
    #expect(moments(try read("Time,Close,Date\n0930,1,20240131\n")) == ["2024-01-31T09:30"])
    let withoutHeader = "2012.02.01,00:00,1,3,1,2,0\n2012.02.01,00:01,2,3,1,2,0\n"
    let file = try read(withoutHeader)
    #expect(moments(file) == ["2012-02-01", "2012-02-01T00:01"])
    #expect(file.frame.columns.map(\.name) == ["open", "high", "low", "close", "volume"])
  }

  @Test func aPriceIsNotATimeOfDay() throws {
    let file = try read("2024-01-30,1215,1216\n2024-01-31,1230,1231\n")
    #expect(moments(file) == ["2024-01-30", "2024-01-31"])
    #expect(file.frame["c2"]?.values == [1215, 1230])
  }

  @Test func datesThatCouldBeBothHaveTheMonthFirst() throws {
    let file = try read("date,close\n1/2/2024,1\n1/3/2024,2\n")
    #expect(moments(file) == ["2024-01-02", "2024-01-03"])
    #expect(
      file.notices == [
        "dates such as 1/2/2024 are month/day/year; with `dates=day_first` they are day/month/year"
      ]
    )
  }

  @Test func oneDayAboveTwelveTellsTheOrder() throws {
    let early = try read("date,close\n1/2/2024,1\n13/2/2024,2\n")
    #expect(moments(early) == ["2024-02-01", "2024-02-13"] && early.notices.isEmpty)
    // The row that tells comes after the rows that are looked at first.
    let minutes = (0..<1440).map { "12/2/2024 \($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60),1" }
    let late = try read("date,close\n\(minutes.joined(separator: "\n"))\n13/2/2024 0:00,2\n")
    #expect(moments(late).first == "2024-02-12" && moments(late).last == "2024-02-13")
    #expect(late.notices == ["dates such as 1/2/2024 are day/month/year"])
  }

  @Test func rowsInOrderTellTheOrderOfDayAndMonth() throws {
    let file = try read("date,close\n10/1/2024,1\n11/1/2024,2\n1/2/2024,3\n")
    #expect(moments(file) == ["2024-01-10", "2024-01-11", "2024-02-01"])
    #expect(file.notices == ["dates such as 1/2/2024 are day/month/year"])
    // Of rows that are in order either way or neither, the month comes first.
    #expect(failure("date,close\n1/2/2024,1\n1/2/2024,2\n") != nil)
  }

  @Test func timesOfOneColumnAreAllOfOneForm() {
    #expect(
      failure("date,close\n2024-01-30,1\n1/31/2024,2\n")
        == .badDate(path: "t.csv", line: 3, column: 1, text: "1/31/2024")
    )
  }

  @Test(arguments: [
    "2024-02-30", "2023-02-29", "2024-13-01", "0000-00-00", "1492-10-12", "2024-01-31 25:00",
    "2024-01-31 09:60", "2024-01-31 9", "2024-01-31 13:00 PM", "2024-01-31x", "2024-01-31 09:30:",
    "2024-01-31 09:30+24:00", "99999999999999999999", "9999999999999999999", "", "today",
    "31/31/2024", "2024-1", "24:00", "20241301 0",
  ])
  func aMomentThatDoesNotExistIsAnError(written: String) {
    #expect(
      failure("close,time\n1,\(written)\n")
        == .badDate(path: "t.csv", line: 2, column: 2, text: written)
    )
  }

  @Test func secondsNeedANameOrADateOfOurDays() throws {
    #expect(try read("volume,close\n3442870000,1\n3702620000,2\n").frame.clock.times == nil)
    #expect(try read("update_id,close\n1706693415,1\n").frame.clock.times == nil)
    #expect(moments(try read("Open time,close\n1706693415,1\n")) == ["2024-01-31T09:30:15"])
    #expect(moments(try read("1706693415,1\n1706693475,1\n")).count == 2)
    #expect(try read("1229.22998,1\n1248.810059,2\n").frame.clock.times == nil)
    #expect(try read("5,1\n6,2\n").frame.clock.times == nil)
  }

  @Test func momentsReachTheEndsOfTheRangeAndNotBeyond() throws {
    #expect(moments(try read("time,a\n1677-09-22T00:30+01:00,1\n")) == ["1677-09-21T23:30"])
    #expect(
      moments(try read("time,a\n-9223372036854775807,1\n9223372036854775807,2\n"))
        == ["1677-09-21T00:12:43.145224193", "2262-04-11T23:47:16.854775807"]
    )
    for beyond in ["2262-04-11 23:59", "1677-09-21 23:00", "9223372036854775808"] {
      #expect(
        failure("time,a\n\(beyond),1\n")
          == .badDate(path: "t.csv", line: 2, column: 1, text: beyond)
      )
    }
  }
}
