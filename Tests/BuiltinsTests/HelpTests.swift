import Builtins
import Language
import Notebook
import Testing

/// What help finds, and how it is laid out.
@Suite struct HelpTests {
  static let registry = RegistryTests.registry

  private static func text(_ word: String, width: Int = 80) -> String {
    Help(registry).lines(for: word, width: width).map(\.plain).joined(separator: "\n")
  }

  /// The name at the start of each line of what a search has found.
  private static func found(_ words: String) -> [String] {
    Help(registry).lines(for: "search " + words, width: 500).map(\.plain).compactMap { line in
      guard line.hasPrefix("  "), line.contains("  ", after: 3) else { return nil }
      return line.dropFirst(2).split(separator: "  ").first.map(String.init)
    }
  }

  @Test(arguments: [
    ("rolling", "mean"), ("shift", "lag"), ("pct_change", "ret"), ("crossover", "crosses_above"),
    ("SMA", "sma"), ("stop loss", "strategy"), ("train test split", "walkforward"),
    ("vectorbt", "backtest"), ("candlestick", "candles"), ("overfitting", "pbo"),
    ("volatility", "volatility"), ("trailing stop", "strategy"), ("shap", "explain"),
    ("xgboost", "gbm"), ("lookahead bias", "audit"), ("monte carlo", "montecarlo"),
    ("bollinger bands", "bollinger"), ("maxdd", "max_drawdown"), ("read csv", "load"),
  ])
  func aSearchFindsWhatIsMeant(_ words: String, _ name: String) {
    #expect(Self.found(words).prefix(4).contains { $0.hasSuffix(name) }, "\(Self.found(words))")
  }

  @Test func aSearchOfNothingSaysSo() {
    #expect(Self.text("search qqqq").hasPrefix("nothing was found of `qqqq`"))
    #expect(Self.text("qqqq").hasPrefix("nothing is known of `qqqq`"))
    #expect(Self.text("emaa").contains("did you mean `ema`?"))
  }

  @Test(arguments: [
    ("ema", "2 / (span + 1)"), ("fit gbm", "child_weight"), ("gbm", "fit gbm, walkforward gbm"),
    ("trees", "of  fit gbm, walkforward gbm"), ("rolling", "mean(close, 20)"),
    ("E210", "knows rows after its own"), ("e210", "knows rows after its own"),
    ("errors", "E101"), ("..", "The upper end belongs to it"), ("|", "Hands the value"),
    ("if", "Chooses row by row"), ("fn", "Defines a function"), ("na", "What is missing"),
    ("5m", "nothing is known"), ("durations", "minutes"), ("frame", "Columns on one clock"),
    ("reach", "[lo, hi]"), ("pbo", "Bailey, Borwein"), ("sharpe_ci", "Lo 2002"),
    ("", "walkforward"), ("span", "an option"),
  ])
  func aWordHasItsPage(_ word: String, _ part: String) {
    #expect(Self.text(word).contains(part), "\(Self.text(word))")
  }

  /// Breaks at blanks only, so that no word and no path is cut, and code stays whole.
  @Test(arguments: [40, 60, 80, 120])
  func linesFitTheWindow(_ width: Int) {
    let topics = ["load", "fit gbm", "walkforward", "trees", "errors", "search stop loss", "reach"]
    for topic in topics {
      let lines = Help(Self.registry).lines(for: topic, width: width)
      let words = Set(Self.text(topic, width: 1_000).split { $0 == " " || $0 == "\n" })
      for line in lines {
        let isCode = line.spans.first?.role == .name || line.spans.first?.role == .faint
        let longest = line.plain.split(separator: " ").map(\.count).max() ?? 0
        #expect(isCode || line.plain.count <= max(width, longest + 24), "\(line.plain)")
        #expect(line.plain.split(separator: " ").allSatisfy { words.contains($0) }, "\(line.plain)")
      }
    }
  }

  @Test func aFigureOfASessionIsToldWhole() throws {
    var session = RegistryTests.session()
    for line in [
      "es = load \"sample:sp500\"", "x = features on es { r5 = ret(close, 5) }",
      "y = target on es, direction(5)",
      "wf = walkforward logistic to y on x, train=5y, test=5y",
      "bt = backtest (if es.close > sma(es.close, 200) then 1 else 0) on es",
      "k = sweep n in 50..100 step 50 { backtest (if es.close > sma(es.close, n) then 1 else 0) on es }",
      "mc = montecarlo bt, paths=50", "# twice as much\nfn twice(a) = 2 * a",
    ] {
      let result = session.run(line, slug: "a")
      #expect(result.error == nil, "\(result.error?.rendered ?? "")")
    }
    let help = Help(Self.registry, session: session)
    func text(_ word: String) -> String {
      help.lines(for: word, width: 100).map(\.plain).joined(separator: "\n")
    }
    for part in [
      "bt.sharpe  0.33", "95 % interval", "deflated", "mean(r) / stdev(r, ddof=1) * sqrt(m)",
      "252 rows a year", "Sharpe 1994",
    ] {
      #expect(text("bt.sharpe").contains(part), "\(part) in\n\(text("bt.sharpe"))")
    }
    #expect(text("wf.auc").contains("standard error"))
    #expect(text("k.pbo").contains("Zhu 2017"))
    #expect(text("bt.trades").contains("a list of trades"))
    #expect(text("es").contains(".close") && text("es").contains("made by"))
    #expect(text("bt.sharp").contains("did you mean `sharpe`?"))
    #expect(text("twice").contains("twice as much"))
    // Every field of every value is explained.
    for name in ["bt", "wf", "k", "mc", "x", "y"] {
      let value = try #require(session.evaluator.environment[name])
      for field in Evaluator.fields(of: value, "").names where field != "r5" {
        #expect(FieldGuide.summary(of: field, in: value) != nil, "\(name).\(field)")
      }
    }
    let trials = session.evaluator.context.trials.count
    _ = text("bt.dsr")
    #expect(session.evaluator.context.trials.count == trials)
  }
}

extension String {
  fileprivate func contains(_ text: String, after count: Int) -> Bool {
    dropFirst(count).contains(text)
  }
}
