import Builtins
import Language
import Notebook
import Testing
import TimeSeries

/// `import` as the notebook, the prompt and the audit see it; Tests/Transcripts/import.mamba has the
/// rest.
@Suite struct ImportTests {
  private static let common = "Tests/Transcripts/data/import/common.mmb"
  private static let base = "Tests/Transcripts/data/import/base.mmb"
  private static let bars = "es = load \"Tests/Transcripts/data/bars.csv\""

  private static func session(_ mode: RunContext.Mode = .run) -> Session {
    Session(registry: Library.registry, context: RunContext(mode: mode), drawing: nil)
  }

  private static func run(_ cells: [String], _ mode: RunContext.Mode = .run) -> Session {
    var session = session(mode)
    for (number, cell) in cells.enumerated() {
      let result = session.run(cell, slug: "c\(number + 1)")
      #expect(result.error == nil, "\(result.error?.rendered ?? "")")
    }
    return session
  }

  @Test func aStatementSaysWhichNamesItHasBound() throws {
    var session = Self.session()
    let text = "import \"\(Self.common)\"\n(a, b) = [1, 2]\nfn f(x) = x\n1"
    let statements = try Parser.statements(
      of: Source(text),
      grammar: Library.registry.grammar
    )
    #expect(statements.map(\.importedPath) == [Self.common, nil, nil, nil])
    let names = try statements.map { $0.boundNames(try session.evaluator.run($0)) }
    let functions = ["scaled", "zret", "twice_base", "ratio", "noise"]
    #expect(names == [functions, ["a", "b"], ["f"], []])
    let result = session.run("1\n" + text, slug: "a")
    #expect(result.imported == [1: functions])
  }

  @Test func theHeaderNamesEveryFileOnce() throws {
    let text = "%% a\nimport \"\(Self.common)\"\nimport \"\(Self.base)\"\nscaled(2)\n"
    let recorded = try NotebookTests.recorded(text)
    let document = Document(text: recorded)
    #expect(document.header?.imports.map(\.path) == [Self.common, Self.base])
    #expect(document.header?.imports.allSatisfy { $0.sha256.count == 64 } == true)
    #expect(document.header?.files.isEmpty == true)
    #expect(recorded.contains("\nimports:\n  \(Self.common)  file=sha256:"))
    #expect(Document(text: recorded).text == recorded)
    #expect(try NotebookTests.differences(recorded).isEmpty)
  }

  @Test func aCheckKnowsWhatCame() {
    var session = Self.run(["import \"\(Self.common)\"", Self.bars], .check)
    #expect(session.run("features on es { z = zret(5) }", slug: "x").error == nil)
    #expect(session.run("scaled(1, times=2)", slug: "x").error?.code == "E106")
    #expect(
      session.run("features on es { z = ahead(zret(5), 1) }", slug: "x").error?.code == "E210"
    )
    #expect(session.evaluator.context.files.all.isEmpty)
  }

  @Test func theOriginOfAValueNamesTheFile() {
    let session = Self.run(["import \"\(Self.common)\"", "y = scaled(2)"])
    let lines = Why.lines(of: "y", in: session, engine: "mamba 9")
    let text = lines.joined(separator: "\n")
    #expect(text.contains("y  cell c2  y = scaled(2)"), "\(text)")
    #expect(text.contains("    scaled  cell c1  import \"\(Self.common)\""), "\(text)")
    #expect(text.contains("· file \(Self.common)  sha256 "), "\(text)")
    #expect(text.contains("· file \(Self.base)  sha256 "), "\(text)")
    #expect(!text.contains("given from outside"), "\(text)")
  }

  /// The same audit with the function imported and written out, which may know nothing of the future.
  @Test func theAuditRunsImportedFunctionsAgain() {
    let rest = [
      Self.bars, "use es", "s = strategy on es { enter long when zret(5) > 0; hold 3 }",
      "bt = backtest s on es, cost=2bp",
    ]
    let imported = Self.run(["import \"\(Self.common)\""] + rest)
    let written = Self.run(["zret = n -> zscore(ret(close, 1), n)"] + rest)
    let texts = [imported, written].map { session in
      Why.lines(of: "bt", in: session, engine: "").filter { $0.contains("· audit: ") }
    }
    #expect(texts[0].count == 1 && texts[0] == texts[1])
    #expect(texts[0].first?.contains("nothing at or before a cut moved") == true, "\(texts)")
  }

  /// Constants of an imported notebook are made again in an audit as its functions are.
  @Test func theAuditLeavesConstantsAlone() throws {
    let folder = "Tests/Transcripts/data/import/audited.mmb"
    let session = Self.run([
      Self.bars, "use es", "import \"\(folder)\"",
      "x = features on es { r = above(close) }", "audit x",
    ])
    #expect(session.evaluator.environment["x"] != nil)
  }

  @Test func randomNumbersBelongToTheCallingCell() {
    let call = "w = noise(es)"
    let imported = Self.run([Self.bars, "import \"\(Self.common)\"", call])
    let written = Self.run([Self.bars, "fn noise(frame) = random_walk(frame).close", call])
    let elsewhere = Self.run([Self.bars, "import \"\(Self.common)\"", "1", call])
    let values = [imported, written, elsewhere].map {
      $0.evaluator.environment["w"]?.asSeries?.values ?? []
    }
    #expect(values[0].count == 60 && values[0] == values[1])
    #expect(values[0] != values[2])
  }

  @Test func helpShowsParametersAndTheCommentAbove() throws {
    let session = Self.run(["import \"\(Self.common)\"", "# Twice.\nfn twice(x) = 2 * x"])
    let functions = try ["scaled", "zret", "twice"].map { name in
      guard case .function(let function)? = session.evaluator.environment[name] else {
        throw Problem.unknownName(name, suggestion: nil)
      }
      return Help.lines(for: function, named: name)
    }
    #expect(
      functions[0] == [
        "Scaled by five, and moved.", "Used everywhere.", "  scaled(x, plus=1)",
        "from \(Self.common):12",
      ]
    )
    #expect(functions[1] == ["  zret(n)", "from \(Self.common):18"])
    #expect(functions[2] == ["Twice.", "  twice(x)"])
  }

  @Test func aSavedSessionKeepsItsImports() throws {
    var workbook = Workbook(registry: Library.registry, context: RunContext(), drawing: nil)
    for code in ["1 + 1", "import \"\(Self.base)\"", "y = base(3)", "y"] {
      #expect(workbook.enter(code).error == nil, "\(code)")
    }
    let text = try workbook.notebook(by: recorder).document.text
    #expect(text.contains("imports:\n  \(Self.base)  file=sha256:"))
    #expect(text.contains("import \"\(Self.base)\"\n>> \(Self.base)  base(x)\n"))
    #expect(try NotebookTests.differences(text).isEmpty)
    // Only what `y` needs, which the import is part of.
    let slice = try workbook.notebook(.slice("y"), by: recorder).document.text
    #expect(slice.contains("import \"\(Self.base)\"") && slice.contains("y = base(3)"))
    #expect(!slice.contains("1 + 1"))
  }
}
