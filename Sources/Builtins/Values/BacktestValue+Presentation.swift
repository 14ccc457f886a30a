import Backtest
import Language
import TimeSeries

extension BacktestValue {
  func presentation(name: String?) -> Presentation {
    let settings = result.settings
    var shown = Presentation.line(
      "\(name.map { "\($0)  " } ?? "")backtest of \(title)  \(clock.stepLabel)  \(clock.spanText)  \(NumberText.count(clock.count)) bars"
    )
    shown.add(
      Table(
        [Table.Column("", .left), Table.Column("strategy"), Table.Column("buy and hold")],
        rows: rows
      )
    )
    shown.add(
      "  fills at \(settings.fill.rawValue), commission \(cost(settings.costs.commission, "cost")) and slippage \(cost(settings.costs.slippage, "slippage")) a side, \(NumberText.short(metrics.periodsPerYear)) bars a year; docs/assumptions.md"
    )
    shown.add("  " + costLine)
    if result.ambiguousTrades > 0 { shown.add("  " + envelopeLine) }
    if result.missingConditions > 0 {
      shown.add("  na in condition: \(NumberText.count(result.missingConditions)) rows")
    }
    if let line = audit.line { shown.add("  " + line) }
    if let row = result.ruinRow {
      shown.add("  ruined at \(clock.label(row)): the equity reached zero")
    }
    return shown
  }

  private var rows: [[String]] {
    let ci = interval
    let win = trades.winRateInterval
    let psr = NumberText.fixed(sharpe.probabilistic(), 3)
    let benchmark = benchmark
    return [
      ["total return", percent(metrics.totalReturn), percent(benchmark.totalReturn)],
      ["return a year", percent(metrics.cagr), percent(benchmark.cagr)],
      ["volatility a year", percent(metrics.volatility), percent(benchmark.volatility)],
      ["Sharpe ratio", fixed(metrics.sharpe), fixed(benchmark.sharpe)],
      ["  95 % interval", "\(fixed(ci.lower)) … \(fixed(ci.upper))", ""],
      ["  probability above zero", psr, ""],
      ["  deflated, trials \(trials)", NumberText.fixed(deflated, 3), ""],
      ["Sortino ratio", fixed(metrics.sortino), fixed(benchmark.sortino)],
      ["deepest drawdown", percent(metrics.maxDrawdown), percent(benchmark.maxDrawdown)],
      ["trades closed", NumberText.count(trades.count), ""],
      ["  won", "\(percent(trades.winRate)) (\(percent(win.lower)) … \(percent(win.upper)))", ""],
      ["  profit factor", fixed(trades.profitFactor), ""],
      ["time in the market", percent(exposure), ""],
      ["turnover a year", "\(fixed(turnover)) × equity", ""],
    ]
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
      "\(result.ambiguousTrades) trades are in doubt: by the reading of their bars the end lies between \(low) and \(high)"
  }

  private func percent(_ value: Double) -> String { NumberText.percent(value, 1) }

  private func fixed(_ value: Double) -> String { NumberText.fixed(value, 2) }

  private func basisPoints(_ fraction: Double) -> String {
    NumberText.short((fraction * 1e4 * 100).rounded() / 100) + "bp"
  }

  var tradeTable: Table {
    let headers = ["out", "bars", "units", "entry", "exit", "profit", "return"]
    let rows = result.trades.map { trade in
      [
        clock.label(trade.entryRow), trade.exitRow.map(clock.label) ?? "open",
        trade.isLong ? "long" : "short", String(trade.bars), NumberText.cell(trade.units),
        NumberText.cell(trade.entryPrice), NumberText.cell(trade.exitPrice),
        NumberText.cell(trade.profit), NumberText.percent(trade.returnFraction),
        trade.reason?.rawValue ?? "", trade.isAmbiguous ? "in doubt" : "",
      ]
    }
    return Table(
      [Table.Column("in", .left), Table.Column(headers[0], .left), Table.Column("side", .left)]
        + headers.dropFirst().map { Table.Column($0) }
        + [Table.Column("why", .left), Table.Column("", .left)],
      rows: rows
    )
  }

  var fillTable: Table {
    Table(
      [Table.Column("time", .left), Table.Column("side", .left)]
        + ["units", "price", "commission", "slippage", "rule"].map { Table.Column($0) },
      rows: result.fills.map { fill in
        [
          clock.label(fill.row), fill.side == .buy ? "buy" : "sell", NumberText.cell(fill.units),
          NumberText.cell(fill.price), NumberText.cell(fill.commission),
          NumberText.cell(fill.slippage), String(fill.rule.rawValue),
        ]
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
