import Backtest
import Language
import TimeSeries

extension BacktestValue {
  func presentation(name: String?) -> Presentation {
    let settings = result.settings
    var shown = Presentation.titled(
      name,
      "backtest of \(title)  \(verdict)  \(clock.stepLabel)  \(clock.spanText)"
    )
    if let nothing {
      shown.add("  \(nothing)")
      shown.add("  \(benchmarkLine)")
    } else {
      shown.add(Table(BacktestValue.headers, rows: rows))
      shown.add(equityLine)
    }
    shown.add(
      "  \("fills at \(settings.fill.rawValue), commission \(cost(settings.costs.commission, "cost")) and slippage \(cost(settings.costs.slippage, "slippage")) a side; docs/assumptions.md", .faint)"
    )
    if nothing == nil { shown.add("  " + costLine) }
    if result.ambiguousTrades > 0 { shown.add("  \(envelopeLine, .warning)") }
    if result.missingConditions > 0 {
      shown.add(
        "  \("na in condition: \(NumberText.counted(result.missingConditions, "row"))", .warning)"
      )
    }
    if let line = audit.line {
      shown.add("  \(line, audit.violations.isEmpty ? .faint : .error)")
    }
    if let row = result.ruinRow {
      shown.add("  \("ruined at \(clock.label(row)): the equity reached zero", .loss)")
    }
    return shown
  }

  private static let headers = [
    Table.Column("", .left), Table.Column("strategy"), Table.Column("95 % interval"),
    Table.Column("buy and hold"),
  ]

  /// The figure to read first, with its standard error.
  private var verdict: String {
    guard !result.fills.isEmpty else { return "no trades" }
    let error = (interval.upper - interval.lower) / (2 * 1.959964)
    return "Sharpe \(fixed(metrics.sharpe))" + (error.isNaN ? "" : " ± \(fixed(error))")
  }

  /// Why there is nothing to measure; nil where something was bought or sold.
  var nothing: String? {
    guard result.fills.isEmpty else { return nil }
    let trials = "trials on this span: \(NumberText.count(trials))"
    guard !result.orders.isEmpty else {
      return
        "no trades: on none of \(NumberText.counted(clock.count, "bar")) was a position asked for; \(trials)"
    }
    return
      "no trades: \(NumberText.counted(result.orders.count, "order was", "orders were")) sent and none was filled; \(trials)"
  }

  private var benchmarkLine: String {
    let held = benchmark
    return
      "buy and hold: \(NumberText.change(held.cagr)) a year, volatility \(percent(held.volatility)), Sharpe ratio \(fixed(held.sharpe)), deepest drawdown \(percent(held.maxDrawdown))"
  }

  /// The account from its start to its end.
  private var equityLine: StyledLine {
    let year = NumberText.short(metrics.periodsPerYear)
    let length = "\(NumberText.counted(clock.count, "bar")), \(year) a year"
    let ends = [result.settings.capital, result.finalEquity].map { NumberText.cell($0.rounded()) }
    return
      "  \("equity", .faint) \(ends[0]) \(Sparkline.text(result.equity, width: 32), .series(0)) \(ends[1])  \(length, .faint)"
  }

  /// The figures, those first that say what the others are worth.
  private var rows: [[StyledLine]] {
    let held = benchmark
    let deflated: [StyledLine] = [
      "  deflated, \(NumberText.counted(trials, "trial"))",
      StyledLine(NumberText.fixed(self.deflated, 3)),
    ]
    return [
      row("Sharpe ratio", fixed(metrics.sharpe), range(interval, fixed), fixed(held.sharpe)),
      row("  probability > 0", NumberText.fixed(sharpe.probabilistic(), 3)),
      deflated,
      [
        "total return", .change(metrics.totalReturn), "", .change(held.totalReturn),
      ],
      ["return a year", .change(metrics.cagr), "", .change(held.cagr)],
      row("volatility a year", percent(metrics.volatility), "", percent(held.volatility)),
      row("Sortino ratio", fixed(metrics.sortino), "", fixed(held.sortino)),
      [
        "deepest drawdown", .change(metrics.maxDrawdown), "",
        StyledLine(percent(held.maxDrawdown)),
      ],
    ] + tradeRows + [
      row("time in the market", percent(exposure)),
      row("turnover a year, ×", fixed(turnover)),
    ]
  }

