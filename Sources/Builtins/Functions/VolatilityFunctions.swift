import Features
import Language
import TimeSeries

/// Ranges and bands.
enum VolatilityFunctions {
  private static let longest = WindowFunctions.longest

  static let functions: [Builtin] = [
    .column(
      "true_range",
      "The bar's range, with the gap from the close before.",
      .bars,
      reach: .rows("its own row and the one before") { _ in Reach(-1, 0) },
      warmUp: { _ in 1 }
    ) { Volatility.trueRange($0) },
    .column(
      "atr",
      "Average true range.",
      .whole("span", default: 14, in: 1...longest, "bars"),
      .word("kind", ["wilder", "sma"], default: "wilder", "how the ranges are averaged"),
      .bars,
      reach: .past,
      warmUp: { span, _, _ in span }
    ) { Volatility.atr($2, span: $0, kind: $1 == "sma" ? .sma : .wilder) },
    .columns(
      "bollinger",
      "Mean of a window with bands of `width` standard deviations (divisor n).",
      .series("values", "the prices"),
      .whole("span", default: 20, in: 2...longest, "rows"),
      .number("width", default: 2, in: 0...1000, "standard deviations from the mean"),
      outputs: ["upper", "mid", "lower", "width", "position"],
      reach: .trailing { _, span, _ in span },
      warmUp: { _, span, _ in [Int](repeating: span - 1, count: 5) }
    ) { values, span, width in
      let bands = Volatility.bollinger(values, span: span, width: width)
      return [bands.upper, bands.mid, bands.lower, bands.width, bands.position]
    },
  ]
}
