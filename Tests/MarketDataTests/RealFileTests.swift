import Foundation
import MarketData
import TestSupport
import Testing
import TimeSeries

/// Files as brokers, exchanges and other packages write them.
@Suite(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
struct RealFileTests {
  struct RealFile: Sendable, CustomTestStringConvertible {
    let path: String
    let rows: Int
    let first: String
    let last: String
    let step: String

    init(_ path: String, _ rows: Int, _ first: String, _ last: String, _ step: String) {
      (self.path, self.rows, self.first, self.last, self.step) = (path, rows, first, last, step)
    }

    var testDescription: String { path }
    var url: String { Shared.folder.appending(path: "data/test-only/\(path)").path() }
  }

  /// Bars, with the row counts and spans that their provenance states.
  static let bars = [
    RealFile("daily/USDCADd1.csv", 2400, "2012-12-04", "2022-03-04", "@1d"),
    RealFile("daily/USDJPYd1.csv", 2400, "2012-12-04", "2022-03-04", "@1d"),
    RealFile(
      "intraday/6EH4.XCME_1min_bars_20240101_20240131.csv.gz",
      29_996,
      "2024-01-01T23:01",
      "2024-01-31T23:59",
      "@1m"
    ),
    RealFile(
      "intraday/EURUSD_1H_ASK_2017.csv",
      6225,
      "2017-01-01T22:00",
      "2017-12-29T21:00",
      "@1h"
    ),
    RealFile(
      "intraday/SPY_1h_1998_2021.csv.gz",
      40_832,
      "1998-01-02T09:00",
      "2021-03-31T15:00",
      "@1h"
    ),
    RealFile("intraday/USDJPYh1.csv.gz", 57_600, "2012-11-16T12:00", "2022-03-04T23:00", "@1h"),
    RealFile(
      "intraday/btc-perp-20211231-20220201_1m.csv.gz",
      45_031,
      "2021-12-31T23:01",
      "2022-02-01T05:31",
      "@1m"
    ),
    RealFile("intraday/usdjpy-m1-ask-2013.csv.gz", 28_761, "2013-02-01", "2013-03-01", "@1m"),
    RealFile("intraday/usdjpy-m1-bid-2013.csv.gz", 28_761, "2013-02-01", "2013-03-01", "@1m"),
    RealFile(
      "api_binance/ADABTC-1m-2021-11-27.csv",
      10,
      "2021-11-27",
      "2021-11-27T00:09",
      "@1m"
    ),
    RealFile(
      "truth_smc_eurusd/EURUSD_15M.csv",
      24_424,
      "2022-10-10",
      "2023-10-02T06:45",
      "@15m"
    ),
  ]

  @Test(arguments: bars)
  func barsAreReadWhole(file: RealFile) throws {
    let data = try CSVReader.read(path: file.url)
    let bars = try #require(Bars(data.frame))
    #expect(bars.count == file.rows && bars.clock.stepLabel == file.step)
    #expect([moments(data).first, moments(data).last] == [file.first, file.last])
    #expect(bars.close.allSatisfy { $0 > 0 })
    let header = try CSVReader.readHeader(path: file.url)
    #expect(header.columns.map(\.name) == data.frame.columns.map(\.name))
    #expect(header.clock.stepLabel == file.step)
  }

  @Test func klinesWithoutAHeaderHaveTheirNames() throws {
    let path = "data/test-only/api_binance/ADABTC-1m-2021-11-27.csv"
    let frame = try CSVReader.read(path: Shared.folder.appending(path: path).path()).frame
    #expect(frame.columns.count == 11)
    #expect(frame["open"]?.values.first == 0.00002853 && frame["trades"]?.values.first == 79)
    #expect(frame["close_time"]?.values.first == 1_637_971_259_999)
  }

  @Test func numbersHaveAllTheirDigits() throws {
    let path = "data/test-only/daily/USDCADd1.csv"
    let frame = try CSVReader.read(path: Shared.folder.appending(path: path).path()).frame
    let table = try Shared.table(path)
    #expect(firstDifference(frame["low"]?.values ?? [], table["low"], relative: 0) == nil)
    #expect(frame["low"]?.values.last == 126692.99999999999)
  }

  @Test(arguments: [
    ("histdata_eurusd_ticks_20200101.csv", 9500, "2020-01-01T17:00:00.065")
  ])
  func ticksOfUniqueTimesAreRead(name: String, rows: Int, first: String) throws {
    let path = Shared.folder.appending(path: "data/test-only/ticks/\(name)").path()
    let data = try CSVReader.read(path: path)
    #expect(data.frame.count == rows && moments(data).first == first)
  }

  /// Ticks come several at a time: no series has two rows of one moment, and the line is named.
  @Test(arguments: [
    "IBM_quotes_2013-10-07.csv.gz", "IBM_trades_2013-10-07.csv.gz", "truefx_usdjpy_ticks.csv",
  ])
  func ticksOfOneMomentAreRefused(name: String) {
    let path = Shared.folder.appending(path: "data/test-only/ticks/\(name)").path()
    do throws(DataError) {
      _ = try CSVReader.read(path: path)
      Issue.record("two rows of one moment were accepted")
    } catch {
      guard case .duplicateTime(_, let line, _) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(line > 2)
    }
  }

  /// The tables of indicators of another package, in six forms of dates.
  @Test(arguments: [
    ("spy_atr.txt", 501, "2013-01-16", "2015-01-12T13:02:41"),
    ("spy_bollinger_bands.txt", 500, "2013-02-06", "2015-01-30"),
    ("spy_dema.txt", 364, "1993-01-01T14:30", "2023-04-03T13:30"),
    ("spy_sortino.csv", 77, "2020-11-17T14:30", "2021-03-10T14:30"),
    ("spy_with_adx.txt", 504, "2009-02-11", "2011-02-09"),
    ("spy_with_hilbert.csv", 252, "2022-01-03", "2023-01-03"),
    ("spy_with_ichimoku.csv", 500, "2015-03-12T14:00", "2015-06-23T16:00"),
    ("spy_with_macd.txt", 362, "1988-02-29", "2018-03-06"),
    ("spy_with_vwap.txt", 501, "2014-04-28", "2016-04-21T16:00"),
    ("spy_zigzag.csv", 500, "1998-01-02", "1999-12-27"),
  ])
  func tablesOfIndicatorsAreRead(name: String, rows: Int, first: String, last: String) throws {
    let path = Shared.folder.appending(path: "data/test-only/truth_indicators_lean/\(name)").path()
    let data = try CSVReader.read(path: path)
    #expect(data.frame.count == rows)
    #expect([moments(data).first, moments(data).last] == [first, last])
  }
}
