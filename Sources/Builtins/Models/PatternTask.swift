import Features
import Language
import Learning
import TimeSeries

/// Several things at once that a network is to find in bars: columns of true and false.
struct PatternTask {
  let kind: ModelKind
  let input: ModelInput
  let labels: Frame
  private let settings: PatternCNN.Settings
  private let generated: GeneratedWindows?

  /// Reads a command whose target, the operand of `to`, is a frame; nil for any other target.
  init?(_ call: CommandCall, target: Value) throws {
    let kind = try ModelKind.of(call)
    let operand = try call.required("to")
    guard case .frame(let labels) = target else { return nil }
    guard case .bars = kind.reads else {
      throw call.located(
        Problem.wrongType(found: "a frame", wanted: "a target", what: "`to`"),
        operand.range
      )
    }
    guard !labels.columns.isEmpty, labels.columns.allSatisfy({ $0.series.kind == .boolean })
    else {
      throw call.located(
        Problem.wrongType(
          found: "a frame of numbers",
          wanted: "a target, or columns of true and false",
          what: "`to`"
        ),
        operand.range
      )
    }
    input = try ModelInput(call, kind.reads)
    guard labels.clock.matches(input.clock) else {
      throw call.located(
        Problem.differentClocks(labels.clock.spanText, input.clock.spanText),
        operand.range
      )
    }
    (self.kind, self.labels) = (kind, labels)
    settings = try NetworkKind.settings(call, horizon: PatternTask.horizon(of: labels))
    let count = try NetworkKind.generatedCount(call)
    generated =
      count == 0
      ? nil : GeneratedWindows(count: count) { CandlePatterns.labels(Bars($0)) }
    guard generated == nil || call.isChecking || areUsualPatterns else {
      throw call.located(PatternTaskError.notTheUsualPatterns, operand.range)
    }
  }

  /// How many rows ahead the labels look.
  var horizon: Int { PatternTask.horizon(of: labels) }

  private static func horizon(of labels: Frame) -> Int {
    max(0, labels.columns.map(\.series.reach.high).max() ?? 0)
  }

  /// Returns the network that finds the labels of `rows`.
  func network(
    rows: [Int],
    _ context: RunContext,
    progress: @escaping ProgressReport
  ) throws -> PatternNetwork {
    let learner = PatternCNN(settings)
    let stream = context.stream("fit")
    let labels = labels.columns.map(\.series.values)
    func fitted() throws -> any Predictor {
      let network = try learner.fit(
        input.table,
        labels: labels,
        rows: rows,
        generated: generated,
        stream: stream,
        workers: context.workers,
        progress: progress
      )
      // What was stopped is no network of so many epochs.
      try context.report(Progress("fit \(kind.name)", done: 1, total: 1))
      return network
    }
    let key = context.decided {
      var key = ResultKey(.fit(kind))
      key.add(learner)
      key.add(generated?.count ?? 0)
      key.add(input.table)
      labels.forEach { key.add($0) }
      key.add(rows)
      key.add(stream)
      return key
    }
    let model = try context.keptModel(targets: [], fitted, key: key)
    guard let network = model as? PatternNetwork else { throw ModelFileError.notSaved }
    return network
  }

  /// Whether the labels are those that `candle_patterns()` gives, so that its rules can label more.
  private var areUsualPatterns: Bool {
    guard labels.columns.map(\.name) == CandlePattern.allCases.map(\.name) else { return false }
    let rules = CandlePatterns.labels(Bars(input.table))
    return zip(rules, labels.columns).allSatisfy { rule, column in
      zip(rule, column.series.values).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
    }
  }
}

/// Why a network cannot learn what it was asked to.
enum PatternTaskError: Error, Equatable {
  case notTheUsualPatterns
}

extension PatternTaskError: Explainable {
  var explanation: Explanation {
    switch self {
    case .notTheUsualPatterns:
      Explanation(
        "E412",
        "windows are generated only where the target is `candle_patterns()` of the same bars",
        repair: "leave `generated` out"
      )
    }
  }
}
