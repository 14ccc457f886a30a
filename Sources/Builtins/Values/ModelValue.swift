import Language
import Learning
import TimeSeries

/// A model that has been trained, with what it has seen.
struct ModelValue: Learned {
  /// The trees; nil while checking.
  let model: BoostedTrees?
  let featureNames: [String]
  private let rowCount: Int
  /// The newest row that the model knows anything of, its targets included.
  let lastKnownRow: Int
  /// The name of that row.
  let lastLabel: String

  init(model: BoostedTrees, features: FeatureSet, rowCount: Int, lastKnownRow: Int) {
    self.model = model
    featureNames = features.columns.columns.map(\.name)
    self.rowCount = rowCount
    let clock = features.columns.clock
    self.lastKnownRow = min(lastKnownRow, clock.count - 1)
    lastLabel = clock.count > 0 ? clock.label(max(0, min(lastKnownRow, clock.count - 1))) : ""
  }

  /// Creates the model that stands for one while nothing is computed.
  init(checking features: FeatureSet, rows: [Int]) {
    model = nil
    featureNames = features.columns.columns.map(\.name)
    (rowCount, lastKnownRow, lastLabel) = (0, -1, "")
  }

  var typeName: String { "a model" }
  var fieldNames: [String] { ["trees", "features", "rows"] }
  var importance: [Double] { model?.importance ?? [] }

  func field(_ name: String) -> Value? {
    switch name {
    case "trees": .number(Double(model?.trees.count ?? 0))
    case "features": .list(featureNames.map { .text($0) })
    case "rows": .number(Double(rowCount))
    default: nil
    }
  }

  func presentation(name: String?) -> Presentation {
    var shown = Presentation.line(
      "\(name.map { "\($0)  " } ?? "")model gbm  \(model?.trees.count ?? 0) trees  \(NumberText.count(rowCount)) rows × \(featureNames.count) features  knows rows up to \(lastLabel)"
    )
    shown.add(importanceTable)
    return shown
  }
}

extension Learned {
  /// The features that matter most, with their shares.
  var importanceTable: Table {
    let ranked = zip(featureNames, importance).sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    return Table(
      [Table.Column("feature", .left), Table.Column("share of the gain")],
      rows: ranked.prefix(10).map { [$0.0, NumberText.percent($0.1, 1)] },
      note: ranked.count > 10 ? "10 of \(ranked.count)" : nil
    )
  }
}
