import Builtins
import Language
import Notebook
import Numerics
import TestSupport
import Testing
import TimeSeries

/// What is said across symbols knows what all of them know, and no more.
@Suite struct CrossSectionKnowledgeTests {
  private static let rows = 120

  /// Returns the bars of three symbols, of which the second and the third lack some rows.
  private static func members(seed: UInt64) -> [(name: String, frame: Frame)] {
    ["A", "B", "C"].enumerated().map { number, name in
      let bars = Bars.random(rows: rows, seed: seed * 10 + UInt64(number))
      let kept = (0..<rows).filter { number == 0 || ($0 * 5 + number) % 13 != 0 }
      let times = bars.clock.times.map { times in kept.map { times[$0] } } ?? []
      let columns = bars.columns.map { ($0.name, kept.map($0.series.values.at)) }
      let frame = Bars.frame(
        Dictionary(uniqueKeysWithValues: columns),
        on: Clock(times: times)
      )
      return (name, frame)
    }
  }

  private static func session(
    _ members: [(name: String, frame: Frame)],
    symbol: Int = 0
  ) throws -> Session {
    var session = Session(registry: PlantedLeaks.registry, context: RunContext(), drawing: nil)
    let panel = try SymbolPanel(members)
    let frame = panel.frame(at: symbol)
    session.evaluator.environment.bind("a", to: .frame(frame))
    session.evaluator.environment.bind("other", to: .frame(panel.frame(at: 1)))
    session.evaluator.environment.used = FrameScope(frame, name: "a")
    let weeks = try frame.resampled(to: .week, step: "resample 1w")
    session.evaluator.environment.bind("weeks", to: .frame(weeks))
    return session
  }

  private static func column(
    _ text: String,
    _ members: [(name: String, frame: Frame)],
    symbol: Int = 0
  ) throws -> Series {
    var session = try session(members, symbol: symbol)
    if let error = session.run("value = \(text)", slug: "a").error { throw error }
    return try #require(session.evaluator.environment["value"]?.asSeries)
  }

  // Other symbols

  /// A change of another symbol after a row moves nothing at the row, and one at the row does.
  @Test(arguments: ["xrank(close)", "xz(close)", "xmean(close)", "xz(ret(close, 1) * volume)"])
  func theOtherSymbolsCountAtTheRowItself(_ text: String) throws {
    let members = Self.members(seed: 1)
    let before = try Self.column(text, members)
    let times = try #require(members[1].frame.clock.times)
    var moved = 0
    for row in 2..<times.count {
      var changed = members
      changed[1].frame = members[1].frame.scaled(at: row, by: row % 2 == 0 ? 100 : 0.01)
      let after = try Self.column(text, changed)
      let place = before.clock.row(atOrAfter: times[row])
      for t in 0..<place { #expect(before.values[t].bitPattern == after.values[t].bitPattern) }
      if before.values[place] != after.values[place] { moved += 1 }
    }
    #expect(moved * 3 > times.count, "\(text): \(moved)")
    #expect(before.reach.high == 0 && before.reach.low >= -1)
  }

  /// Random expressions, in which any symbol is changed at any row.
  @Test(arguments: 0..<6 as Range<UInt64>)
  func nothingMovesOutsideItsReach(_ part: UInt64) throws {
    var stream = RandomStream(seed: part, path: "cross-sections")
    var sensitive = 0
    for number in 0..<12 {
      let function = ["xrank", "xz", "xmean"][stream.index(below: 3)]
      let inner = Composition.expression(depth: 2, &stream)
      let text = "\(function)(\(inner))"
      let members = Self.members(seed: part * 100 + UInt64(number))
      let before = try Self.column(text, members)
      for _ in 0..<4 {
        let symbol = stream.index(below: members.count)
        var changed = members
        let row = stream.index(below: members[symbol].frame.count)
        changed[symbol].frame = members[symbol].frame.scaled(at: row, by: 1.25)
        let after = try Self.column(text, changed)
        let time = try #require(members[symbol].frame.clock.times)[row]
        let place = before.clock.row(atOrAfter: time)
        let close = before.clock.closing(of: place)
        for t in before.values.indices
        where before.values[t].bitPattern != after.values[t].bitPattern
          && !(before.values[t].isNaN && after.values[t].isNaN)
        {
          sensitive += 1
          #expect(
            max(before.knownTime(of: t), after.knownTime(of: t)) >= close
              && place - t <= before.reach.high,
            "\(text): row \(t) knew row \(place), reach \(before.reach)"
          )
        }
      }
    }
    #expect(sensitive > 50)
  }

