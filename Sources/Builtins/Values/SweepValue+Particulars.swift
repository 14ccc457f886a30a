import Backtest
import Language

extension SweepValue {
  /// Of how many trials a figure is, and what the other tests say.
  func particulars(of field: String) -> [(name: String, text: String)] {
    let tried: [(name: String, text: String)] = [("trials", NumberText.count(trials.count))]
    switch field {
    case "spa":
      return tried
        + (againstHolding.map {
          [("buy and hold", "p = \(NumberText.fixed($0.spaConsistent, 3)) that none beats it")]
        } ?? [])
    case "pbo", "dsr", "score": return tried
    default: return []
    }
  }
}
