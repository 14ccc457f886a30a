import Features
import Language
import TimeSeries

/// Turning points, which are known only some bars after their own.
enum PivotFunctions {
  static let functions: [Builtin] = [
    .column(
      "pivot_high",
      "The high of a bar that is above `left` bars before it and not below `right` bars after it; elsewhere missing.",
      left,
      right,
      .bars,
      reach: .rows("`left` bars before its own and `right` after it", offsets),
      warmUp: { left, _, _ in left },
      examples: [
        Example(
          "load \"datasets/sp500-daily.csv\" | where lag(pivot_high(5, 5), 5) > 2900 | tail 1",
          prints:
            "  time            open      high       low     close  adj_close         volume\n  2018-10-10  2,873.90  2,874.02  2,784.86  2,785.68   2,785.68  4,501,250,000\n  @1d · 1 of 3 rows"
        )
      ]
    ) { Pivots.high($2.high, left: $0, right: $1) },
    .column(
      "pivot_low",
      "The low of a bar that is below `left` bars before it and not above `right` bars after it; elsewhere missing.",
      left,
      right,
      .bars,
      reach: .rows("`left` bars before its own and `right` after it", offsets),
      warmUp: { left, _, _ in left },
      examples: [
        Example(
          "load \"datasets/sp500-daily.csv\" | where lag(pivot_low(5, 5), 5) < 700",
          prints:
            "  time          open    high     low   close  adj_close         volume\n  2009-03-13  751.97  758.29  742.46  756.55     756.55  6,787,090,000"
        )
      ]
    ) { Pivots.low($2.low, left: $0, right: $1) },
  ]

  private static let offsets: @Sendable (Int, Int, Bars) -> Reach = { left, right, _ in
    Reach(-left, right)
  }

  private static let left = Parameter.whole(
    "left",
    default: 5,
    in: 0...WindowFunctions.longest,
    "how many bars before it"
  )
  private static let right = Parameter.whole(
    "right",
    default: 5,
    in: 0...WindowFunctions.longest,
    "how many bars after it, after which it is known"
  )
}
