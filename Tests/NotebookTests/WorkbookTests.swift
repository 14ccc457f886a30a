import Builtins
import Foundation
import Language
import Notebook
import TestSupport
import Testing
import TimeSeries

/// What is stale after an edit, what runs again, and what does not.
struct WorkbookTests {
  /// A workbook of lines, each of which has to run.
  private func workbook(_ lines: [String]) -> Workbook {
    var workbook = Workbook(
      registry: registry,
      context: RunContext(),
      drawing: FigureDrawing(writesFiles: false)
    )
    for line in lines {
      let result = workbook.enter(line)
      #expect(result.error == nil, "\(line): \(result.error?.rendered ?? "")")
    }
    return workbook
  }

  private func edit(
    _ workbook: inout Workbook,
    _ number: Int,
    _ code: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [Int] {
    try #require(try workbook.edit(number, to: code), sourceLocation: sourceLocation).stale
  }

  /// Runs what is stale; returns what ran.
  private func ran(_ workbook: inout Workbook) -> [Int] { workbook.run().ran }

  private func number(_ workbook: Workbook, _ name: String) -> Double? {
    guard case .number(let scalar)? = workbook.session.evaluator.environment[name] else {
      return nil
    }
    return scalar.value
  }

  private let data = ["es = load \"datasets/sp500-daily.csv\"", "use es"]

  @Test func onlyWhatReadsTheEditedCellRuns() throws {
    var book = workbook(["a = 1", "b = a + 1", "c = 10", "d = b + c", "e = c * 2"])
    #expect(try edit(&book, 1, "a = 5") == [1, 2, 4])
    #expect(number(book, "d") == 12)
    let report = book.run()
    #expect(report.ran == [1, 2, 4] && report.reused == [] && book.stale == [])
    #expect(number(book, "d") == 16)
  }

  @Test func theSameValuesLeaveTheRestAsItIs() throws {
    var book = workbook(["a = 1", "b = a + 1", "c = b * 2"])
    #expect(try edit(&book, 1, "a = 3 - 2") == [1, 2, 3])
    let report = book.run()
    #expect(report.ran == [1] && report.reused == [2, 3])
    var columns = workbook(data + ["x = close * 2", "y = mean(x)", "bt = backtest x - x on es"])
    #expect(try edit(&columns, 3, "x = 2 * close") == [3, 4, 5])
    // How a signal was made counts for the audit of it.
    #expect(ran(&columns) == [3, 5])
    #expect(try edit(&columns, 1, data[0] + " # daily") == [1, 2, 3, 4, 5])
    #expect(ran(&columns) == [1, 5])
    #expect(columns.session.evaluator.environment.origin(of: "y") != nil)
  }

  @Test func aCellReadsTheNearestVersion() throws {
    var book = workbook(["x = 1", "y = x * 10", "x = 5", "z = x * 10", "w = y + z"])
    #expect(try edit(&book, 1, "x = 2") == [1, 2, 5])
    #expect(ran(&book) == [1, 2, 5])
    #expect(number(book, "x") == 5 && number(book, "w") == 70)
    #expect(book.versions["x"] == [1, 3])
    #expect(try edit(&book, 3, "q = 5") == [3, 4, 5])
    #expect(ran(&book) == [3, 4, 5])
    #expect(number(book, "x") == 2 && number(book, "w") == 40)
  }

  @Test(arguments: [
    // A function keeps the names that it sees above it, and not its parameters.
    (["k = 2", "x = 7", "fn f(x) = k * x", "y = f(3)"], 1, "k = 5", [1, 3, 4]),
    (["k = 2", "x = 7", "fn f(x) = k * x", "y = f(3)"], 2, "x = 8", [2]),
    (["k = 2", "fn f(x) = k * x", "k = 3", "y = f(3)"], 3, "k = 4", [3]),
    (
      ["fn g(a) = b -> a + b", "f = g(2)", "n = 1", "y = f(3)"], 1, "fn g(a) = b -> a * b",
      [1, 2, 4]
    ),
    // A branch that was not taken was not read.
    (["a = 1", "b = 2", "y = if a > 0 then a else b"], 2, "b = 3", [2]),
    // Last values.
    (["1 + 1", "_ * 2", "3", "_2 + _"], 1, "2 + 2", [1, 2, 4]),
    (["1 + 1", "x = 2", "_ * 2", "x = _1"], 2, "x = 3", [2]),
    // A name that a cell gives a value to itself is its own.
    (["x = 1", "x = 2; y = x", "z = y"], 1, "x = 9", [1]),
    (["x = 1", "x = x + 1", "z = x"], 1, "x = 9", [1, 2, 3]),
    // A function of the session hides a builtin.
    (["y = series([1, 2, 3])", "n = 2", "z = sma(y, 2)"], 2, "fn sma(a, b) = 7", [2, 3]),
  ])
  func dependenceIsExact(_ lines: [String], _ cell: Int, _ code: String, _ stale: [Int]) throws {
    var book = workbook(lines)
    #expect(try edit(&book, cell, code) == stale)
    #expect(ran(&book) == stale)
  }

  @Test func columnsInScopeAreReadByWhoNamesThem() throws {
    let lines = [
      data[0], "vix = load \"datasets/vix-daily.csv\"", "use es", "x = close / 2", "n = 3",
      "m = n + 1", "use es",
    ]
    var book = workbook(lines)
    #expect(try edit(&book, 3, "use vix") == [3, 4])
    #expect(ran(&book) == [3, 4])
    #expect(try edit(&book, 1, "es = (\(data[0].dropFirst(5)))[2010-01-01..]") == [1, 7])
  }

  @Test func seedsAndSealsAreRead() throws {
    let draw = "w = random_walk(es)"
    var book = workbook(["seed 3"] + data + [draw, "n = 1"])
    #expect(try edit(&book, 1, "seed 4") == [1, 4])
    #expect(try edit(&book, 1, "seed 3") == [])
    var sealed = workbook([
      "a = load \"datasets/sp500-daily.csv\", holdout=2015-01-01..", "n = 1", "unseal \"last\"",
      "b = load \"datasets/sp500-daily.csv\"",
    ])
    #expect(sealed.hasUnsealed)
    #expect(try edit(&sealed, 3, "unseal \"the last test\"") == [3, 4])
    _ = sealed.undo()
    let marking = sealed.drop(3)
    #expect(marking?.stale == [4])
    #expect(ran(&sealed) == [4])
    let cut = sealed.session.evaluator.environment["b"]?.asFrame?.count
    #expect(cut == sealed.session.evaluator.environment["a"]?.asFrame?.count)
    #expect(sealed.hasUnsealed && sealed.session.evaluator.context.seal.reason == nil)
  }

  @Test func aCellKeepsItsSlugWithItsName() throws {
    var book = workbook(["m = 1", "x = 2"])
    _ = try edit(&book, 1, "m = 3; k = 4")
    #expect(book.cell(1)?.slug == "m")
    _ = try edit(&book, 1, "other = 3")
    #expect(book.cell(1)?.slug == "other")
    _ = book.undo()
    #expect(book.cell(1)?.slug == "m")
    _ = book.run()
    let text = try saved(&book)
    #expect(Document(text: text).cells.map(\.slug) == ["m", "x"])
  }

  @Test func aWrongTextIsRefusedAndWhatItBreaksBelowIsSaid() throws {
    var book = workbook(["a = 1", "b = a + 1", "c = 2"])
    #expect(throws: Diagnostic.self) { try book.edit(1, to: "a = nope") }
    #expect(throws: Diagnostic.self) { try book.edit(1, to: "a = (") }
    #expect(book.cell(1)?.code == "a = 1" && book.stale == [])
    let last = book.undo()
    #expect(last == .add(3))
    let marking = try #require(try book.edit(1, to: "d = 1"))
    #expect(marking.stale == [1, 2] && marking.problems.map(\.cell) == [2])
    #expect(marking.problems.first?.error.code == "E102")
    let report = book.run()
    #expect(report.ran == [1] && report.failure?.cell == 2)
    #expect(book.cell(2)?.hasFailed == true && book.stale == [2])
    #expect(number(book, "b") == nil)
    _ = try edit(&book, 1, "a = 7")
    #expect(ran(&book) == [1, 2])
    #expect(number(book, "b") == 8)
  }

  @Test func whatWasDoneIsTakenBackAndDoneAgain() throws {
    var book = workbook(["a = 1", "b = a + 1"])
    _ = try edit(&book, 1, "a = 5")
    _ = book.run()
    var undone = [book.undo()]
    #expect(book.stale == [1, 2] && number(book, "b") == 2)
    undone.append(book.undo())
    #expect(book.stale == [] && book.cell(1)?.code == "a = 1")
    undone.append(book.undo())
    #expect(number(book, "b") == nil && book.nextNumber == 2)
    #expect(undone == [.run([1, 2]), .edit(1), .add(2)])
    let redone = [book.redo(), book.redo(), book.redo(), book.redo()]
    #expect(redone == [.add(2), .edit(1), .run([1, 2]), nil])
    #expect(number(book, "b") == 6)
    _ = book.undo()
    _ = book.enter("c = 1")
    let nothing = book.redo()
    #expect(nothing == nil)
  }

  @Test func trialsThatWereLookedAtStay() throws {
    var book = workbook(data + ["bt = backtest (if close > sma(close, 20) then 1 else 0) on es"])
    let trials = book.session.evaluator.context.trials
    for span in [30, 40, 50] {
      _ = try edit(&book, 3, "bt = backtest (if close > sma(close, \(span)) then 1 else 0) on es")
      _ = book.run()
    }
    for _ in 0..<4 { _ = book.undo() }
    #expect(trials.count == 4)
    let shown = book.enter("bt.trials").printed
    #expect(shown == ["4"])
    let saved = try book.notebook(by: recorder)
    #expect(saved.otherTrials == 3 && trials.count == 4)
    #expect(saved.document.header?["verified"]?.hasSuffix("trials=1") == true)
    let text = saved.document.text
    #expect(text.contains("\n>> 1\n"))
    #expect(try differences(text, exact: true) == [])
  }

  @Test func filesThatCellsWriteAreThoseOfTheNotebook() throws {
    let folder = "plots/workbook-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = "\(folder)/x.csv"
    var book = workbook(
      data + [
        "a = es | tail 20", "a = es[2018-12-01..]", "export a to \"\(file)\"",
        "b = load \"\(file)\"", "n = mean(b.close)", "export es[2018-12-20..] to \"\(file)\"",
      ]
    )
    let last = try String(contentsOfFile: file, encoding: .utf8)
    // The file has other rows by now, and gets its own before it is read again.
    #expect(try edit(&book, 6, "b = load \"\(file)\"\nk = 1") == [6, 7])
    var report = book.run()
    #expect(report.ran == [6] && report.reused == [7])
    let written = book.session.evaluator.environment["a"]?.asFrame?.count
    #expect(book.session.evaluator.environment["b"]?.asFrame?.count == written)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == last)
    #expect(try edit(&book, 4, "a = es[2018-12-10..]") == [4, 5, 6, 7])
    _ = book.run()
    // The rows are cut anew, and the file that they make is the same.
    #expect(try edit(&book, 4, "a = es[2018-12-10..] # late") == [4, 5, 6, 7])
    report = book.run()
    #expect(report.ran == [4, 5] && report.reused == [6, 7])
    #expect(try String(contentsOfFile: file, encoding: .utf8) == last)
    let text = try saved(&book, .slice("n"))
    #expect(Document(text: text).cells.map(\.slug) == ["es", "a-2", "cell-2", "b", "n"])
    #expect(Document(text: text).header?.files.map(\.path) == ["datasets/sp500-daily.csv"])
  }

  private func saved(_ book: inout Workbook, _ selection: Workbook.Selection = .all) throws
    -> String
  {
    let saved = try book.notebook(selection, by: recorder)
    #expect(saved.error == nil, "\(saved.error?.rendered ?? "")")
    let text = saved.document.text
    #expect(try differences(text, exact: true) == [])
    let (_, results) = try run(text)
    #expect(results.compactMap(\.error?.rendered) == [])
    return text
  }

  @Test func aSliceHasWhatItsNameNeedsAndNoMore() throws {
    var book = workbook(
      ["seed 7"] + data + [
        "noise = 3", "fast = input 20", "slow = input 50", "fn up(n) = close > sma(close, n)",
        "fn down(n) = close < sma(close, n)", "x = mean(close)",
        "bt = backtest (if up(fast) then 1 else 0) on es", "assert bt.sharpe > -9",
        "assert noise > 0",
        "m = montecarlo bt, paths=20", "m.final",
      ]
    )
    let text = try saved(&book, .slice("bt"))
    #expect(
      Document(text: text).cells.map(\.slug)
        == ["cell", "es", "cell-2", "fast", "up", "bt", "cell-3"]
    )
    #expect(throws: SelectionError.self) { try book.notebook(.slice("bx"), by: recorder) }
    #expect(throws: SelectionError.self) { try book.notebook(.since(15), by: recorder) }
    let since = try saved(&book, .since(13))
    #expect(Document(text: since).cells.last?.slug == "cell-5")
    #expect(Document(text: since).cells.count == 9)
  }

