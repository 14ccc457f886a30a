import Builtins
import Language
import Notebook
import Testing
import TimeSeries

/// What a repair writes in place of a call of another package gives the numbers of that package.
@Suite struct ForeignCodeTests {
  struct Pair: Sendable, CustomStringConvertible {
    let foreign: String
    let ours: String
    /// What the other package gives, worked out by hand from its definition; missing as NaN.
    let values: [Double]

    init(_ foreign: String, _ ours: String, _ values: [Double]) {
      (self.foreign, self.ours, self.values) = (foreign, ours, values)
    }

    var description: String { foreign }
  }

  private static let na = Double.nan
  private static let close: [Double] = [10, 11, 13, 12, 15, 14, 18, 17, 16, 20]
  private static let columns: [(String, [Double])] = [
    ("open", close), ("high", close.map { $0 + 1 }), ("low", close.map { $0 - 1.5 }),
    ("close", close), ("volume", close.map { $0 * 100 }),
    ("gap", [1, na, 3, na, na, 6, 7, 8, 9, 10]),
    ("flat", [10, 10, 10, 13, 11, 12, 15, 14, 16, 12]),
    ("half", [1.5, -1.5, 2, 0.25, 3, 4, 5, 6, 7, 8]),
  ]

  private static let ranges =
    [22.2222222222, 20.7407407407, 20.7671957672, 20.0274348422]
    + [19.0389736141, 18.6942729767, 18.3036122542]
  private static let strength =
    [75, 88.2352941176, 69.7674418605, 86.5979381443]
    + [71.6417910448, 56.9009314141, 80.7123910572]
  private static let changes =
    [0.1, 0.1818181818, -0.0769230769, 0.25, -0.0666666667]
    + [0.2857142857, -0.0555555556, -0.0588235294, 0.25]
  private static let variances =
    [2.3333333333, 1, 2.3333333333, 2.3333333333, 4.3333333333]
    + [4.3333333333, 1, 4.3333333333]
  private static let averages =
    [11.3333333333, 12, 13.3333333333, 13.6666666667]
    + [15.6666666667, 16.3333333333, 17, 17.6666666667]

  static let pairs: [Pair] = windows + columnsOfPandas + numpy + technical

  private static let windows = [
    Pair("close.rolling(3).mean()", "mean(close, 3)", [na, na] + averages),
    Pair("close.rolling(window=3).mean()", "mean(close, 3)", [na, na] + averages),
    Pair("df[\"close\"].rolling(3).mean()", "mean(close, 3)", [na, na] + averages),
    Pair("rolling_mean(close, 3)", "mean(close, 3)", [na, na] + averages),
    Pair(
      "close.rolling(3).std()",
      "stdev(close, 3)",
      [na, na] + variances.map { $0.squareRoot() }
    ),
    Pair("close.rolling(3).var()", "stdev(close, 3) ^ 2", [na, na] + variances),
    Pair("close.rolling(3).max()", "max(close, 3)", [na, na, 13, 13, 15, 15, 18, 18, 18, 20]),
    Pair("close.rolling(3).min()", "min(close, 3)", [na, na, 10, 11, 12, 12, 14, 14, 16, 16]),
    Pair("close.rolling(3).sum()", "sum(close, 3)", [na, na, 34, 36, 40, 41, 47, 49, 51, 53]),
    Pair(
      "close.rolling(3).median()",
      "median(close, 3)",
      [na, na, 11, 12, 13, 14, 15, 17, 17, 17]
    ),
    Pair(
      "close.rolling(4).rank(pct=True)",
      "rank(close, 4)",
      [na, na, na, 0.75, 1, 0.75, 1, 0.75, 0.5, 1]
    ),
    Pair(
      "close.rolling(3).quantile(0.25)",
      "quantile(close, 3, 0.25)",
      [na, na, 10.5, 11.5, 12.5, 13, 14.5, 15.5, 16.5, 16.5]
    ),
    Pair(
      "close.expanding().max()",
      "expanding(max, close)",
      [10, 11, 13, 13, 15, 15, 18, 18, 18, 20]
    ),
    // After equal values the average of pandas without adjustment and the one here are the same.
    Pair(
      "flat.ewm(span=3, adjust=False).mean()",
      "ema(flat, 3)",
      [na, na, 10, 11.5, 11.25, 11.625, 13.3125, 13.65625, 14.828125, 13.4140625]
    ),
  ]

