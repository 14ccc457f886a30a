import Builtins
import Language
import Notebook
import Testing
import TimeSeries

/// What Tab offers at the end of a line.
struct CompletionTests {
  /// A session with bars `es`, a number `limit`, a function `twice` and a record `r`.
  private static let session = {
    var session = Session(registry: Library.registry, context: RunContext(), drawing: nil)
    session.evaluator.environment.bind("es", to: .frame(Bars.random(rows: 50, seed: 11)))
    let lines = [
      "limit = 3", "fn twice(x) = 2 * x", "r = (low=1, high=2)",
      "y = target on es, ahead(close, 2) / close - 1", "x = features on es { f = ret(close, 1) }",
      "bt = backtest (if es.close > 0 then 1 else 0) on es",
    ]
    for line in lines {
      if let error = session.run(line, slug: "a").error { Issue.record("\(line): \(error)") }
    }
    return session
  }()

  private func words(_ text: String) -> [String] {
    Completion(of: text, in: Self.session.evaluator).words.map(\.text)
  }

  @Test func verbsStandWhereACommandMayBegin() {
    for line in ["wal", "wf = wal", "es | resample 1d\nwal", "(wal", "a = 1; wal"] {
      #expect(words(line) == ["walkforward "], "\(line)")
    }
    #expect(!words("1 + wal").contains("walkforward "))
    #expect(!words("es | wal").contains("walkforward "))
    #expect(words("es | resa") == ["resample "])
  }

  @Test func aVerbThatHasKindsTakesThemFirst() {
    #expect(
      Set(words("m = fit ")) == ["gbm ", "forest ", "logistic ", "ridge ", "cnn ", "ensemble "]
    )
    #expect(words("walkforward fo") == ["forest "])
  }

  @Test func prepositionsFollowAnOperandEachOnce() {
    #expect(words("fit gbm ") == ["to ", "on ", "over ", "by "])
    #expect(words("fit gbm to y ") == ["on ", "over ", "by "])
    #expect(words("fit gbm to y o") == ["on ", "over "])
    #expect(words("features on es ") == ["{ "])
    #expect(words("backtest bt o") == ["on ", "over "])
  }

  @Test func theWordsOfAClauseAreItsOwn() {
    #expect(words("fit gbm to y on x by ") == ["kfold(", "cpcv(", "shuffle_split("])
  }

  @Test func optionsFollowACommaEachOnce() {
    let all = words("fit gbm to y on x, ")
    #expect(all.contains("trees=") && all.contains("weights=") && !all.contains("close"))
    #expect(!all.contains("to "))
    let rest = words("fit gbm to y on x, trees=10, ")
    #expect(!rest.contains("trees=") && rest.contains("depth="))
    #expect(words("fit ridge to y on x, tre") == [])
    #expect(words("backtest bt on es, fi") == ["fill="])
  }

  @Test func theValuesOfAChoiceStandBehindItsSign() {
    #expect(words("backtest bt on es, fill=") == ["next_open", "next_close", "close"])
    #expect(words("backtest bt on es, fill=next_o") == ["next_open"])
    #expect(words("rsi(close, 5, kind=").contains("sma"))
    #expect(words("montecarlo bt, method=").contains("block"))
  }

  @Test func valuesAreNamesColumnsAndFunctions() {
    #expect(words("1 + lim") == ["limit"])
    #expect(words("twi") == ["twice("])
    #expect(words("plot em").contains("ema("))
    #expect(words("features on es { a = ret(clo") == ["close"])
    #expect(words("es | select vol") == ["volume"])
    #expect(words("target on es, clo") == ["close"])
    #expect(words("target on es, time_of") == ["time_of_day"])
    #expect(words("features on es { mine = 1; b = mi").contains("mine"))
    #expect(!words("1 + clo").contains("close"))
  }

  @Test func argumentsHaveTheNamesOfTheirFunction() {
    #expect(words("macd(limit, fa").contains("fast="))
    #expect(!words("macd(limit, fast=3, fa").contains("fast="))
  }

  @Test func fieldsAreThoseOfTheValue() {
    #expect(words("es.") == ["open", "high", "low", "close", "volume"])
    #expect(words("1 + bt.shar").contains("sharpe"))
    #expect(words("r.hi") == ["high"])
    #expect(words("bt.equity.") == [])
    #expect(words("nothing.") == [])
  }

  @Test func aStrategyHasRules() {
    #expect(words("strategy on es { ent") == ["enter long when ", "enter short when "])
    #expect(words("strategy on es { enter ") == ["long when ", "short when "])
    #expect(words("strategy on es { enter long ") == ["when "])
    #expect(words("strategy on es { enter long when clo") == ["close"])
    #expect(words("strategy on es { enter long when close > 1; ex").contains("exit when "))
  }

  @Test func nothingIsOfferedInACommentANumberOrANewName() {
    for line in ["# wal", "x = 1 # cl", "1", "x = 12", "fn ", "fn na"] {
      #expect(words(line) == [], "\(line)")
    }
  }

  @Test func aTextBelongsToItsVerb() {
    func text(_ line: String) -> Completion.OpenText? {
      Completion(of: line, in: Self.session.evaluator).openText
    }
    #expect(text("es = load \"da")?.start == 11 && text("es = load \"da")?.owner == "load")
    #expect(text("export es to \"x")?.owner == "to")
    #expect(text("plot es.close, title=\"a")?.owner == "title")
    #expect(text("load \"a\" ") == nil)
    #expect(text("load \"a\\\"b")?.start == 6)
  }

  @Test func whatNoWordBeginsWithIsFoundWithin() {
    #expect(words("es.CLO") == ["close"])
    #expect(words("drawd").contains("drawdown("))
    #expect(words("above") == ["crosses_above("])
  }

  /// Whatever stands before, nothing traps and the words fit the place where they go.
  @Test func anyBeginningOfAProgramIsTaken() {
    let program =
      "es | where volume > 0 | resample 1h\nx = features on es {\n a = ret(close, 1)\n}\nfit gbm to y on x over ..2015-12-31, trees=3\ns = strategy on es { enter long when close > 1; stop 2% }\n(a, b) = (1, 2)\nf = x -> x + [1, 2][0] @ 3\n\"é漢\" # ende\n}})]"
    for end in program.indices {
      let completion = Completion(of: String(program[..<end]), in: Self.session.evaluator)
      #expect((0...program[..<end].utf8.count).contains(completion.start))
    }
  }
}
