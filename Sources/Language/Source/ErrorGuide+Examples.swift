/// Lines that end in each error, as far as a line can; a test runs every one.
extension ErrorGuide {
  /// A program that ends in an error.
  public struct Example: Sendable {
    /// What is typed.
    public let program: String
    /// Whether it stands where the columns of a frame `es` are in scope.
    public let isInScope: Bool
    /// The text of the file that it loads; nil where it loads none.
    public let file: String?

    fileprivate init(_ program: String, isInScope: Bool = true) {
      (self.program, self.isInScope, file) = (program, isInScope, nil)
    }

    fileprivate init(file: String) {
      (program, isInScope, self.file) = ("load \"bars.csv\"", false, file)
    }

    /// The example as a person reads it.
    var text: String {
      guard let file else { return "Example: `\(program)`." }
      let lines = file.split(separator: "\n").map { "`\($0)`" }.joined(separator: ", ")
      return "Example: a file with \(lines)."
    }
  }

  /// The examples by their codes.
  public static let examples: [String: Example] = [
    "E001": Example("close > 1 && close < 2"),
    "E002": Example("\"es"),
    "E003": Example("5parsecs"),
    "E004": Example("2024-02-30"),
    "E005": Example("_x = 5"),
    "E006": Example("(1 + 2"),
    "E007": Example("1 +"),
    "E009": Example("1 < close < 2"),
    "E010": Example("load = 3"),
    "E011": Example("strategy on es { enter when close > 1 }"),
    "E012": Example(":save study.mmb"),
    "E013": Example("features on es { enter long when close > 1 }"),
    "E020": Example("es.close = 5"),
    "E101": Example("clsoe"),
    "E102": Example("bananas"),
    "E103": Example("es.clsoe"),
    "E104": Example("laod \"x.csv\""),
    "E105": Example("certify es"),
    "E106": Example("backtest close > 0 on es, fil=next_open"),
    "E107": Example("backtest close > 0 on es, fill=sometime"),
    "E108": Example("atr(14)", isInScope: false),
    "E109": Example("_", isInScope: false),
    "E112": Example("xrank(close)"),
    "E210": Example("features on es { a = ahead(close, 1) }"),
    "E211": Example("backtest close > sma(close, 20) on es, fill=close"),
    "E212": Example("w = es | where volume > 0; backtest w.close > 0 on w"),
    "E215": Example("assume es, reach=[-5, 0]"),
    "E220": Example("w = es | resample 1w; es.close - w.close"),
    "E221": Example("close[100000]"),
    "E222": Example("series([1, 2])[2024-01-01..]"),
    "E301": Example("if es then 1 else 2"),
    "E302": Example("ema()"),
    "E303": Example("close(5)"),
    "E304": Example("close.x"),
    "E305": Example("ema(close, 0)"),
    "E306": Example("close + \"x\""),
    "E307": Example("strategy on es { enter long when ema(bars_held, 3) > 0 }"),
    "E308": Example("max(close, open)"),
    "E309": Example("features on es"),
    "E310": Example("(a, b) = 5"),
    "E401": Example(file: "date,close\n"),
    "E402": Example(file: "<!DOCTYPE html>\n"),
    "E403": Example(file: "day,name\nmonday,x\n"),
    "E404": Example(file: "date,close\n2024-01-02,5\n2024-01-03\n"),
    "E405": Example(file: "date,close\n2024-01-02,5\n2024-01-03,n.v.\n2024-01-04,6\n"),
    "E406": Example(file: "date,close\n2024-01-02,5\n03.01.2024,6\n"),
    "E407": Example(file: "date,close\n2024-01-03,5\n2024-01-02,6\n2024-01-05,7\n"),
    "E408": Example(file: "date,close\n2024-01-02,5\n2024-01-02,6\n"),
    "E410": Example(
      "x = features on es { a = ret(close, 1) }; y = target on es, direction(1); fit gbm to y on x over 2030-01-01..2031-01-01"
    ),
    "E411": Example(
      "x = features on es { a = ret(close, 1) }; y = target on es, ahead(close, 1) > 0; fit gbm to y on x"
    ),
    "E412": Example(
      "x = features on es { a = ret(close, 1) }; y = target on es, direction(1); fit ridge to y on x"
    ),
    "E413": Example(
      "x = features on es { a = ret(close, 1) }; y = target on es, direction(1); walkforward gbm to y on x, train=90y, test=1y"
    ),
    "E501": Example("assert 1 > 2"),
    "E502": Example("sweep a in 1..1e12, score=1 { a }"),
    "E601": Example("load \"nowhere.csv\""),
    "E610": Example("export es to \"../es.csv\""),
    "E612": Example("export es to \"es.json\""),
  ]
}
