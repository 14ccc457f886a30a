extension GuideText {
  /// Examples of the figures that results have.
  static let figures = #"""
    # sharpe_ci
        bt.sharpe_ci
        >> [-0.1100807, 0.7733701]

    # psr
        bt.psr
        >> 0.9294259

    # dsr
        bt.dsr
        >> 0.8022926
        k.dsr
        >> 0.8022926

    # trials
        k.trials
        >> 4

    # sortino
        bt.sortino
        >> 0.4523422

    # calmar
        bt.calmar
        >> 0.11634

    # cagr
        bt.cagr
        >> 0.02983601

    # max_drawdown
        bt.max_drawdown
        >> -0.2564553

    # volatility
        bt.volatility
        >> 0.1054652

    # win_rate
        bt.win_rate
        >> 0.2432432

    # profit_factor
        bt.profit_factor
        >> 1.8372

    # exposure
        bt.exposure
        >> 0.6638839

    # turnover
        bt.turnover
        >> 7.41439

    # costs
        bt.costs
        >> 3377.038

    # total_return
        bt.total_return
        >> 0.7982695

    # final
        bt.final
        >> 179826.9

    # breakeven
        bt.breakeven
        >> 0.004165008

    # envelope
        bt.envelope
        >> worst    179826.9
        >> nearest  179826.9
        >> best     179826.9

    # ambiguous
        bt.ambiguous
        >> 0

    # auc
        wf.auc
        >> 0.5002131

    # logloss
        wf.logloss
        >> 0.6926996

    # ic
        wf.ic
        >> 0.0003648758

    # hit
        wf.hit
        >> 0.5448

    # base_rate
        wf.base_rate
        >> 0.576

    # rmse
        (walkforward ridge to r on x, train=5y, test=2y).rmse
        >> 0.02350788

    # n_eff
        wf.n_eff
        >> 750

    # pbo
        k.pbo
        >> 0.1130536

    # spa
        k.spa
        >> 0.1148851

    # score
        k.score
        >> 0.3316447

    # ruin
        mc.ruin
        >> 0.018

    # loss
        mc.loss
        >> 0.122
    """#
}
