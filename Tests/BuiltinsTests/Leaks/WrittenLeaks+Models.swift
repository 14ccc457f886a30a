extension WrittenLeak {
  /// Models that learned from what they are asked about.
  static let ofModels: [WrittenLeak] = [
    model(
      "a prediction of the rows that it learned from",
      "m = fit ridge to y on x‹¦ over ..2024-12-31›",
      "p = predict m on x over 2025-02-01.."
    ),
    model(
      "a prediction of the rows that it learned from, delayed",
      "m = fit ridge to y on x‹¦ over ..2024-12-31›",
      "p = lag((predict m on x over ‹2024-02-01¦2025-02-01›..), ‹300¦1›)"
    ),
    model(
      "a model of later rows that predicts earlier ones",
      "m = fit ridge to y on x over ‹2025-06-01..¦..2024-12-31›",
      "p = predict m on x over 2025-02-01..2025-05-01",
      until: "2025-05-01"
    ),
    model(
      "the days between the last row of training and its target",
      "m = fit ridge to y on x over ..‹2025-01-31¦2025-01-26›",
      "p = predict m on x over 2025-02-01.."
    ),
    model(
      "an ensemble of the rows that it is asked about",
      "m = fit ensemble to up on x‹¦ over ..2024-12-31›, trees=3",
      "p = (predict m on x over 2025-02-01..) - 0.5"
    ),
    model(
      "a model that was saved and loaded again",
      "m1 = fit ridge to y on x‹¦ over ..2024-12-31›\nexport m1 to \"FILE.json\"\nm = load \"FILE.json\"",
      "p = predict m on x over 2025-02-01.."
    ),
    model(
      "a network that has seen the rows",
      "m = fit cnn to up on es over ..‹2025-08-31¦2024-12-31›, epochs=1",
      "p = (predict m on es over 2025-02-01..) - 0.5"
    ),
    WrittenLeak(
      "a target that was cut after it had looked ahead",
      """
      early = es[..2024-12-31]
      y = target on early, ‹forward_return(200, of=es)[..2024-12-31]¦forward_return(20)›
      m = fit ridge to y on (features on early { r = ret(close, 1) })
      late = es[2025-02-01..]
      p = predict m on (features on late { r = ret(close, 1) })
      backtest (if p > 0 then 1 else 0) on late
      """
    ),
    WrittenLeak(
      "a model of a random walk that was drawn from all bars",
      """
      w = random_walk(‹es¦es[..2024-12-31]›)
      y = target on w, forward_return(5)
      m = fit ridge to y on (features on w { r = ret(close, 1) })
      late = es[2025-02-01..]
      p = predict m on (features on late { r = ret(close, 1) })
      backtest (if p > 0 then 1 else 0) on late
      """
    ),
    WrittenLeak(
      "a model of rows that were chosen by what follows",
      """
      some = es[..2024-12-31] | where ‹ahead(close, 20) > close¦close > open›
      y = target on some, ahead(close, 1) > close
      m = fit logistic to y on (features on some { r = known(ret(close, 1)) })
      late = es[2025-01-01..]
      p = predict m on (features on late { r = ret(close, 1) })
      backtest (if p > 0.5 then 1 else 0) on late
      """
    ),
    ofFolds("out-of-fold predictions of groups", "fit ridge to y on x by kfold(5)"),
    ofFolds("out-of-fold predictions of combinations", "fit ridge to y on x by cpcv(5, 2)"),
    ofFolds("predictions of shuffled folds", "fit ridge to y on x by shuffle_split(5)"),
    WrittenLeak(
      "the score of a cross-validation as a threshold",
      """
      y = target on es, forward_return(5)
      x = features on es { r = ret(close, 1) }
      cv = fit ridge to y on x by kfold(5)
      backtest (if ret(close, 1) > ‹cv.ic¦0› then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "the verdict of shuffled folds",
      mark: "hindsight",
      """
      y = target on es, forward_return(5)
      x = features on es { r = ret(close, 1) }
      cv = fit ridge to y on x by ‹shuffle_split(5)¦kfold(5)›
      cv
      """
    ),
    ofWalk("the spread of all its predictions", "w > ‹stdev(w)¦stdev(w, 100)›"),
    ofWalk("its own score as a sign", "w * ‹w.ic¦1› > 0"),
    ofWalk("its own predictions of tomorrow", "‹ahead¦lag›(w, 1) > 0"),
    WrittenLeak(
      "a walk-forward on a target of the whole sample",
      """
      y = target on es, ahead(close, 5) - ‹mean(close)¦close›
      x = features on es { r = ret(close, 1) }
      w = walkforward ridge to y on x, train=200b, test=100b
      """
    ),
    WrittenLeak(
      "a model tuned by what the whole sample says",
      """
      y = target on es, direction(5)
      x = features on es { r = ret(close, 1) }
      w = walkforward gbm to y on x, train=200b, test=100b, trees=‹(if mean(close) > 3 then 5 else 6)¦5›
      """
    ),
    WrittenLeak(
      "a training window found from the whole sample",
      """
      y = target on es, forward_return(5)
      x = features on es { r = ret(close, 1) }
      w = walkforward ridge to y on x, train=‹(if mean(close) > 3 then 200b else 300b)¦200b›, test=100b
      """
    ),
    WrittenLeak(
      "training rows chosen by the whole sample",
      """
      y = target on es, forward_return(5)
      x = features on es { r = ret(close, 1) }
      m = fit ridge to y on x over ..‹(if median(close) > 3 then 400 else 401)¦400›
      """
    ),
    ofFigure("a coefficient of a model", "m.intercept * 1000", "0"),
    ofFigure("the number of rows that a model learned from", "m.rows", "100"),
    ofFigure(
      "what explains a prediction",
      "(explain m on x at 2024-06-03).prediction * 1000",
      "0"
    ),
    ofFigure("how far a target looks, found from the whole sample", "z.horizon * 20", "100"),
    WrittenLeak(
      "a model that learned from columns of a file without a warrant",
      """
      export forward_return(1) to "FILE"
      read = load "FILE"
      x = features on es { c = ‹read.value¦lag(read.value, 1)› }
      """
    ),
  ]

  private static func model(
    _ title: String,
    _ fit: String,
    _ predict: String,
    until end: String = ""
  ) -> WrittenLeak {
    WrittenLeak(
      title,
      """
      y = target on es, forward_return(5)
      up = target on es, direction(5)
      x = features on es { r = ret(close, 1); q = ret(close, 5) }
      \(fit)
      \(predict)
      backtest (if p > 0 then 1 else 0) on es over 2025-02-01..\(end)
      """
    )
  }

  private static func ofWalk(_ title: String, _ rule: String) -> WrittenLeak {
    WrittenLeak(
      "of a walk-forward: \(title)",
      """
      y = target on es, forward_return(5)
      x = features on es { r = ret(close, 1); q = ret(close, 5) }
      w = walkforward ridge to y on x, train=200b, test=100b
      backtest (if \(rule) then 1 else 0) on es
      """
    )
  }

  private static func ofFolds(_ title: String, _ fit: String) -> WrittenLeak {
    WrittenLeak(
      "\(title) as a signal",
      """
      y = target on es, forward_return(5)
      x = features on es { r = ret(close, 1); q = ret(close, 5) }
      w = ‹\(fit)¦walkforward ridge to y on x, train=200b, test=100b›
      backtest (if w > 0 then 1 else 0) on es
      """
    )
  }

  private static func ofFigure(_ title: String, _ figure: String, _ number: String) -> WrittenLeak {
    WrittenLeak(
      title,
      """
      y = target on es, forward_return(5)
      z = target on es, forward_return(if mean(close) > 3 then 5 else 6)
      x = features on es { r = ret(close, 1) }
      m = fit ridge to y on x
      backtest (if close > ‹\(figure)¦\(number)› then 1 else 0) on es
      """
    )
  }
}
