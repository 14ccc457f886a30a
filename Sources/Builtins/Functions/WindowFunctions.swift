import Features
import Language
import Numerics
import TimeSeries

/// Statistics of a window of rows or, without a window, of the whole sample.
enum WindowFunctions {
  static let longest = 1_000_000

  static let functions: [Builtin] = [
    rolling(
      "mean",
      "Arithmetic mean.",
      "na 1.5000 2.5000",
      of: Rolling.mean,
      whole: { Statistics.mean($0) }
    ),
    rolling("sum", "Sum.", "na 3 5", of: Rolling.sum, whole: { $0.reduce(0, +) }),
    rolling(
      "stdev",
      "Standard deviation, with divisor n - 1.",
      "na 0.707107 0.707107",
      of: Rolling.stdev,
      whole: { Statistics.stdev($0) }
    ),
    rolling(
      "max",
      "Largest value.",
      "na 2 3",
      of: Rolling.max,
      whole: { $0.max() ?? .nan }
    ),
    rolling(
      "min",
      "Smallest value.",
      "na 1 2",
      of: Rolling.min,
      whole: { $0.min() ?? .nan }
    ),
    rolling(
      "median",
      "Median.",
      "na 1.5000 2.5000",
      of: Rolling.median,
      whole: { Statistics.quantile($0, 0.5) }
    ),
    rolling(
      "skew",
      "Skewness, corrected for bias.",
      "na na na",
      of: Rolling.skew,
      whole: { Statistics.sampleSkewness($0) }
    ),
    rolling(
      "kurtosis",
      "Excess kurtosis, corrected for bias.",
      "na na na",
      of: Rolling.kurtosis,
      whole: { Statistics.sampleExcessKurtosis($0) }
    ),
    .column(
      "zscore",
      "Standard deviations from the mean of the window, its own row included.",
      .series("values", "the series"),
      .whole("window", in: 2...longest, "how many rows"),
      reach: .trailing { $1 },
      warmUp: { $1 - 1 },
      examples: [Example("zscore(series([1, 2, 3]), 3)", prints: "na na 1")]
    ) { Rolling.zscore($0, window: $1) },
    .column(
      "rank",
      "Rank within the window divided by its length; ties share their mean rank.",
      .series("values", "the series"),
      .whole("window", in: 1...longest, "how many rows"),
      reach: .trailing { $1 },
      warmUp: { $1 - 1 },
      examples: [Example("rank(series([1, 3, 2]), 2)", prints: "na 1 0.500000")]
    ) { Rolling.rank($0, window: $1) },
    .column(
      "quantile",
      "Quantile of the window at a share between 0 and 1, by linear interpolation.",
      .series("values", "the series"),
      .whole("window", in: 1...longest, "how many rows"),
      .number("share", in: 0...1, "the share of values below"),
      reach: .trailing { _, window, _ in window },
      warmUp: { _, window, _ in window - 1 },
      examples: [Example("quantile(series([1, 2, 3]), 2, 0.5)", prints: "na 1.5000 2.5000")]
    ) { Rolling.quantile($0, window: $1, $2) },
    .column(
      "corr",
      "Correlation of two series over the window.",
      .series("a", "one series"),
      .series("b", "the other series"),
      .whole("window", in: 2...longest, "how many rows"),
      reach: .trailing { _, _, window in window },
      warmUp: { _, _, window in window - 1 },
      examples: [
        Example("corr(series([1, 2, 3]), series([1, 3, 2]), 3)", prints: "na na 0.500000")
      ]
    ) { Rolling.corr($0, $1, window: $2) },
    .column(
      "linear_slope",
      "Slope of the least-squares line through the window, per row.",
      .series("values", "the series"),
      .whole("window", in: 2...longest, "how many rows"),
      reach: .trailing { $1 },
      warmUp: { $1 - 1 },
      examples: [Example("linear_slope(series([1, 3, 5]), 3)", prints: "na na 2")]
    ) { Rolling.linearSlope($0, window: $1) },
    .column(
      "expanding",
      "A statistic of all rows so far.",
      .word("statistic", expandingNames, "which statistic"),
      .series("values", "the series"),
      reach: .past,
      warmUp: { statistic, _ in statistic == "stdev" ? 1 : 0 },
      examples: [Example("expanding(mean, series([1, 2, 3]))", prints: "1 1.5000 2")]
    ) { statistic, values in expandingKernels[statistic]?(values) ?? values },
    .column(
      "since",
      "A statistic of all rows since a condition was last true, that row included; `count` is of rows.",
      .condition("start", "what begins anew, such as session_open"),
      .word("statistic", Since.Statistic.allCases.map(\.rawValue), "which statistic"),
      .series("values", "the series"),
      reach: .past,
      examples: [
        Example(
          "since(series([1, 0, 0, 1]) == 1, max, series([3, 5, 4, 2]))",
          prints: "3 5 5 2"
        )
      ]
    ) { start, statistic, values in
      Since.column(start, Since.Statistic(rawValue: statistic) ?? .count, values)
    },
    .column(
      "smooth",
      "Mean of the window about each row: it knows the rows after its own, for targets and to look at.",
      .series("values", "the series"),
      .whole("window", in: 1...longest, "how many rows"),
      reach: .rows("half the window before its own row and half after it") {
        Reach(-($1 / 2), ($1 - 1) / 2)
      },
      warmUp: { $1 / 2 },
      examples: [Example("smooth(series([1, 2, 3, 4]), 3)", prints: "na 2 3 na")]
    ) { Pivots.smooth($0, window: $1) },
  ]

