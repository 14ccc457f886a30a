/// A name that another package has for something, and how it is written here.
public struct ForeignName: Sendable, Hashable {
  /// The name in lower case, with `_` between its words: `pct_change`, `train_test_split`.
  public let name: String
  /// What help has a page of: a function, a verb, a kind of one such as `fit gbm`, a figure.
  public let ours: String
  /// A line as it is written here, of the columns of a frame `es` and the usual names.
  public let written: String

  /// What to say where the name stands in a line: what is written here, or only what is nearest.
  var repair: String {
    "\(ForeignNames.near.contains(name) ? "the nearest here is" : "here that is") `\(written)`"
  }
}

/// The words of pandas, NumPy, TA-Lib, Pine, backtrader, vectorbt and scikit-learn, and of the field,
/// for what has another name here: error messages and the search of help read them.
public enum ForeignNames {
  /// Returns what `word` is called here; nil where it is no name of another package.
  ///
  /// Letter case, blanks, hyphens and the name of a module (`ta.crossover`) do not count.
  public static func named(_ word: some StringProtocol) -> ForeignName? {
    let plain = normalized(word)
    return table[plain] ?? plain.split(separator: ".").last.flatMap { table[String($0)] }
  }

  /// Returns a word in the form that the table has: `Stop Loss` is `stop_loss`.
  public static func normalized(_ word: some StringProtocol) -> String {
    word.lowercased().split { " _-".contains($0) }.joined(separator: "_")
  }

