import Language
import Learning
import TimeSeries

/// Features that have passed the gate: none of them knows a row after its own.
struct FeatureSet: ObjectValue {
  /// The columns as they are shown; those that are fitted per window are missing all along.
  let columns: Frame
  /// What goes into the columns that are fitted per window, by their names.
  let fitted: [(name: String, feature: FittedFeature)]

  init(columns: Frame, fitted: [(name: String, feature: FittedFeature)]) {
    (self.columns, self.fitted) = (columns, fitted)
  }

  /// The columns as a model takes them, before their stages.
  var inputs: Frame {
    guard !fitted.isEmpty else { return columns }
    return Frame(
      clock: columns.clock,
      columns: columns.columns.map { column in
        let raw = fitted.last { $0.name == column.name }?.feature.raw
        return Frame.Column(name: column.name, header: column.header, series: raw ?? column.series)
      }
    )
  }

  /// The stages that are fitted on each training window.
  var steps: [StagedLearner.Step] {
    fitted.map { StagedLearner.Step($0.name, $0.feature.stage) }
  }

  /// Returns the features with what becomes of their columns, and of what goes into the stages.
  func mapped(columns change: (Frame) -> Frame, raw: (Series) -> Series) -> FeatureSet {
    FeatureSet(
      columns: change(columns),
      fitted: fitted.map { ($0.name, $0.feature.mapped(raw)) }
    )
  }

  var typeName: String { "features" }
  var frame: Frame? { columns }
  var emptied: any ObjectValue {
    mapped(columns: { $0.emptied() }, raw: { $0.emptied() })
  }
  var fieldNames: [String] { columns.columns.map(\.name) + ["reach", "warm_up", "count"] }

  /// The rows that some feature has lost to its warm-up.
  var warmUp: Int { columns.columns.map(\.series.warmUp).max() ?? 0 }

  var knowledge: Knowledge {
    .derived(from: columns.columns.map(\.series.effective), step: "features")
  }

  func knowing(_ knowledge: Knowledge, step: String) -> (any ObjectValue)? {
    FeatureSet(
      columns: columns.knowing { .derived(from: [$0, knowledge], step: step) },
      fitted: fitted.map { name, feature in
        (name, feature.knowing { .derived(from: [$0, knowledge], step: step) })
      }
    )
  }

  var table: FeatureTable {
    FeatureTable(names: inputs.columns.map(\.name), columns: inputs.columns.map(\.series.values))
  }

  func field(_ name: String) -> Value? {
    if let series = columns[name] { return .series(series) }
    return switch name {
    case "reach": .text(String(describing: knowledge.reach))
    case "warm_up": .number(Double(warmUp))
    case "count": .number(Double(columns.columns.count))
    default: nil
    }
  }

  func presentation(name: String?) -> Presentation {
    var shown = Presentation.titled(
      name,
      "features \(columns.clock.stepLabel)  \(NumberText.count(columns.count)) × \(columns.columns.count)  reach \(knowledge.reach)  warm-up \(warmUp)"
    )
    if columns.columns.count > FeatureSet.mostShown {
      shown.add("  \(groupText)\(name.map { "; `describe \($0)` has them all" } ?? "")")
    }
    shown.add(columnTable)
    if let note = stagesText { shown.add("  " + note) }
    return shown
  }

  /// The features, of which many are shortened to the first and the last.
  private var columnTable: Table {
    let places =
      columns.columns.count <= FeatureSet.mostShown
      ? Excerpt(of: columns.columns.count, head: FeatureSet.mostShown, tail: 0)
      : Excerpt(of: columns.columns.count, head: 8, tail: 3)
    let headers = ["reach", "warm-up", "na after it", "min", "max", "last"]
    return Table(
      [Table.Column("feature", .left)] + headers.map { Table.Column($0) },
      rows: places.rows.map { FeatureSet.row(of: columns.columns[$0]) },
      gap: places.gap("feature")
    )
  }