  /// By hand: a row is known when the last of the symbols' rows is.
  @Test func knownTimesAreTheLatestOfTheRow() throws {
    let members = Self.members(seed: 3)
    let ahead = try Self.column("xmean(ahead(close, 3))", members)
    #expect(ahead.reach == Reach(3, 3))
    #expect(ahead.knownTime(of: 10) == ahead.clock.closing(of: 13))
    let touched = try Self.column("xmean(triple_barrier(1, 1, 5))", members)
    let parts = try (0..<3).map { try Self.column("triple_barrier(1, 1, 5)", members, symbol: $0) }
    for row in 0..<90 {
      let latest = parts.map { $0.knownTime(of: row) }.reduce(touched.clock.closing(of: row), max)
      #expect(touched.knownTime(of: row) == latest)
    }
    #expect(Set((60..<90).map { touched.knownTime(of: $0) }).count > 5)
  }

  // The gate, the audit and the mark

  @Test func theGateLetsThePastPass() throws {
    var session = try Self.session(Self.members(seed: 4))
    let fine = session.run("x = features on a { r = xrank(ret(close, 20)) }", slug: "a")
    #expect(fine.error == nil)
    for leak in [
      "xrank(ahead(close, 5))", "xz(close - mean(close))", "xmean(direction(2))",
      "close / xmean(ahead(close, 1))", "xrank(lag(xz(ahead(close, 5)), 4))",
    ] {
      let found = session.run("x = features on a { r = \(leak) }", slug: "b")
      #expect(found.error?.code == "E210", "\(leak)")
    }
    #expect(
      session.run("x = features on a { r = lag(xz(ahead(close, 5)), 5) }", slug: "c").error == nil
    )
  }

  /// A function that lies about its reach is found by the data, whichever symbol it looks ahead at.
  @Test(arguments: [true, false])
  func theAuditChangesAllSymbols(ofFrame: Bool) throws {
    // What only the others weigh in tells whether they are changed.
    let members = Self.members(seed: 5).map { name, frame in
      let weight = Series(
        frame.columns[0].series.values.map { _ in name == "A" ? 0 : 1 },
        clock: frame.clock
      )
      let column = Frame.Column(name: "weight", series: weight)
      return (name: name, frame: Frame(clock: frame.clock, columns: frame.columns + [column]))
    }
    func audit(_ feature: String) throws -> String {
      var session = try Self.session(members)
      var program = "x = features on a { r = \(feature) }\naudit x"
      let folder = try TemporaryFolder()
      if !ofFrame {
        for member in members { try folder.write(member.frame.csv, to: member.name + ".csv") }
        program = """
          p = load "\(folder.path("*.csv"))", symbol=file
          x = features on p.A { r = \(feature) }
          audit x
          """
      }
      let result = session.run(program, slug: "a")
      return result.output.map(\.text).joined(separator: "\n") + (result.error?.rendered ?? "")
    }
    let clean = try audit("xmean(close * weight)")
    #expect(clean.contains("nothing at or before a cut moved"), "\(clean)")
    let leak = try audit("xmean(peek(close) * weight)")
    #expect(leak.contains("audit: `r` at") && leak.contains("1 bar"), "\(leak)")
  }

  @Test func theUniverseIsMarkedWhereverItIsShown() throws {
    let sentence =
      "hindsight: the symbols were chosen today, and those that have vanished are missing"
    var session = try Self.session(Self.members(seed: 6))
    func marks(_ program: String) throws -> [String] {
      let result = session.run(program, slug: "a")
      if let error = result.error { throw error }
      return try #require(result.value).marks.map(\.description)
    }
    #expect(
      try marks("bt = backtest (if xrank(ret(close, 5)) > 0.5 then 1 else 0) on a\nbt") == [
        sentence
      ]
    )
    let report = session.run("bt", slug: "b").output.map(\.text).joined(separator: "\n")
    #expect(report.contains(sentence))
    #expect(try marks("plot bt.equity") == [sentence])
    #expect(try marks("plot xz(close)") == [sentence])
    #expect(try marks("features on a { r = xmean(ret(close, 5)) }") == [sentence])
    // A symbol by itself says nothing of the others.
    #expect(try marks("backtest (if ret(close, 5) > 0 then 1 else 0) on a") == [])
    #expect(try marks("plot close") == [])
  }
}

extension [Double] {
  fileprivate func at(_ place: Int) -> Double { self[place] }
}

extension Frame {
  /// Returns the frame with the values of one row multiplied.
  fileprivate func scaled(at row: Int, by factor: Double) -> Frame {
    let columns = columns.map { column in
      var values = column.series.values
      values[row] *= factor
      return (column.name, values)
    }
    return Bars.frame(Dictionary(uniqueKeysWithValues: columns), on: clock)
  }

  fileprivate var csv: String {
    let header = (["date"] + columns.map(\.name)).joined(separator: ",")
    let lines = (0..<count).map { row in
      ([clock.label(row)] + columns.map { "\($0.series.values[row])" }).joined(separator: ",")
    }
    return ([header] + lines).joined(separator: "\n") + "\n"
  }
}
