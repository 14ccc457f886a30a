import Language
import Learning
import Numerics
import TimeSeries

/// How `fit … by` deals rows out for training and testing, as it was typed.
struct CrossValidationScheme {
  enum Word: String, CaseIterable {
    case kfold, cpcv
    case shuffled = "shuffle_split"

    /// How it is typed.
    var usage: String { rawValue + (self == .cpcv ? "(n, k)" : "(n)") }

    var description: Verb.Kind {
      let summary =
        switch self {
        case .kfold: "deals the rows into n groups and tests each on a model of the others"
        case .cpcv:
          "tests every choice of k of n groups, which joins into several paths over all rows"
        case .shuffled:
          "deals the rows at random and purges nothing, to show what leaks do: hindsight"
        }
      return Verb.Kind("by " + usage, summary)
    }
  }

  let word: Word
  let groups: Int
  /// How many of the groups each fold tests.
  let tested: Int
  /// The embargo that was typed.
  private let embargoRows: Int?

  static let embargo = Parameter.optionalWhole(
    "embargo",
    in: 0...1_000_000_000,
    fallback: "what the reaches ask for",
    "with `by`: how many rows after each test block may not train"
  )

  /// More models than this are hardly meant.
  private static let mostModels = 1000

  /// Reads the operand of `by`; nil where the command has none.
  init?(_ call: CommandCall) throws {
    guard let operand = call.clause("by")?.first else {
      guard !call.has("embargo") else { throw Problem.embargoWithoutFolds }
      return nil
    }
    let (name, arguments) = try CrossValidationScheme.parts(of: operand, call)
    guard let word = Word(rawValue: name) else {
      let allowed = Word.allCases.map(\.usage)
      throw call.located(Problem.unknownWord(name, option: "by", allowed: allowed), operand.range)
    }
    guard arguments.count == (word == .cpcv ? 2 : 1) else {
      throw call.located(CrossValidationScheme.misused, operand.range)
    }
    groups = try call.read(.whole("n", in: 2...1000, "the number of groups"), from: arguments[0])
    tested =
      word == .cpcv
      ? try call.read(.whole("k", in: 1...(groups - 1), "the groups of a test"), from: arguments[1])
      : 1
    embargoRows = try call.option(CrossValidationScheme.embargo)
    guard word != .shuffled || embargoRows == nil else {
      throw Problem.unexpectedClause(
        verb: name,
        clause: "embargo=",
        usage: "fit gbm to y on x by kfold(5), embargo=20"
      )
    }
    self.word = word
    let count = Combinations.count(of: groups, taking: tested)
    guard let count, count <= CrossValidationScheme.mostModels else {
      throw call.located(
        Problem.tooMuch(
          what: "the models of `\(call.evaluator.source.text(operand.range))`",
          count: count.map { NumberText.count($0) } ?? "more than can be counted",
          limit: NumberText.count(CrossValidationScheme.mostModels)
        ),
        operand.range
      )
    }
  }

  /// Returns the word and the arguments of `kfold(5)`.
  private static func parts(
    of operand: Expression,
    _ call: CommandCall
  ) throws -> (String, [Expression]) {
    switch operand.kind {
    case .name(let name): return (name, [])
    case .call(let callee, let arguments):
      guard case .name(let name) = callee.kind, arguments.allSatisfy({ $0.name == nil }) else {
        throw call.located(misused, operand.range)
      }
      return (name, arguments.map(\.value))
    default: throw call.located(misused, operand.range)
    }
  }

  private static let misused = Problem.wrongOperands(
    verb: "by",
    usage: "fit gbm to y on x by kfold(5)"
  )

  /// Returns the embargo after a test block, of which shuffled groups have none.
  func embargo(_ labels: LabelSpans, of task: LearningTask) -> Embargo? {
    guard word != .shuffled else { return nil }
    let memory = task.input.knowledge.reach
    return Embargo(
      memory: memory.isConstant ? 0 : max(0, -memory.low),
      horizon: task.horizon,
      count: labels.count,
      stated: embargoRows
    )
  }

  /// What has to be said of what comes of it.
  func marks(_ embargo: Embargo?) -> [Mark] {
    let shuffled = Mark(.hindsight, "shuffled folds train on the rows beside those that they test")
    let short = embargo.flatMap { embargo in
      embargo.isAssumed
        ? Mark(
          .assumed,
          "an embargo of \(NumberText.counted(embargo.rows, "row")), where the reaches ask for \(embargo.derivedRows)"
        )
        : nil
    }
    return (word == .shuffled ? [shuffled] : []) + [short].compactMap { $0 }
  }

  /// Returns the folds of the rows that have a label.
  func plan(_ labels: LabelSpans, embargo: Embargo?, stream: RandomStream) -> CrossValidationPlan {
    switch word {
    case .kfold: Splitter.kFold(labels, groups: groups, embargo: embargo?.rows ?? 0)
    case .cpcv:
      Splitter.combinatorial(labels, groups: groups, tested: tested, embargo: embargo?.rows ?? 0)
    case .shuffled: Splitter.shuffled(labels, groups: groups, stream: stream)
    }
  }
}

extension Problem {
  /// An embargo was asked for where there are no folds.
  static let embargoWithoutFolds = Problem.missingClause(
    verb: "embargo=",
    clause: "by",
    usage: "fit gbm to y on x by kfold(5), embargo=20"
  )
}