  private static func row(of column: Frame.Column) -> [StyledLine] {
    let series = column.series
    let known = series.kind == .boolean ? [] : series.values.filter(\.isFinite)
    let figures = NumberText.figures(
      [known.min() ?? .nan, known.max() ?? .nan, series.values.last ?? .nan],
      kind: series.kind
    )
    let texts =
      [
        String(describing: series.reach), NumberText.count(series.warmUp),
        NumberText.count(max(0, series.missingCount - series.warmUp)),
      ] + (known.isEmpty ? ["", ""] : Array(figures.prefix(2))) + [figures[2]]
    return [StyledLine(column.name, .name)] + texts.map { StyledLine($0) }
  }

  /// How many features there are of each kind, by the word that their names begin with.
  private var groupText: String {
    var counts: [(word: Substring, count: Int)] = []
    for column in columns.columns {
      let word = column.name.prefix { $0.isLetter }
      if let place = counts.firstIndex(where: { $0.word == word }) {
        counts[place].count += 1
      } else {
        counts.append((word, 1))
      }
    }
    let groups = counts.prefix(12).map { "\($0.word) \($0.count)" }.joined(separator: " · ")
    return groups + (counts.count > 12 ? " · \(counts.count - 12) more" : "")
  }

  /// What there is to say of the columns that are fitted per window; nil without them.
  var stagesText: String? {
    fitted.isEmpty
      ? nil
      : "fitted per window: "
        + fitted.map { "\($0.name) (\($0.feature.stage.rawValue))" }.joined(separator: ", ")
  }

  /// More features than this are shortened.
  private static let mostShown = 16
}

/// What a model is asked to predict.
struct TargetValue: ObjectValue {
  let target: Series

  var typeName: String { "a target" }
  var fieldNames: [String] { ["horizon", "base_rate"] }
  var series: Series? { target }
  var emptied: any ObjectValue { TargetValue(target: target.emptied()) }

  func knowing(_ knowledge: Knowledge, step: String) -> (any ObjectValue)? {
    let both = Knowledge.derived(from: [target.knowledge, knowledge], step: step)
    return TargetValue(target: target.with(knowledge: both))
  }

  func placed(in cell: String) -> (any ObjectValue)? {
    TargetValue(target: target.with(knowledge: target.knowledge.placed(in: cell)))
  }

  /// Whether the target is true or false, so that a model gives a probability.
  var isBinary: Bool { target.kind == .boolean }

  /// The loss that a model of this target minimises.
  var loss: Loss { isBinary ? .logistic : .squared }

  func field(_ name: String) -> Value? {
    switch name {
    case "horizon":
      .number(Scalar(Double(target.reach.high), knowledge: target.knowledge.ofChoices))
    case "base_rate":
      .number(
        Scalar(baseRate, knowledge: target.figureKnowledge(step: "the base rate of a target"))
      )
    default: nil
    }
  }

  /// The share of true rows, or of rows above zero.
  private var baseRate: Double {
    let known = target.values.filter { !$0.isNaN }
    guard !known.isEmpty else { return .nan }
    return Double(known.count { $0 > 0 }) / Double(known.count)
  }

  /// What its reach means for the rows that train a model.
  private var purge: String {
    let horizon = max(0, target.reach.high)
    if horizon >= Reach.unbounded { return "it knows all rows, so that none is left to train on" }
    return
      "purge \(target.stated == nil ? "" : "up to ")\(NumberText.counted(horizon, "bar")) in every fold"
  }

  func presentation(name: String?) -> Presentation {
    let known = target.count - target.missingCount
    let share = isBinary ? "true" : "above zero"
    return .titled(
      name,
      "target \(target.clock.stepLabel)  reach \(target.reach)  → \(purge)     \(NumberText.counted(known, "row")), \(NumberText.percent(baseRate, 1)) \(share)"
    )
  }
}
