import TestSupport
import Testing

/// Changing cells at the prompt, at a terminal and through a pipe.
struct CellLinesTests {
  private func prompt(_ lines: [String] = []) throws -> PromptProcess {
    let prompt = try PromptProcess(in: try Study.folder())
    lines.forEach { prompt.enter($0) }
    return prompt
  }

  @Test func aCellIsEditedInPlace() throws {
    let prompt = try prompt(["x = 5", "y = x * 2", "z = 1", ":edit 1"])
    #expect(prompt.shows { $0.line == "mb[1]> x = 5" }, "\(prompt.shown)")
    prompt.enter("0")
    #expect(prompt.shown.contains("\ncell 1 is changed, and stale: 1..2 (`:run`)\n"))
    #expect(prompt.shown.contains("⚠2"))
    prompt.enter(":run")
    #expect(prompt.shown.contains("\n[1] x = 50\n[2] y = x * 2\nran 1..2\n"), "\(prompt.shown)")
    prompt.enter("y")
    #expect(prompt.screen.text.suffix(2) == ["y  100", "mb[5]>"])
  }

  @Test func ctrlCKeepsTheCell() throws {
    let prompt = try prompt(["x = 5", ":edit 1"])
    prompt.type("9")
    #expect(prompt.shows { $0.line == "mb[1]> x = 59" })
    prompt.interrupt()
    prompt.enter("x")
    #expect(prompt.shown.contains("cell 1 stays as it was\n"))
    #expect(prompt.screen.text.suffix(2) == ["x  5", "mb[3]>"])
  }

  @Test func aCellOfSeveralLinesComesBackWhole() throws {
    let prompt = try prompt(["es = load \"data/bars.csv\"", "use es"])
    prompt.type("x = features on es {\ra = ret(close, 1)\r")
    prompt.enter("}")
    prompt.enter(":edit 3")
    #expect(prompt.shows { $0.line.hasSuffix("}") }, "\(prompt.shown)")
    // Up into the block, and a line more.
    prompt.type("\u{1B}[A\u{05}\u{1B}\rb = a * 2")
    prompt.enter("")
    prompt.enter(":run")
    #expect(prompt.shown.contains("x  features @1d"), "\(prompt.shown)")
    prompt.enter("x.b | tail 1")
    #expect(!prompt.shown.contains("error["), "\(prompt.shown)")
  }

  @Test func aLineRunsWhatIsStaleFirst() throws {
    let prompt = try prompt(["a = 1", "b = a + 1", "c = b + 1", ":edit 1 a = 2 - 1", "c"])
    #expect(prompt.screen.text.suffix(3) == ["ran 1; reused 2..3", "c  3", "mb[5]>"])
    prompt.enter(":edit 1 a = \"text\"")
    #expect(prompt.shown.contains("[2] error[E306]"), "\(prompt.shown)")
    prompt.enter("c")
    #expect(prompt.shown.contains("cell 2 has not run; stale: 2..4"), "\(prompt.shown)")
    prompt.enter(":cells")
    #expect(prompt.shown.contains("\n[1] a = \"text\"\n[2]! b = a + 1\n[3]* c = b + 1\n[4]* c\n"))
    prompt.enter(":undo")
    #expect(prompt.shown.contains("undone: the run of 1..2; stale: 1..4"), "\(prompt.shown)")
    prompt.enter(":undo")
    #expect(prompt.shown.contains("undone: the edit of cell 1\n"))
    prompt.enter(":redo")
    #expect(prompt.shown.contains("redone: the edit of cell 1; stale: 1..4 (`:run`)\n"))
    prompt.enter(":undo")
    prompt.enter(":drop 4")
    prompt.enter(":redo")
    #expect(prompt.screen.text.suffix(2) == ["there is nothing to redo", "mb[5]>"])
  }

  @Test func versionsAreShown() throws {
    let prompt = try prompt(["x = 1", "y = x", "x = x + 1"])
    prompt.enter(":vars")
    #expect(prompt.screen.text.suffix(3) == ["x@3  2", "y  1", "mb[4]>"])
    prompt.enter(":cells")
    #expect(
      prompt.screen.text.suffix(4) == [
        "[1]  x@1  x = 1", "[2] y = x", "[3]  x@3  x = x + 1", "mb[4]>",
      ]
    )
  }

  @Test func helpTellsOfTheCommands() throws {
    let prompt = try prompt([":help :edit"])
    #expect(prompt.shown.contains(":edit N [CODE]"))
    prompt.type(":red\t")
    #expect(prompt.shows { $0.line == "mb[1]> :redo" })
  }

  @Test func aPipeEditsToo() throws {
    let folder = try Study.folder()
    let lines = [
      "seed 3", "es = load \"data/bars.csv\"", "use es", "noise = 5", "n = 10",
      "bt = backtest (if close > sma(close, n) then 1 else 0) on es", "m = montecarlo bt, paths=20",
      ":edit 5 n = 20", ":edit 4", "noise = 6", ":edit 7", "", ":run", ":edit 9 1", ":edit",
      ":edit 4 )",
      ":save slice.mmb --slice m", ":save since --since 7", ":save all.mmb", ":save",
      ":save x --slice",
      ":save y --slice nope", ":drop 4", ":drop 4", ":run all", ":run 6..", ":run six", ":cells",
    ]
    let ended = try Mamba.run(in: folder, input: lines.joined(separator: "\n") + "\n")
    #expect(ended.code == 0)
    #expect(ended.output.contains("ran 4..7"), "\(ended.output)\(ended.errors)")
    #expect(ended.output.contains("cell 7 stays as it was"))
    #expect(ended.output.contains("the notebook makes 1 of the 2 trials that were looked at"))
    #expect(ended.output.contains("saved 6 cells in slice.mmb"))
    #expect(ended.output.contains("saved 7 cells in all.mmb"))
    #expect(ended.errors.contains("no cell gives a value to `nope`"))
    #expect(
      ended.errors.contains("there is no cell 4") && ended.errors.contains("there is no cell 9")
    )
    for name in ["slice.mmb", "since.mmb", "all.mmb"] {
      let verified = try Mamba.run("run", name, "--verify", in: folder)
      #expect(verified.code == 0, "\(name): \(verified.errors)")
    }
    let slice = try folder.read("slice.mmb")
    #expect(!slice.contains("noise") && slice.contains("n = 20"))
    let drawn = try folder.read("all.mmb").split(separator: "\n").filter { $0.hasPrefix(">>= m") }
    #expect(slice.split(separator: "\n").filter { $0.hasPrefix(">>= m") } == drawn)
  }
}
