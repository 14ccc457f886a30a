import Features
import Language
import TimeSeries

/// Functions of traded volume.
enum VolumeFunctions {
  private static let longest = WindowFunctions.longest

  static let functions: [Builtin] = [
    .column(
      "obv",
      "On-balance volume: volume added on a rise, taken off on a fall.",
      .barsWithVolume,
      reach: .past
    ) { Volume.obv($0, volume: $0.volume ?? []) },
    .column(
      "vwap",
      "Typical price weighted by volume over the window.",
      .whole("window", default: 20, in: 1...longest, "bars"),
      .barsWithVolume,
      reach: .trailing { window, _ in window },
      warmUp: { window, _ in window - 1 }
    ) { Volume.vwap($1, volume: $1.volume ?? [], window: $0) },
    .column(
      "mfi",
      "Money flow index, 0 to 100: the share of rising typical price times volume.",
      .whole("span", default: 14, in: 1...longest, "bars"),
      .barsWithVolume,
      reach: .rows("the window that ends at its own row") { span, _ in Reach(-span, 0) },
      warmUp: { span, _ in span }
    ) { Volume.mfi($1, volume: $1.volume ?? [], span: $0) },
  ]
}
