import Foundation
import TestSupport
import Testing

/// `mamba run` and `mamba sweep` as a shell sees them.
struct RunTests {
  private static let gnuplot = ["/usr/bin", "/bin", "/usr/local/bin"].map { $0 + "/gnuplot" }
    .contains { FileManager.default.isExecutableFile(atPath: $0) }

  @Test func aCheckReadsOnlyTheHeadOfTheData() throws {
    let folder = try Study.folder()
    let whole = try String(contentsOfFile: "datasets/sp500-daily.csv", encoding: .utf8)
    var lines = whole.split(separator: "\n").map(String.init)
    lines[5000] = "2018-11-15,1"
    try folder.write(lines.joined(separator: "\n"), to: "data/bars.csv")
    let check = try Mamba.run("run", "nb.mmb", "--check", in: folder)
    #expect(check.code == 0, "\(check.errors)")
    #expect(check.output.isEmpty)
    let run = try Mamba.run("run", "nb.mmb", in: folder)
    #expect(run.code == 1)
    #expect(run.errors.contains("data/bars.csv:5001: 2 fields where the first row has 7"))
  }

  @Test func aCheckFindsErrorsBeforeAnythingRuns() throws {
    let folder = try Study.folder(
      "%% a\nes = load \"data/bars.csv\"\nexport es to \"x.csv\"\n%% b\nx = ahead(es.close, 1)\n"
        + "f = features on es { peek = x }\n"
    )
    for (arguments, code) in [(["--check"], Int32(5)), ([], 1), (["--record"], 1)] {
      let ended = try Mamba.Running(["run", "nb.mmb"] + arguments, in: folder).ended()
      #expect(ended.code == code)
      #expect(ended.errors.contains("error[E210]"))
      #expect(ended.errors.contains("nb.mmb:6:"))
      #expect(!folder.has("x.csv"))
    }
  }

  @Test func aFailedAssertionHasItsOwnCode() throws {
    let folder = try Study.folder(Study.notebook + "%% last\nassert bt.sharpe > 100\n")
    let ended = try Mamba.run("run", "nb.mmb", in: folder)
    #expect(ended.code == 7)
    #expect(ended.errors.contains("assert bt.sharpe > 100"))
    #expect(ended.output.contains("montecarlo of"))
  }

  @Test func parametersAreSetFromTheCommandLine() throws {
    let folder = try Study.folder("%% n\nn = input 20, range=5..60\nn * 2\n")
    #expect(try Mamba.run("run", "nb.mmb", in: folder).output == "40\n")
    #expect(try Mamba.run("run", "nb.mmb", "--set", "n=30", in: folder).output == "60\n")
    let outside = try Mamba.run("run", "nb.mmb", "--set", "n=61", in: folder)
    #expect(outside.code == 1)
    #expect(outside.errors.contains("5..60"))
    #expect(try Mamba.run("run", "nb.mmb", "--set", "m=30", in: folder).code == 1)
  }

  @Test func someCellsRunAlone() throws {
    let folder = try Study.folder("%% a\n1\n%% b\n2\n%% c\n3\n")
    #expect(try Mamba.run("run", "nb.mmb", "--cells", "a..b", in: folder).output == "1\n2\n")
    #expect(try Mamba.run("run", "nb.mmb", "--cells", "b", in: folder).output == "2\n")
    #expect(try Mamba.run("run", "nb.mmb", "--cells", "b..", in: folder).output == "2\n3\n")
    #expect(try Mamba.run("run", "nb.mmb", "--cells", "x", in: folder).code == 1)
  }

