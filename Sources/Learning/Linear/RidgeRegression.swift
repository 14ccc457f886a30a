public import Numerics

/// Least squares with a penalty on the squares of the coefficients.
///
/// Minimises Σ u (y - b - x w)² + α |w|² for the weights u of the rows; the intercept b is not
/// penalised (Hoerl and Kennard, "Ridge regression", Technometrics 12, 1970). Solved by the normal
/// equations of standardised features and Cholesky's factors, with OpenBLAS.
///
/// Linear models take no missing values: these become the mean of the known ones in the training
/// rows, and the model says how many there were. A feature that is constant in the training rows,
/// or missing in all of them, gets the coefficient 0. Without a penalty, or with one that the sums of
/// squares drown, features of which one is a sum of others have no single best coefficients: that is
/// an error, which names the feature.
public struct RidgeRegression: Learner {
  /// The settings, by scikit-learn's meaning and default of the penalty.
  public struct Settings: Sendable, Hashable {
    /// The penalty α, 0...1e100.
    public var penalty: Double
    /// Whether the penalty is on coefficients of features in standard units, so that the units of
    /// the features do not matter; else in original ones.
    public var standardise: Bool

    public init(penalty: Double = 1, standardise: Bool = true) {
      (self.penalty, self.standardise) = (penalty, standardise)
    }

    /// The name of the first setting that is out of its range; nil where all are in it.
    public var outOfRange: String? {
      penalty >= 0 && penalty <= 1e100 ? nil : "penalty"
    }
  }

  public let settings: Settings

  public init(_ settings: Settings = Settings()) {
    self.settings = settings
  }

  public func fit(
    _ table: FeatureTable,
    target: [Double],
    rows: [Int],
    weights: [Double]? = nil,
    loss: Loss,
    stream: RandomStream,
    workers: Workers,
    progress: ProgressReport? = nil
  ) throws(LearningError) -> LinearModel {
    if let name = settings.outOfRange { throw .settingOutOfRange(name) }
    guard loss == .squared else { throw .lossNotSupported(loss) }
    let sample = try TrainingSample(table, target: target, rows: rows, weights: weights, loss: loss)
    guard let blas = BLAS.shared else { throw .libraryMissing("OpenBLAS") }
    let problem = LinearProblem(
      table,
      sample,
      penalty: settings.penalty,
      standardise: settings.standardise,
      workers: workers
    )
    let start = problem.start
    let equations = problem.equations(
      at: start,
      curvatures: problem.weights,
      residuals: problem.targets.indices.map {
        problem.weights[$0] * (problem.targets[$0] - problem.baseScore)
      },
      blas
    )
    try problem.refuseDependence(in: equations)
    guard let step = equations.solution(blas) else { throw .notConverged(iterations: 1) }
    _ = progress?(1, 1) { nil }
    return problem.model(zip(start, step).map(+), loss: loss, isConverged: true)
  }
}
