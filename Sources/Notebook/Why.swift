internal import Backtest
internal import Language

/// What `:why` says: the chain of statements behind a value, with its data, seeds and trials.
public enum Why {
  /// Returns the lines about an expression such as `bt.sharpe`.
  public static func lines(
    of text: String,
    in session: Session,
    engine: String
  ) -> [String] {
    guard !text.isEmpty else { return ["`:why` needs a value: `:why bt.sharpe`"] }
    do {
      let grammar = session.evaluator.registry.grammar
      let source = Source(text)
      let expression = try Parser.expression(of: source, grammar: grammar)
      let evaluator = session.evaluator.trying(source)
      var telling = Telling(environment: session.evaluator.environment)
      telling.tell(of: expression, text, try evaluator.evaluate(expression))
      telling.add(
        "\(engine) · language 1 · seed \(session.evaluator.context.seed)",
        at: 0
      )
      let known = owner(of: expression).flatMap { try? evaluator.evaluate($0) }
      telling.define(expression, of: known)
      return telling.lines
    } catch let error as Diagnostic {
      return error.rendered.split(separator: "\n").map(String.init)
    } catch {
      return ["\(error)"]
    }
  }

  private static func owner(of expression: Expression) -> Expression? {
    if case .field(let owner, _) = expression.kind { owner } else { nil }
  }
}

/// The lines as they come about; each statement is told of once.
private struct Telling {
  private(set) var lines: [String] = []
  private let environment: Environment
  private var told: Set<ObjectIdentifier> = []
  private var left = 0

  /// A longer chain is cut here.
  private static let mostStatements = 40
  /// A longer statement is cut here.
  private static let longestText = 96

  init(environment: Environment) {
    self.environment = environment
  }

  mutating func add(_ text: String, at depth: Int) {
    lines.append(String(repeating: "  ", count: depth) + text)
  }

  mutating func tell(of expression: Expression, _ text: String, _ value: Value) {
    let shown = if case .number = value { "  " + value.text } else { "" }
    add("\(text)\(shown)", at: 0)
    for (name, origin) in environment.origins(of: expression) { tell(name, origin, nil, at: 1) }
    if left > 0 { add("… and \(NumberText.counted(left, "more statement"))", at: 1) }
  }

  /// Adds what a figure of a backtest means, below the line that shows it.
  mutating func define(_ expression: Expression, of owner: Value?) {
    guard case .field(_, let name) = expression.kind, case .object(let object)? = owner,
      object.typeName == "a backtest", let metric = MetricDefinition.named(name.text)
    else { return }
    let source = metric.source.map { ", \($0)" } ?? ""
    lines.insert(
      contentsOf: ["  \(metric.definition)", "  = \(metric.formula)\(source)"],
      at: min(1, lines.count)
    )
  }

  private mutating func tell(_ name: String, _ origin: Origin?, _ value: Value?, at depth: Int) {
    guard let origin else {
      return add("\(name)\(value.map { " = " + $0.text } ?? "")  given from outside", at: depth)
    }
    let isNew = told.insert(ObjectIdentifier(origin)).inserted
    guard isNew else { return add("\(name)  as above", at: depth) }
    guard told.count <= Telling.mostStatements else {
      left += 1
      return
    }
    add("\(name)  cell \(origin.cellTitle)  \(shortened(origin.text))", at: depth)
    facts(of: origin, value).forEach { add("· " + $0, at: depth + 1) }
    if let gap = origin.gap { add("· nothing is known of what is before: \(gap)", at: depth + 1) }
    for input in origin.inputs { tell(input.name, input.origin, input.value, at: depth + 1) }
    // The same `use` stands behind most statements.
    if let scope = origin.scopeInput, !told.contains(ObjectIdentifier(scope)) {
      tell("columns in scope", scope, nil, at: depth + 1)
    }
  }

  /// What a statement took from outside, and what it is worth knowing of what it gave.
  private func facts(of origin: Origin, _ value: Value?) -> [String] {
    let log = origin.log
    let imports = log.files.filter { $0.kind == .notebook }.map {
      "file \($0.path)  sha256 \($0.sha256)"
    }
    let files = log.files.filter { $0.kind == .data }.map {
      "data \($0.path)  \(NumberText.counted($0.rows, "row"))  \($0.span)  sha256 \($0.sha256)"
    }
    let results = log.takings.flatMap { taking in
      if case .object(let object) = taking.value { object.provenance } else { [String]() }
    }
    let streams = log.streams.filter { $0 != "audit" }
    let drawn =
      streams.isEmpty
      ? [] : ["random numbers of seed \(origin.seed): \(streams.joined(separator: ", "))"]
    return (value.map { ["= " + $0.text] } ?? []) + imports + files + results + drawn
  }

  private func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= Telling.longestText ? line : line.prefix(Telling.longestText - 1) + "…"
  }
}