  @Test func everyLineOfJSONIsAnEvent() throws {
    let folder = try Study.folder(Study.notebook + "%% last\nassert bt.sharpe > 100\n")
    let ended = try Mamba.run("run", "nb.mmb", "--json", in: folder)
    #expect(ended.code == 7)
    let events = try ended.lines.map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        "\(line)"
      )
    }
    let kinds = events.compactMap { $0["ev"] as? String }
    #expect(kinds.count == events.count)
    // Of what takes long on this machine, progress too.
    #expect(Set(kinds).subtracting(["progress"]) == ["output", "cell", "error", "summary"])
    #expect(kinds.last == "summary")
    let cells = events.filter { $0["ev"] as? String == "cell" }
    #expect(cells.compactMap { $0["id"] as? String } == ["es", "n", "bt", "mc", "k", "r", "last"])
    #expect(cells.compactMap { $0["state"] as? String }.last == "error")
    let error = try #require(events.first { $0["ev"] as? String == "error" })
    #expect(error["code"] as? String == "E501")
    #expect(error["file"] as? String == "nb.mmb")
    #expect(
      error["line"] as? Int == Study.notebook.split(
        separator: "\n",
        omittingEmptySubsequences: false
      ).count + 1
    )
    let verify = try Mamba.run("run", "nb.mmb", "--json", "--verify", in: folder)
    #expect(verify.code == 7)
    let gone = try Mamba.run("run", "gone.mmb", "--json", in: folder)
    #expect(gone.lines.count == 2 && gone.lines[0].hasPrefix("{\"ev\":\"error\",\"code\":\"E601\""))
  }

  @Test(.enabled(if: RunTests.gnuplot, "gnuplot is not installed"))
  func figuresGoWhereTheyAreSent() throws {
    let folder = try Study.folder(Study.notebook + Study.plot)
    #expect(try Mamba.run("run", "nb.mmb", in: folder).code == 0)
    #expect(folder.has("plots/eq.svg") && folder.has("plots/eq.png") && folder.has("plots/eq.gp"))
    let other = try Mamba.run("run", "nb.mmb", "--plots", "a/b", "--format", "svg", in: folder)
    #expect(other.code == 0)
    #expect(other.lines.contains("figure a/b/eq.svg a/b/eq.gp"))
    #expect(folder.has("a/b/eq.svg") && !folder.has("a/b/eq.png"))
    #expect(try Mamba.run("run", "nb.mmb", "--plots", "../p", in: folder).code == 1)
  }

  /// The figures of other parameters are other figures.
  @Test(.enabled(if: RunTests.gnuplot, "gnuplot is not installed"))
  func otherParametersKeepTheFiguresOfTheNotebook() throws {
    let own = "%% own\nplot bt.equity to \"figures/own.svg\"\n%% two\nplot close to \"own\"\n"
    let folder = try Study.folder(Study.notebook + Study.plot + own)
    let set = try Mamba.run("run", "nb.mmb", "--set", "n=30", "--format", "svg", in: folder)
    #expect(set.code == 0, "\(set.errors)")
    #expect(folder.has("plots/n=30/eq.svg") && !folder.has("plots/eq.svg"))
    // Of one name are two figures; neither is lost.
    #expect(folder.has("plots/n=30/own.svg") && folder.has("plots/n=30/own-2.svg"))
    #expect(!folder.has("figures"))
    let all = ["run", "nb.mmb", "--plots", "all", "--format", "pdf", "--record"]
    #expect(try Mamba.Running(all, in: folder).ended().code == 0)
    #expect(folder.has("all/eq.pdf") && folder.has("all/own.pdf") && folder.has("all/own-2.pdf"))
    // What is recorded does not depend on where the pictures went.
    #expect(try folder.read("nb.mmb").contains(">>@ figure plots/eq data="))
    #expect(try Mamba.run("run", "nb.mmb", "--verify", in: folder).code == 0)
  }

  @Test func aFigureThatCannotBeDrawnDoesNotStopTheRun() throws {
    let folder = try Study.folder(Study.notebook + Study.plot + "%% after\n\"still here\"\n")
    let ended = try Mamba.run("run", "nb.mmb", in: folder, environment: ["PATH": "/nowhere"])
    #expect(ended.code == 1)
    #expect(ended.errors.contains("gnuplot is not installed"))
    #expect(ended.lines.last == "still here")
    // To record and to verify no picture is needed.
    #expect(
      try Mamba.run("run", "nb.mmb", "--check", in: folder, environment: ["PATH": ""]).code == 0
    )
  }

  @Test func aRunEndsInTime() throws {
    let folder = try Study.folder(Study.notebook + Study.endless)
    let ended = try Mamba.run("run", "nb.mmb", "--timeout", "1.5s", "--record", in: folder)
    #expect(ended.code == 124)
    #expect(ended.errors.contains("timed out after 1.5 s"))
    #expect(try folder.read("nb.mmb") == Study.notebook + Study.endless)
  }

  @Test func aCellEndsInTime() throws {
    let text = Study.notebook + Study.endless.replacing("%% long", with: "%% long  timeout=4.5s")
    let folder = try Study.folder(text)
    let ended = try Mamba.run("run", "nb.mmb", "--record", in: folder)
    #expect(ended.code == 124)
    #expect(ended.errors.contains("timed out after 4.5 s, in cell `long`"))
    #expect(try folder.read("nb.mmb") == text)
    let events = try Mamba.run("run", "nb.mmb", "--json", in: folder)
    #expect(events.code == 124)
    #expect(
      events.lines.suffix(2) == [
        #"{"ev":"cell","id":"long","state":"timeout","s":4.5,"cached":false}"#,
        #"{"ev":"summary","state":"timeout","cells":6,"exit":124}"#,
      ]
    )
    #expect(events.lines.contains { $0.hasPrefix(#"{"ev":"progress","id":"long","#) })
  }

  @Test func anInterruptedRunEndsItsEvents() throws {
    let folder = try Study.folder(Study.notebook + Study.endless)
    let running = try Mamba.Running(["run", "nb.mmb", "--json"], in: folder)
    while running.process.isRunning, !running.output.contains("\"id\":\"r\"") { usleep(10_000) }
    running.process.interrupt()
    let ended = try running.ended()
    #expect(ended.code == 130)
    #expect(ended.lines.last == #"{"ev":"summary","state":"interrupted","cells":6,"exit":130}"#)
  }

  @Test func aRunIsInterrupted() throws {
    let folder = try Study.folder(Study.notebook + Study.endless)
    let running = try Mamba.Running(["run", "nb.mmb", "--record"], in: folder)
    while running.process.isRunning, !running.output.contains("sweep over") { usleep(10_000) }
    running.process.interrupt()
    #expect(try running.ended().code == 130)
    #expect(try folder.read("nb.mmb") == Study.notebook + Study.endless)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("")).sorted()
        .filter { $0 != ".mamba" } == ["data", "nb.mmb"]
    )
  }

  @Test func aNotebookIsSwept() throws {
    let folder = try Study.folder()
    let arguments = ["sweep", "nb.mmb", "--set", "n=10..30:10", "--score", "bt.sharpe"]
    let ended = try Mamba.Running(arguments, in: folder).ended()
    #expect(ended.code == 0, "\(ended.errors)")
    let rows = ended.lines.map { $0.split(separator: " ").map(String.init) }
    #expect(rows[0] == ["n", "bt.sharpe"])
    #expect(rows[1...3].map { $0[0] }.sorted() == ["10", "20", "30"])
    let scores = rows[1...3].compactMap { Double($0[1]) }
    #expect(scores == scores.sorted(by: >))
    #expect(
      try Mamba.Running(arguments + ["--jobs", "1"], in: folder).ended().output == ended.output
    )
    let alone = try Mamba.run("run", "nb.mmb", "--set", "n=\(rows[1][0])", in: folder)
    #expect(alone.lines.contains(rows[1][1]))
    let wrong = try Mamba.run(
      "sweep",
      "nb.mmb",
      "--set",
      "n=1,2",
      "--score",
      "bt.sharpe",
      in: folder
    )
    #expect(wrong.code == 1)
    #expect(wrong.errors.contains("5..60"))
    #expect(try Mamba.run("sweep", "gone.mmb", "--score", "x", in: folder).code == 1)
  }

  @Test(arguments: [
    "export es to \"../x.csv\"", "export es to \"ROOT/x.csv\"", "export es to \"link/x.csv\"",
    "export es to \"new/../../x.csv\"", "export es to \"leaf.csv\"", "export es to \"\"",
    "plot close to \"../x\"", "plot close to \"link/x\"", "plot close to \"ROOT/x.svg\"",
    "export es to \"data/bars.csv/x.csv\"",
  ])
  func nothingIsWrittenOutside(statement: String) throws {
    let outer = try TemporaryFolder()
    try outer.write(Study.bars, to: "in/data/bars.csv")
    try outer.write("theirs", to: "out/leaf.csv")
    let code = statement.replacing("ROOT", with: outer.path("out"))
    try outer.write("%% es\nes = load \"data/bars.csv\"\nuse es\n\(code)\n", to: "in/nb.mmb")
    let files = FileManager.default
    try files.createSymbolicLink(atPath: outer.path("in/link"), withDestinationPath: "../out")
    try files.createSymbolicLink(
      atPath: outer.path("in/leaf.csv"),
      withDestinationPath: "../out/leaf.csv"
    )
    let ended = try Mamba.Running(["run", "nb.mmb"], in: outer, below: "in").ended()
    #expect(ended.code == 1)
    #expect(ended.errors.contains("error[E61"), "\(ended.errors)")
    #expect(try files.contentsOfDirectory(atPath: outer.path("")).sorted() == ["in", "out"])
    #expect(try files.contentsOfDirectory(atPath: outer.path("out")) == ["leaf.csv"])
    #expect(try outer.read("out/leaf.csv") == "theirs")
    #expect(
      try files.contentsOfDirectory(atPath: outer.path("in")).sorted()
        == ["data", "leaf.csv", "link", "nb.mmb"]
    )
  }

  /// A cell's name is a stranger's text too.
  @Test func aNameOfACellDoesNotLeadOutside() throws {
    let folder = try Study.folder(
      "%% ../../../x\nes = load \"data/bars.csv\"\nplot es.close\n"
    )
    let ended = try Mamba.run("run", "nb.mmb", in: folder)
    #expect(ended.code == 1)
    #expect(ended.errors.contains("E015"))
  }

  @Test func aReaderThatGoesAwayIsNoCrash() throws {
    let folder = try Study.folder(
      Study.notebook + "%% a\n" + (0..<2000).map { "\"line \($0)\"\n" }.joined()
    )
    for command in ["run nb.mmb", "run nb.mmb --json", "-e 'series([1,2,3])'", "run --help"] {
      let shell = Process()
      shell.executableURL = URL(filePath: "/bin/sh")
      shell.arguments = [
        "-c", "(\(Mamba.path) \(command); echo $? >code) 2>errors | head -n 1 >out",
      ]
      shell.currentDirectoryURL = folder.url
      try Mamba.withSignals { try shell.run() }
      shell.waitUntilExit()
      // Ended by SIGPIPE, as programs are, or done before it came.
      let code = try folder.read("code").trimmingCharacters(in: .newlines)
      #expect(["0", "141"].contains(code), "\(command)")
      #expect(try folder.read("errors") == "", "\(command)")
      #expect(try folder.read("out").split(separator: "\n").count == 1, "\(command)")
    }
  }

  @Test func aLargeNotebookIsRead() throws {
    let prose = (0..<32).map {
      "Line \($0) of a paragraph that says nothing, at some length, again and again."
    }
    let cells = (0..<1000).map { number in
      "%% text\n\(prose.joined(separator: "\n"))\n%%\nx\(number % 7) = \(number) + 1\n"
        + String(
          repeating: ">> what was printed, which is as long as a line of a table is\n",
          count: 50
        )
    }
    let folder = try Study.folder(cells.joined())
    #expect(try Data(contentsOf: URL(filePath: folder.path("nb.mmb"))).count > 5_000_000)
    let clock = ContinuousClock()
    for arguments in [
      ["run", "nb.mmb", "--check"], ["nb.mmb"], ["run", "nb.mmb"], ["run", "nb.mmb", "--record"],
    ] {
      let start = clock.now
      #expect(try Mamba.Running(arguments, in: folder).ended().code == 0)
      print("2,000 cells, 5 MB:", arguments.joined(separator: " "), clock.now - start)
    }
  }
}
