public import Numerics

/// The log-odds of a target of 0 and 1 as a weighted sum of features, with a penalty on the squares
/// of the coefficients.
///
/// Minimises Σ u ln(1 + e^m) - u y m + (λ / 2) |w|² with m = b + x w, for the weights u of the rows;
/// the intercept b is not penalised. λ is 1 / C of scikit-learn. By Newton's method (iteratively
/// reweighted least squares) with steps that are halved until they lower the objective, each solved
/// by Cholesky's factors, with OpenBLAS.
///
/// Missing values become the mean of the known ones in the training rows, and the model says how
/// many there were. A feature that is constant in the training rows, or missing in all of them, gets
/// the coefficient 0. Without a penalty there is no minimum where the features tell the classes apart
/// without fail, and no single one where a feature is a sum of others: both are errors.
public struct LogisticRegression: Learner {
  public struct Settings: Sendable, Hashable {
    /// The penalty λ, 0...1e100.
    public var penalty: Double
    /// Whether the penalty is on coefficients of features in standard units, so that the units of
    /// the features do not matter; else in original ones.
    public var standardise: Bool
    /// How many steps may be taken, 1...10,000; a fit that needs more is an error.
    public var iterations: Int
    /// How much a step may still promise to lower the mean loss, by its slope and curvature, for the
    /// fit to end with it; above 0, at most 1e-4.
    ///
    /// Each step about squares the error, so that the default leaves none but rounding.
    public var tolerance: Double

    public init(
      penalty: Double = 1,
      standardise: Bool = true,
      iterations: Int = 100,
      tolerance: Double = 1e-20
    ) {
      (self.penalty, self.standardise) = (penalty, standardise)
      (self.iterations, self.tolerance) = (iterations, tolerance)
    }

    /// The name of the first setting that is out of its range; nil where all are in it.
    public var outOfRange: String? {
      let checks: [(String, Bool)] = [
        ("penalty", penalty >= 0 && penalty <= 1e100),
        ("iterations", (1...10_000).contains(iterations)),
        ("tolerance", tolerance > 0 && tolerance <= 1e-4),
      ]
      return checks.first { !$0.1 }?.0
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
    guard loss == .logistic else { throw .lossNotSupported(loss) }
    let sample = try TrainingSample(table, target: target, rows: rows, weights: weights, loss: loss)
    guard let blas = BLAS.shared else { throw .libraryMissing("OpenBLAS") }
    let problem = LinearProblem(
      table,
      sample,
      penalty: settings.penalty,
      standardise: settings.standardise,
      workers: workers
    )
    var run = LogisticRun(problem, isPenalised: settings.penalty > 0, blas)
    for iteration in 1...settings.iterations {
      let gain = try run.step()
      let isConverged = gain <= settings.tolerance
      let goesOn = progress?(iteration, settings.iterations) { nil } ?? true
      if isConverged || !goesOn {
        return problem.model(run.unknowns, loss: loss, isConverged: isConverged)
      }
    }
    throw .notConverged(iterations: settings.iterations)
  }
}
