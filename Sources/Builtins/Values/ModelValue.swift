import Language
import Learning
import TimeSeries

/// A model that has been trained, with what it has seen.
struct ModelValue: Learned {
  /// The trees; nil while checking.
  let model: TreeEnsemble?
  let featureNames: [String]
  private let rowCount: Int
  private let clock: Clock
  /// The newest row of its clock that the model knows anything of, its targets included.
  private let lastKnownRow: Int
  /// The rows that it was to learn from; nil for all.
  private let range: RangeValue?

  /// Creates a model that knows the rows up to `lastKnownRow`; without trees, it stands for one
  /// while nothing is computed.
  init(
    _ model: TreeEnsemble?,
    of features: FeatureSet,
    rowCount: Int,
    lastKnownRow: Int,
    range: RangeValue?
  ) {
    self.model = model
    featureNames = features.columns.columns.map(\.name)
    self.rowCount = rowCount
    clock = features.columns.clock
    self.lastKnownRow = min(lastKnownRow, clock.count - 1)
    self.range = range
  }

  /// The name of the newest row that it knows.
  var lastLabel: String { lastKnownRow >= 0 ? clock.label(lastKnownRow) : "" }

  /// Whether the model knows anything of the rows from `row` on, on whatever clock they stand.
  func knows(rowsFrom row: Int, of other: Clock) -> Bool {
    guard row < other.count else { return false }
    if clock.matches(other) { return row <= lastKnownRow }
    guard let known = clock.times, let asked = other.times, lastKnownRow >= 0 else { return true }
    return asked[row] <= known[lastKnownRow]
  }

  /// Whether the two ranges alone say that the model knows rows of `asked`, whatever the data.
  func surelyKnows(_ asked: RangeValue?) -> Bool {
    guard let range, let end = range.upper, let start = asked?.lower else { return true }
    switch (end, start) {
    case (.instant(let end), .instant(let start)):
      return range.isHalfOpen ? start < end : start <= end
    case (.number(let end), .number(let start)):
      return range.isHalfOpen ? start.value < end.value : start.value <= end.value
    default: return false
    }
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
