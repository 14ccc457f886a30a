import Features
import Language
import TimeSeries

/// What a model may be asked to predict: functions that know the future and say how far.
enum TargetFunctions {
  private static let horizon = Parameter.whole(
    "horizon",
    default: 1,
    in: 1...WindowFunctions.longest,
    "rows ahead"
  )

  static let functions: [Builtin] = [
    .column(
      "direction",
      "Whether the close is higher `horizon` rows ahead; missing at the end.",
      horizon,
      .close,
      kind: .boolean,
      reach: .rows("its own row and `horizon` rows later") { horizon, _ in Reach(0, horizon) }
    ) { horizon, close in rises(close, over: horizon) },
    .column(
      "forward_return",
      "Simple return of the close over the next `horizon` rows.",
      horizon,
      .close,
      kind: .fraction,
      reach: .rows("its own row and `horizon` rows later") { horizon, _ in Reach(0, horizon) }
    ) { horizon, close in returns(close, over: horizon) },
    tripleBarrier,
  ]

  /// The label is known when a barrier was met, which differs from row to row.
  private static let tripleBarrier = Builtin.function(
    "triple_barrier",
    "Which barrier the price meets first: 1 the one above, -1 the one below, 0 neither within `max`; where one bar meets both, the lower counts.",
    Parameter.number(
      "up",
      default: 2,
      in: 1e-6...1e6,
      "distance of the upper barrier, in units of the scale"
    ),
    Parameter.number(
      "down",
      default: 2,
      in: 1e-6...1e6,
      "distance of the lower barrier, in units of the scale"
    ),
    Parameter.distance(
      "max",
      default: 10,
      in: 1...WindowFunctions.longest,
      "how many rows or how long it may take"
    ),
    Parameter.optionalValue(
      "scale",
      type: "a number or a series",
      "one unit, as a fraction of the price: by default the exponentially weighted deviation of returns, span 50"
    ),
    Parameter.barsFrame,
    reach:
      "what the scale takes, and the bars up to `max` later; each row is known when its barrier was met",
    examples: [
      Example(
        "load \"datasets/sp500-daily.csv\" | where triple_barrier() == 0 | select close | tail 2",
        prints:
          "  time           close\n  2018-07-18  2,815.62\n  2018-09-05  2,888.60\n  @1d · 2 of 709 rows"
      )
    ]
  ) { call, up, down, most, scale, frame in
    let bars = try Bars.required(of: frame, for: call.name)
    let clock = frame.clock
    let (ends, rows) = try ends(most, clock, call)
    let unit = try unit(scale, of: frame, bars, call)
    let found = TripleBarrier.labels(bars, scale: unit.values, up: up, down: down, ends: ends)
    let columns = ["high", "low", "close"].compactMap { frame[$0] }
    let known = (columns + [unit]).filter { $0.stated != nil || $0.reach.seesFuture }
      .map(\.knownTimes)
    let stated = found.decided.indices.map { row -> EventTime in
      let decided = found.decided[row]
      guard decided < clock.count else { return .never }
      return known.reduce(clock.closing(of: decided)) { latest, times in
        times[row...decided].reduce(latest, max)
      }
    }
    let later = Knowledge.derived(
      from: columns.map(\.knowledge),
      offsets: Reach(0, rows),
      step: call.text
    )
    return .series(
      Series(
        found.values,
        clock: clock,
        // The widths and the time may have been told, too.
        knowledge: .derived(
          from: [later, unit.knowledge] + call.inputs.knowledge,
          step: call.text
        ),
        warmUp: unit.warmUp,
        stated: stated
      )
    )
  }

  /// Returns the last row that counts for each, and how many rows that are at most.
  private static func ends(
    _ most: Splitter.Length,
    _ clock: Clock,
    _ call: Call
  ) throws -> (ends: [Int], most: Int) {
    switch most {
    case .rows(let count): return ((0..<clock.count).map { $0 + count }, count)
    case .time(let period):
      guard clock.times != nil else { throw Problem.clockHasNoTimes("a duration as `max`") }
      let ends = clock.rows(after: period)
      return (ends, clock.mostRows(within: period, ends))
    }
  }

  /// Returns the unit of the barriers: a series, a number for all rows, or the customary scale.
  private static func unit(
    _ given: Value?,
    of frame: Frame,
    _ bars: Bars,
    _ call: Call
  ) throws -> Series {
    let clock = frame.clock
    switch given {
    case nil:
      let close = frame["close"].map { [$0.knowledge] } ?? []
      return Series(
        TripleBarrier.scale(bars.close),
        clock: clock,
        knowledge: .derived(from: close, offsets: .past, step: call.text),
        warmUp: min(clock.count, (frame["close"]?.warmUp ?? 0) + TripleBarrier.customarySpan)
      )
    case .number(let scalar)? where scalar.kind != .boolean:
      let values = [Double](repeating: scalar.value, count: clock.count)
      return Series(values, clock: clock, knowledge: scalar.knowledge)
    case let value?:
      guard let series = value.asSeries else {
        throw Problem.wrongType(
          found: value.typeName,
          wanted: "a number or a series",
          what: "`scale`"
        )
      }
      _ = try call.inputs.commonClock(of: call.name)
      return series
    }
  }

  private static func rises(_ close: [Double], over horizon: Int) -> [Double] {
    zip(close, Changes.ahead(close, by: horizon)).map { now, later in
      now.isNaN || later.isNaN ? .nan : later > now ? 1 : 0
    }
  }

  static func returns(_ close: [Double], over horizon: Int) -> [Double] {
    zip(close, Changes.ahead(close, by: horizon)).map { now, later in
      now > 0 ? later / now - 1 : .nan
    }
  }
}
