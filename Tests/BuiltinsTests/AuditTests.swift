import Builtins
import Language
import Notebook
import Numerics
import Testing
import TimeSeries

/// The proof on the data finds what looks ahead, and nothing else.
@Suite struct AuditTests {
  /// Runs the cells of a program on random bars, and returns the last result.
  private static func run(
    _ cells: [String],
    rows: Int = 700,
    workers: Int = 1
  ) -> Session.CellResult {
    var session = Session(
      registry: PlantedLeaks.registry,
      context: RunContext(workers: Workers(count: workers)),
      drawing: nil
    )
    session.evaluator.environment.bind("es", to: .frame(Bars.random(rows: rows, seed: 11)))
    var result = session.run("use es\nweeks = es | resample 1w", slug: "use")
    for (number, cell) in cells.enumerated() {
      result = session.run(cell, slug: "cell-\(number)")
      if result.error != nil { break }
    }
    return result
  }

  /// What an audit says: the columns that look ahead with their lags, and whether all is clean.
  private struct Certificate {
    var violations: [String: String] = [:]
    let isClean: Bool?
    let cells: Double
    let cuts: Double
    let text: String

    init(_ result: Session.CellResult) throws {
      text = result.output.map(\.text).joined(separator: "\n")
      if let error = result.error { throw error }
      guard case .object(let object)? = result.value else { throw Problem.interrupted }
      func number(_ name: String) -> Double {
        if case .number(let scalar)? = object.field(name) { scalar.value } else { .nan }
      }
      (cells, cuts) = (number("cells"), number("cuts"))
      isClean = number("clean").isNaN ? nil : number("clean") == 1
      guard case .object(let table)? = object.field("violations") else { return }
      for case .table(let table) in table.presentation(name: nil).blocks {
        for row in table.rows { violations[row[0].plain] = row[3].plain }
      }
    }
  }

  private static func audit(_ cells: [String], rows: Int = 700) throws -> Certificate {
    try Certificate(run(cells, rows: rows))
  }

  /// Features that come from outside the program keep their stages in every world: without them the
  /// model would refuse the columns.
  @Test func featuresFromOutsideKeepTheirStages() throws {
    var outside = Session(registry: PlantedLeaks.registry, context: RunContext(), drawing: nil)
    outside.evaluator.environment.bind("es", to: .frame(Bars.random(rows: 700, seed: 11)))
    let made = outside.run(
      """
      use es
      x = features on es { z = fitted(zscore, ret(close, 5)); r = ret(close, 1) }
      y = target on es, forward_return(2)
      m = fit ridge to y on x over ..2024-12-31
      """,
      slug: "a"
    )
    #expect(made.error == nil)
    var session = Session(registry: PlantedLeaks.registry, context: RunContext(), drawing: nil)
    for name in ["x", "m"] {
      let value = try #require(outside.evaluator.environment[name])
      session.evaluator.environment.bind(name, to: value)
    }
    let found = try Certificate(session.run("audit (predict m on x over 2025-01-15..)", slug: "b"))
    #expect(found.isClean == true && found.cells > 0, "\(found.text)")
  }

  // What looks ahead is found