  private static let table = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { $1 })

  /// Every name, by what it is about.
  public static let all: [ForeignName] = groups.flatMap { ours, written, names in
    names.split(separator: " ").map {
      ForeignName(name: String($0), ours: ours, written: written)
    }
  }

  /// What it is here, a line of it, and the names that others have for it.
  private static let groups: [(ours: String, written: String, names: String)] =
    columns + windows + indicators + data + models + trading + honesty + drawing

  private static let columns = [
    ("lag", "lag(close, 1)", "shift delay prev previous ref offset"),
    ("ahead", "ahead(close, 1)", "lead shift_back next_row future"),
    (
      "ret", "ret(close, 1)",
      "pct_change pctchange rocp percent_change returns simple_returns change_percent growth"
    ),
    ("log", "log(close / lag(close, 1))", "log_returns logret log_return"),
    ("log", "log(close)", "ln np.log math.log"),
    ("exp", "exp(0.5)", "np.exp math.exp"),
    ("diff", "diff(close, 1)", "change difference mom momentum delta ta.change"),
    ("cumsum", "cumsum(ret(close))", "cum running_total accumulate cumulative_sum"),
    (
      "cumprod", "cumprod(1 + ret(close))",
      "cumulative_product equity_curve cum_returns cumulative_returns compound"
    ),
    ("ffill", "ffill(close)", "pad forward_fill bfill backfill interpolate na_locf"),
    ("if", "if isna(close) then 0 else close", "fillna fill_null nz"),
    ("isna", "isna(close)", "isnull is_nan isnan missing nan null none"),
    ("isna", "not isna(close)", "notna notnull is_not_null"),
    ("pmax", "pmax(diff(close), 0)", "maximum np.maximum elementwise_max fmax greatest"),
    ("pmin", "pmin(diff(close), 0)", "minimum np.minimum elementwise_min fmin least"),
    ("pmin", "pmin(pmax(close, 0), 100)", "clip clamp winsorize"),
    ("sqrt", "sqrt(252)", "np.sqrt math.sqrt square_root"),
    ("round", "round(close)", "rint"),
    ("floor", "-floor(-close)", "ceil ceiling"),
    ("if", "if close > open then 1 else -1", "iff ifelse np.where ternary case select_case"),
    (
      "crosses_above", "crosses_above(sma(close, 50), sma(close, 200))",
      "crossover cross cross_over crossed_above crossup golden_cross"
    ),
    (
      "crosses_below", "crosses_below(sma(close, 50), sma(close, 200))",
      "crossunder cross_under crossed_below crossdown death_cross"
    ),
  ]

  private static let windows = [
    (
      "mean", "mean(close, 20)", "rolling rolling_mean average avg move_mean np.mean nanmean window"
    ),
    ("sum", "sum(volume, 20)", "rolling_sum msum move_sum np.sum"),
    (
      "stdev", "stdev(ret(close), 20)",
      "std rolling_std stddev standard_deviation sd np.std realized_volatility realised_volatility"
    ),
    ("stdev", "stdev(ret(close), 20) ^ 2", "var variance rolling_var"),
    ("max", "max(high, 20)", "rolling_max highest hhv donchian donchian_channel np.max"),
    ("min", "min(low, 20)", "rolling_min lowest llv np.min"),
    ("median", "median(close, 20)", "rolling_median np.median"),
    ("rank", "rank(close, 252)", "percentrank percent_rank rolling_rank ts_rank pct_rank"),
    (
      "quantile", "quantile(close, 252, 0.9)",
      "percentile rolling_quantile np.percentile np.quantile value_at_risk"
    ),
    ("zscore", "zscore(close, 20)", "z_score rolling_zscore standard_score ts_zscore"),
    ("corr", "corr(close, volume, 60)", "correl correlation rolling_corr np.corrcoef pearson"),
    (
      "linear_slope", "linear_slope(close, 20)",
      "linreg linearreg linearreg_slope slope polyfit regression_slope trend"
    ),
    (
      "expanding", "expanding(max, high)", "cummax cumulative_max all_time_high"
    ),
    ("expanding", "expanding(min, low)", "cummin cumulative_min all_time_low"),
    ("expanding", "expanding(mean, close)", "expanding_mean"),
    ("since", "since(session_open, max, high)", "barssince valuewhen bars_since session_high"),
    ("smooth", "smooth(close, 21)", "savgol savgol_filter centered_mean centred_mean lowess"),
    ("skew", "skew(ret(close), 60)", "skewness rolling_skew"),
    ("kurtosis", "kurtosis(ret(close), 60)", "kurt rolling_kurt"),
  ]

  private static let indicators = [
    ("sma", "sma(close, 20)", "ma simple_moving_average moving_average movavg"),
    (
      "ema", "ema(close, 20)",
      "ewm ewma exponential_moving_average exp_moving_average ewm_mean expma"
    ),
    ("wma", "wma(close, 20)", "weighted_moving_average linear_weighted"),
    ("rma", "rma(close, 14)", "smma wilder wilders wilder_smoothing"),
    ("rsi", "rsi(close, 14)", "relative_strength_index rsindex"),
    ("macd", "macd(close, 12, 26, 9).hist", "macdext macd_histogram"),
    ("stochastic", "stochastic(14, 3, 3).k", "stoch stochf slow_stochastic kdj"),
    ("williams", "williams(14)", "willr wpr williams_r"),
    ("adx", "adx(14).adx", "dmi dx directional_movement"),
    ("adx", "adx(14).plus", "plus_di"),
    ("adx", "adx(14).minus", "minus_di"),
    ("atr", "atr(14)", "average_true_range"),
    ("atr", "100 * atr(14) / close", "natr"),
    ("true_range", "true_range()", "trange tr"),
    ("bollinger", "bollinger(close, 20, 2).upper", "bbands bb bollinger_bands bbw keltner"),
    ("obv", "obv()", "on_balance_volume"),
    ("vwap", "vwap(20)", "volume_weighted_average_price anchored_vwap"),
    ("mfi", "mfi(14)", "money_flow_index"),
    ("cci", "cci(20)", "commodity_channel_index"),
    ("pivot_high", "pivot_high(5, 5)", "pivothigh zigzag swing swing_high fractal resistance"),
    ("pivot_low", "pivot_low(5, 5)", "pivotlow swing_low support"),
    (
      "candles", "candles()",
      "candlestick candlesticks candlestick_pattern cdl chart_pattern price_action"
    ),
    ("hammer", "hammer()", "cdlhammer pin_bar pinbar"),
    ("doji", "doji()", "cdldoji"),
    ("engulfing_bullish", "engulfing_bullish()", "cdlengulfing engulfing outside_bar"),
    ("harami", "harami()", "cdlharami inside_bar"),
    ("morning_star", "morning_star()", "cdlmorningstar"),
    ("evening_star", "evening_star()", "cdleveningstar"),
    ("technical", "technical()", "pandas_ta talib ta_lib indicators add_all_ta_features"),
    ("market_state", "market_state()", "regime regimes market_regime hurst hmm"),
  ]

  private static let data = [
    (
      "load", "es = load \"sample:sp500\"",
      "read_csv read read_parquet read_table csv open_file request.security get_data datafeed feed fetch"
    ),
    ("load", "es = load \"sample:sp500\"", "sample example_data download yfinance yf ccxt dataset"),
    (
      "export", "export es to \"es.csv\"",
      "to_csv to_parquet write save_csv to_json dump pickle joblib"
    ),
    ("describe", "describe es", "summary info summarize statistics"),
    ("show", "show es", "print display log.info println echo"),
    ("head", "es | head 5", "first top iloc peek"),
    ("tail", "es | tail 5", "last_rows bottom"),
    ("where", "es | where volume > 0", "filter query loc mask between"),
    ("where", "es | where not isna(close)", "dropna drop_na na_omit complete_cases"),
    ("describe", "describe es", "len length count shape size nrow"),
    ("floor", "floor(close)", "int math.floor np.floor trunc"),
    ("use", "use es", "df data dataframe self.data self"),
    ("select", "es | select close, volume", "usecols keep columns_of get_columns"),
    ("sort", "es | sort close", "sort_values sort_index order_by orderby arrange argsort nlargest"),
    (
      "resample", "es | resample 1w",
      "asfreq to_period groupby ohlc_resample timeframe aggregate compress"
    ),
    (
      "asof", "asof((es | resample 1mo), close)",
      "merge_asof join merge reindex align multi_timeframe mtf"
    ),
    ("use", "use es", "attach with scope"),
    ("import", "import \"common.mmb\"", "require include source from_module"),
    ("fn", "fn twice(x) = 2 * x", "def function func lambda define macro"),
    ("seed", "seed 42", "random_state np.random.seed random_seed set_seed"),
    (
      "input", "n = input 20, range=5..60",
      "argparse parameter hyperparameter param input.int input.float"
    ),
    (
      "xrank", "features on p.sp500 { r = xrank(ret(close, 20)) }",
      "cross_sectional_rank cs_rank rank_pct universe_rank"
    ),
    (
      "xz", "features on p.sp500 { z = xz(ret(close, 20)) }",
      "cs_zscore demean cross_sectional_zscore neutralize"
    ),
    (
      "load", "p = load \"sample:*\", symbol=file",
      "panel multiindex universe tickers symbols basket"
    ),
  ]

  private static let models = [
    (
      "features", "x = features on es { r5 = ret(close, 5) }",
      "feature feature_engineering pipeline factors alphas"
    ),
    (
      "target", "y = target on es, direction(5)", "label labels y_train response dependent_variable"
    ),
    (
      "triple_barrier", "y = target on es, triple_barrier(up=2, down=2, max=10)",
      "barrier get_bins meta_labeling metalabeling mlfinlab"
    ),
    ("direction", "y = target on es, direction(5)", "sign_of_return up_down binary_label updown"),
    (
      "forward_return", "y = target on es, forward_return(5)",
      "fwd_ret future_return next_return forward_returns"
    ),
    (
      "fit", "m = fit gbm to y on x",
      "train fit_transform learn model estimator sklearn scikit_learn pycaret"
    ),
    (
      "fit gbm", "m = fit gbm to y on x, trees=50",
      "xgboost xgb lightgbm lgbm lgb catboost gradient_boosting gbdt boosting xgbclassifier lgbmclassifier"
    ),
    (
      "fit forest", "m = fit forest to y on x, trees=50",
      "random_forest randomforest rf bagging extra_trees"
    ),
    (
      "fit ridge", "m = fit ridge to r on x",
      "linear_regression ols lasso elasticnet elastic_net least_squares linearregression regress"
    ),
    (
      "fit logistic", "m = fit logistic to y on x",
      "logit logistic_regression logisticregression classifier glm"
    ),
    (
      "fit cnn", "net = fit cnn to y on es, epochs=1",
      "neural_network keras pytorch torch deep_learning conv1d lstm nn"
    ),
    (
      "fit ensemble", "m = fit ensemble to y on x, trees=20",
      "votingclassifier stacking voting blend stack"
    ),
    (
      "walkforward", "wf = walkforward ridge to r on x, train=3y, test=1y",
      "walk_forward wfo walk_forward_optimization train_test_split timeseriessplit time_series_split"
        + " rolling_window_validation out_of_sample oos backtesting_split purge purged embargo holdout_split"
    ),
    (
      "by", "cv = fit ridge to r on x by kfold(5)",
      "cross_val_score cross_validation crossvalidation kfold k_fold cv stratifiedkfold gridsearchcv cpcv"
        + " combinatorial_purged purgedkfold purged_kfold"
    ),
    (
      "predict", "p = predict m on x",
      "predict_proba inference forecast transform_predict score_rows"
    ),
    (
      "fitted", "x = features on es { z = fitted(zscore, ret(close, 5)) }",
      "standardscaler scaler standardize normalise normalize minmaxscaler scale"
    ),
    (
      "explain", "explain m",
      "shap feature_importance feature_importances importances permutation_importance interpret lime"
    ),
    ("roc", "plot roc(wf)", "roc_curve roc_auc_curve"),
    ("auc", "wf.auc", "roc_auc roc_auc_score area_under_curve"),
    ("ic", "wf.ic", "information_coefficient rank_ic spearman alphalens"),
  ]

  private static let trading = [
    (
      "strategy",
      "s = strategy on es { enter long when close > sma(close, 200); exit when close < sma(close, 200) }",
      "signal signals strategy.entry entry order buy sell go_long short entries exits rule rules strategies ea expert_advisor"
    ),
    (
      "strategy",
      "s = strategy on es { enter long when rsi(close) < 30; stop 5%; take 10%; hold 20 }",
      "stop_loss stoploss sl stop take_profit takeprofit tp trailing_stop trail bracket exit strategy.exit strategy.close hold"
    ),
    (
      "backtest", "bt = backtest s on es, cost=1bp",
      "vectorbt vbt backtrader backtesting zipline cerebro portfolio from_signals run_backtest bt.run simulate simulation"
        + " lean quantconnect freqtrade cash starting_cash initial_capital"
    ),
    (
      "backtest", "bt = backtest s on es, cost=2bp, slippage=1bp",
      "commission fee fees slippage spread transaction_costs costs_model commissions slip"
    ),
    (
      "backtest", "bt = backtest s on es, size=0.5",
      "position_size position_sizing leverage sizer order_target_percent qty kelly quantity"
    ),
    (
      "backtest", "bt = backtest s on es, fill=next_open",
      "fill execution market_on_close moc next_bar trade_on_close process_orders_on_close cheat_on_open"
    ),
    ("buyhold", "compare bt, buyhold(es)", "benchmark buy_and_hold buy_hold baseline alpha beta"),
    (
      "montecarlo", "mc = montecarlo bt, paths=200",
      "monte_carlo bootstrap resampled simulation_paths block_bootstrap stationary_bootstrap risk_of_ruin"
    ),
    (
      "sweep",
      "k = sweep n in 20..100 step 20 { backtest (if close > sma(close, n) then 1 else 0) on es }",
      "optimize optimise optimization optimisation grid_search gridsearch param_grid optuna hyperopt tune tuning"
        + " optstrategy parameter_scan run_combs brute scan"
    ),
    (
      "compare", "compare bt, buyhold(es)",
      "tearsheet tear_sheet pyfolio quantstats side_by_side report leaderboard"
    ),
  ]

  private static let honesty = [
    (
      "sharpe", "bt.sharpe",
      "sharpe_ratio sharperatio information_ratio risk_adjusted_return annualized_sharpe annualised_sharpe"
    ),
    ("psr", "bt.psr", "probabilistic_sharpe probabilistic_sharpe_ratio"),
    (
      "dsr", "bt.dsr",
      "deflated_sharpe deflated_sharpe_ratio multiple_testing data_snooping_bias selection_bias p_hacking"
    ),
    (
      "pbo", "k.pbo",
      "overfitting overfit curve_fitting backtest_overfitting cscv probability_of_overfitting"
    ),
    (
      "spa", "k.spa",
      "reality_check data_snooping white_reality_check superior_predictive_ability hansen"
    ),
    ("sortino", "bt.sortino", "sortino_ratio downside_deviation semideviation downside"),
    ("calmar", "bt.calmar", "calmar_ratio mar"),
    ("cagr", "bt.cagr", "annual_return annualized_return annualised_return compound_growth"),
    ("max_drawdown", "bt.max_drawdown", "maxdd mdd max_dd maximum_drawdown maxdrawdown worst_loss"),
    ("drawdown", "drawdown(bt.equity)", "dd underwater drawdowns"),
    (
      "volatility", "bt.volatility",
      "vol annual_volatility annualized_volatility annualised_volatility"
    ),
    ("profit_factor", "bt.profit_factor", "profitfactor gross_profit"),
    ("win_rate", "bt.win_rate", "winrate hit_rate percent_profitable win_ratio"),
    ("exposure", "bt.exposure", "time_in_market exposure_time"),
    ("turnover", "bt.turnover", "traded_value portfolio_turnover"),
    ("costs", "bt.costs", "total_fees fees_paid transaction_cost"),
    (
      "audit", "audit x",
      "lookahead look_ahead lookahead_bias look_ahead_bias leak leakage data_leakage repaint repainting"
        + " barmerge.lookahead_on future_leak"
    ),
    ("known", "known(pivot_high(5, 5))", "confirmed barstate.isconfirmed matured"),
    ("unseal", "unseal \"final check\"", "holdout test_set hold_out lockbox final_test"),
    ("event_study", "event_study(hammer(), 5)", "event_returns post_event alpha_decay"),
  ]

  private static let drawing = [
    (
      "plot", "plot bt.equity",
      "plt matplotlib pyplot chart draw figure graph plotly plotshape line_chart savefig"
    ),
    ("heatmap", "plot heatmap(k2, \"n\", \"c\")", "seaborn imshow surface contour"),
    ("importance", "plot importance(m)", "plot_importance shap_plot importance_plot"),
    (
      "calibration", "plot calibration(wf)",
      "reliability_curve calibration_curve reliability brier"
    ),
  ]
}
