import Features
import Foundation
import TestSupport
import Testing

/// The table of `docs/design/patterns.md`: how far the patterns agree with those of TA-Lib.
@Suite(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
struct PatternAgreementTests {
  /// TA-Lib's column of a pattern, and the sign that its hits have; 0 for any.
  private static let columns: [CandlePattern: (name: String, sign: Double)] = [
    .doji: ("CDLDOJI", 0), .hammer: ("CDLHAMMER", 1), .shootingStar: ("CDLSHOOTINGSTAR", -1),
    .engulfingBullish: ("CDLENGULFING", 1), .engulfingBearish: ("CDLENGULFING", -1),
    .morningStar: ("CDLMORNINGSTAR_0.3", 1), .eveningStar: ("CDLEVENINGSTAR_0.3", -1),
    .threeWhiteSoldiers: ("CDL3WHITESOLDIERS", 1), .threeBlackCrows: ("CDL3BLACKCROWS", -1),
    .harami: ("CDLHARAMI", 0), .piercingLine: ("CDLPIERCING", 1),
    .darkCloudCover: ("CDLDARKCLOUDCOVER_0.5", -1), .marubozu: ("CDLMARUBOZU", 0),
  ]

  @Test func theTableHoldsWhatIsCounted() throws {
    let reference = try Shared.table("reference/indicators_sp500.csv.gz")
    let labels = CandlePatterns.labels(Rows.sp500.bars)
    let counted = zip(CandlePattern.allCases, labels).map { pattern, own -> String in
      guard let column = Self.columns[pattern] else {
        return "| `\(pattern.name)` | none | | \(own.count { $0 == 1 }) | |"
      }
      let theirs = reference[column.name].map {
        column.sign == 0 ? $0 != 0 : $0 * column.sign > 0
      }
      let pairs = Array(zip(own.map { $0 == 1 }, theirs))
      #expect(pairs.count == 5031)
      let (both, onlyOurs) = (pairs.count { $0 && $1 }, pairs.count { $0 && !$1 })
      let onlyTheirs = pairs.count { !$0 && $1 }
      return "| `\(pattern.name)` | \(column.name) | \(both) | \(onlyOurs) | \(onlyTheirs) |"
    }
    let text = try String(contentsOfFile: "docs/design/patterns.md", encoding: .utf8)
    let table = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
    #expect(table == counted, "\(counted.joined(separator: "\n"))")
  }
}
