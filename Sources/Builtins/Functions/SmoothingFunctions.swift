import Features
import Language
import TimeSeries

/// Moving averages.
enum SmoothingFunctions {
  static let functions: [Builtin] = [
    .column(
      "sma",
      "Simple moving average: the mean of the last `span` values.",
      .series("values", "the series to smooth"),
      .whole("span", default: 20, in: 1...WindowFunctions.longest, "how many rows"),
      reach: .trailing { $1 },
      warmUp: { $1 - 1 },
      examples: [Example("sma(series([1, 2, 3]), 2)", prints: "na 1.5000 2.5000")]
    ) { Smoothing.sma($0, span: $1) },
    .column(
      "ema",
      "Exponential moving average, where each new value weighs 2 / (span + 1); it starts at the mean of the first `span` values.",
      .series("values", "the series to smooth"),
      .whole(
        "span",
        default: 20,
        in: 1...WindowFunctions.longest,
        "how many rows carry most of the weight"
      ),
      reach: .past,
      warmUp: { $1 - 1 },
      examples: [Example("ema(series([1, 2, 3]), 1)", prints: "1 2 3")]
    ) { Smoothing.ema($0, span: $1) },
    .column(
      "wma",
      "Weighted moving average: weights 1, 2, … span, the newest value the heaviest.",
      .series("values", "the series to smooth"),
      .whole("span", default: 20, in: 1...WindowFunctions.longest, "how many rows"),
      reach: .trailing { $1 },
      warmUp: { $1 - 1 },
      examples: [Example("wma(series([1, 4]), 2)", prints: "na 3")]
    ) { Smoothing.wma($0, span: $1) },
    .column(
      "rma",
      "Wilder's moving average, where each new value weighs 1 / span.",
      .series("values", "the series to smooth"),
      .whole(
        "span",
        default: 14,
        in: 1...WindowFunctions.longest,
        "how many rows carry most of the weight"
      ),
      reach: .past,
      warmUp: { $1 - 1 },
      examples: [Example("rma(series([2, 4, 6]), 2)", prints: "na 3 4.5000")]
    ) { Smoothing.rma($0, span: $1) },
  ]
}
