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
    let title: String
    let feature: String
    let condition: String
    /// How far it looks; nil where that depends on the row.
    let lag: String?
    /// Whether it looks ahead on some rows only, which only an audit of every row is sure to find.
    var isSparse = false
    /// The audit of `x` that is sure to find it.
    var audit: String { isSparse ? "audit x, complete=true" : "audit x" }
    var description: String { feature }
  }

  static let all = [
    Leak(
      title: "the next value",
      feature: "peek(close)",
      condition: "peek(close) > close",
      lag: "1 bar"
    ),
    Leak(
      title: "the next volume",
      feature: "peek(volume)",
      condition: "peek(volume) > volume",
      lag: "1 bar"
    ),
    Leak(
      title: "the value of 50 rows later",
      feature: "far(close)",
      condition: "far(close) > close",
      lag: "50 bars"
    ),
    Leak(
      title: "scaled by the lowest and highest of all",
      feature: "scaled(close)",
      condition: "scaled(close) > 0.5",
      lag: "to the last bar"
    ),
    Leak(
      title: "the last value of the data",
      feature: "last(close)",
      condition: "last(close) > close",
      lag: "to the last bar"
    ),
    Leak(
      title: "the next move, after large ones only",
      feature: "rare(close)",
      condition: "rare(close)",
      lag: "1 bar"
    ),
    Leak(
      title: "a centred window",
      feature: "centred(close)",
      condition: "centred(close) > close",
      lag: "5 bars"
    ),
    Leak(
      title: "how many rows are left",
      feature: "left(close)",
      condition: "left(close) > 20",
      lag: "to the last bar"
    ),
    Leak(
      title: "whether the next bar rises",
      feature: "rises(open, close)",
      condition: "rises(open, close)",
      lag: "1 bar"
    ),
    Leak(
      title: "the highest of all as a plain number",
      feature: "close / highest_ever(close)",
      condition: "close > 0.9 * highest_ever(close)",
      lag: "to the last bar"
    ),
    Leak(
      title: "a swing before it is confirmed",
      feature: "swing(high)",
      condition: "swing(high)",
      lag: "2 bars"
    ),
    Leak(
      title: "a window that is stamped at its first row",
      feature: "stamped(close)",
      condition: "stamped(close) > close",
      lag: "4 bars"
    ),
    Leak(
      title: "gaps filled from behind",
      feature: "filled(close)",
      condition: "filled(close) > open",
      lag: "1 bar",
      isSparse: true
    ),
    Leak(
      title: "the rank among all rows",
      feature: "placed(close)",
      condition: "placed(close) > 0.5",
      lag: nil
    ),
    Leak(
      title: "standardised by the mean and spread of all",
      feature: "standardised(close)",
      condition: "standardised(close) > 0",
      lag: "to the last bar"
    ),
    Leak(
      title: "the distance from a line through all rows",
      feature: "detrended(close)",
      condition: "detrended(close) > 0",
      lag: "to the last bar"
    ),
    Leak(
      title: "an average that runs forth and back",
      feature: "smoothed(close)",
      condition: "smoothed(close) > close",
      lag: "to the last bar"
    ),
    Leak(
      title: "the sum of what is still to come",
      feature: "rest(volume)",
      condition: "rest(volume) > 300000",
      lag: "to the last bar"
    ),
    Leak(
      title: "what followed the most similar row of all",
      feature: "retrieved(close)",
      condition: "retrieved(close) > 0",
      lag: nil
    ),
    Leak(
      title: "the mean of its day of the week in all weeks",
      feature: "seasonal(close)",
      condition: "seasonal(close) > close",
      lag: nil
    ),
    Leak(
      title: "two groups of all rows",
      feature: "grouped(close)",
      condition: "grouped(close)",
      lag: "to the last bar"
    ),
    Leak(
      title: "the summit of all rows",
      feature: "summit(close)",
      condition: "summit(close)",
      lag: nil
    ),
    Leak(
      title: "the last five rows",
      feature: "ending(close)",
      condition: "ending(close)",
      lag: nil
    ),
    Leak(
      title: "the value of 120 rows later",
      feature: "distant(close)",
      condition: "distant(close) > close",
      lag: "120 bars"
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
    column("swing", kind: .boolean) { values in
      values.indices.map { row in
        let near = values[max(0, row - 2)...min(values.count - 1, row + 2)]
        return values[row] == near.max() ? 1 : 0
      }
    },
    column("stamped") { values in
      values.indices.map { row in (row...row + 4).reduce(0) { $0 + at($1, values) } / 5 }
    },
    column("filled") { values in values.indices.map { at($0 % 7 == 3 ? $0 + 1 : $0, values) } },
    column("placed") { values in
      let sorted = values.sorted()
      return values.map { value in
        Double(sorted.firstIndex { $0 >= value } ?? 0) / Double(values.count)
      }
    },
    column("standardised") { values in
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      return values.map { ($0 - mean) / variance.squareRoot() }
    },
    column("detrended") { values in
      let middle = Double(values.count - 1) / 2
      let mean = values.reduce(0, +) / Double(values.count)
      var (product, square) = (0.0, 0.0)
      for row in values.indices {
        product += (Double(row) - middle) * (values[row] - mean)
        square += (Double(row) - middle) * (Double(row) - middle)
      }
      return values.indices.map { row in
        values[row] - mean - product / square * (Double(row) - middle)
      }
    },
    column("smoothed") { values in
      func smoothed(_ values: [Double]) -> [Double] {
        var level = values.first ?? .nan
        return values.map {
          level += 0.05 * ($0 - level)
          return level
        }
      }
      return smoothed(smoothed(values).reversed()).reversed()
    },
    column("rest") { values in
      var sum = 0.0
      return values.reversed().map {
        sum += $0
        return sum
      }.reversed()
    },
    column("retrieved") { values in
      let moves = values.indices.map { values[$0] / at($0 - 1, values) - 1 }
      return moves.indices.map { row in
        let others = moves.indices.filter { abs($0 - row) > 20 && $0 + 1 < moves.count }
        let nearest = others.min { abs(moves[$0] - moves[row]) < abs(moves[$1] - moves[row]) }
        return nearest.map { moves[$0 + 1] } ?? .nan
      }
    },
    column("seasonal") { values in
      let means = (0..<5).map { day in
        let same = stride(from: day, to: values.count, by: 5).map { values[$0] }
        return same.reduce(0, +) / Double(same.count)
      }
      return values.indices.map { means[$0 % 5] }
    },
    column("grouped", kind: .boolean) { values in
      let middle = ((values.min() ?? 0) + (values.max() ?? 0)) / 2
      return values.map { $0 > middle ? 1 : 0 }
    },
    column("summit", kind: .boolean) { values in
      let highest = values.max()
      return values.map { $0 == highest ? 1 : 0 }
    },
    column("ending", kind: .boolean) { values in
      values.indices.map { $0 + 5 >= values.count ? 1 : 0 }
    },
    column("distant") { values in values.indices.map { at($0 + 120, values) } },
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