  private static let columnsOfPandas = [
    Pair("close.pct_change()", "ret(close, 1)", [na] + changes),
    Pair("close.shift(1)", "lag(close, 1)", [na, 10, 11, 13, 12, 15, 14, 18, 17, 16]),
    Pair("close.shift(-1)", "ahead(close, 1)", [11, 13, 12, 15, 14, 18, 17, 16, 20, na]),
    Pair("change(close, 2)", "diff(close, 2)", [na, na, 3, 1, 2, 2, 3, 3, -2, 3]),
    Pair("close.diff(periods=2)", "diff(close, 2)", [na, na, 3, 1, 2, 2, 3, 3, -2, 3]),
    Pair("close.cumsum()", "cumsum(close)", [10, 21, 34, 46, 61, 75, 93, 110, 126, 146]),
    Pair(
      "close.cummax()",
      "expanding(max, close)",
      [10, 11, 13, 13, 15, 15, 18, 18, 18, 20]
    ),
    Pair(
      "close.clip(11, 16)",
      "pmin(pmax(close, 11), 16)",
      [11, 11, 13, 12, 15, 14, 16, 16, 16, 16]
    ),
    Pair("close.clip(upper=16)", "pmin(close, 16)", [10, 11, 13, 12, 15, 14, 16, 16, 16, 16]),
    Pair("gap.fillna(0)", "if isna(gap) then 0 else gap", [1, 0, 3, 0, 0, 6, 7, 8, 9, 10]),
    Pair("nz(gap)", "if isna(gap) then 0 else gap", [1, 0, 3, 0, 0, 6, 7, 8, 9, 10]),
    Pair("gap.ffill()", "ffill(gap)", [1, 1, 3, 3, 3, 6, 7, 8, 9, 10]),
    Pair("gap.notnull()", "not isna(gap)", [1, 0, 1, 0, 0, 1, 1, 1, 1, 1]),
    Pair("notna(gap)", "not isna(gap)", [1, 0, 1, 0, 0, 1, 1, 1, 1, 1]),
    Pair("gap.isnull()", "isna(gap)", [0, 1, 0, 1, 1, 0, 0, 0, 0, 0]),
    Pair("close.median()", "median(close)", [14.5]),
  ]

  private static let numpy = [
    Pair(
      "log_returns(close)",
      "log(close / lag(close, 1))",
      [na, 0.0953101798, 0.1670540847, -0.0800427077, 0.2231435513, -0.0689928715]
        + [0.2513144283, -0.0571584138, -0.0606246218, 0.2231435513]
    ),
    Pair("ceil(half)", "-floor(-half)", [2, -1, 2, 1, 3, 4, 5, 6, 7, 8]),
    Pair("math.ceil(half)", "-floor(-half)", [2, -1, 2, 1, 3, 4, 5, 6, 7, 8]),
    Pair("2 * np.ceil(half) + 1", "2 * (-floor(-half)) + 1", [5, -1, 5, 3, 7, 9, 11, 13, 15, 17]),
    Pair(
      "np.maximum(close, 14)",
      "pmax(close, 14)",
      [14, 14, 14, 14, 15, 14, 18, 17, 16, 20]
    ),
    Pair("math.max(close, 14)", "pmax(close, 14)", [14, 14, 14, 14, 15, 14, 18, 17, 16, 20]),
    Pair(
      "np.where(close > 13, 1, 0)",
      "if close > 13 then 1 else 0",
      [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]
    ),
    Pair(
      "np.where(close > 13, 1, 0) + 1",
      "(if close > 13 then 1 else 0) + 1",
      [1, 1, 1, 1, 2, 2, 2, 2, 2, 2]
    ),
    Pair("np.mean(close)", "mean(close)", [14.6]),
  ]

