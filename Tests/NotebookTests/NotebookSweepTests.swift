import Language
import Notebook
import Numerics
import TestSupport
import Testing

struct NotebookSweepTests {
  private func rows(
    _ text: String,
    _ axes: [(String, String)],
    score: String,
    jobs: Int = 1
  ) throws -> [[String]] {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "nb.mmb")
    var options = NotebookRun.Options()
    options.workers = Workers(count: jobs)
    let sweep = NotebookSweep(
      path: folder.path("nb.mmb"),
      axes: axes.map { (name: $0.0, value: $0.1) },
      score: score,
      options: options,
      registry: registry
    )
    return try sweep.lines().map { $0.split(separator: " ").map(String.init) }
  }

  private let text = "%% n\nn = input 5, range=-100..100\nm = input 1\ny = n * m\n"

  @Test func rangesListsAndNumbersAreAxes() throws {
    func values(_ value: String) throws -> [String] {
      try rows(text, [("n", value)], score: "-n").dropFirst().dropLast().map { $0[0] }
    }
    #expect(try values("10..30:10") == ["10", "20", "30"])
    #expect(try values("10..30 step 10") == ["10", "20", "30"])
    #expect(try values("0..20:10") == ["0", "10", "20"])
    #expect(try values("0.1..0.4:0.1") == ["0.1", "0.2", "0.3", "0.4"])
    #expect(try values("1..3") == ["1", "2", "3"])
    #expect(try values("3,1,2") == ["1", "2", "3"])
    #expect(try values("[3, 2]") == ["2", "3"])
    #expect(try values("7") == ["7"])
    #expect(try values("1.00000000000001,1") == ["1", "1.00000000000001"])
  }

  @Test func textIsAnAxisToo() throws {
    let text = "%% w\nw = input \"a\"\ns = if w == \"b, c\" then 2 else 1\n"
    let table = try rows(text, [("w", "\"a\",\"b, c\"")], score: "s")
    #expect(table.count == 4)
    #expect(table[1].joined(separator: " ") == "\"b, c\" 2")
    #expect(try rows(text, [("w", "\"x..y:z\"")], score: "s")[1] == ["\"x..y:z\"", "1"])
  }

  @Test func theBestComesFirstForAnyNumberOfThreads() throws {
    let axes = [("n", "1..4"), ("m", "-1,1")]
    let one = try rows(text, axes, score: "y")
    #expect(one[0] == ["n", "m", "y"])
    #expect(one[1] == ["4", "1", "4"])
    #expect(one[8] == ["4", "-1", "-4"])
    #expect(one[9].prefix(2) == ["8", "runs"])
    #expect(try rows(text, axes, score: "y", jobs: 2).dropLast() == one.dropLast())
  }

  @Test func aRowIsTheRunAlone() throws {
    let table = try rows(text, [("n", "0.1..0.3:0.1")], score: "n * 1e16")
    for row in table.dropFirst().dropLast() {
      let (run, _) = try NotebookTests.run(text) { $0.inputs = ["n": row[0]] }
      let expression = try Parser.expression(of: Source("n * 1e16"), grammar: registry.grammar)
      let input = OutsideInput(expression: expression, source: Source("n * 1e16"))
      #expect(try run.evaluator.evaluate(input).text == row[1])
    }
  }

  @Test(arguments: [
    ("n", "5..1", "y", "E305"), ("n", "1..1000000:0.001", "y", "E5"), ("n", "200,1", "y", "E305"),
    ("q", "1,2", "y", "E102"), ("n", "1,2", "nope", "E102"), ("n", "1,2", "\"x\"", "E301"),
    ("n", "1,,2", "y", "E0"),
  ])
  func whatCannotBeSweptIsSaid(name: String, value: String, score: String, code: String) throws {
    #expect(
      performing: { try rows(text, [(name, value)], score: score) },
      throws: { error in
        (error as? Diagnostic)?.code.hasPrefix(code) == true
      }
    )
  }

  @Test func tooManyRunsAreRefused() throws {
    let axes = (0..<9).map { ("p\($0)", "1..1000") }
    #expect(throws: Diagnostic.self) { try rows(text, axes, score: "y") }
  }
}
