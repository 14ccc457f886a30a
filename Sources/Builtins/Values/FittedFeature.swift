import Language
import Learning
import TimeSeries

/// A feature that has no values of its own until it is fitted on a training window.
struct FittedFeature: ObjectValue {
  let stage: FeatureStage
  /// What goes into the stage.
  let raw: Series

  init(stage: FeatureStage, series: Series) {
    (self.stage, raw) = (stage, series)
  }

  /// The column as it stands outside a training window: missing all along.
  var missing: Series {
    Series(
      [Double](repeating: .nan, count: raw.count),
      clock: raw.clock,
      knowledge: raw.knowledge,
      warmUp: raw.warmUp,
      stated: raw.stated
    )
  }

  var typeName: String { "a fitted stage, which needs a name of its own among the features" }
  var fieldNames: [String] { [] }
  var emptied: any ObjectValue { withoutRows }

  var withoutRows: FittedFeature { mapped { $0.emptied() } }

  /// Returns the same stage of what `change` makes of the column that goes into it.
  func mapped(_ change: (Series) -> Series) -> FittedFeature {
    FittedFeature(stage: stage, series: change(raw))
  }

  func knowing(_ both: (Knowledge) -> Knowledge) -> FittedFeature {
    mapped { $0.with(knowledge: both($0.knowledge)) }
  }

  func knowing(_ knowledge: Knowledge, step: String) -> (any ObjectValue)? {
    knowing { .derived(from: [$0, knowledge], step: step) }
  }

  func field(_ name: String) -> Value? { nil }

  func presentation(name: String?) -> Presentation {
    .titled(name, "fitted(\(stage.rawValue))  na: fitted per window")
  }
}
