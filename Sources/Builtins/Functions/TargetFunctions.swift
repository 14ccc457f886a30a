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
  ]

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
