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
      .bars,
      kind: .boolean,
      reach: .rows("its own row and `horizon` rows later") { horizon, _ in Reach(0, horizon) }
    ) { horizon, bars in
      zip(bars.close, Changes.ahead(bars.close, by: horizon)).map { now, later in
        now.isNaN || later.isNaN ? .nan : later > now ? 1 : 0
      }
    },
    .column(
      "forward_return",
      "Simple return of the close over the next `horizon` rows.",
      horizon,
      .bars,
      kind: .fraction,
      reach: .rows("its own row and `horizon` rows later") { horizon, _ in Reach(0, horizon) }
    ) { horizon, bars in
      zip(bars.close, Changes.ahead(bars.close, by: horizon)).map { now, later in
        now > 0 ? later / now - 1 : .nan
      }
    },
  ]
}