  @Test func whatFailedIsLeftOut() throws {
    var book = workbook(["a = 1", "b = a + 1", "c = 3", "d = b", "assert a < 5"])
    _ = try edit(&book, 1, "a = 9")
    let report = book.run()
    #expect(report.failure?.cell == 5)
    let saved = try book.notebook(by: recorder)
    #expect(saved.leftOut == [5])
    #expect(saved.document.cells.map(\.slug) == ["a", "b", "c", "d"])
  }

  @Test func aSessionOfThousandsOfCellsIsQuick() throws {
    var book = Workbook(registry: registry, context: RunContext(), drawing: nil)
    let clock = ContinuousClock()
    var times: [(String, Duration)] = []
    func time(_ what: String, _ body: () throws -> Void) rethrows {
      times.append((what, try clock.measure(body)))
    }
    time("1,000 cells") {
      for number in 0..<1000 { _ = book.enter("a\(number) = \(number) + 1") }
    }
    time("1,000 more") {
      for number in 1000..<2000 { _ = book.enter("a\(number) = a\(number - 1) + 1") }
    }
    _ = book.enter("_")
    time("edit of the first") { _ = try? book.edit(1, to: "a0 = 5") }
    #expect(book.stale == [1])
    time("run") { _ = book.run() }
    #expect(book.stale == [])
    time("undo") { for _ in 0..<1000 { _ = book.undo() } }
    time("redo") { for _ in 0..<1000 { _ = book.redo() } }
    #expect(book.cells.count == 2000 && number(book, "a1999") == 2000)
    let saved = try {
      var saved: Workbook.Saved?
      try time("save") { saved = try book.notebook(by: recorder) }
      return try #require(saved)
    }()
    #expect(saved.document.cells.count == 2000)
    print(times.map { "\($0.0): \($0.1)" }.joined(separator: "; "))
  }
}
