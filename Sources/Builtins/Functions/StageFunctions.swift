import Language
import Learning
import TimeSeries

/// Stages of a feature that are fitted on each training window.
enum StageFunctions {
  static let functions: [Builtin] = [
    .function(
      "fitted",
      "A feature that is fitted on each training window and on no other row: `zscore` by its mean and deviation, `minmax` by its ends, `rank` among its values.",
      .word("stage", FeatureStage.allCases.map(\.rawValue), "what is fitted"),
      .column("values", "the series that goes in"),
      reach: "its own row, and the rows of the training window of the model that it goes into",
      examples: [
        Example(
          "features on (load \"datasets/sp500-daily.csv\") { z = fitted(zscore, ret(close, 1)) } | tail 1",
          prints:
            "  time         z\n  2018-12-31  na\n  @1d · 1 of 5,031 rows"
        )
      ]
    ) { _, stage, series in
      .object(FittedFeature(stage: FeatureStage(rawValue: stage) ?? .zscore, series: series))
    }
  ]
}