  /// The figures of the trades, as far as there are any.
  private var tradeRows: [[StyledLine]] {
    let open = result.trades.count { $0.exitRow == nil }
    let last = open > 0 ? [row("  still open", NumberText.count(open))] : []
    let count = row("trades closed", NumberText.count(trades.count))
    guard trades.count > 0 else { return [count] + last }
    return [
      count
    ] + last + [
      row("  won", percent(trades.winRate), range(trades.winRateInterval, percent)),
      ["  mean return", .change(trades.averageReturn, 2)],
    ] + (trades.profitFactor.isNaN ? [] : [row("  profit factor", fixed(trades.profitFactor))])
  }

  private func row(_ cells: String...) -> [StyledLine] { cells.map { StyledLine($0) } }

  private func range(_ interval: ConfidenceInterval, _ text: (Double) -> String) -> String {
    interval.lower.isNaN ? "" : "\(text(interval.lower)) … \(text(interval.upper))"
  }

  /// A cost, marked where nobody has set it.
  private func cost(_ fraction: Double, _ option: String) -> String {
    basisPoints(fraction) + (assumedCosts.contains(option) ? " (assumed)" : "")
  }

  private var costLine: String {
    let paid =
      "costs \(NumberText.cell((result.commission + result.slippage).rounded())), \(percent((result.commission + result.slippage) / result.settings.capital)) of the capital"
    guard let zero = breakEvenCost.value else {
      return paid
        + (result.finalEquity > result.settings.capital
          ? "; the profit would survive 5 % a side" : "; without costs there is no profit either")
    }
    return paid + "; the profit is gone at \(basisPoints(zero)) a side"
  }

  private var envelopeLine: String {
    let ends = [envelope.value.worst, envelope.value.nearest, envelope.value.best]
    let low = NumberText.cell((ends.min() ?? .nan).rounded())
    let high = NumberText.cell((ends.max() ?? .nan).rounded())
    return
      "\(NumberText.counted(result.ambiguousTrades, "trade is", "trades are")) in doubt: by the reading of their bars the end lies between \(low) and \(high)"
  }

  private func percent(_ value: Double) -> String { NumberText.percent(value, 1) }

  private func fixed(_ value: Double) -> String { NumberText.fixed(value, 2) }

  private func basisPoints(_ fraction: Double) -> String {
    NumberText.short((fraction * 1e4 * 100).rounded() / 100) + "bp"
  }

  var tradeTable: Table {
    let headers = ["bars", "units", "entry", "exit", "profit", "return"]
    let trades = result.trades
    let figures = [
      trades.map(\.units), trades.map(\.entryPrice), trades.map(\.exitPrice), trades.map(\.profit),
    ].map { NumberText.column($0) }
    return Table(
      [Table.Column("in", .left), Table.Column("out", .left), Table.Column("side", .left)]
        + headers.map { Table.Column($0) } + [Table.Column("why", .left), Table.Column("", .left)],
      rows: trades.enumerated().map { number, trade -> [StyledLine] in
        [
          StyledLine(clock.label(trade.entryRow)),
          StyledLine(trade.exitRow.map(clock.label) ?? "open"),
          StyledLine(trade.isLong ? "long" : "short"), StyledLine(NumberText.count(trade.bars)),
        ] + figures.map { StyledLine($0[number]) } + [
          .change(trade.returnFraction, 2), StyledLine(trade.reason?.rawValue ?? ""),
          StyledLine(trade.isAmbiguous ? "in doubt" : "", .warning),
        ]
      }
    )
  }

  var fillTable: Table {
    let fills = result.fills
    let figures = [
      fills.map(\.units), fills.map(\.price), fills.map(\.commission), fills.map(\.slippage),
    ].map { NumberText.column($0) }
    return Table(
      [Table.Column("time", .left), Table.Column("side", .left)]
        + ["units", "price", "commission", "slippage", "rule"].map { Table.Column($0) },
      rows: fills.enumerated().map { number, fill in
        [clock.label(fill.row), fill.side == .buy ? "buy" : "sell"] + figures.map { $0[number] }
          + [String(fill.rule.rawValue)]
      },
      note: "the rule is the paragraph of docs/assumptions.md"
    )
  }

  var orderTable: Table {
    Table(
      [Table.Column("sent", .left), Table.Column("kind", .left), Table.Column("state", .left)],
      rows: result.orders.map { order in
        [clock.label(order.row), String(describing: order.kind), String(describing: order.state)]
      }
    )
  }
}
