extension GuideText {
  /// Examples of the kinds of a model.
  static let models = #"""
    # gbm
        g = fit gbm to y on x over ..2010-12-31, trees=50, depth=3
        >> g  model gbm  50 trees  2,999 rows × 2 features  knows rows up to 2011-01-07
        walkforward gbm to y on x, train=5y, test=2y, trees=20, depth=3
        >> walk-forward  8 folds  3,750 rows predicted before their day, worth 750 independent ones
        >>                              model  without a model  as the last time  standard error
        >>   AUC                       0.4860           0.5054            0.4789          0.0214
        >>   log loss                  0.7088           0.6844
        >> …
    see also: fit, walkforward, forest, ensemble, importance

    # forest
        f = fit forest to y on x over ..2010-12-31, trees=20, depth=4
        >> f  model forest  20 trees  2,999 rows × 2 features  knows rows up to 2011-01-07
        f.oob_auc
        >> 0.5098138
    see also: fit, walkforward, gbm, ensemble

    # ridge
        l = fit ridge to r on x over ..2010-12-31, penalty=10
        >> l  model ridge  2 coefficients  2,999 rows × 2 features  knows rows up to 2011-01-07
        walkforward ridge to r on x, train=5y, test=2y
        >> walk-forward  8 folds  3,750 rows predicted before their day, worth 750 independent ones
        >>                               model  without a model  as the last time  standard error
        >>   RMSE                     0.023508         0.023031          0.034127
        >>   R²                        -0.0487          -0.0065           -1.2101
        >> …
    see also: fit, walkforward, logistic, ic

    # logistic
        l = fit logistic to y on x over ..2010-12-31
        >> l  model logistic  2 coefficients  2,999 rows × 2 features  knows rows up to 2011-01-07
        explain l
        >>   feature  share
        >>   r5       72.9%
        >>   vol      27.1%
    see also: fit, walkforward, ridge, auc

    # ensemble
        e = fit ensemble to y on x over ..2005-12-31, trees=10
        >> e  model ensemble  3 members  1,740 rows × 2 features  knows rows up to 2006-01-09
    see also: fit, gbm, forest

    # cnn
        net = fit cnn to y on es over ..1999-12-31, epochs=1
        >> net  model cnn  1 epochs  233 rows × 5 features  knows rows up to 2000-01-07
    see also: fit, candle_patterns, detections

    # by kfold cpcv shuffle_split
    Tests models instead of giving one: `fit KIND to TARGET on INPUT by kfold(5)`. The rows whose labels
    meet a test block do not train, and an embargo follows each block; its predictions learned from later
    rows, so that no feature or strategy may have them.
        fit ridge to r on x by kfold(5)
        >> cross-validation  5 folds  5,006 rows predicted by models that did not train on them, worth 1,001
        >>   independent ones
        >>   purge from the target's reach [0, +5], embargo 20 rows: the features remember no more
        >>                               model  without a model  as the last time  standard error
        >> …
        fit ridge to r on x by cpcv(6, 2)
        >> combinatorial cross-validation  15 folds, 2 of 6 groups tested, 5 paths  5,006 rows predicted by
        >>   models that did not train on them, worth 1,001 independent ones
        >>   purge from the target's reach [0, +5], embargo 20 rows: the features remember no more
        >>                               model  without a model  as the last time  standard error
        >> …
    see also: fit, walkforward, purge, embargo
    """#
}
