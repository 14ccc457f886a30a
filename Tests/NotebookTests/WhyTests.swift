import Builtins
import Language
import Notebook
import Testing

/// The chain behind a value, and what keeps it.
@Suite struct WhyTests {
  private static func session(_ cells: [String]) -> Session {
    var session = Session(registry: Library.registry, context: RunContext(), drawing: nil)
    for (number, cell) in cells.enumerated() {
      let result = session.run(cell, slug: "c\(number + 1)")
      session.evaluator.environment.keep(result.value, ofCell: number + 1, from: result.origin)
    }
    return session
  }

  private static let bars = "es = load \"Tests/Transcripts/data/bars.csv\""

  private static func why(_ text: String, _ cells: [String]) -> [String] {
    Why.lines(of: text, in: session(cells), engine: "mamba 9")
  }

  @Test func aFigureIsToldOfDownToItsFile() {
    let lines = Self.why(
      "bt.max_drawdown",
      [
        Self.bars, "n = input 5", "seed 7",
        "s = strategy on es { enter long when close > sma(close, n); hold 3 }",
        "bt = backtest s on es, cost=2bp",
      ]
    )
    let expected = [
      "bt.max_drawdown  -0.", "  Largest fall of the account", "  = min(E / cummax(E) - 1)",
      "  bt  cell c5  bt = backtest s on es, cost=2bp",
      "    · traded 60 bars 2024-01-01 → 2024-03-22", "    · trials on these bars: 1",
      "    · audit: ", "    es  cell c1  es = load",
      "      · data Tests/Transcripts/data/bars.csv  60 rows",
      "    s  cell c4  s = strategy on es {", "      es  as above",
      "      n  cell c2  n = input 5", "        · = 5", "mamba 9 · language 1 · seed 7",
    ]
    #expect(lines.count == expected.count, "\(lines.joined(separator: "\n"))")
    for (line, start) in zip(lines, expected) { #expect(line.hasPrefix(start), "\(line)") }
  }

  @Test func seedsStreamsAndFitsAreTold() {
    let text = Self.why(
      "p",
      [
        Self.bars, "use es", "w = random_walk(es)",
        "x = features on w { r = ret(close, 1); d = diff(close, 2) }",
        "y = target on w, direction(1)", "m = fit logistic to y on x over 0..<40",
        "p = predict m on x over 45..",
      ]
    ).joined(separator: "\n")
    #expect(text.contains("random numbers of seed 42: random_walk"))
    #expect(text.contains("m  cell c6") && text.contains("· learned from 38 rows × 2 features"))
  }

  @Test func whatIsUnknownIsSaid() {
    #expect(Self.why("", []).first?.contains("needs a value") == true)
    #expect(Self.why("nothing", []).first?.contains("E102") == true)
    #expect(Self.why("1 +", []).first?.contains("E007") == true)
  }

  @Test func longChainsAreShortened() {
    let cells = [Self.bars, "x = es.close"] + (0..<100).map { _ in "x = x * 2" }
    let lines = Self.why("x", cells)
    #expect(lines.count < 60)
    #expect(lines.contains { $0.contains("… and 1 more statement") })
  }

  /// An older version of a name is let go, and one that a newer value was made of is kept.
  @Test func onlyWhatLedToAValueIsKept() {
    var session = Self.session([Self.bars, "x = es.close", "z = x + 1"])
    weak let first = session.evaluator.environment.origin(of: "x")
    weak let used = session.evaluator.environment.origin(of: "z")
    #expect(first != nil && used != nil)
    _ = session.run("x = es.open", slug: "a")
    _ = session.run("q = z * 2", slug: "b")
    session.evaluator.environment.cellValues = [:]
    for number in 1...3 { session.evaluator.environment.keep(nil, ofCell: number, from: nil) }
    #expect(first != nil)
    _ = session.run("z = 1", slug: "c")
    _ = session.run("q = 2", slug: "d")
    #expect(first == nil && used == nil)
  }

  /// Thousands of versions that each follow from the one before.
  @Test func aVeryLongChainIsCut() {
    var session = Self.session([Self.bars, "use es", "x = close"])
    for _ in 0..<3000 { _ = session.run("x = x + 0", slug: "again") }
    let result = session.run("audit x", slug: "audit")
    #expect(result.output.contains { $0.text.contains("taken as it stands") })
  }
}
