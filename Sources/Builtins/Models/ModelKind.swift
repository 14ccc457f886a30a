import Language
import Learning
import TimeSeries

/// A way to learn that `fit` and `walkforward` offer.
struct ModelKind: Sendable {
  /// What a model reads of each row.
  enum Reads: Sendable {
    case features
    /// The open, high, low, close and volume of the last bars.
    case bars(window: Int)
  }

  /// Something that a person may ask a model for by name.
  typealias Fact = (name: String, value: Value)

  let word: Verb.Kind
  /// The form of its arithmetic: raised with every change of what it gives for the same rows.
  let revision: Int
  let reads: Reads
  /// What it can make small, and so which targets it takes.
  let losses: Set<Loss>
  /// Returns what can be said of a model of the named features, the first of it its size; without a
  /// model, as a check has it, the same names.
  let facts: @Sendable ((any Predictor)?, [String]) -> [Fact]
  /// Reads the options that were typed, for a target that looks so many rows ahead.
  let learner: @Sendable (CommandCall, _ horizon: Int) throws -> any Learner

  var name: String { word.name }

  init(
    _ name: String,
    _ summary: String,
    options: [ParameterDescription],
    revision: Int = 1,
    reads: Reads = .features,
    losses: Set<Loss> = [.logistic, .squared],
    facts: @escaping @Sendable ((any Predictor)?, [String]) -> [Fact],
    learner: @escaping @Sendable (CommandCall, _ horizon: Int) throws -> any Learner
  ) {
    word = Verb.Kind(name, summary, options: options)
    (self.revision, self.reads, self.losses) = (revision, reads, losses)
    (self.facts, self.learner) = (facts, learner)
  }

  static let all: [ModelKind] = [
    TreeKinds.boosting, TreeKinds.forest, LinearKinds.ridge, LinearKinds.logistic,
    EnsembleKind.kind, NetworkKind.kind,
  ]

  /// Returns the kind that a command names.
  static func of(_ call: CommandCall) throws -> ModelKind {
    let name = try call.kind()
    guard let kind = all.first(where: { $0.name == name }) else { throw call.misused }
    return kind
  }
}
