extension GuideText {
  /// Examples of the kinds of a model.
  static let models = #"""
    # gbm
        g = fit gbm to y on x over ..2010-12-31, trees=50, depth=3
        >> g  model gbm  50 trees  2,999 rows × 2 features  knows rows up to 2011-01-07
        walkforward gbm to y on x, train=5y, test=2y, trees=20, depth=3
        >> walk-forward  8 folds  AUC 0.486 ± 0.021
        >>   no skill to speak of: -0.7 standard errors from chance
        >>   3,750 rows predicted before their day, worth 750 independent ones
        >>                             model   95 % interval  as the last time  without a model
        >> …
    see also: fit, walkforward, forest, ensemble, importance

    # forest
        f = fit forest to y on x over ..2010-12-31, trees=20, depth=4
        >> f  model forest  20 trees  2,999 rows × 2 features  knows rows up to 2011-01-07
        f.oob_auc
        >> 0.5019117
    see also: fit, walkforward, gbm, ensemble

    # ridge
        l = fit ridge to r on x over ..2010-12-31, penalty=10
        >> l  model ridge  2 coefficients  2,999 rows × 2 features  knows rows up to 2011-01-07
        walkforward ridge to r on x, train=5y, test=2y
        >> walk-forward  8 folds  IC 0.048 ± 0.037
        >>   no skill to speak of: 1.3 standard errors from chance
        >>   3,750 rows predicted before their day, worth 750 independent ones
        >>                               model   95 % interval  as the last time  without a model
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
        >> cross-validation  5 folds  IC 0.068 ± 0.032
        >>   some skill: 2.2 standard errors from chance
        >>   5,006 rows predicted by models that did not train on them, worth 1,001 independent ones
        >>   purge from the target's reach [0, +5], embargo 20 rows: the features remember no more
        >> …
        fit ridge to r on x by cpcv(6, 2)
        >> combinatorial cross-validation  15 folds, 2 of 6 groups tested, 5 paths  IC 0.053 ± 0.032
        >>   no skill to speak of: 1.7 standard errors from chance
        >>   5,006 rows predicted by models that did not train on them, worth 1,001 independent ones
        >>   purge from the target's reach [0, +5], embargo 20 rows: the features remember no more
        >> …
    see also: fit, walkforward, purge, embargo
    """#
}
