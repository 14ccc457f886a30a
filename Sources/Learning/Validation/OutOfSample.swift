internal import Numerics
public import TimeSeries

/// What models predicted of rows that they were not trained on, fold by fold and in all.
///
/// Of a walk-forward every row has at most one prediction that counts. A cross-validation whose folds
/// share test rows has several, one for each path; its scores are the means over the paths, not those
/// of the mean prediction, which no single model made.
public struct OutOfSample: Sendable {
  /// How the predictions of a fold came about.
  public enum Basis: String, Sendable, Hashable, Codable {
    /// By a model.
    case model
    /// All training targets were of one class: their mean was predicted.
    case oneClass
    /// No training row had a known target: nothing was predicted.
    case nothing
  }

  /// What became of one fold.
  public struct FoldReport: Sendable {
    public let fold: Fold
    public let basis: Basis
    /// How many rows of the training range had a known target, and so took part.
    public let trainingRows: Int
    /// How many of the rows with a target were left out as their labels meet those of the test rows.
    public let purgedRows: Int
    /// How many of the rows with a target were left out because they follow a test block.
    public let embargoedRows: Int
    /// The mean of their targets, which the baseline predicts; missing where there is none.
    public let trainingMean: Double
    /// The scores of the test rows whose target is known.
    public let scores: Scores
    /// The share of each feature in what the model learned; empty without a model.
    public let importance: [Double]
  }

  /// A prediction for each test row, and missing elsewhere: of a walk-forward that of the latest
  /// fold, else the mean over the paths.
  public let predictions: [Double]
  /// The target of each row of the table, missing where it is not known.
  public let targets: [Double]
  /// The mean of the fold's training targets for each test row, and missing elsewhere.
  public let baselinePredictions: [Double]
  /// The folds that were run, in order.
  public let folds: [FoldReport]
  /// The scores over all test rows whose target is known.
  public let scores: Scores
  /// The scores of each path; those of a walk-forward are one path.
  public let paths: [Scores]
  /// The scores of the baseline over the same rows: what they were without any skill.
  public let baseline: Scores
  /// The scores of persistence over those of these rows that have an earlier target known.
  public let lastOutcome: Scores
  /// The names of the features.
  public let featureNames: [String]
  /// The mean share of each feature over the folds that had a model.
  public let importance: [Double]
  /// How many independent rows the scores are worth: the rows over the horizon of the target, or over
  /// how far labels of different lengths overlap.
  public let effectiveCount: Double
  /// The standard error of the AUC, by Hanley and McNeil at the effective count.
  public let aucError: Double
  /// The standard error of the information coefficient about 0, at the effective count.
  public let informationCoefficientError: Double
  /// The standard error of a hit rate equal to the base rate, at the effective count.
  public let hitRateError: Double
  /// Whether all folds were run; false where the progress report stopped the run.
  public let isComplete: Bool
}
