import TestSupport
import Testing

/// The prompt as a person sees it.
///
/// The window is narrower than what is recorded.
struct TerminalTests {
  private let data = ["es = load \"data/bars.csv\"", "use es"]

  private func prompt(_ folder: TemporaryFolder, _ lines: [String] = []) throws -> PromptProcess {
    let prompt = try PromptProcess(in: folder)
    lines.forEach { prompt.enter($0) }
    return prompt
  }

  private func verify(_ name: String, in folder: TemporaryFolder) throws {
    let ended = try Mamba.run("run", name, "--verify", in: folder)
    #expect(ended.code == 0, "\(ended.errors)")
  }

  @Test func aLineIsAnswered() throws {
    let prompt = try prompt(try Study.folder())
    #expect(prompt.shows { $0.text.first?.hasPrefix("mamba ") == true })
    prompt.enter("x = 1 + 2")
    prompt.enter("x * 2")
    #expect(prompt.screen.text.suffix(4) == ["mb[1]> x = 1 + 2", "mb[2]> x * 2", "6", "mb[3]>"])
    #expect(prompt.screen.unknown.isEmpty)
    prompt.start(":quit")
    #expect(prompt.code() == 0)
  }

  @Test func theEndOfTheInputLeaves() throws {
    let prompt = try prompt(try Study.folder(), ["1"])
    prompt.type("\u{04}")
    #expect(prompt.code() == 0)
  }

  @Test func helpIsAskedForInThreeWays() throws {
    let prompt = try prompt(try Study.folder())
    let summary = "2 / (span + 1)"
    for question in [
      ":help ema", "ema?", "?ema", "help ema", ":help ema?".replacing("?", with: ""),
    ] {
      let before = prompt.shown.ranges(of: summary).count
      prompt.enter(question)
      #expect(prompt.shown.ranges(of: summary).count > before, "\(question)")
    }
    prompt.enter("emaa?")
    #expect(prompt.shown.contains("did you mean `ema`?"))
    prompt.enter("x = 1 # is it?")
    prompt.enter(":vars")
    #expect(prompt.shown.contains("\nx  1\n"))
  }