  private static let technical = [
    Pair("ta.sma(close, 3)", "sma(close, 3)", [na, na] + averages),
    Pair("SMA(close, timeperiod=3)", "sma(close, 3)", [na, na] + averages),
    Pair(
      "EMA(close, 3)",
      "ema(close, 3)",
      [na, na, 11.3333333333, 11.6666666667, 13.3333333333, 13.6666666667]
        + [15.8333333333, 16.4166666667, 16.2083333333, 18.1041666667]
    ),
    Pair("talib.RSI(close, 3)", "rsi(close, 3)", [na, na, na] + strength),
    Pair(
      "ta.roc(close, 2)",
      "100 * ret(close, 2)",
      [na, na, 30, 9.0909090909, 15.3846153846, 16.6666666667, 20, 21.4285714286]
        + [-11.1111111111, 17.6470588235]
    ),
    Pair("MOM(close, 2)", "diff(close, 2)", [na, na, 3, 1, 2, 2, 3, 3, -2, 3]),
    Pair("natr(3)", "100 * atr(3) / close", [na, na, na] + ranges),
    Pair(
      "NATR(high, low, close, timeperiod=3)",
      "100 * atr(3) / close",
      [na, na, na] + ranges
    ),
    Pair("crossover(close, 13)", "crosses_above(close, 13)", [na, 0, 0, 0, 1, 0, 0, 0, 0, 0]),
    Pair("ta.crossunder(close, 17)", "crosses_below(close, 17)", [na, 0, 0, 0, 0, 0, 0, 0, 1, 0]),
  ]

