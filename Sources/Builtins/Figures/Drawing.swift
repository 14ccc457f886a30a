import Backtest
import Language
import Plotting
import TimeSeries

/// How the values of the language look in a figure.
enum Drawing {
  static func axis(_ clock: Clock) -> Axis {
    clock.times.map(Axis.times) ?? .numbers((0..<clock.count).map(Double.init))
  }

  /// Returns the picture of a value that has one of its own; nil for a series.
  static func part(of value: Value, label: String) -> PlotPart? {
    switch value.object {
    case let part as PlotPart: part
    case let backtest as BacktestValue: picture(of: backtest)
    case let histories as MonteCarloValue: fan(of: histories)
    case let sweep as SweepValue: picture(of: sweep)
    case let explanation as ExplanationValue: explanation.picture
    default: nil
    }
  }

  /// Equity beside buying and holding, with the drawdown below.
  private static func picture(of backtest: BacktestValue) -> PlotPart {
    let x = axis(backtest.clock)
    let lines = [
      Layer.line(x: x, y: backtest.result.equity, label: "strategy, after costs"),
      Layer.line(x: x, y: backtest.held.value.equity, label: "buy and hold"),
    ]
    let drawdown = backtest.result.equity.isEmpty ? [] : Drawdown.series(backtest.result.equity)
    return PlotPart(
      panels: [
        Panel(yLabel: "equity", format: .thousands, layers: lines, weight: 2),
        Panel(
          yLabel: "drawdown",
          format: .percent,
          layers: [.area(x: x, y: drawdown)],
          weight: 1
        ),
      ],
      title: backtest.title,
      subtitle:
        "Sharpe \(NumberText.fixed(backtest.metrics.sharpe, 2)) (95 % \(NumberText.fixed(backtest.interval.lower, 2)) … \(NumberText.fixed(backtest.interval.upper, 2))), \(backtest.clock.spanText)",
      takesLines: false
    )
  }

  /// The middle of all histories with the bands that hold half and nine tenths of them.
  private static func fan(of histories: MonteCarloValue) -> PlotPart {
    let result = histories.result
    let x = Axis.numbers(result.times.map(Double.init))
    var layers: [Layer] = []
    if result.bands.count == 5 {
      layers = [
        .band(
          x: x,
          low: result.bands[0],
          high: result.bands[4],
          label: "9 of 10 histories",
          depth: 0
        ),
        .band(
          x: x,
          low: result.bands[1],
          high: result.bands[3],
          label: "half of the histories",
          depth: 1
        ),
        .line(x: x, y: result.bands[2], label: "median"),
      ]
    }
    return PlotPart(
      panels: [
        Panel(
          yLabel: "equity",
          xLabel: histories.isTrade ? "trades" : "bars",
          format: .thousands,
          xFormat: .thousands,
          layers: layers,
          references: [ReferenceLine(.value(result.capital), label: "start")]
        )
      ],
      title: "\(NumberText.count(result.paths)) alternative histories",
      subtitle: result.question.name,
      takesLines: false
    )
  }

  /// One axis gives a line, two a heatmap; of more, the first two at the best of the others.
  static func picture(of sweep: SweepValue) -> PlotPart? {
    guard let first = sweep.axes.first else { return nil }
    guard sweep.axes.count > 1 else {
      let x = first.values.map { value -> Double in
        if case .number(let scalar) = value { scalar.value } else { .nan }
      }
      return PlotPart(
        panels: [
          Panel(
            yLabel: "score",
            xLabel: first.name,
            layers: [.line(x: .numbers(x), y: sweep.trials.map(\.score))]
          )
        ],
        title: "score over \(first.name)",
        subtitle: nil,
        takesLines: false
      )
    }
    return heatmap(sweep, first.name, sweep.axes[1].name)
  }

  /// Returns the best score at each pair of values of two axes; nil where there is no such axis.
  static func heatmap(_ sweep: SweepValue, _ across: String, _ up: String) -> PlotPart? {
    guard let x = sweep.axes.firstIndex(where: { $0.name == across }),
      let y = sweep.axes.firstIndex(where: { $0.name == up }), x != y
    else { return nil }
    let (columns, rows) = (sweep.axes[x].values, sweep.axes[y].values)
    var cells = [[Double]](
      repeating: [Double](repeating: .nan, count: columns.count),
      count: rows.count
    )
    for trial in sweep.trials {
      let (column, row) = (trial.point[x], trial.point[y])
      if !(cells[row][column] >= trial.score) { cells[row][column] = trial.score }
    }
    return PlotPart(
      panels: [
        Panel(
          yLabel: up,
          xLabel: across,
          layers: [
            .heatmap(
              x: columns.map(\.text),
              y: rows.map(\.text),
              values: cells,
              valueLabel: "score"
            )
          ]
        )
      ],
      title: "score over \(across) and \(up)",
      subtitle: "\(NumberText.counted(sweep.trials.count, "trial"))",
      takesLines: false
    )
  }
}