  @Test(arguments: PlantedLeaks.all)
  func aLeakInFeaturesIsFound(_ leak: PlantedLeaks.Leak) throws {
    let found = try Self.audit(
      ["x = features on es { good = ret(close, 5); bad = \(leak.feature) }", "audit x"],
      rows: 400
    )
    #expect(found.violations.keys.sorted() == ["bad"], "\(found.text)")
    if let lag = leak.lag { #expect(found.violations == ["bad": lag]) }
    #expect(found.isClean == false)
  }

  @Test(arguments: PlantedLeaks.all)
  func aLeakInALargeTableIsFound(_ leak: PlantedLeaks.Leak) throws {
    let found = try Self.audit(
      ["x = features on es { good = ret(close, 5); bad = \(leak.feature) }", leak.audit],
      rows: 3000
    )
    #expect(found.violations.keys.sorted() == ["bad"], "\(found.text)")
  }

  @Test(arguments: PlantedLeaks.all)
  func aBacktestOfALeakGivesNoFigures(_ leak: PlantedLeaks.Leak) {
    // One that looks ahead on some rows only may escape the usual schedule in a large table.
    for rows in leak.isSparse ? [400] : [400, 3000] {
      let strategy = """
        s = strategy on es { enter long when \(leak.condition); exit when bars_held >= 3 }
        backtest s on es
        """
      #expect(Self.run([strategy], rows: rows).error?.code == "E213", "\(leak) in \(rows)")
      let positions = "backtest (if \(leak.condition) then 1 else 0) on es"
      #expect(Self.run([positions], rows: rows).error?.code == "E213", "\(leak) in \(rows)")
    }
  }

  /// However the leak came into the signal.
  @Test(arguments: [
    [
      "a = peek(close)", "b = a * 2 - close", "c = b > close",
      "backtest (if c then 1 else 0) on es",
    ],
    ["fn up(v) = peek(v) > v", "sig = if up(close) then 1 else 0", "backtest sig on es"],
    ["fn test(sig) = backtest sig on es", "test(if peek(close) > close then 1 else 0)"],
    [
      "fn test(k) = backtest (if close > k then 1 else 0) on es", "test(highest_ever(close) * 0.9)",
    ],
    ["peek(close) > close", "backtest (if _ then 1 else 0) on es"],
    ["fs = [v -> peek(v)]", "f = fs[0]", "backtest (if f(close) > close then 1 else 0) on es"],
    [
      "better = peek(close)", "(a, b) = [close, better]", "backtest (if b > a then 1 else 0) on es",
    ],
    [
      "fn strat(n) = strategy on es { enter long when peek(close) > sma(close, n); hold 2 }",
      "sweep n in [3, 5] { backtest strat(n) on es }",
    ],
    [
      "x = features on es { r = ret(close, 3); p = peek(close) / close }",
      "y = target on es, direction(2)",
      "m = fit logistic to y on x over 0..<300",
      "p = predict m on x over 310..",
      "s = strategy on es { enter long when p > 0.5; exit when p < 0.5 }",
      "backtest s on es over 310..",
    ],
    ["sweep f in [v -> v, v -> peek(v)] { backtest (if f(close) > open then 1 else 0) on es }"],
    [
      "x = features on es { r = ret(close, 3); p = peek(close) / close }",
      "y = target on es, forward_return(2)",
      "w = walkforward ridge to y on x, train=200b, test=50b",
      "backtest (if w > 0 then 1 else 0) on es",
    ],
    [
      "x = features on es { r = ret(close, 3); p = peek(close) / close }",
      "fit ridge to (target on es, forward_return(2)) on x by kfold(5)",
    ],
    [
      "w = weeks(es)", "y = target on w, direction(1)",
      "walkforward cnn to y on w, train=50b, test=20b, epochs=1",
    ],
    [
      "w = weeks(es)", "s = strategy on w { enter long when close > open; hold 1 }",
      "backtest s on w",
    ],
    [
      "moved = disturbed(es)",
      "s = strategy on moved { enter long when peek(close) > close; hold 1 }",
      "backtest s on moved",
    ],
    [
      "s = strategy on es { enter long when close > open; stop 0.02 * peek(close) / close }",
      "backtest s on es",
    ],
    [
      "s = strategy on es { enter long when bars_held == 0 and peek(close) > close; hold 2 }",
      "backtest s on es",
    ],
  ])
  func aLeakFromCellsBeforeIsFound(_ cells: [String]) {
    let result = Self.run(cells)
    #expect(result.error?.code == "E213", "\(cells): \(result.error?.rendered ?? "no error")")
  }

  @Test func rowsThatComeAndGoAreFound() throws {
    let found = try Self.audit(["audit (es | where peek(volume) > volume)"], rows: 300)
    #expect(found.violations.count == 5)
    #expect(try Self.audit(["audit (es | where volume > 1200)"]).isClean == true)
  }

  @Test func theErrorNamesColumnTimeAndLag() throws {
    let text = "backtest (if peek(close) > close then 1 else 0) on es"
    let error = try #require(Self.run([text]).error)
    #expect(error.explanation.note?.contains("`value` at 20") == true)
    #expect(error.explanation.note?.contains("looks 1 bar ahead") == true)
  }

  // What does not is left alone

  /// Every function of the library that says that it does not look ahead.
  @Test(arguments: PerturbationTests.calls)
  func theLibraryIsClean(_ call: String) throws {
    let result = Self.run(["audit (\(call))"], rows: 300)
    // What says that it looks ahead, and what is no column, is refused.
    if let error = result.error {
      #expect(["E210", "E301"].contains(error.code), "\(call): \(error.rendered)")
    } else {
      let found = try Certificate(result)
      #expect(found.isClean == true, "\(call): \(found.text)")
    }
  }

  @Test(arguments: ["technical()", "candles()", "market_state()", "candle_patterns()"])
  func theColumnsAreClean(_ call: String) throws {
    for rows in [400, 3000] {
      let found = try Self.audit(["x = features on es { \(call) }", "audit x"], rows: rows)
      #expect(found.isClean == true, "\(found.text)")
      #expect(!found.text.contains("not judged"), "\(found.text)")
    }
  }

  @Test func compositionsAreClean() throws {
    var stream = RandomStream(seed: 9, path: "audits")
    var judged = 0
    for _ in 0..<60 {
      let expression = Composition.expression(depth: 3, &stream)
      // What the types refuse may move.
      guard Self.run(["features on es { c = \(expression) }"], rows: 300).error == nil else {
        continue
      }
      let result = Self.run(["audit (\(expression))"], rows: 300)
      guard result.error == nil else { continue }
      let found = try Certificate(result)
      #expect(found.violations.isEmpty, "\(expression): \(found.text)")
      judged += 1
    }
    #expect(judged > 20)
  }

  @Test(arguments: [
    [
      "wf = walkforward ridge to (target on es, forward_return(5)) on "
        + "(features on es { r = ret(close, 3) }), train=200b, test=50b",
      "backtest (if wf > 0 then 1 else 0) on es",
    ],
    [
      "bt = backtest (if close > open then 1 else 0) on es",
      "backtest (if bt.equity > sma(bt.equity, 20) then 1 else 0) on es",
    ],
    ["w = random_walk(es)", "backtest (if w.close > sma(w.close, 10) then 1 else 0) on w"],
    [
      "s = strategy on es { enter long when close > sma(close, 20); stop 2 * atr(14) / close }",
      "backtest s on es over 2024-06-01..",
    ],
    [
      "early = es[..2025-01-01]", "k = quantile(close, 50, 0.9)",
      "s = strategy on es { enter long when close > k; exit when close < k; take 3% }",
      "backtest s on es",
    ],
  ])
  func cleanBacktestsHaveACertificate(_ cells: [String]) throws {
    let found = try Self.audit(cells.dropLast() + ["bt2 = \(cells.last ?? "")", "bt2.audit"])
    #expect(found.isClean == true, "\(found.text)")
    #expect(found.cells > 100)
  }

  @Test func whatCannotBeJudgedIsNamed() throws {
    let found = try Self.audit(
      ["x = features on es { r = ret(close, 5); never = close / 0 }", "audit x"]
    )
    #expect(found.isClean == true)
    #expect(found.text.contains("not judged: never"), "\(found.text)")
    let short = try Self.audit(["audit sma(close, 900)"])
    #expect(short.isClean == nil)
    #expect(short.text.contains("not judged, because"), "\(short.text)")
  }

  @Test func targetsAndWhatSaysThatItLooksAheadAreRefused() {
    #expect(Self.run(["y = target on es, direction(2)", "audit y"]).error?.code == "E301")
    #expect(Self.run(["audit ahead(close, 2)"]).error?.code == "E210")
    #expect(Self.run(["audit 5"]).error?.code == "E301")
  }

  // The proof itself

  @Test(arguments: [1, 2, 8])
  func anyNumberOfWorkersGivesTheSameBytes(_ workers: Int) {
    let cells = [
      "x = features on es { technical(); bad = rare(close); worse = centred(close) }", "audit x",
    ]
    let texts = [1, workers].map { Self.run(cells, rows: 900, workers: $0).output.map(\.text) }
    #expect(texts[0] == texts[1])
    #expect(texts[0].count > 3)
  }

  /// Every row as a cut gives what a plain loop over all rows and all changes gives.
  @Test func completeIsWhatAPlainLoopGives() throws {
    let expressions = [
      "ret(close, 3)", "peek(close)", "centred(close)", "rare(close)", "sma(close, 10)",
      "scaled(volume)", "left(close)", "rises(open, close)", "highest_ever(close) * 0 + close",
      "if close > open then peek(high) - peek(low) else 0",
    ]
    let names = expressions.indices.map { "c\($0)" }
    let block = zip(names, expressions).map { "\($0) = \($1)" }.joined(separator: "; ")
    let found = try Self.audit(
      ["x = features on es { \(block) }", "audit x, complete=true"],
      rows: 60
    )
    let bars = Bars.random(rows: 60, seed: 11)
    let real = try Self.columns(block, bars)
    var (moved, cells) = (Set<String>(), 0)
    for cut in 0..<59 {
      for column in real where !["c1", "c2", "c3", "c5", "c6", "c7", "c9"].contains(column.name) {
        cells += column.series.values[...cut].count { !$0.isNaN }
      }
      for factor in [3, 0.3, nil] as [Double?] {
        let other = try Self.columns(block, bars.changed(after: cut, factor))
        for (a, b) in zip(real, other) {
          for row in 0...cut
          where a.series.values[row].bitPattern != b.series.values[row].bitPattern {
            if !(a.series.values[row].isNaN && b.series.values[row].isNaN) { moved.insert(a.name) }
          }
        }
      }
    }
    #expect(Set(found.violations.keys) == moved, "\(found.text)")
    #expect(moved == ["c1", "c2", "c3", "c5", "c6", "c7", "c9"])
    #expect(found.cuts == 59)
    let clean = zip(names, expressions).filter { !moved.contains($0.0) }
      .map { "\($0) = \($1)" }.joined(separator: "; ")
    let again = try Self.audit(
      ["x = features on es { \(clean) }", "audit x, complete=true"],
      rows: 60
    )
    #expect(again.isClean == true)
    #expect(again.cells == Double(cells))
  }

  private static func columns(_ block: String, _ frame: Frame) throws -> [Frame.Column] {
    var session = Session(registry: PlantedLeaks.registry, context: RunContext(), drawing: nil)
    session.evaluator.environment.bind("es", to: .frame(frame))
    let result = session.run("features on es { \(block) }", slug: "a")
    if let error = result.error { throw error }
    return result.value?.asFrame?.columns ?? []
  }
}

extension Frame {
  /// Returns the frame with every row after `cut` changed: prices by a factor and turned around, or
  /// left out without one.
  fileprivate func changed(after cut: Int, _ factor: Double?) -> Frame {
    guard let factor else { return self.cut(to: 0..<cut + 1) }
    return Bars.frame(
      Dictionary(
        uniqueKeysWithValues: columns.map { column in
          // A falling bar has its open where a rising one has its close.
          let source = ["open": "close", "close": "open"][column.name] ?? column.name
          let values = self[source]?.values ?? []
          return (
            column.name,
            column.series.values.indices.map { row in
              row <= cut
                ? column.series.values[row] : values[row] * (factor + 0.01 * Double(row % 7))
            }
          )
        }
      ),
      on: clock
    )
  }
}
