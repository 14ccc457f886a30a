import Foundation
import Language
import Notebook
import Synchronization
import TestSupport
import Testing

/// `mamba run` without its process.
struct BatchTests {
  private final class Said: Sendable {
    let printed = Mutex<[String]>([])
    let complained = Mutex<[String]>([])
    var lines: [String] { printed.withLock { $0 } }
    var errors: String { complained.withLock { $0.joined(separator: "\n") } }
  }

  private func execute(
    _ text: String,
    _ task: Batch.Task = .run,
    isJSON: Bool = false,
    _ change: (inout NotebookRun.Options) -> Void = { _ in }
  ) throws -> (code: ExitCode, said: Said, file: String) {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "nb.mmb")
    let said = Said()
    var options = NotebookRun.Options()
    options.drawing = FigureDrawing(writesFiles: false)
    change(&options)
    let batch = Batch(
      path: folder.path("nb.mmb"),
      task: task,
      options: options,
      isJSON: isJSON,
      registry: registry,
      recorder: recorder,
      print: { line in said.printed.withLock { $0.append(line.plain) } },
      complain: { line in said.complained.withLock { $0.append(line.plain) } }
    )
    return (batch.execute(), said, try folder.read("nb.mmb"))
  }

  private func objects(_ said: Said) throws -> [[String: Any]] {
    try said.lines.map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(object as? [String: Any], "\(line)")
    }
  }

  @Test func linesOfJSONAreJSON() throws {
    let nasty = "quote \\\" back \\\\ tab \\t line \\n é 漢 👩‍👩‍👧 \u{7F}\u{85}\u{2028}"
    let (code, said, _) = try execute("%% a\n\"\(nasty)\"\n%% b\nnope(1)\n", isJSON: true)
    #expect(code == .error)
    let events = try objects(said)
    #expect(events.map { $0["ev"] as? String }.suffix(1) == ["summary"])
    // The check finds the error before anything runs.
    #expect(events.first?["ev"] as? String == "error")
    #expect(events.first?["code"] as? String == "E102")
    #expect(events.first?["line"] as? Int == 4)
    #expect(events.first?["column"] as? Int == 1)
    #expect(said.errors.isEmpty)

    let (fine, whole, _) = try execute("%% a\n\"\(nasty)\"\n", isJSON: true)
    #expect(fine == .ok)
    let texts = try objects(whole).filter { $0["ev"] as? String == "output" }
      .compactMap { $0["text"] as? String }
    #expect(texts == ["quote \" back \\ tab · line", "é 漢 👩‍👩‍👧 ···"].map { $0 } || texts.count == 2)
    #expect(texts.joined().contains("quote \" back \\"))
    #expect(texts.joined().contains("é 漢 👩‍👩‍👧"))
  }

  @Test func eachCellIsAnEvent() throws {
    let text = "%% a\n1\n2\n%% text\nwords\n%% b skip\n3\n%% c\nx = 4\n"
    let events = try objects(try execute(text, isJSON: true).said)
    #expect(
      events.map { "\($0["ev"] ?? "") \($0["id"] ?? "") \($0["text"] ?? "")" }
        == ["output a 1", "output a 2", "cell a ", "cell b ", "cell c ", "summary  "]
    )
    #expect(events[2]["state"] as? String == "ok")
    #expect(events[2]["s"] as? Double != nil)
    #expect(events[2]["cached"] as? Bool == false)
    #expect(events[3]["state"] as? String == "skipped")
    #expect(events[5]["cells"] as? Int == 2)
    #expect(events[5]["state"] as? String == "ok")
    #expect(events[5]["exit"] as? Int == 0)
  }

  @Test func everyEndHasItsCode() throws {
    #expect(try execute("x = 1\n").code == .ok)
    #expect(try execute("").code == .ok)
    #expect(try execute("x = nope\n").code == .error)
    #expect(try execute("assert 1 > 2\n").code == .assertionFailed)
    #expect(try execute("x = nope\n", .check).code == .checkFailed)
    #expect(try execute("assert 1 > 2\n", .check).code == .ok)
    #expect(try execute("x = 1\n", .verify(exact: false, twice: false)).code == .outputDiffers)
  }

  /// The cells behind an error are told of too, so that a reader knows of each what became of it.
  @Test func cellsThatDoNotRunAreToldOf() throws {
    let (code, said, _) = try execute("%% a\nassert 1 > 2\n%% b\n2\n", isJSON: true)
    #expect(code == .assertionFailed)
    let events = try objects(said)
    let states = events.filter { $0["ev"] as? String == "cell" }.compactMap {
      $0["state"] as? String
    }
    #expect(states == ["error", "skipped"])
    #expect(events.last?["exit"] as? Int == 7)
    #expect(events.last?["state"] as? String == "error")
  }

  /// Each cell that is wrong by itself, and none that only needs what a wrong one would have given.
  @Test func aCheckReportsEveryErrorOnce() throws {
    let text = """
      %% es
      es = load "datasets/sp500-daily.csv"
      use es
      %% a
      x = clsoe
      %% b
      y = x + 1
      %% c
      z = nope(3)
      %% d
      y = sma(close, 3)
      %% e
      w = y + 1
      w.field
      %% f
      v = (
      %% g
      u = v + 1

      """
    let (code, said, _) = try execute(text, .check, isJSON: true)
    #expect(code == .checkFailed)
    let errors = try objects(said).filter { $0["ev"] as? String == "error" }
    #expect(errors.compactMap { $0["line"] as? Int } == [5, 9, 14, 16])
    #expect(errors.compactMap { $0["code"] as? String } == ["E101", "E102", "E304", "E006"])
    // Where the frame is missing, so is what is said of its columns.
    let gone = text.replacing("sp500-daily", with: "gone")
    let (_, told, _) = try execute(gone, .check, isJSON: true)
    let lines = try objects(told).compactMap { $0["line"] as? Int }
    #expect(lines == [2, 16])
  }

  @Test func someCellsAreComparedAlone() throws {
    let (_, _, kept) = try execute("%% a\nx = 1\nx\n%% b\ny = x + 1\ny\n%% c\ny * 2\n", .record)
    let verify = Batch.Task.verify(exact: false, twice: false)
    let wrong = kept.replacing(">> x  1", with: ">> x  7")
    #expect(try execute(wrong, verify).code == .outputDiffers)
    // What stands above is computed, as the cells need it, and is not compared.
    #expect(try execute(wrong, verify) { $0.cells = ("b", "c") }.code == .ok)
    #expect(try execute(wrong, verify) { $0.cells = ("b", "") }.code == .ok)
    #expect(try execute(wrong, verify) { $0.cells = ("", "b") }.code == .outputDiffers)
  }

  @Test func aRecordIsVerifiedAndADifferenceShown() throws {
    let (code, _, kept) = try execute("%% a\n1 + 2\n", .record)
    #expect(code == .ok)
    #expect(kept.hasSuffix("%% a\n1 + 2\n>> 3\n"))
    for twice in [false, true] {
      #expect(try execute(kept, .verify(exact: true, twice: twice)).code == .ok)
    }
    let wrong = kept.replacing(">> 3", with: ">> 4")
    let (differs, said, same) = try execute(wrong, .verify(exact: false, twice: false))
    #expect(differs == .outputDiffers)
    #expect(said.errors.contains("@@ a\n- >> 4\n+ >> 3"))
    #expect(same == wrong)
    let events = try objects(
      try execute(wrong, .verify(exact: false, twice: false), isJSON: true).said
    )
    let diff = try #require(events.first { $0["ev"] as? String == "diff" })
    #expect(diff["recorded"] as? String == ">> 4")
    #expect(diff["actual"] as? String == ">> 3")
    #expect(diff["id"] as? String == "a")
  }

  @Test func aFailedRunRecordsNothing() throws {
    let text = "%% a\n1\n%% b\nassert 1 > 2\n"
    let (code, _, file) = try execute(text, .record)
    #expect(code == .assertionFailed)
    #expect(file == text)
  }

  @Test func missingDataIsADifferenceOfTheData() throws {
    let text =
      "---\ndata:\n  gone.csv  rows=1  span=a..b  file=sha256:00\n---\n%% a\nload \"gone.csv\"\n"
    let (code, said, _) = try execute(text, .verify(exact: false, twice: false))
    #expect(code == .dataDiffers)
    #expect(said.errors.contains("gone.csv is missing"))
    #expect(try execute(text).code == .error)
  }

  @Test func onlyTheNamedCellsRun() throws {
    let text = "%% a\n1\n%% b\n2\n%% c\n3\n%% d\n4\n"
    func lines(_ first: String, _ last: String) throws -> [String] {
      try execute(text) { $0.cells = (first, last) }.said.lines
    }
    #expect(try lines("b", "c") == ["2", "3"])
    #expect(try lines("c", "c") == ["3"])
    #expect(try lines("c", "") == ["3", "4"])
    let (code, said, _) = try execute(text) { $0.cells = ("b", "cc") }
    #expect(code == .error)
    #expect(said.errors.contains("no cell of the notebook is called `cc`"))
    #expect(try execute(text) { $0.cells = ("c", "b") }.code == .error)
  }

  @Test func parametersAreSetFromOutside() throws {
    let text = "%% n\nn = input 5, range=1..9\nn * 10\n"
    #expect(try execute(text).said.lines == ["50"])
    #expect(try execute(text) { $0.inputs = ["n": "2 + 1"] }.said.lines == ["30"])
    let (outside, said, _) = try execute(text) { $0.inputs = ["n": "10"] }
    #expect(outside == .error)
    #expect(said.errors.contains("`n` is 10") && said.errors.contains("1..9"))
    #expect(try execute(text) { $0.inputs = ["n": "1 +"] }.code == .error)
    let (unknown, told, _) = try execute(text) { $0.inputs = ["nn": "3"] }
    #expect(unknown == .error)
    #expect(told.errors.contains("no parameter of the notebook is called `nn`"))
    #expect(told.errors.contains("did you mean `n`?"))
  }

  @Test func whatIsNoNotebookIsSaid() throws {
    let folder = try TemporaryFolder()
    try folder.write(Data([0, 255, 1, 254, 10, 0]), to: "binary.mmb")
    for (name, code) in [("binary.mmb", "E602"), ("gone.mmb", "E601"), (".", "E601")] {
      #expect(
        performing: { try NotebookFile.read(folder.path(name)) },
        throws: { error in
          (error as? NotebookFile.Failure)?.explanation.code == code
        }
      )
    }
    #expect(throws: NotebookFile.Failure.notWritable(folder.path("no/nb.mmb"))) {
      try NotebookFile.write("x", to: folder.path("no/nb.mmb"))
    }
  }
}
