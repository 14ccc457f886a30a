import Backtest
import Language
import Numerics
import Sweeps
import Synchronization
import TimeSeries

/// The verb that tries every combination of parameters.
enum SweepVerbs {
  static let verbs: [Verb] = [
    Verb(
      "sweep",
      "Runs a block at each combination of values, and says what the best one is worth.",
      usage: "sweep n in 10..60 step 10, score=sharpe { backtest strat(n) on es }",
      options: [score],
      mostOperands: 0,
      takesBlock: true,
      isSource: true
    ) { call in try sweep(call) }
  ]

  static let limit = 1_000_000

  private static let score = ParameterDescription(
    "score",
    type: "a field of the block's value, or an expression",
    fallback: "sharpe",
    summary: "what makes one combination better than another"
  )

  private static func sweep(_ call: CommandCall) throws -> Outcome {
    guard let block = call.command.block, !call.command.axes.isEmpty else { throw call.misused }
    let axes = try call.command.axes.map { axis in
      SweepValue.Axis(name: axis.name.text, values: try values(of: axis, call))
    }
    if let (first, later) = repeatedAxis(call.command.axes) {
      throw call.located(Problem.repeatedArgument(first.text), later.range)
    }
    let space = Space(axes.map { Space.Axis($0.name, count: $0.values.count) })
    guard let count = space.count, count <= limit else {
      throw Problem.tooMuch(
        what: "the number of combinations",
        count: space.count.map(NumberText.count) ?? "beyond counting",
        limit: NumberText.count(limit)
      )
    }
    guard count > 0 else { throw call.misused }
    let trial: @Sendable ([Int]) throws -> (SweepValue.Trial, RunContext) = { point in
      try run(block, at: point, axes, call)
    }
    if call.isChecking {
      return Outcome(
        .object(SweepValue(axes: axes, trials: [try trial(space.point(0)).0], in: call.context))
      )
    }
    let context = call.context
    let place = call.evaluator.place(of: call.command)
    let best = Mutex<Double?>(nil)
    let results = try GridSearch.run(
      space,
      workers: context.workers,
      progress: { done in
        let metric = best.withLock { $0 }.map { Progress.Metric("best", $0) }
        try context.report(
          Progress("sweep", done: done, total: count, unit: "trials", metric: metric, isKept: true)
        )
      }
    ) { point in
      let made = try context.part(space.number(point), of: place) { try trial(point) }
      if let score = made?.0.score, score.isFinite {
        best.withLock { $0 = max($0 ?? score, score) }
      }
      return made
    }.compactMap(\.self)
    guard !results.isEmpty else { throw Problem.interrupted }
    let trials = results.map { trial, fork in
      context.absorb(fork)
      return trial.counted(in: context.trials)
    }
    let value = Value.object(SweepValue(axes: axes, trials: trials, in: context))
    guard trials.count < count else { return Outcome(value) }
    let partial = PartialResult(done: trials.count, total: count, unit: "trials")
    return Outcome(value, isShown: true, partial: partial)
  }

  /// Returns the first two axes that have one name.
  private static func repeatedAxis(_ axes: [Command.Axis]) -> (first: Name, later: Name)? {
    for (place, axis) in axes.enumerated() {
      if let first = axes[..<place].first(where: { $0.name.text == axis.name.text }) {
        return (first.name, axis.name)
      }
    }
    return nil
  }

  /// Returns the values of an axis: a range of numbers, or a list of anything.
  private static func values(of axis: Command.Axis, _ call: CommandCall) throws -> [Value] {
    let value = try call.evaluator.evaluate(axis.values)
    do {
      switch value {
      case .list(let items): return items
      case .range(let range):
        let ends = [range.lower, range.upper].compactMap { end -> Scalar? in
          if case .number(let scalar)? = end { scalar } else { nil }
        }
        let knowledge = Knowledge.derived(from: ends.map(\.knowledge), step: "the range")
        // While checking, any number will do where the ends are still to be found.
        let numbers = ends.contains(where: call.isUnknown) ? [0] : try range.numbers(limit: limit)
        return numbers.map { Value.number($0).knowing(knowledge, step: "the range") }
      default:
        throw Problem.wrongType(
          found: value.typeName,
          wanted: "a list or a range",
          what: "`\(axis.name.text)`"
        )
      }
    } catch let problem as Problem {
      throw call.located(problem, axis.values.range)
    }
  }

  /// Whether a trial is audited: every one runs the same text, and one proof of it is enough, but for
  /// values that bring a text of their own, such as functions.
  private static func isProof(_ point: [Int], _ axes: [SweepValue.Axis]) -> Bool {
    let moved = axes.indices.filter { point[$0] != 0 }
    guard let axis = moved.first, moved.count == 1 else { return moved.isEmpty }
    if case .number = axes[axis].values[point[axis]].plain { return false }
    return true
  }

  private static func run(
    _ block: Block,
    at point: [Int],
    _ axes: [SweepValue.Axis],
    _ call: CommandCall
  ) throws -> (SweepValue.Trial, RunContext) {
    var evaluator = call.evaluator
    evaluator.context = evaluator.context.forked()
    evaluator.context.isAuditing = isProof(point, axes)
    for (axis, place) in zip(axes, point) {
      evaluator = evaluator.binding(axis.name, to: axis.values[place])
    }
    var last: Value?
    for item in block.items {
      guard case .statement(let statement) = item else { throw call.ruleOutsideStrategy(item) }
      last = try evaluator.run(statement).value ?? last
    }
    guard let value = last else { throw call.located(call.misused, block.range) }
    let score = try score(of: value, evaluator, call)
    let trial = SweepValue.Trial(
      point: point,
      score: score.value,
      backtest: value.object as? BacktestValue,
      skill: (value.object as? OutOfSampleValue).flatMap { $0.scheme.mark == nil ? $0.skill : nil },
      scoredBy: score.knowledge.dated,
      marks: value.marks
    )
    return (trial, evaluator.context)
  }

  /// Returns the score: a field of the value where the word is one, else an expression.
  private static func score(
    of value: Value,
    _ evaluator: Evaluator,
    _ call: CommandCall
  ) throws -> Scalar {
    let given = call.command.options.last { $0.name?.text == "score" }?.value
    var scored = value
    if let given, case .name(let name) = given.kind {
      if let field = Evaluator.fields(of: value, name).value {
        scored = field
      } else {
        scored = try evaluator.evaluate(given)
      }
    } else if let given {
      scored = try evaluator.evaluate(given)
    } else if let field = Evaluator.fields(of: value, "sharpe").value {
      scored = field
    }
    guard case .number(let scalar) = scored else {
      throw call.located(
        Problem.wrongType(found: scored.typeName, wanted: "a number", what: "the score"),
        given?.range ?? call.command.range
      )
    }
    return scalar
  }
}
