internal import Numerics

/// A logistic fit under way: the unknowns after the steps so far.
struct LogisticRun {
  private(set) var unknowns: [Double]
  private let problem: LinearProblem
  private let isPenalised: Bool
  private let blas: BLAS
  private var margins: [Double]
  private var objective: Double
  private var steps = 0
  /// What each column had to itself at the first step; only kept without a penalty.
  private var firstParts: [Double] = []

  init(_ problem: LinearProblem, isPenalised: Bool, _ blas: BLAS) {
    (self.problem, self.isPenalised, self.blas) = (problem, isPenalised, blas)
    unknowns = problem.start
    margins = Array(repeating: problem.baseScore, count: problem.targets.count)
    objective = LogisticRun.objective(problem, unknowns, margins)
  }

  /// Takes Newton's step, or the part of it that lowers the objective, and returns by how much the
  /// whole step lowers the mean loss as far as its curvature tells: half the square of Newton's
  /// decrement (Boyd and Vandenberghe, "Convex optimization", 2004, 9.5).
  mutating func step() throws(LearningError) -> Double {
    let equations = equations()
    if steps == 0 { try problem.refuseDependence(in: equations) }
    if !isPenalised { try refuseSureRows(equations) }
    steps += 1
    guard let direction = equations.solution(blas) else { throw .notConverged(iterations: steps) }
    let slope = zip(equations.right, direction).reduce(0) { $0 + $1.0 * $1.1 }
    try move(along: direction, slope: slope)
    if !isPenalised, isSeparated { throw .separable }
    return slope / 2 / problem.totalWeight
  }

  /// Throws where the rows that could still hold a coefficient have become sure.
  private mutating func refuseSureRows(_ equations: NormalEquations) throws(LearningError) {
    let parts = equations.ownParts
    if steps == 0 { firstParts = parts }
    if NormalEquations.firstLost(parts, beside: firstParts) != nil { throw .separable }
  }

  /// The equations of the step from where the fit is.
  ///
  /// p (1 - p) is taken as σ(m) σ(-m), which does not lose the smaller of the two.
  private func equations() -> NormalEquations {
    var (curvatures, residuals) = (margins, margins)
    for (i, margin) in margins.enumerated() {
      let (p, q) = (Elementary.sigmoid(margin), Elementary.sigmoid(-margin))
      curvatures[i] = problem.weights[i] * (p * q)
      residuals[i] = problem.weights[i] * (problem.targets[i] == 1 ? q : -p)
    }
    return problem.equations(at: unknowns, curvatures: curvatures, residuals: residuals, blas)
  }

  /// Moves by the largest of the whole, half, a quarter … of a step that lowers the objective by a
  /// ten-thousandth of what its slope promises, but for rounding.
  private mutating func move(along direction: [Double], slope: Double) throws(LearningError) {
    let changes = problem.margins(direction)
    let rounding = 1e-13 * objective
    var share = 1.0
    for _ in 0..<60 {
      let candidate = zip(unknowns, direction).map { $0 + share * $1 }
      let moved = zip(margins, changes).map { $0 + share * $1 }
      let value = LogisticRun.objective(problem, candidate, moved)
      if value <= objective - 1e-4 * share * slope + rounding {
        (unknowns, margins, objective) = (candidate, moved, value)
        return
      }
      share /= 2
    }
    throw .notConverged(iterations: steps)
  }

  /// Whether the sign of every margin tells the class.
  private var isSeparated: Bool {
    zip(margins, problem.targets).allSatisfy { $1 == 1 ? $0 > 0 : $0 < 0 }
  }

  private static func objective(
    _ problem: LinearProblem,
    _ unknowns: [Double],
    _ margins: [Double]
  ) -> Double {
    let loss = problem.sum { row in
      problem.weights[row] * Loss.logistic.value(margin: margins[row], target: problem.targets[row])
    }
    return zip(problem.penalties, unknowns).reduce(loss) { $0 + $1.0 / 2 * $1.1 * $1.1 }
  }
}
