public import Numerics

/// A model that has been fitted.
public protocol Predictor: Sendable {
  /// Returns a prediction for each of `rows`: a probability for the logistic loss.
  func predict(_ table: FeatureTable, rows: [Int]) -> [Double]

  /// The share of each feature in what the model learned; sums to 1, or all 0 where it learned
  /// nothing.
  var importance: [Double] { get }
}

/// A way to fit models, with its settings.
public protocol Learner: Sendable {
  associatedtype Model: Predictor

  /// Returns the model of `target` given the features in `rows` of the table.
  ///
  /// The result depends on `stream` and not on `workers`.
  ///
  /// - Parameters:
  ///   - table: The features.
  ///   - target: One value for each row of the table, of which those of `rows` are used.
  ///   - rows: The rows to learn from.
  ///   - weights: The weight of each row of the table, at least 0; nil for equal weights.
  ///   - loss: What to make small.
  ///   - stream: Random numbers, for sampling.
  ///   - workers: The threads that may be used.
  ///   - progress: Called after each step; may stop the fit early.
  /// - Returns: The model, as far as it got.
  /// - Throws: A `LearningError` where the rows, the target or the settings do not allow a fit.
  func fit(
    _ table: FeatureTable,
    target: [Double],
    rows: [Int],
    weights: [Double]?,
    loss: Loss,
    stream: RandomStream,
    workers: Workers,
    progress: ProgressReport?
  ) throws(LearningError) -> Model
}

/// Hears how many steps are done, of how many; returns false to stop and keep what there is so far.
///
/// `score` says how well the model does so far, where it knows; it costs a little and is asked for as
/// often as a person can read it.
public typealias ProgressReport =
  @Sendable (_ done: Int, _ of: Int, _ score: () -> TrainingScore?) -> Bool

/// How well a model does that is not finished, for the person who waits for it.
public struct TrainingScore: Sendable, Hashable {
  public let name: String
  public let value: Double

  public init(_ name: String, _ value: Double) {
    (self.name, self.value) = (name, value)
  }
}

/// Why a model could not be fitted.
public enum LearningError: Error, Equatable, Sendable {
  case noRows
  /// The fit was asked to stop before there was anything to keep.
  case stopped
  case noFeatures
  /// All targets of the logistic loss are 0, or all are 1.
  case oneClass
  /// The logistic loss takes targets of 0 and 1 only.
  case targetNotBinary(Double)
  case missingTarget(row: Int)
  /// The target is infinite, or so large that its square is.
  case targetOutOfRange(row: Int)
  /// A weight is missing, infinite or negative.
  case weightOutOfRange(row: Int)
  /// All weights are 0.
  case noWeight
  /// The setting of this name is outside the range that its documentation states.
  case settingOutOfRange(String)
  /// The learner makes another loss small than this.
  case lossNotSupported(Loss)
  /// The library of this name, which does the arithmetic, is not installed.
  case libraryMissing(String)
  /// The feature is a weighted sum of those before it, and no penalty chooses among their
  /// coefficients.
  case collinear(feature: String)
  /// The features tell the classes of the training rows apart without fail, so that without a penalty
  /// the coefficients grow without end.
  case separable
  /// The fit had not come to its minimum after so many steps.
  case notConverged(iterations: Int)
  /// The numbers of the fit have left their range: its steps were too large.
  case diverged
  /// A saved model whose field of this name no fit could have written.
  case malformedModel(field: String)
  /// A saved model in a form of another version.
  case unknownVersion(Int)
  /// A network takes the columns open, high, low, close and volume, and was given another number.
  case notBars(columns: Int)
  /// There is no column of labels.
  case noClasses
}
