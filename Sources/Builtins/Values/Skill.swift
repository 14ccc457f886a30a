import Backtest
import Language
import Numerics

/// How far a score is from what chance gives, in standard errors.
struct Skill: Sendable {
  let value: Double
  let chance: Double
  let error: Double

  /// The distance from chance in standard errors; not finite where the rows are too few to say.
  var distance: Double { (value - chance) / error }

  /// Whether chance is two standard errors away, or more.
  var isShown: Bool { distance >= 2 }

  /// What can be said of one score that was looked at alone.
  var verdict: String {
    guard distance.isFinite else { return "too few rows to say anything" }
    let text = "\(NumberText.fixed(distance, 1)) standard errors from chance"
    return isShown ? "some skill: \(text)" : "no skill to speak of: \(text)"
  }

  /// What can be said of a score that is the best of `count`.
  ///
  /// The chance that the best of so many independent scores without skill is as far from chance is
  /// 1 - Φ(distance)^count, by which trials that resemble each other are judged too severely.
  func verdict(bestOf count: Int) -> String {
    guard distance.isFinite else { return "too few rows to say anything" }
    let below = Elementary.log(NormalDistribution.cumulative(distance)) * Double(count)
    let p = 1 - Elementary.exp(below)
    let text =
      "\(NumberText.fixed(distance, 1)) standard errors from chance, where the best of \(NumberText.count(count)) without skill is at \(NumberText.fixed(ExpectedMaximum.ofNormals(count), 1)) (p = \(NumberText.fixed(p, 3)))"
    return p < 0.05
      ? "hard to explain by luck alone: \(text)" : "indistinguishable from luck: \(text)"
  }
}
