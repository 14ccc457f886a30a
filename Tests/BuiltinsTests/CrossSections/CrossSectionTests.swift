import Builtins
import Language
import Notebook
import Numerics
import TestSupport
import Testing
import TimeSeries

/// Functions across the symbols of a panel give what is worked out by hand, and what pandas gives.
@Suite struct CrossSectionTests {
  /// Runs a program, and returns the column that its last line gives.
  private static func column(_ program: String) throws -> [Double] {
    var session = Session(registry: Library.registry, context: RunContext(), drawing: nil)
    let result = session.run(program, slug: "a")
    if let error = result.error { throw error }
    return try #require(result.value?.asSeries).values
  }

  private static func column(of symbol: String, _ expression: String) throws -> [Double] {
    try column(
      """
      p = load "Tests/Transcripts/data/symbols/*.csv", symbol=file
      use p.\(symbol)
      \(expression)
      """
    )
  }

  /// By hand, of three symbols.
  ///
  /// Their closes: 10 11 12 11 12 13 12 14, then 20 20 22 - 24 24 25 26, and - - 5 6 6 5 4 -.
  @Test(
    arguments: [
      ("AAA", "xrank(close)", [1 / 2, 1 / 2, 2 / 3, 1, 2 / 3, 2 / 3, 2 / 3, 1 / 2]),
      ("BBB", "xrank(close)", [1, 1, 1, .nan, 1, 1, 1, 1]),
      ("C_1", "xrank(close)", [.nan, .nan, 1 / 3, 1 / 2, 1 / 3, 1 / 3, 1 / 3, .nan]),
      // Of the changes 1 1 -1 1 1 -1 2, 0 2 - - 0 1 1 and - - 1 0 -1 -1 -.
      ("AAA", "xrank(diff(close, 1))", [.nan, 1, 1 / 2, 1 / 2, 1, 1, 1.5 / 3, 1]),
      ("BBB", "xrank(diff(close, 1))", [.nan, 1 / 2, 1, .nan, .nan, 2 / 3, 1, 1 / 2]),
      ("C_1", "xrank(diff(close, 1))", [.nan, .nan, .nan, 1, 1 / 2, 1 / 3, 1.5 / 3, .nan]),
      ("AAA", "xmean(close)", [15, 15.5, 13, 8.5, 14, 14, 41 / 3, 20]),
      // A symbol without a value has the mean of the others.
      ("BBB", "xmean(close)", [15, 15.5, 13, 8.5, 14, 14, 41 / 3, 20]),
      ("BBB", "xmean(close > 11.5)", [1 / 2, 1 / 2, 2 / 3, 0, 2 / 3, 2 / 3, 2 / 3, 1]),
    ] as [(String, String, [Double])]
  )
  func figuresAreThoseOfTheHand(_ symbol: String, _ expression: String, _ expected: [Double]) throws
  {
    let found = try Self.column(of: symbol, expression)
    #expect(firstDifference(found, expected, relative: 1e-15) == nil, "\(symbol) \(expression)")
  }

  /// 12, 22 and 5 lie -1, 9 and -8 from 13, and their squares make 146; two values lie 1/√2 from
  /// their mean.
  @Test func scoresAreThoseOfTheHand() throws {
    let near = 0.5.squareRoot()
    let a = try Self.column(of: "AAA", "xz(close)")
    #expect(
      firstDifference(Array(a[0..<3]), [-near, -near, -1 / 73.0.squareRoot()], relative: 1e-14)
        == nil
    )
    #expect(abs(a[3] - near) < 1e-15 && abs(a[7] + near) < 1e-15)
    let c = try Self.column(of: "C_1", "xz(close)")
    #expect(c[0].isNaN && abs(c[2] + 8 / 73.0.squareRoot()) < 1e-15)
    // Alone, or all the same: there is nothing to measure by.
    #expect(try Self.column(of: "AAA", "xz(if close > 12.5 then close else na)")[5].isFinite)
    let same = try Self.column(of: "AAA", "xz(close * 0 + 0.1)")
    #expect(same.allSatisfy { $0.isNaN })
    let alone = try Self.column(of: "BBB", "xz(if close > 21 then close else na)")
    #expect(alone.allSatisfy { $0.isNaN })
  }

  /// A rank of ranks, a rank of what another frame brings, and a rank in a function.
  @Test(arguments: [
    ("xrank(xrank(close))", "xrank(close)"),
    ("xrank(close - 3)", "xrank(close)"),
    ("xrank(close / asof(p.BBB, close))", "xrank(close)"),
    ("xrank(close / p.AAA.close)", "xrank(close)"),
    ("(fn(n) -> xrank(lag(close, n)))(0)", "xrank(close)"),
    ("asof(p.AAA, xrank(close))", "xrank(close)"),
  ])
  func nestsAndJoins(_ one: String, _ other: String) throws {
    let (a, b) = (try Self.column(of: "AAA", one), try Self.column(of: "AAA", other))
    for (x, y) in zip(a, b) where !x.isNaN { #expect(x == y, "\(one)") }
    #expect(a.contains { !$0.isNaN })
  }

  /// pandas 3.1.1: `rank(axis=1, pct=True)`, `std` with ddof 1, `mean(axis=1)`, with a few cells taken
  /// out.
  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func figuresAreThoseOfPandas() throws {
    let folder = try Self.weekly()
    let reference = Columns(csv: WeeklyReference.csv)
    for symbol in Self.symbols {
      let columns = [
        ("xrank_\(symbol)", "xrank(close)"),
        ("tied_\(symbol)", "xrank(round(close * 5))"),
        ("xz_\(symbol)", "xz(ret(close, 4))"),
        ("xmean", "xmean(ret(close, 4))"),
      ]
      for (name, expression) in columns {
        let found = try Self.column(
          "p = load \"\(folder.path("*.csv"))\", symbol=file\nuse p.\(symbol)\n\(expression)"
        )
        #expect(found.count == 105)
        let some = stride(from: 0, to: found.count, by: 5).map { found[$0] }
        #expect(
          firstDifference(some, reference[name], relative: 1e-9, absolute: 1e-10) == nil,
          "\(name)"
        )
      }
    }
  }

  private static let symbols = ["AAPL", "AMZN", "FB", "GOOG", "MSFT", "NFLX"]

  /// Returns a folder with a file for each symbol, in which every eleventh row or so is missing.
  private static func weekly() throws -> TemporaryFolder {
    let table = try Shared.table("data/redistributable/daily/stocks_weekly_2018_2019.csv.gz")
    let folder = try TemporaryFolder()
    let dates = table.text("date")
    for (number, symbol) in symbols.enumerated() {
      let lines = zip(dates, table.text(symbol)).enumerated()
        .filter { ($0.offset * 7 + number * 3) % 11 != 0 }
        .map { "\($0.element.0),\($0.element.1)" }
      try folder.write((["date,close"] + lines).joined(separator: "\n") + "\n", to: "\(symbol).csv")
    }
    return folder
  }
}
