import Features
import Language
import TimeSeries

/// Oscillators and trend measures.
enum MomentumFunctions {
  private static let longest = WindowFunctions.longest

  static let functions: [Builtin] = [
    .column(
      "rsi",
      "Relative strength index, 0 to 100: the share of gains in all movement.",
      .series("values", "the prices"),
      .whole("span", default: 14, in: 1...longest, "how many changes"),
      .word("kind", ["wilder", "sma"], default: "wilder", "how gains and losses are averaged"),
      reach: .past,
      warmUp: { _, span, _ in span },
      examples: [Example("rsi(series([1, 2, 1.5]), 2)", prints: "na na 66.6667")]
    ) { Momentum.rsi($0, span: $1, kind: $2 == "sma" ? .sma : .wilder) },
    .columns(
      "macd",
      "Difference of a fast and a slow exponential average, its own average, and the rest.",
      .series("values", "the prices"),
      .whole("fast", default: 12, in: 1...longest, "span of the fast average"),
      .whole("slow", default: 26, in: 1...longest, "span of the slow average"),
      .whole("signal", default: 9, in: 1...longest, "span of the signal line"),
      outputs: ["macd", "signal", "hist"],
      reach: .past,
      warmUp: { _, fast, slow, signal in
        let first = max(fast, slow) - 1
        return [first, first + signal - 1, first + signal - 1]
      }
    ) { values, fast, slow, signal in
      let lines = Momentum.macd(values, fast: fast, slow: slow, signal: signal)
      return [lines.macd, lines.signal, lines.hist]
    },
    .columns(
      "stochastic",
      "Where the close stands in the range of the last k bars, 0 to 100.",
      .whole("k", default: 14, in: 1...longest, "bars of the range"),
      .whole("smooth", default: 3, in: 1...longest, "rows over which %K is averaged"),
      .whole("d", default: 3, in: 1...longest, "rows over which %D is averaged"),
      .bars,
      outputs: ["k", "d"],
      reach: .rows("the window that ends at its own row") { k, smooth, d, _ in
        Reach(-(k + smooth + d - 3), 0)
      },
      warmUp: { k, smooth, d, _ in [k + smooth - 2, k + smooth + d - 3] }
    ) { k, smooth, d, bars in
      let lines = Momentum.stochastic(bars, k: k, smooth: smooth, d: d)
      return [lines.k, lines.d]
    },
    .column(
      "cci",
      "Commodity channel index: distance of the typical price from its mean, in mean deviations.",
      .whole("span", default: 20, in: 1...longest, "bars"),
      .bars,
      reach: .trailing { span, _ in span },
      warmUp: { span, _ in span - 1 }
    ) { Momentum.cci($1, span: $0) },
    .columns(
      "adx",
      "Average directional index by Wilder, with the two directional indicators.",
      .whole("span", default: 14, in: 1...longest, "bars"),
      .bars,
      outputs: ["adx", "plus", "minus"],
      reach: .past,
      warmUp: { span, _ in [2 * span - 1, span, span] }
    ) { span, bars in
      let lines = Momentum.adx(bars, span: span)
      return [lines.adx, lines.plus, lines.minus]
    },
    .column(
      "williams",
      "Williams %R: where the close stands below the high of the last bars, -100 to 0.",
      .whole("span", default: 14, in: 1...longest, "bars"),
      .bars,
      reach: .trailing { span, _ in span },
      warmUp: { span, _ in span - 1 }
    ) { Momentum.williams($1, span: $0) },
  ]
}
