public import Language
internal import Numerics
internal import Sweeps

/// `mamba sweep`: a whole notebook at each combination of values of its parameters.
public struct NotebookSweep: Sendable {
  private let path: String
  private let axes: [(name: String, text: String)]
  private let score: String
  private let options: NotebookRun.Options
  private let registry: Registry

  public init(
    path: String,
    axes: [(name: String, value: String)],
    score: String,
    options: NotebookRun.Options,
    registry: Registry
  ) {
    self.path = path
    self.axes = axes.map { ($0.name, $0.value) }
    self.score = score
    self.options = options
    self.registry = registry
  }

  /// More runs than this would not end.
  private static let limit = 1_000_000

  private func failure(_ problem: Problem) -> Diagnostic {
    Diagnostic(problem.explanation, in: Source(""), at: SourceRange(0, 0))
  }

  /// Runs the combinations and returns the table, the best first.
  public func lines() throws -> [String] {
    let document = Document(text: try NotebookFile.read(path))
    let values = try axes.map { try texts(of: $0.text) }
    let space = Space(zip(axes, values).map { Space.Axis($0.name, count: $1.count) })
    guard let count = space.count, count <= NotebookSweep.limit else {
      throw failure(
        Problem.tooMuch(
          what: "the number of runs",
          count: space.count.map(NumberText.count) ?? "beyond counting",
          limit: NumberText.count(NotebookSweep.limit)
        )
      )
    }
    if let empty = zip(axes, values).first(where: { $1.isEmpty })?.0 {
      let explanation = Explanation("E305", "`\(empty.name)=\(empty.text)` has no values")
      throw Diagnostic(explanation, in: Source(""), at: SourceRange(0, 0))
    }
    let scores = try GridSearch.run(
      space,
      workers: options.workers,
      progress: { done in
        guard options.progress(Progress("sweep", done: done, total: count, unit: "runs")) else {
          throw failure(.interrupted)
        }
      }
    ) { point in
      try score(document, zip(axes, zip(values, point)).map { ($0.name, $1.0[$1.1]) })
    }
    let order = scores.indices.sorted { a, b in
      if scores[a].isNaN || scores[b].isNaN { return !scores[a].isNaN && scores[b].isNaN }
      return scores[a] == scores[b] ? a < b : scores[a] > scores[b]
    }
    let table = Table(
      (axes.map(\.name) + [score]).map { Table.Column($0) },
      rows: order.map { number in
        zip(values, space.point(number)).map { $0[$1] }
          + [NumberText.short(scores[number])]
      },
      note: "\(NumberText.counted(count, "run")) of \(path); the best of many is likely to be luck"
    )
    return TextTable.text(of: Presentation([.table(table)]))
  }

  /// Returns the values of an axis as code; `a..b:step` and bare commas are shorthand for a range
  /// and a list.
  private func texts(of text: String) throws -> [String] {
    var code = text
    if let parts = text.wholeMatch(of: /([^:",\[]+)\.\.([^:",]+):([^:",]+)/) {
      code = "\(parts.1)..\(parts.2) step \(parts.3)"
    } else if text.contains(","), !text.hasPrefix("[") {
      code = "[\(text)]"
    }
    let source = Source(code)
    let expression = try Parser.expression(of: source, grammar: registry.grammar)
    // As they were typed, so that no digit is lost.
    if case .list(let items) = expression.kind { return items.map { source.text($0.range) } }
    guard case .range = expression.kind else { return [code] }
    let evaluator = Evaluator(registry: registry, context: RunContext())
    let value = try evaluator.evaluate(OutsideInput(expression: expression, source: source))
    guard case .range(let range) = value else { return [code] }
    do {
      return try range.numbers().map { NumberText.short($0, digits: 15) }
    } catch let problem as Problem {
      throw Diagnostic(problem.explanation, in: source, at: expression.range)
    }
  }

  /// Runs the notebook once and evaluates the score with the names of its last cell.
  private func score(_ document: Document, _ inputs: [(String, String)]) throws -> Double {
    var options = options
    options.drawing = nil
    options.workers = .single
    options.progress = { _ in true }
    options.inputs = Dictionary(inputs, uniquingKeysWith: { $1 })
    var run = try NotebookRun(document, file: path, registry: registry, options: options)
    if let error = run.run().compactMap(\.error).first { throw error }
    let source = Source(score)
    let expression = try Parser.expression(of: source, grammar: registry.grammar)
    let value = try run.evaluator.evaluate(OutsideInput(expression: expression, source: source))
    guard case .number(let scalar) = value else {
      throw Diagnostic(
        Problem.wrongType(found: value.typeName, wanted: "a number", what: "the score").explanation,
        in: source,
        at: expression.range
      )
    }
    return scalar.value
  }
}
