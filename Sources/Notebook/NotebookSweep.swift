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

  /// Runs the combinations and returns the table, the best first.
  public func lines() throws -> [String] {
    let document = Document(text: try NotebookFile.read(path))
    let values = try axes.map { try texts(of: $0.text) }
    let space = Space(zip(axes, values).map { Space.Axis($0.name, count: $1.count) })
    let count = space.count ?? 0
    let scores = try GridSearch.run(
      space,
      workers: options.workers,
      progress: { done in
        guard options.progress(Progress("sweep", done: done, total: count)) else {
          throw Problem.interrupted
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
      note: "\(NumberText.count(count)) runs of \(path); the best of many is likely to be luck"
    )
    return TextTable.lines(of: Presentation([.table(table)]))
  }

  /// Returns the values of an axis as code; `a..b:step` and bare commas are shorthand for a range
  /// and a list.
  private func texts(of text: String) throws -> [String] {
    var code = text
    if let colon = text.lastIndex(of: ":"), text.contains("..") {
      code = text[..<colon] + " step " + text[text.index(after: colon)...]
    } else if text.contains(","), !text.hasPrefix("[") {
      code = "[\(text)]"
    }
    let source = Source(code)
    let expression = try Parser.expression(of: source, grammar: registry.grammar)
    let evaluator = Evaluator(registry: registry, context: RunContext())
    switch try evaluator.evaluate(OutsideInput(expression: expression, source: source)) {
    case .list(let items): return items.map(\.text)
    case .range(let range): return try range.numbers().map { NumberText.short($0, digits: 15) }
    case let value: return [value.text]
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