  @Test func theSessionIsListedAndTakenBack() throws {
    let prompt = try prompt(try Study.folder(), data + ["x = 5", "x = x + 1"])
    prompt.enter(":vars")
    #expect(prompt.screen.text.suffix(3).prefix(2).last == "x@4  6")
    prompt.enter(":undo")
    #expect(prompt.screen.text.suffix(2) == ["undone: cell 4", "mb[4]>"])
    prompt.enter("x")
    #expect(prompt.screen.text.suffix(2) == ["x  5", "mb[5]>"])
    prompt.enter(":cells")
    #expect(
      prompt.screen.text.suffix(5)
        == ["[1] es = load \"data/bars.csv\"", "[2] use es", "[3] x = 5", "[4] x", "mb[5]>"]
    )
    prompt.enter(":udno")
    #expect(prompt.shown.contains("did you mean `:undo`?"))
  }

  @Test func anErrorKeepsTheSession() throws {
    let prompt = try prompt(
      try Study.folder(),
      data + ["plot clsoe", "x = 1; nope", "x", "mean(close)"]
    )
    #expect(prompt.shown.contains("  plot clsoe\n       ^^^^^  did you mean `close`?\nmb[3]>"))
    #expect(prompt.shown.contains("mb[3]> x\nerror[E102] nothing is called `x`\n"))
    #expect(prompt.shown.contains(#/mb\[3\]> mean\(close\)\n1,?[0-9.]+\nmb\[4\]>/#))
  }

  @Test func aSavedSessionIsVerified() throws {
    let folder = try Study.folder()
    let lines =
      data + [
        "vix = load \"data/bars.csv\"", ":undo", "plot clsoe", "mean(close)", "x = _ / 2", "x",
        "bt = backtest (if close > sma(close, 20) then 1 else 0) on es", "bt",
        "m = montecarlo bt, paths=100", "m.final", "es | tail 3", "| head 1", "_3 + 1", "seed 9",
        "montecarlo bt, paths=50", "compare bt, buyhold(es)",
      ]
    let prompt = try prompt(folder, lines)
    prompt.enter(":save s.mmb")
    #expect(prompt.screen.text.suffix(2).first == "saved 15 cells in s.mmb", "\(prompt.shown)")
    prompt.start(":quit")
    #expect(prompt.code() == 0)
    try verify("s.mmb", in: folder)
    let text = try folder.read("s.mmb")
    #expect(!text.contains("clsoe") && !text.contains("vix"))
    let drawn = try #require(text.split(separator: "\n").first { $0.hasPrefix(">> [") })
    #expect(prompt.shown.contains(drawn.dropFirst(3)))
    let header = "---\nmmb: 1\nlanguage: 1\nseed: 42\ndata:\n  data/bars.csv  rows=799  "
    #expect(text.hasPrefix(header))
  }

  @Test func ctrlCStopsAComputationAndKeepsTheSession() throws {
    let folder = try Study.folder()
    let prompt = try prompt(folder, data + ["x = 5"])
    prompt.start(
      "sweep a in 2..400, b in 2..400 { backtest (if sma(close, a) > sma(close, b) then 1 else 0) on es }"
    )
    #expect(prompt.shows { $0.text.contains { $0.hasPrefix("sweep [") } })
    prompt.send("\u{03}")
    prompt.enter("x * 2")
    #expect(prompt.shown.contains(#/partial: .* of 159,201 trials; `:resume` goes on/#))
    #expect(prompt.shown.contains(#/\nmb\[5\]> x \* 2 .*\n10\nmb\[6\]>/#), "\(prompt.shown)")
  }

  @Test func ctrlCAtThePromptDropsTheLine() throws {
    let prompt = try prompt(try Study.folder(), ["x = 5"])
    prompt.type("x + nope\u{03}")
    _ = prompt.shows { $0.settings > 2 }
    prompt.send("x + 1\r")
    #expect(prompt.shows { $0.text.suffix(2) == ["6", "mb[3]>"] })
  }

  @Test func tabCompletesTheColumns() throws {
    let prompt = try prompt(try Study.folder(), data)
    prompt.type("plot cl\t")
    #expect(prompt.shows { $0.line == "mb[3]> plot close" })
    prompt.send("\u{15}lo\t")
    #expect(prompt.shows { $0.line == "mb[3]> lo" || $0.line == "mb[3]> load" })
    prompt.send("\u{15}load \"da\t")
    #expect(prompt.shows { $0.line == "mb[3]> load \"data/" })
    prompt.send("\t\r")
    #expect(prompt.shows { $0.text.contains { $0.hasPrefix("  date") || $0.contains("799 × 6") } })
  }

  @Test func aBlockTakesSeveralLines() throws {
    let folder = try Study.folder()
    let prompt = try prompt(folder, data)
    prompt.type("x = features on es {\ra = ret(close, 1)\rb = a * 2\r")
    prompt.enter("}")
    #expect(prompt.shows { $0.text.contains { $0.hasPrefix("x  features @1d") } })
    prompt.enter(":save s.mmb")
    #expect(try folder.read("s.mmb").contains("x = features on es {\n"))
    try verify("s.mmb", in: folder)
  }

  @Test func aStreamOfKeysIsNoCrash() throws {
    let prompt = try prompt(try Study.folder(), data)
    let nasty = [
      ":", ":save", ":save /nowhere/x", ":help \u{1B}[A", "?", "| head 2", "_", "_9",
      "%% a", ">> x", "é漢👩‍👩‍👧 = 3", "x = \"a b\"", ";;;", "#", "help", "help load", ":undo 3",
      "\u{1}\u{2}",
      String(repeating: "(1 + ", count: 300) + "1" + String(repeating: ")", count: 300),
    ]
    for line in nasty { prompt.enter(line) }
    for line in ["((((", "|", "f {", "1 +"] {
      prompt.type(line + "\r")
      #expect(prompt.shows { $0.line.isEmpty }, "\(prompt.shown)")
      prompt.interrupt()
    }
    prompt.enter("1 + 41")
    #expect(prompt.shown.contains("\n42\n"), "\(prompt.shown)")
  }
}