  @Test(arguments: pairs)
  func aRepairGivesTheNumbersOfThePackage(_ pair: Pair) throws {
    #expect(Self.repair(of: pair.foreign) == "write `\(pair.ours)`")
    let values = try #require(Self.values(of: pair.ours))
    try #require(values.count == pair.values.count)
    for (value, wanted) in zip(values, pair.values) {
      #expect(
        value.isNaN && wanted.isNaN || abs(value - wanted) < 1e-8,
        "\(pair.ours): \(values), not \(pair.values)"
      )
    }
  }

  /// The weights of pandas with adjustment, and those here, differ by the start alone, which is soon
  /// forgotten: a third of it is left in each row.
  @Test func theStartOfAnAverageIsForgotten() throws {
    let foreign = "close.ewm(span=2).mean()"
    #expect(Self.repair(of: foreign) == "write `ema(close, 2)`")
    #expect(Self.session().error(of: foreign)?.note?.contains("the first rows may differ") == true)
    let last = try #require(Self.values(of: "ema(close, 2)")?.last)
    #expect(abs(last - 18.7656821569) < 2e-4)
  }

  /// No call is translated that has an argument without a place, or only something like it here.
  @Test(arguments: [
    "close.diff(-1)", "close.round(2)", "close.rolling(\"20d\").mean()",
    "close.ewm(alpha=0.1).mean()", "close.ewm(com=10).mean()", "close.ewm(halflife=10).mean()",
    "close.ewm(10).mean()", "close.rolling(3, center=true).mean()", "close.rolling(3).std(ddof=0)",
    "close.rolling(3, min_periods=1).mean()", "close.interpolate()", "close.bfill()",
    "gap.fillna(method=\"bfill\")", "variance(close, 3)", "np.std(close)", "ta.stdev(close, 3)",
    "np.diff(close)", "np.round(close)", "close.rolling(3).rank()", "ta.sma(close)", "EMA(close)",
    "math.log(close, 10)", "ATR(open, low, close, 3)", "close.shift(1, freq=2)",
    "close.pct_change(-1)", "bananas.close", "bananas.rolling(3).mean()", "bananas.max(3)",
  ])
  func whatHasNoPlaceIsNoTranslation(_ foreign: String) {
    let error = Self.session().error(of: foreign)
    #expect(error != nil)
    #expect(error?.repair?.hasPrefix("write") != true, "\(error?.repair ?? "")")
  }

  @Test(arguments: [
    ("close.ewm(com=10).mean()", "`ema` has no `com=10`: see `help ema`"),
    ("close.rolling(3, center=true).mean()", "`mean` has no `center=true`: see `help mean`"),
    ("close.bfill()", "the nearest here is `ffill(close)`"),
    ("close.round(2)", "see `help round`"), ("np.std(close)", "the nearest here is"),
    ("variance(close, 3)", "the nearest here is `stdev(ret(close), 20) ^ 2`"),
    ("plus_di(3)", "`adx(3).plus`"), ("self.data.close[-1]", "write `lag(close, 1)`"),
    ("self.data.close[0]", "write `close`"),
  ])
  func whatIsLikeItIsCalledSo(_ foreign: String, _ part: String) {
    let repair = Self.repair(of: foreign) ?? ""
    #expect(repair.contains(part), "\(repair)")
  }

  /// A misspelt frame is not the one in scope.
  @Test func aMisspeltFrameIsTheOneThatIsMeant() {
    var session = RegistryTests.session()
    for line in ["prices = load \"sample:sp500\"", "vix = load \"sample:vix\"", "use vix"] {
      #expect(session.run(line, slug: "a").error == nil)
    }
    for line in ["pricse.close", "pricse[\"close\"]"] {
      #expect(session.error(of: line)?.repair == "did you mean `prices`?")
    }
    #expect(session.error(of: "df.close")?.repair == "write `close`")
    #expect(session.error(of: "bananas.close")?.repair == nil)
  }

  @Test(arguments: [
    ("99/99/2024", "dates are year-month-day"),
    ("31/12/2024", "dates are year-month-day: `2024-12-31`"),
    ("12/31/2024", "dates are year-month-day: `2024-12-31`"),
    ("30/02/2024", "dates are year-month-day"),
    ("01/02/2024", "dates are year-month-day: `2024-01-02` or `2024-02-01`"),
    ("05/05/2024", "dates are year-month-day: `2024-05-05`"),
  ])
  func onlyDatesAreOfferedForADate(_ text: String, _ repair: String) {
    #expect(Self.repair(of: text) == repair)
  }

  @Test(arguments: ["%%", "", "2nd", "if"])
  func noNameIsMadeOfAHeaderThatHasNone(_ header: String) {
    let error = Self.session().error(of: "es[\"\(header)\"] = 1")
    #expect(error?.code == "E020" && error?.repair == nil, "\(error?.repair ?? "")")
    #expect(
      Self.repair(of: "es[\"my col\"] = 1") == "write `x = features on es { my_col = 1 }`"
    )
  }

  private static func repair(of line: String) -> String? { session().error(of: line)?.repair }

  private static func session() -> Session {
    var session = RegistryTests.session()
    let clock = Clock(count: close.count)
    let bars = Frame(
      clock: clock,
      columns: columns.map { Frame.Column(name: $0.0, series: Series($0.1, clock: clock)) }
    )
    session.evaluator.environment.used = FrameScope(bars, name: "es")
    session.evaluator.environment.bind("es", to: .frame(bars))
    return session
  }

  private static func values(of line: String) -> [Double]? {
    var session = session()
    guard session.run("v = \(line)", slug: "a").error == nil else { return nil }
    let value = session.evaluator.environment["v"]
    if let series = value?.asSeries { return series.values }
    guard case .number(let scalar)? = value?.plain else { return nil }
    return [scalar.value]
  }
}

extension Session {
  fileprivate func error(of line: String) -> Explanation? {
    var session = self
    return session.run(line, slug: "foreign").error?.explanation
  }
}
