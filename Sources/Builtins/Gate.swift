import Language
import TimeSeries

/// The rule of who may know what: features, rules, positions and what a model reads know no row after
/// their own.
struct Gate {
  let call: CommandCall
  /// What the value is for, as a message has it: "a feature".
  let place: String
  /// Evaluates where the value stands.
  let evaluator: Evaluator
  /// Returns what an expression knows on the clock that it is used on.
  let knowledge: (Evaluator, Expression) throws -> Knowledge

  /// Refuses what knows the future, with the way by which it came in and a repair that works.
  func check(
    _ known: Knowledge,
    name: String,
    of expression: Expression?,
    at range: SourceRange
  ) throws {
    guard known.reach.seesFuture else { return }
    throw call.located(
      Problem.looksAhead(
        name: name,
        reach: known.reach,
        path: known.path.map { $0.cell == evaluator.context.cellTitle ? .init($0.text) : $0 },
        place: place,
        repair: expression.flatMap(repair)
      ),
      range
    )
  }

  // Repair

  /// How many places of an expression are mended at most.
  private static let mostRepairs = 4

  /// Returns what to write instead: the same expression with what looks ahead replaced by what is
  /// known by then, if it passes.
  private func repair(_ expression: Expression) -> String? {
    var (expression, source) = (expression, evaluator.source)
    for _ in 0..<Gate.mostRepairs {
      let trial = evaluator.trying(source)
      guard let cause = cause(in: expression, trial),
        let text = replacement(for: cause, trial)
      else { return nil }
      let whole = expression.range
      let repaired =
        source.text(SourceRange(whole.lower, cause.range.lower)) + text
        + source.text(SourceRange(cause.range.upper, whole.upper))
      source = Source(repaired)
      let statements = try? Parser.statements(of: source, grammar: trial.registry.grammar)
      guard case .expression(let parsed)? = statements?.first?.kind, statements?.count == 1 else {
        return nil
      }
      if let known = try? knowledge(evaluator.trying(source), parsed), !known.reach.seesFuture {
        let line = repaired.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "write `\(line)`"
      }
      expression = parsed
    }
    return nil
  }

  /// Returns the first innermost part of an expression that knows the future.
  private func cause(in expression: Expression, _ evaluator: Evaluator) -> Expression? {
    switch expression.kind {
    // What a command gives cannot be waited for, and it may take long.
    case .command, .pipeline, .function: return nil
    default: break
    }
    for part in expression.parts {
      if let found = cause(in: part, evaluator) { return found }
    }
    let known = try? knowledge(evaluator, expression)
    return known?.reach.seesFuture ?? false ? expression : nil
  }

  /// Returns what is known by then in place of `cause`: the same once it has matured, or a statistic
  /// of the rows so far.
  private func replacement(for cause: Expression, _ evaluator: Evaluator) -> String? {
    let text = call.text(cause, in: evaluator)
    switch try? evaluator.evaluate(cause) {
    case .number?:
      guard case .call(let callee, let arguments) = cause.kind, case .name(let name) = callee.kind,
        let only = arguments.first, arguments.count == 1,
        WindowFunctions.expandingNames.contains(name)
      else { return nil }
      return "expanding(\(name), \(call.text(only.value, in: evaluator)))"
    case let value?:
      guard let series = value.asSeries else { return nil }
      // What is never known within the data, or only once all of it is, is not worth waiting for, and
      // rows that the future chose do not become known by waiting.
      let own = series.knowledge.reach
      let matures =
        own.seesFuture && own.high < Reach.unbounded
        && series.knowledge.reach(on: series.clock) == own
        && !series.clock.isSelection
      return matures ? "known(\(text))" : nil
    case nil: return nil
    }
  }
}

extension CommandCall {
  /// The text of an expression that `evaluator` reads.
  fileprivate func text(_ expression: Expression, in evaluator: Evaluator) -> String {
    evaluator.source.text(expression.range)
  }
}
