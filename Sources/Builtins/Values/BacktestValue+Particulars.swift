import Backtest
import Language

extension BacktestValue {
  /// What belongs beside a figure where it is asked for alone: how sure it is, and what buying and
  /// holding gives.
  func particulars(of field: String) -> [(name: String, text: String)] {
    let count = trials
    let deflatedText =
      "\(NumberText.fixed(deflated, 3)): the probability that it beats the best of \(count) trial\(count == 1 ? "" : "s") by luck"
    let held = benchmark
    switch field {
    case "sharpe", "sharpe_ci":
      return [
        ("95 % interval", "\(fixed(interval.lower)) … \(fixed(interval.upper))"),
        ("above zero", "\(NumberText.fixed(sharpe.probabilistic(), 3)), the probability (psr)"),
        ("deflated", deflatedText), ("buy and hold", fixed(held.sharpe)),
      ]
    case "psr", "dsr", "trials":
      return [
        (
          "sharpe",
          "\(fixed(metrics.sharpe)), 95 % \(fixed(interval.lower)) … \(fixed(interval.upper))"
        ),
        ("trials", "\(count) on these bars, this one included"),
      ]
    case "sortino": return [("buy and hold", fixed(held.sortino))]
    case "calmar": return [("buy and hold", fixed(held.calmar))]
    case "cagr": return [("buy and hold", percent(held.cagr))]
    case "total_return": return [("buy and hold", percent(held.totalReturn))]
    case "volatility": return [("buy and hold", percent(held.volatility))]
    case "max_drawdown":
      return [("buy and hold", percent(held.maxDrawdown)), ("interval", "`montecarlo` draws one")]
    case "win_rate":
      let win = trades.winRateInterval
      return [
        ("95 % interval", "\(percent(win.lower)) … \(percent(win.upper))"),
        ("trades", "\(NumberText.count(trades.count)) closed"),
      ]
    case "profit_factor": return [("trades", "\(NumberText.count(trades.count)) closed")]
    case "costs", "breakeven":
      return [
        ("commission", NumberText.cell(result.commission)),
        ("slippage", NumberText.cell(result.slippage)),
      ]
    default: return []
    }
  }

  private func percent(_ value: Double) -> String { NumberText.percent(value, 1) }

  private func fixed(_ value: Double) -> String { NumberText.fixed(value, 2) }
}
