import Features
import Language
import TimeSeries

/// Functions that compare a row with another one, or add up what came before.
enum ChangeFunctions {
  private static let longest = 1_000_000

  static let functions: [Builtin] = [
    .function(
      "lag",
      "The value k rows earlier; given a duration, that of the last row which closes so long before, or earlier.",
      .column("values", "the series to shift"),
      .distance("k", default: 1, in: 0...longest, "how many rows back, or how long"),
      reach: "the row k rows earlier; of a duration, about as many rows as its length has",
      examples: [Example("lag(series([1, 2, 3]), 1)", prints: "na 1 2")]
    ) { call, series, distance in
      switch distance {
      case .rows(let count):
        .series(
          call.series(
            Changes.lag(series.values, by: count),
            try call.inputs.commonClock(of: "lag"),
            kind: series.kind,
            offsets: Reach(-count, -count),
            warmUp: count
          )
        )
      case .time(let period): .series(try earlier(series, by: period, call))
      }
    },
    .function(
      "ahead",
      "The value k rows later, or that of the first row which closes a duration later or thereafter: for targets, as features may not know it.",
      .column("values", "the series to shift"),
      .distance("k", in: 0...longest, "how many rows forward, or how long"),
      reach: "the row k rows later; of a duration, about as many rows as its length has",
      examples: [Example("ahead(series([1, 2, 3]), 1)", prints: "2 3 na")]
    ) { call, series, distance in
      switch distance {
      case .rows(let count):
        .series(
          call.series(
            Changes.ahead(series.values, by: count),
            try call.inputs.commonClock(of: "ahead"),
            kind: series.kind,
            offsets: Reach(count, count)
          )
        )
      case .time(let period): .series(try later(series, by: period, call))
      }
    },
    .function(
      "known",
      "The newest value that was known when each row closed: what looks ahead, once it has matured.",
      .value("values", type: "a series", "what is waited for"),
      reach: "up to its own row, once known",
      examples: [Example("known(ahead(series([1, 2, 3]), 1))", prints: "na 2 3")]
    ) { call, value in
      guard let series = value.asSeries else {
        throw Problem.wrongType(found: value.typeName, wanted: "a series", what: "`values`")
      }
      return .series(series.known())
    },
    .column(
      "ret",
      "Simple return over k rows: x[t] / x[t-k] - 1.",
      .series("values", "the prices"),
      .whole("k", default: 1, in: 1...longest, "over how many rows"),
      kind: .fraction,
      reach: .rows("its own row and the k before") { Reach(-$1, 0) },
      warmUp: { $1 },
      examples: [Example("ret(series([100, 110, 99]), 1)", prints: "na 10.000% -10.000%")]
    ) { Changes.ret($0, by: $1) },
    .column(
      "diff",
      "Difference over k rows: x[t] - x[t-k].",
      .series("values", "the series"),
      .whole("k", default: 1, in: 1...longest, "over how many rows"),
      reach: .rows("its own row and the k before") { Reach(-$1, 0) },
      warmUp: { $1 },
      examples: [Example("diff(series([1, 4, 9]), 1)", prints: "na 3 5")]
    ) { Changes.diff($0, by: $1) },
    .column(
      "cumsum",
      "Sum of all values so far; missing values add nothing.",
      .series("values", "the series"),
      reach: .past,
      examples: [Example("cumsum(series([1, 2, 3]))", prints: "1 3 6")]
    ) { Changes.cumsum($0) },
    .column(
      "cumprod",
      "Product of all values so far; missing values change nothing.",
      .series("values", "the series"),
      reach: .past,
      examples: [Example("cumprod(series([1, 2, 3]))", prints: "1 2 6")]
    ) { Changes.cumprod($0) },
    .column(
      "drawdown",
      "Distance below the highest value so far, as a fraction: never above zero.",
      .series("values", "prices or equity"),
      kind: .fraction,
      reach: .past,
      examples: [Example("drawdown(series([100, 80, 120]))", prints: "0.000% -20.000% 0.000%")]
    ) { Changes.drawdown($0) },
    .column(
      "crosses_above",
      "Whether a rises above b on this row: above now, and not above on the row before.",
      .series("a", "the series that rises"),
      .level("b", "what is crossed"),
      kind: .boolean,
      reach: .rows("its own row and the one before") { _, _ in Reach(-1, 0) },
      warmUp: { _, _ in 1 },
      examples: [
        Example("crosses_above(series([1, 3]), series([2, 2]))", prints: "na true")
      ]
    ) { Changes.crossesAbove($0, level($1, over: $0)) },
    .column(
      "crosses_below",
      "Whether a falls below b on this row: below now, and not below on the row before.",
      .series("a", "the series that falls"),
      .level("b", "what is crossed"),
      kind: .boolean,
      reach: .rows("its own row and the one before") { _, _ in Reach(-1, 0) },
      warmUp: { _, _ in 1 },
      examples: [
        Example("crosses_below(series([3, 1]), series([2, 2]))", prints: "na true")
      ]
    ) { Changes.crossesBelow($0, level($1, over: $0)) },
    .column(
      "ffill",
      "The last value that was not missing, at most `max` rows old.",
      .series("values", "the series with gaps"),
      .optionalWhole("max", in: 1...longest, "how many rows a value may be carried"),
      reach: .past,
      examples: [Example("ffill(series([1, na, 3]))", prints: "1 1 3")]
    ) { Changes.ffill($0, max: $1) },
  ]

  /// Returns the value of the first row that closes a period later, known when that row closes.
  ///
  /// Over a night or a weekend the row lies further off in time, and fewer rows away.
  private static func later(_ series: Series, by period: Period, _ call: Call) throws -> Series {
    let clock = try timed(series, call)
    let rows = clock.rows(after: period)
    let known = series.knownTimes
    return Series(
      rows.map { $0 < clock.count ? series.values[$0] : .nan },
      clock: clock,
      kind: series.kind,
      knowledge: call.knowledge(offsets: Reach(1, clock.mostRows(within: period, rows))),
      warmUp: series.warmUp,
      stated: rows.map { $0 < clock.count ? max(known[$0], clock.closing(of: $0)) : .never }
    )
  }

  /// Returns the value of the last row that closes a period earlier or before that.
  private static func earlier(_ series: Series, by period: Period, _ call: Call) throws -> Series {
    let clock = try timed(series, call)
    let rows = clock.rows(before: period)
    let isLate = series.stated != nil || series.reach.seesFuture
    let known = isLate ? series.knownTimes : []
    return Series(
      rows.map { $0 >= 0 ? series.values[$0] : .nan },
      clock: clock,
      kind: series.kind,
      knowledge: call.knowledge(offsets: Reach(-clock.mostRows(within: period, rows), -1)),
      warmUp: rows.firstIndex { $0 >= series.warmUp } ?? clock.count,
      stated: isLate
        ? rows.indices.map { rows[$0] >= 0 ? known[rows[$0]] : clock.closing(of: $0) } : nil
    )
  }

  private static func timed(_ series: Series, _ call: Call) throws -> Clock {
    guard series.clock.times != nil else {
      throw Problem.clockHasNoTimes("`\(call.name)` by a duration")
    }
    return series.clock
  }

  /// A single number as a column of itself.
  private static func level(_ values: [Double], over rows: [Double]) -> [Double] {
    values.count == 1 ? [Double](repeating: values[0], count: rows.count) : values
  }
}
