extension MetricDefinition {
  /// Further figures of a backtest, which its report has in words.
  static let ofAccounts: [MetricDefinition] = [
    metric(
      "total_return",
      .fraction,
      "What the account has gained over the whole span, as a fraction of where it began.",
      "prod(1 + r) - 1"
    ),
    metric("final", .currency, "The account after the last bar, marked at its close.", "E[n]"),
    metric(
      "breakeven",
      .fraction,
      "The cost a side at which the profit is gone; missing where no cost up to 5 % takes it.",
      "the c at which E[n](c) = E[0]"
    ),
    metric(
      "envelope",
      .currency,
      "The end of the account by the worst, the nearest and the best reading of bars that met two orders.",
      "E[n] with each doubtful fill at its worst, nearest or best order"
    ),
    metric(
      "ambiguous",
      .count,
      "Closed trades whose bar met both stop and target, so that their order is in doubt.",
      "count(trades in doubt)"
    ),
  ]

  /// The scores of predictions of rows that their models had not seen.
  static let ofPredictions: [MetricDefinition] = [
    metric(
      "auc",
      .probability,
      "The chance that a true row is predicted higher than a false one; 0.5 is no skill.",
      "mean over pairs of (p[true] > p[false]) + (p[true] = p[false]) / 2",
      from: "Hanley and McNeil 1982"
    ),
    metric(
      "logloss",
      .ratio,
      "Minus the mean log-likelihood of what came; a constant guess has the entropy of the base rate.",
      "-mean(y log(p) + (1 - y) log(1 - p))"
    ),
    metric(
      "ic",
      .ratio,
      "Information coefficient: the rank correlation of predictions and outcomes; 0 is no skill.",
      "corr(rank(p), rank(y)), ties averaged",
      from: "Grinold and Kahn 2000; Spearman 1904"
    ),
    metric(
      "hit",
      .fraction,
      "Share of the rows whose class or sign was predicted; read it beside the base rate.",
      "count(sign(p) = sign(y)) / n"
    ),
    metric(
      "base_rate",
      .fraction,
      "The hit rate of always naming the more frequent class or sign.",
      "max(count(y > 0), count(y <= 0)) / n"
    ),
    metric(
      "rmse",
      .ratio,
      "Root of the mean squared error of the predictions, in units of the target.",
      "sqrt(mean((p - y)^2))"
    ),
    metric(
      "n_eff",
      .count,
      "How many independent rows the overlapping labels are worth; errors are computed with it.",
      "n / H, or the sum of the labels' mean uniqueness",
      from: "Lopez de Prado 2018, chapter 4"
    ),
  ]

  /// What the best of many trials is worth, and the ends of alternative histories.
  static let ofManyTrials: [MetricDefinition] = [
    metric(
      "pbo",
      .probability,
      "Probability of backtest overfitting: how often the best of one half of the data is below the median in the other.",
      "share of splits with logit(relative rank out of sample of the best in sample) <= 0; 16 blocks",
      from: "Bailey, Borwein, Lopez de Prado and Zhu 2017"
    ),
    metric(
      "spa",
      .probability,
      "p-value of Hansen's test that no trial beats cash: how often luck alone gives so good a best one.",
      "(1 + #{max T* >= max T}) / (B + 1), studentised, stationary bootstrap, B = 1,000",
      from: "White 2000, Hansen 2005"
    ),
    metric(
      "score",
      .ratio,
      "The score of the best trial, which is flattered by having been chosen.",
      "max over trials of what `score=` names"
    ),
    metric(
      "ruin",
      .probability,
      "Share of the histories that lose half of the account on the way.",
      "count(min(E / E[0]) <= 0.5) / paths"
    ),
    metric(
      "loss",
      .probability,
      "Share of the histories that end below where they began.",
      "count(E[n] < E[0]) / paths"
    ),
  ]
}
