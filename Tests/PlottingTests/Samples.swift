import Plotting
import TestSupport
import Testing
import TimeSeries

/// The daily bars of the S&P 500 and figures of them.
enum Samples {
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let figure: Figure
    var testDescription: String { name }
  }

  static func all() throws -> [Sample] {
    guard Shared.isPresent else { return [] }
    let prices = try Prices()
    return [
      Sample(name: "equity", figure: equity(prices)),
      Sample(name: "candles", figure: candles(prices)),
      Sample(name: "fan", figure: fan(prices)),
      Sample(name: "heatmap-8x6", figure: heatmap(columns: 8, rows: 6)),
      Sample(name: "heatmap-20x20", figure: heatmap(columns: 20, rows: 20)),
      Sample(name: "correlation", figure: correlation()),
      Sample(name: "importance-12", figure: importance(12)),
      Sample(name: "importance-40", figure: importance(40)),
      Sample(name: "twenty-years", figure: twentyYears(prices)),
      Sample(name: "candles-joined", figure: candles(prices, count: 900)),
      Sample(name: "histogram", figure: histogram(prices)),
      Sample(name: "intraday", figure: intraday()),
      Sample(name: "many-lines", figure: manyLines(prices)),
      Sample(name: "roc", figure: roc()),
    ]
  }

  struct Prices {
    let times: [Instant]
    let open, high, low, close: [Double]

    init() throws {
      let table = try Shared.table("data/redistributable/daily/sp500.csv.gz")
      times = try table.text("Date").map { try #require(Prices.date($0)) }
      (open, high) = (table["Open"], table["High"])
      (low, close) = (table["Low"], table["Close"])
    }

    static func date(_ text: String) -> Instant? {
      let parts = text.split(separator: "/").compactMap { Int($0) }
      guard parts.count == 3 else { return nil }
      return Instant(year: parts[2], month: parts[0], day: parts[1])
    }

    func last(_ count: Int) -> Range<Int> { max(0, times.count - count)..<times.count }
  }

  static func average(_ values: [Double], _ span: Int) -> [Double] {
    values.indices.map { i in
      i + 1 < span ? .nan : values[(i + 1 - span)...i].reduce(0, +) / Double(span)
    }
  }

  static func equity(_ prices: Prices) -> Figure {
    let rows = prices.last(1260)
    let close = Array(prices.close[rows])
    let (fast, slow) = (average(prices.close, 50), average(prices.close, 200))
    var strategy = [100_000.0]
    for i in rows.dropFirst() {
      let isLong = fast[i - 1] > slow[i - 1]
      strategy.append(
        (strategy.last ?? 0) * (isLong ? prices.close[i] / prices.close[i - 1] : 1)
      )
    }
    var peak = 0.0
    let drawdown = strategy.map { value in
      peak = max(peak, value)
      return value / peak - 1
    }
    let x = Axis.times(Array(prices.times[rows]))
    return Figure(
      title: "S&P 500, crossing of the 50 and 200 day averages",
      subtitle: "Daily closes, 5 years, before costs",
      panels: [
        Panel(
          yLabel: "Equity, $",
          format: .thousands,
          layers: [
            .line(x: x, y: strategy, label: "crossing"),
            .line(x: x, y: close.map { $0 / close[0] * 100_000 }, label: "buy and hold"),
          ],
          weight: 2.4
        ),
        Panel(
          yLabel: "Drawdown of the crossing",
          format: .percent,
          layers: [.area(x: x, y: drawdown)],
          references: [ReferenceLine(.value(-0.1), label: "limit")]
        ),
      ]
    )
  }

  static func candles(_ prices: Prices, count: Int = 120) -> Figure {
    let rows = prices.last(count)
    let (fast, slow) = (average(prices.close, 10), average(prices.close, 30))
    var (buys, sells): ([Int], [Int]) = ([], [])
    for i in rows.dropFirst() {
      if fast[i] > slow[i], fast[i - 1] <= slow[i - 1] { buys.append(i) }
      if fast[i] < slow[i], fast[i - 1] >= slow[i - 1] { sells.append(i) }
    }
    func cut(_ values: [Double]) -> [Double] { Array(values[rows]) }
    let x = Axis.times(Array(prices.times[rows]))
    return Figure(
      title: "S&P 500, crossing of the 10 and 30 day averages",
      subtitle: "\(count) days to \(prices.times[prices.times.count - 1])",
      panels: [
        Panel(
          yLabel: "Index points",
          format: .thousands,
          layers: [
            .candles(
              x: x,
              open: cut(prices.open),
              high: cut(prices.high),
              low: cut(prices.low),
              close: cut(prices.close),
              label: "S&P 500"
            ),
            .line(x: x, y: cut(fast), label: "mean of 10"),
            .line(x: x, y: cut(slow), label: "mean of 30"),
            .points(
              x: .times(buys.map { prices.times[$0] }),
              y: buys.map { prices.low[$0] * 0.99 },
              label: "buy",
              shape: .entry
            ),
            .points(
              x: .times(sells.map { prices.times[$0] }),
              y: sells.map { prices.high[$0] * 1.01 },
              label: "sell",
              shape: .exit
            ),
          ]
        )
      ]
    )
  }

  /// Uniform numbers for samples, not for results.
  struct Noise {
    var state: UInt64 = 88_172_645_463_325_252
    mutating func next() -> Double {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + next() } }
  }

  static func fan(_ prices: Prices) -> Figure {
    var noise = Noise()
    let days = 252
    var paths = [[Double]](repeating: [100], count: 400)
    for p in paths.indices {
      for _ in 0..<days {
        paths[p].append(paths[p][paths[p].count - 1] * (1.0004 + 0.011 * noise.normal()))
      }
    }
    func quantile(_ share: Double) -> [Double] {
      (0...days).map { day in paths.map { $0[day] }.sorted()[Int(share * 399)] }
    }
    let start = prices.times[prices.times.count - 1]
    let x = Axis.times(
      (0...days).map {
        start.advanced(by: Period(nanoseconds: Int64($0 * 365 / 252) * 86_400_000_000_000))
      }
    )
    return Figure(
      title: "Monte Carlo of one year, 400 paths",
      subtitle: "Normal daily returns with a mean of 0.04 % and a deviation of 1.1 %",
      panels: [
        Panel(
          yLabel: "Equity, start = 100",
          layers: [
            .band(x: x, low: quantile(0.05), high: quantile(0.95), label: "5 to 95 %", depth: 0),
            .band(x: x, low: quantile(0.25), high: quantile(0.75), label: "25 to 75 %", depth: 1),
            .line(x: x, y: quantile(0.5), label: "median"),
          ],
          references: [ReferenceLine(.value(100), label: "start")]
        )
      ]
    )
  }

  static func heatmap(columns: Int, rows: Int) -> Figure {
    var noise = Noise()
    let values = (0..<rows).map { j in
      (0..<columns).map { i -> Double in
        let (a, b) = (Double(i) / Double(columns) - 0.6, Double(j) / Double(rows) - 0.4)
        return i == 0 && j == rows - 1 ? .nan : 1.2 - 3 * a * a - 2 * b * b + 0.2 * noise.next()
      }
    }
    return Figure(
      title: "Sharpe ratio by the spans of the averages",
      subtitle: "\(columns * rows) backtests, S&P 500, daily",
      panels: [
        Panel(
          yLabel: "slow span",
          xLabel: "fast span",
          layers: [
            .heatmap(
              x: (1...columns).map { "\(5 * $0)" },
              y: (1...rows).map { "\(50 + 25 * $0)" },
              values: values,
              valueLabel: "Sharpe ratio, a year"
            )
          ]
        )
      ]
    )
  }

  static let features = [
    "rsi_14", "atr_14_percent", "close_to_ema_20", "bollinger_width_20", "volume_z_20",
    "day_of_week", "garman_klass_volatility_20", "macd_histogram_12_26_9", "gap_percent",
    "distance_to_52_week_high", "stochastic_k_14", "adx_14",
  ]

  static func correlation() -> Figure {
    let values = features.indices.map { j in
      features.indices.map { i in i == j ? 1 : 1 / Double(1 + abs(i - j)) - 0.4 }
    }
    return Figure(
      title: "Correlation of the features",
      panels: [
        Panel(
          layers: [
            .heatmap(
              x: features,
              y: features,
              values: values,
              valueLabel: "correlation",
              best: nil
            )
          ])
      ]
    )
  }

  static func importance(_ count: Int) -> Figure {
    var noise = Noise()
    let names = (0..<count).map { i in
      i < features.count ? features[i] : "\(features[i % features.count])_lag_\(i / features.count)"
    }
    let values = names.map { _ in noise.next() * 0.12 }.sorted(by: >).map { $0 - 0.008 }
    return Figure(
      title: "Permutation importance, boosted trees",
      subtitle: "Loss of out-of-sample accuracy, 5 purged folds",
      panels: [
        Panel(
          xLabel: "loss of accuracy",
          format: .percent,
          layers: [.bars(labels: names, values: values)]
        )
      ]
    )
  }

  static func twentyYears(_ prices: Prices) -> Figure {
    let rows = prices.last(5040)
    let x = Axis.times(Array(prices.times[rows]))
    return Figure(
      title: "S&P 500",
      panels: [
        Panel(
          yLabel: "Close, index points",
          format: .thousands,
          layers: [.line(x: x, y: Array(prices.close[rows]))],
          references: [
            ReferenceLine(
              .time(prices.times[rows.lowerBound + 3500]),
              label: "end of the training"
            )
          ]
        )
      ]
    )
  }

  static func histogram(_ prices: Prices) -> Figure {
    let returns = zip(prices.close, prices.close.dropFirst()).map { $1 / $0 - 1 }
    let edges = (-30...30).map { Double($0) / 500 }
    let counts = zip(edges, edges.dropFirst()).map { low, high in
      Double(returns.count { low <= $0 && $0 < high })
    }
    return Figure(
      title: "Daily returns of the S&P 500",
      panels: [
        Panel(
          yLabel: "Days",
          xLabel: "return",
          format: .thousands,
          xFormat: .percent,
          layers: [.histogram(edges: edges, counts: counts)],
          references: [ReferenceLine(.number(-0.034), label: "worst 1 %")]
        )
      ]
    )
  }

  static func intraday() -> Figure {
    var noise = Noise()
    var times: [Instant] = []
    for day in [4, 5, 6] {
      guard let midnight = Instant(year: 2024, month: 3, day: day) else { continue }
      for minute in stride(from: 570, to: 960, by: 5) {
        times.append(midnight.advanced(by: Period(nanoseconds: Int64(minute) * 60_000_000_000)))
      }
    }
    var price = 5120.0
    var (open, high, low, close): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    for _ in times {
      let next = price + 3 * noise.normal()
      open.append(price)
      close.append(next)
      high.append(max(price, next) + 2 * noise.next())
      low.append(min(price, next) - 2 * noise.next())
      price = next
    }
    return Figure(
      title: "Three sessions in bars of five minutes",
      panels: [
        Panel(
          yLabel: "Price",
          format: .thousands,
          layers: [
            .candles(x: .times(times), open: open, high: high, low: low, close: close)
          ],
          weight: 3
        ),
        Panel(
          yLabel: "Distance to the mean of 12",
          layers: [
            .line(x: .times(times), y: zip(close, average(close, 12)).map { $0 - $1 })
          ],
          references: [ReferenceLine(.value(0))]
        ),
      ]
    )
  }

  static func manyLines(_ prices: Prices) -> Figure {
    let rows = prices.last(500)
    let x = Axis.times(Array(prices.times[rows]))
    return Figure(
      title:
        "Walk-forward folds of a rather long and wordy experiment whose title does not fit on a single line of the figure, so that it has to be wrapped",
      subtitle: "Ten parameters",
      panels: [
        Panel(
          yLabel: "Equity",
          layers: (1...10).map { k in
            .line(
              x: x,
              y: average(prices.close, 10 * k)[rows].map { $0 + 30 * Double(k) },
              label: "span of \(10 * k) days"
            )
          }
        )
      ]
    )
  }

  static func roc() -> Figure {
    let x = (0...100).map { Double($0) / 100 }
    return Figure(
      title: "ROC of the label \"up after 5 days\"",
      panels: [
        Panel(
          yLabel: "True positive rate",
          xLabel: "false positive rate",
          format: .percent,
          xFormat: .percent,
          layers: [
            .line(x: .numbers(x), y: x.map { $0.squareRoot() }, label: "boosted trees, AUC 0.67"),
            .line(x: .numbers(x), y: x, label: "chance"),
          ]
        )
      ]
    )
  }
}
