import Language

/// The text of help beside the registry, in the form that ``Guide`` reads.
///
/// `RECORD_EXAMPLES=1 swift test -c release --filter ExampleTests` writes what the examples print now
/// into these files.
enum GuideText {
  static let guide = Guide(
    [functions, verbs, models, figures, language, values, prompt],
    names: names
  )

  /// What an example may use, each with the line that gives it; help shows those that it needs.
  private static let names = [
    ("es", #"es = load "sample:sp500""#),
    ("p", #"p = load "sample:*", symbol=file"#),
    ("x", "x = features on es { r5 = ret(close, 5); vol = stdev(ret(close), 20) }"),
    ("y", "y = target on es, direction(5)"),
    ("r", "r = target on es, forward_return(5)"),
    ("m", "m = fit gbm to y on x over ..2010-12-31, trees=20"),
    ("wf", "wf = walkforward logistic to y on x, train=5y, test=1y"),
    (
      "s",
      "s = strategy on es { enter long when close > sma(close, 200); exit when close < sma(close, 200) }"
    ),
    ("bt", "bt = backtest s on es"),
    ("mc", "mc = montecarlo bt, paths=500"),
    (
      "k",
      "k = sweep n in 50..200 step 50 { backtest (if es.close > sma(es.close, n) then 1 else 0) on es }"
    ),
    (
      "k2",
      "k2 = sweep n in 50..150 step 50, c in [1, 2] { backtest (if es.close > sma(es.close, n) then c / 2 else 0) on es }"
    ),
  ]
}
