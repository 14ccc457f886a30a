import Backtest
import Language
import Numerics

/// How far a score is from what chance gives, in standard errors.
struct Skill: Sendable, Codable {
  let value: Double
  let chance: Double
  let error: Double

  /// The distance from chance in standard errors; not finite where the rows are too few to say.
  var distance: Double { (value - chance) / error }

  /// Whether chance is two standard errors away, or more.
  var isShown: Bool { distance >= 2 }

  /// Whether so much would hardly be seen in the best of `count` scores without skill.
  func isShown(asBestOf count: Int) -> Bool { isShown && chanceOfBest(of: count) < 0.05 }

  /// The chance that the best of `count` independent scores without skill is as far from chance; of
  /// scores that resemble each other it is less.
  private func chanceOfBest(of count: Int) -> Double {
    1 - Elementary.exp(Elementary.log(NormalDistribution.cumulative(distance)) * Double(count))
  }

  /// What can be said of one score that was looked at alone.
  var verdict: String {
    guard distance.isFinite else { return "too few rows to say anything" }
    let text = "\(NumberText.fixed(distance, 1)) standard errors from chance"
    return isShown ? "some skill: \(text)" : "no skill to speak of: \(text)"
  }

  /// What can be said of the score of one model where `count` were tried on the same data.
  func verdict(amongTried count: Int) -> String {
    guard isShown, count > 1 else { return verdict }
    let text = "\(NumberText.fixed(distance, 1)) standard errors from chance"
    return isShown(asBestOf: count)
      ? "some skill: \(text), as the best of \(count) models tried on this span"
      : "no skill to speak of: \(text), which the best of \(count) models tried on this span may reach by luck"
  }

  /// What can be said of a score that is the best of `count`.
  func verdict(bestOf count: Int) -> String {
    guard distance.isFinite else { return "too few rows to say anything" }
    let p = chanceOfBest(of: count)
    let text =
      "\(NumberText.fixed(distance, 1)) standard errors from chance, where the best of \(NumberText.count(count)) without skill is at \(NumberText.fixed(ExpectedMaximum.ofNormals(count), 1)) (p = \(NumberText.fixed(p, 3)))"
    return p < 0.05
      ? "hard to explain by luck alone: \(text)" : "indistinguishable from luck: \(text)"
  }
}