  /// The statistics that `expanding` knows.
  static let expandingNames = Array(expandingKernels.keys).sorted()

  private static let expandingKernels: [String: @Sendable ([Double]) -> [Double]] = [
    "mean": { Expanding.mean($0) }, "max": { Expanding.max($0) }, "min": { Expanding.min($0) },
    "sum": { Expanding.sum($0) }, "stdev": { Expanding.stdev($0) },
  ]

  /// A statistic with an optional window.
  ///
  /// Without one it is a number of the whole sample, which a feature may not use, as it knows every
  /// row.
  private static func rolling(
    _ name: String,
    _ summary: String,
    _ printed: String,
    of kernel: @escaping @Sendable ([Double], Int) -> [Double],
    whole: @escaping @Sendable ([Double]) -> Double
  ) -> Builtin {
    .function(
      name,
      summary + " Over the last `window` rows; without a window, a number of the whole sample.",
      .series("values", "the series"),
      .optionalValue("window", type: "a whole number", "how many rows"),
      reach: "the window that ends at its own row; without a window all rows, the future too",
      examples: [Example("\(name)(series([1, 2, 3]), 2)", prints: printed)]
    ) { call, values, window in
      let clock = try call.inputs.commonClock(of: name)
      guard let window else {
        let known = values.filter { !$0.isNaN }
        return .number(Scalar(whole(known), knowledge: call.figureKnowledge()))
      }
      let span = try call.window(window, of: name)
      return .series(
        call.series(
          kernel(values, span),
          clock,
          offsets: Reach(1 - span, 0),
          warmUp: span - 1
        )
      )
    }
  }
}

extension Call {
  /// Returns the length of a window, or says what to write where the larger of two was meant.
  fileprivate func window(_ value: Value, of function: String) throws -> Int {
    let isExtreme = function == "max" || function == "min"
    if isExtreme, case .number(let scalar) = value, !isUnknown(scalar),
      (Int(exactly: scalar.value) ?? 0) < 1
    {
      throw elementwise(function)
    }
    if value.asSeries != nil, isExtreme { throw elementwise(function) }
    return try whole(value, named: "window", in: 1...WindowFunctions.longest)
  }

  private func elementwise(_ function: String) -> Problem {
    let arguments = text.drop { $0 != "(" }.dropFirst().dropLast()
    return .elementwiseExtreme(function: function, arguments: String(arguments))
  }
}
