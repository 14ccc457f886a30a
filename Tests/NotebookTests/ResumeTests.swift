import Language
import Notebook
import Numerics
import Synchronization
import Testing

/// A computation that was stopped goes on to the very result that it would have had.
@Suite struct ResumeTests {
  private static let data = """
    es = load "datasets/sp500-daily.csv"
    y = target on es, direction(5)
    x = features on es { a = ret(close, 5); b = zscore(close, 20) }
    bt = backtest (if es.close > sma(es.close, 50) then 1 else 0) on es
    """
  /// The same names with other values.
  private static let other = """
    es = load "datasets/sp500-daily.csv"
    y = target on es, direction(5)
    x = features on es { a = ret(volume, 3); b = zscore(high, 40) }
    bt = backtest (if es.close > sma(es.close, 50) then 0 else 1) on es
    """

  struct Program: Sendable, CustomTestStringConvertible {
    let code: String
    let unit: String
    var testDescription: String { code }
  }

  static let programs = [
    Program(code: "m = walkforward gbm to y on x, train=5y, test=1y, trees=8", unit: "folds"),
    Program(code: "m = fit logistic to y on x by kfold(6), penalty=10", unit: "folds"),
    Program(code: "m = fit gbm to y on x, trees=40, subsample=0.6", unit: "trees"),
    Program(code: "m = fit forest to y on x, trees=30", unit: "trees"),
    Program(code: "m = montecarlo bt, paths=1000", unit: "histories"),
    Program(
      code:
        "m = sweep n in 10..90 step 10 { backtest (if es.close > sma(es.close, n) then 1 else 0) on es }",
      unit: "trials"
    ),
  ]

  /// Runs the data and then the statement, twice shown.
  private func run(
    _ program: Program,
    on data: String = ResumeTests.data,
    parts: FinishedParts? = nil,
    stoppingAfter limit: Int = .max,
    assembling: Bool = false,
    cache: (any ResultCache)? = nil
  ) throws -> Session.CellResult {
    let workers = Workers(count: 2)
    var session = Session(registry: registry, context: RunContext(workers: workers), drawing: nil)
    try #require(session.run(data, slug: "data").error == nil)
    let calls = Mutex(0)
    session.evaluator.context.finished = parts
    session.evaluator.context.isAssembling = assembling
    session.evaluator.context.cache = cache
    session.evaluator.context.isStopped = { calls.withLock { $0 > limit } }
    session.evaluator.context.progress = { progress in
      calls.withLock { calls in
        if progress.label != "audit" { calls += 1 }
        return calls <= limit
      }
    }
    return session.run(program.code + "\nm", slug: "m")
  }

  @Test(arguments: programs) func goesOnToTheSameResult(_ program: Program) throws {
    let whole = try run(program)
    try #require(whole.error == nil, "\(whole.error?.rendered ?? "")")
    let (parts, cache) = (FinishedParts(), MemoryCache())
    let stopped = try run(program, parts: parts, stoppingAfter: 3, cache: cache)
    #expect(stopped.error?.code == "E503")
    #expect(parts.count > 0)

    let part = try run(program, parts: parts, assembling: true, cache: cache)
    let partial = try #require(part.partial, "\(part.error?.rendered ?? "")")
    #expect(partial.unit == program.unit && partial.done > 0 && partial.done < partial.total)
    #expect(part.output.contains { $0.text.contains("partial: \(partial.text)") })

    let resumed = try run(program, parts: parts, cache: cache)
    #expect(resumed.partial == nil && resumed.recorded == whole.recorded)
    // What was kept of a resumed run is what any run would have kept.
    #expect(try run(program, cache: cache).recorded == whole.recorded)
  }

  /// What was finished of one value is nothing of another under the same name.
  @Test(arguments: programs.filter { $0.unit != "trials" })
  func partsOfOtherValuesAreNotTaken(_ program: Program) throws {
    let (parts, cache) = (FinishedParts(), MemoryCache())
    _ = try run(program, parts: parts, stoppingAfter: 3, cache: cache)
    try #require(parts.count > 0)
    let other = try run(program, on: ResumeTests.other, parts: parts, cache: cache)
    let alone = try run(program, on: ResumeTests.other)
    #expect(other.recorded == alone.recorded)
    #expect(try run(program, on: ResumeTests.other, cache: cache).recorded == alone.recorded)
  }
}
