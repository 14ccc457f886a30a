import MarketData
import Testing
import TimeSeries

@Suite struct TableLayoutTests {
  @Test(arguments: [",", ";", "\t"])
  func theDelimiterIsFound(delimiter: String) throws {
    let text = "date,close,volume\n2024-01-30,1,2\n2024-01-31,3,4\n"
    let file = try read(text.replacing(",", with: delimiter))
    #expect(file.frame["close"]?.values == [1, 3] && file.frame["volume"]?.values == [2, 4])
    #expect(file.notices.isEmpty)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func lineBreaksOfEverySystemAreRead(lineBreak: String) throws {
    let text = "date,close\n2024-01-30,1\n2024-01-31,2"
    for end in ["", "\n", "\n\n\n"] {
      let file = try read((text + end).replacing("\n", with: lineBreak))
      #expect(file.frame["close"]?.values == [1, 2] && file.frame.clock.isDaily)
    }
  }

  @Test func theMarkOfUTF8IsNotPartOfAName() throws {
    let file = try read("\u{FEFF}date,close\n2024-01-30,1\n")
    #expect(moments(file) == ["2024-01-30"] && file.frame["close"]?.values == [1])
  }

  @Test func quotesHoldDelimitersQuotesAndLineBreaks() throws {
    let text = #"""
      "date","close, ""last""",note,"a
      b"
      "2024-01-30","1.5","said ""no"", twice
      over",2
      2024-01-31,2.5,"",""

      """#
    let file = try read(text)
    #expect(file.frame.columns.map(\.name) == ["close_last", "a_b"])
    #expect(file.frame.columns.map(\.header) == ["close, \"last\"", "a\nb"])
    #expect(file.frame["close_last"]?.values == [1.5, 2.5])
    #expect(firstMissing(file.frame["a_b"]) == 1)
    #expect(file.notices == ["column `note` holds text and was left out"])
  }

  @Test func namesAreLowerSnakeCaseAndUnique() throws {
    let file = try read(
      "Date,Adj Close,adj_close,%B,1st,,+DM 1,-DM 1,Größe\n1/31/2024,1,2,3,4,5,6,7,8\n"
    )
    #expect(
      file.frame.columns.map(\.name)
        == ["adj_close", "adj_close_2", "b", "c1st", "c6", "dm_1", "dm_1_2", "gr_e"]
    )
    #expect(file.frame.columns[0].header == "Adj Close" && file.frame["Größe"]?.values == [8])
    #expect(
      file.notices == [
        "column 3, `adj_close`, is called `adj_close_2`", "column 8, `-DM 1`, is called `dm_1_2`",
      ]
    )
  }

  @Test func aFileWithoutAHeaderKeepsItsFirstRow() throws {
    let bars = try read("2024-01-30,1,3,1,2,10\n2024-01-31,2,4,2,3,20\n")
    #expect(bars.frame.columns.map(\.name) == ["open", "high", "low", "close", "volume"])
    #expect(Bars(bars.frame)?.volume == [10, 20])
    #expect(
      bars.notices == ["no header; the columns are called time, open, high, low, close, volume"]
    )
    let prices = try read("20240130 000000;1;3;1;2\n20240130 000100;2;4;2;3\n")
    #expect(prices.frame.columns.map(\.name) == ["open", "high", "low", "close"])
    // What is no bar is not given the names of one: here the second column is no high.
    let other = try read("2024-01-30,5,3,1,2\n2024-01-31,2,4,2,3\n")
    #expect(other.frame.columns.map(\.name) == ["c2", "c3", "c4", "c5"])
    #expect(try read("1,2\n3,4\n").frame.columns.map(\.name) == ["c1", "c2"])
  }

  @Test func missingCellsAreMissing() throws {
    let cells = ["", "NA", "NaN", "nan", "null", "NULL", ".", " ", "\"\""]
    let rows = cells.enumerated().map { "2024-01-0\($0 + 1),\($1),1\n" }.joined()
    let file = try read("date,a,b\n" + rows)
    #expect(file.frame["a"]?.missingCount == cells.count)
    #expect(file.frame["b"]?.missingCount == 0)
  }

  @Test func blanksAroundCellsDoNotCount() throws {
    let file = try read("date, close ,volume\n2024-01-30 , 1.5,2 \n 2024-01-31,\t2.5 , 3\n")
    #expect(file.frame["close"]?.values == [1.5, 2.5] && file.frame["volume"]?.values == [2, 3])
    #expect(file.frame.columns[0].header == "close")
  }

  @Test func rowsWithoutTimesHaveNumbers() throws {
    let file = try read("a,b\n1,2\n3,4\n")
    #expect(file.frame.clock.times == nil && file.frame.count == 2)
  }

  @Test func columnsOfTextAreLeftOutByName() throws {
    let file = try read("date,symbol,close,\n2024-01-30,AAPL,1,\n2024-01-31,AAPL,2,\n")
    #expect(file.frame.columns.map(\.name) == ["close"])
    #expect(
      file.notices == [
        "column `symbol` holds text and was left out",
        "column 4 has neither name nor values and was left out",
      ]
    )
  }

  @Test func descendingRowsAreTurnedRound() throws {
    let file = try read("date,close\n2024-01-31,3\n2024-01-30,2\n2024-01-29,1\n")
    #expect(file.frame["close"]?.values == [1, 2, 3])
    #expect(moments(file) == ["2024-01-29", "2024-01-30", "2024-01-31"])
    #expect(file.notices == ["the rows were in descending order and were turned round"])
  }

  @Test func aHeaderAloneIsNoTable() throws {
    #expect(throws: DataError.noRows(path: "t.csv")) { try read("date,close\n") }
  }

  @Test func theHeaderAloneTellsNamesAndStep() throws {
    let frame = try CSVReader.readHeader(path: "datasets/sp500-daily.csv")
    let whole = try CSVReader.read(path: "datasets/sp500-daily.csv").frame
    #expect(frame.count == 0 && frame.columns.map(\.name) == whole.columns.map(\.name))
    #expect(frame.clock.stepLabel == "@1d" && frame.clock.periodsPerYear == 252)
    #expect(frame.clock.isDaily)
  }

  private func firstMissing(_ series: Series?) -> Int? {
    series?.values.firstIndex { $0.isNaN }
  }
}
