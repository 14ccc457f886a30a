import Builtins
import Language
import TimeSeries

/// Functions that know the future and say that they do not.
enum PlantedLeaks {
  static let registry = Registry(
    groups: Library.registry.groups + [("Leaks", functions)],
    verbs: Library.registry.orderedVerbs,
    futureVerbs: Library.registry.grammar.futureVerbs
  )

  /// A lie, with how a strategy would use it and how far it looks.
  struct Leak: Sendable, CustomStringConvertible {
    let feature: String
    let condition: String
    let lag: String
    var description: String { feature }
  }

  static let all = [
    Leak(feature: "peek(close)", condition: "peek(close) > close", lag: "1 bar"),
    Leak(feature: "peek(volume)", condition: "peek(volume) > volume", lag: "1 bar"),
    Leak(feature: "far(close)", condition: "far(close) > close", lag: "50 bars"),
    Leak(feature: "scaled(close)", condition: "scaled(close) > 0.5", lag: "to the last bar"),
    Leak(feature: "last(close)", condition: "last(close) > close", lag: "to the last bar"),
    Leak(feature: "rare(close)", condition: "rare(close)", lag: "1 bar"),
    Leak(feature: "centred(close)", condition: "centred(close) > close", lag: "5 bars"),
    Leak(feature: "left(close)", condition: "left(close) > 20", lag: "to the last bar"),
    Leak(feature: "rises(open, close)", condition: "rises(open, close)", lag: "1 bar"),
    Leak(
      feature: "close / highest_ever(close)",
      condition: "close > 0.9 * highest_ever(close)",
      lag: "to the last bar"
    ),
  ]

  private static let functions: [Builtin] = [
    column("peek") { values in values.indices.map { at($0 + 1, values) } },
    column("far") { values in values.indices.map { at($0 + 50, values) } },
    column("scaled") { values in
      let (low, high) = (values.min() ?? 0, values.max() ?? 1)
      return values.map { ($0 - low) / (high - low) }
    },
    column("last") { values in values.map { _ in values.last ?? 0 } },
    // Fires after a large move only, and only then looks whether the next one is up.
    column("rare", kind: .boolean) { values in
      values.indices.map { row in
        let isLarge = abs(values[row] / at(row - 1, values) - 1) > 0.04
        return isLarge && at(row + 1, values) > values[row] ? 1 : 0
      }
    },
    column("centred") { values in
      values.indices.map { row in
        let near = values[max(0, row - 5)...min(values.count - 1, row + 5)]
        return near.reduce(0, +) / Double(near.count)
      }
    },
    // Knows when the data end, whatever stands in them.
    column("left") { values in values.indices.map { Double(values.count - $0) } },
    .column(
      "rises",
      "Whether the next bar rises.",
      .series("open", "opens"),
      .series("close", "closes"),
      kind: .boolean,
      reach: .pointwise
    ) { open, close in
      close.indices.map { at($0 + 1, close) > at($0 + 1, open) ? 1 : 0 }
    },
    .function(
      "highest_ever",
      "The highest value of all, as if it were a constant.",
      .series("values", "the series")
    ) { _, values in .number(values.max() ?? .nan) },
    .function(
      "weeks",
      "Five bars in one, at the time of the first of them.",
      .value("frame", type: "a frame", "bars")
    ) { _, value in
      guard let frame = value.asFrame, let times = frame.clock.times, let bars = Bars(frame)
      else { return value }
      let starts = stride(from: 0, to: frame.count - 4, by: 5).map { $0 }
      let clock = Clock(times: starts.map { times[$0] })
      return .frame(
        Bars.frame(
          [
            "open": starts.map { bars.open[$0] },
            "high": starts.map { bars.high[$0..<$0 + 5].max() ?? .nan },
            "low": starts.map { bars.low[$0..<$0 + 5].min() ?? .nan },
            "close": starts.map { bars.close[$0 + 4] },
            "volume": starts.map { _ in 1 },
          ],
          on: clock
        )
      )
    },
  ]

  private static func column(
    _ name: String,
    kind: Series.Kind = .number,
    _ body: @escaping @Sendable ([Double]) -> [Double]
  ) -> Builtin {
    .column(
      name,
      "A lie.",
      .series("values", "the series"),
      kind: kind,
      reach: .trailing { _ in 3 },
      body: body
    )
  }

  private static func at(_ row: Int, _ values: [Double]) -> Double {
    values.indices.contains(row) ? values[row] : .nan
  }
}
