import Builtins
import Language
import Notebook
import Testing

/// Plays a session as the prompt does, and saves it.
struct SavedSessionTests {
  private struct Play {
    var workbook = Workbook(
      registry: registry,
      context: RunContext(),
      drawing: FigureDrawing(writesFiles: false)
    )
    var printed: [[String]] = []

    /// Runs lines; one that begins with `!` has to end in an error, and `:undo` takes one back.
    init(_ lines: [String]) {
      workbook.width = 57
      for line in lines { line == ":undo" ? undo() : enter(line) }
    }

    private mutating func enter(_ line: String) {
      let isWrong = line.hasPrefix("!")
      let code = isWrong ? String(line.dropFirst()) : line
      let result = workbook.enter(code)
      #expect((result.error != nil) == isWrong, "\(code): \(result.error?.rendered ?? "no error")")
      if result.error == nil { printed.append(result.printed) }
    }

    private mutating func undo() {
      _ = workbook.undo()
      printed.removeLast()
    }

    mutating func saved() throws -> String {
      let saved = try workbook.notebook(by: recorder)
      #expect(saved.error == nil, "\(saved.error?.rendered ?? "")")
      return saved.document.text
    }
  }

  private let data = ["es = load \"datasets/sp500-daily.csv\"", "use es"]
  private let backtest = "bt = backtest (if close > sma(close, 20) then 1 else 0) on es"

  /// Saves the lines as a notebook, checks that it runs and verifies, and returns it.
  private func saved(_ lines: [String]) throws -> String {
    var play = Play(lines)
    let text = try play.saved()
    let (_, results) = try run(text)
    #expect(results.compactMap(\.error?.rendered) == [])
    #expect(try differences(text, exact: true) == [])
    return text
  }

  private func code(_ text: String) -> [String] {
    Document(text: text).cells.map { $0.code.trimmingSuffix(while: { $0 == "\n" }) }
  }

  @Test func aSessionBecomesANotebook() throws {
    let text = try saved(data + ["x = close / 2   # half", "x", "!plot clsoe", "x = x + 1", "x"])
    #expect(
      code(text) == [data[0], data[1], "x = close / 2   # half", "x", "x = x + 1", "x"]
    )
    let document = Document(text: text)
    #expect(document.cells.map(\.slug) == ["es", "cell", "x", "cell-2", "x-2", "cell-3"])
    #expect(document.header?.files.map(\.path) == ["datasets/sp500-daily.csv"])
  }

  @Test func theSameNumbersAreDrawn() throws {
    let lines = data + [backtest, "!nope", "m = montecarlo bt, paths=60", "m.final"]
    var play = Play(lines)
    let (_, results) = try run(try play.saved())
    #expect(results.last?.printed == play.printed.last)
    #expect(results.last?.printed.first?.hasPrefix("[") == true)
    _ = try saved(lines + ["seed 7", "montecarlo bt, paths=60", "_.final"])
  }

  @Test func theLastValueGetsAName() throws {
    let text = try saved(["1 + 2", "_ * 2", "y = _ + _1", "y", "_ - 1", "_4 + _3"])
    #expect(
      code(text) == [
        "value_1 = 1 + 2\nvalue_1", "value_2 = value_1 * 2\nvalue_2", "y = value_2 + value_1", "y",
        "y - 1", "y + y",
      ]
    )
    let (_, results) = try run(text)
    #expect(results.last?.printed == ["18"])
  }

  /// `y` has another value by then.
  @Test func aNameThatWasBoundAnewIsNotUsed() throws {
    let text = try saved(["y = 1", "y", "y = 5", "_2 + 10", "_1 + y"])
    let (_, results) = try run(text)
    #expect(results.suffix(2).flatMap(\.printed).suffix(1) == ["6"])
    #expect(results.flatMap(\.printed).contains { $0.hasSuffix("11") })
  }

  @Test func statementsWithoutAValueAreNotMeant() throws {
    let text = try saved(
      data + ["mean(close)", "use es", "assert 1 < 2", "_ / 1000; k = 3", "_ + k", "_3 * 0"]
    )
    #expect(code(text)[2] == "value_3 = mean(close)\nvalue_3")
    #expect(code(text)[5] == "value_6 = value_3 / 1000; k = 3\nvalue_6")
  }

  @Test func theSameCellNeedsNoName() throws {
    #expect(code(try saved(["2\n_ + 1", "_ * 2"]))[0] == "2\nvalue_1 = _ + 1\nvalue_1")
  }

  @Test func aColumnIsNoNameOfTheSession() throws {
    let text = try saved(data + ["close", "_ / 2", "volume = 5", "volume", "_ / _4"])
    #expect(code(text)[2...3] == ["value_3 = close\nvalue_3", "value_4 = value_3 / 2\nvalue_4"])
    #expect(code(text)[5...] == ["value_6 = volume\nvalue_6", "value_6 / value_4"])
  }

  @Test func aParameterDoesNotHideAName() throws {
    let text = try saved(["x = 2", "fn f(x) = _1 * x", "f(10)"])
    let (_, results) = try run(text)
    #expect(results.last?.printed == ["20"])
  }

  @Test func tablesAndFiguresAreShownOnce() throws {
    let text = try saved(
      data + ["es | where close > 1500", "_ | tail 1", "plot close", "es", "_ | tail 1"]
    )
    #expect(text.ranges(of: ">>@ figure").count == 1)
  }

  @Test func whatWasUndoneLeavesNoTrace() throws {
    let other = "b2 = backtest (if close > sma(close, 50) then 1 else 0) on es"
    let text = try saved(
      data + [
        "vix = load \"datasets/vix-daily.csv\"", ":undo", other, ":undo", backtest, "bt",
        "bt.trials",
        "!b3 = backtest (if close > sma(close, 9) then 1 else 0) on es; nope",
        "m = bt.sharpe", "bt",
      ]
    )
    #expect(!text.contains("vix"))
    #expect(Document(text: text).header?.files.count == 1)
    #expect(text.contains("%% bt\n"))
  }

  @Test func textIsNotTakenForALastValue() throws {
    #expect(code(try saved(["x = \"_1 and _\"", "x # _"])) == ["x = \"_1 and _\"", "x # _"])
  }

  @Test func blocksOfSeveralLinesKeepTheirLines() throws {
    let block = "x = features on es {\n  a = ret(close, 1)\n\n  b = a * 2\n}"
    #expect(code(try saved(data + [block]))[2] == block)
  }

  @Test func anEmptySessionIsAnEmptyNotebook() throws {
    let text = try saved([])
    #expect(Document(text: text).cells.isEmpty)
    #expect(Document(text: text).header?.seed == 42)
  }
}

extension String {
  fileprivate func trimmingSuffix(while isCut: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isCut(last) { text.removeLast() }
    return text
  }
}
