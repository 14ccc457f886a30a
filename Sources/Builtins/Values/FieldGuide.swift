internal import Backtest
public import Language

/// What each field of a value holds, for help: a line each.
public enum FieldGuide {
  /// Returns what a field of a value holds; nil for a column or a name that the person has given.
  public static func summary(of field: String, in value: Value) -> String? {
    guard case .object(let object) = value.plain else { return nil }
    return own(field, of: object) ?? figure(field, of: object)?.definition
  }

  /// Whether a field is a figure that ``MetricDefinition`` explains.
  public static func isFigure(_ field: String, in value: Value) -> Bool {
    guard case .object(let object) = value.plain, own(field, of: object) == nil else {
      return false
    }
    return figure(field, of: object) != nil
  }

  private static func own(_ field: String, of object: any ObjectValue) -> String? {
    fields[object.typeName]?[field] ?? (object is any Learned ? learned[field] : nil)
  }

  /// A column or a symbol may be called like a figure, and is none.
  private static func figure(_ field: String, of object: any ObjectValue) -> MetricDefinition? {
    let hasFigures =
      object is BacktestValue || object is OutOfSampleValue || object is SweepValue
      || object is MonteCarloValue
    return hasFigures ? MetricDefinition.named(field) : nil
  }

  /// The fields that no figure of ``MetricDefinition`` explains, by the type that has them.
  private static let fields: [String: [String: String]] = [
    "a backtest": [
      "equity": "The account at each close.",
      "returns": "The change of the account from close to close, as a fraction.",
      "positions": "The position at each close, in units of the instrument.",
      "trades": "Each trade from its entry to its exit, with its profit and what ended it.",
      "orders": "Each order that was sent, and what became of it.",
      "fills": "Each execution with its price, its costs and the rule that it followed.",
      "audit": "The proof that the signal knew nothing of later bars.",
    ],
    "a sweep": [
      "table": "Every combination with its score.",
      "best": "The combination with the best score: a choice that knows all of these rows.",
      "trials": "How many combinations were tried.",
    ],
    "a Monte Carlo result": [
      "final": "The end of the account at each of `quantiles`.",
      "max_drawdown": "The deepest drawdown at each of `quantiles`.",
      "quantiles": "The shares of the histories that the lists are given for.",
      "paths": "How many histories were drawn.",
    ],
    "a certificate of causality": [
      "cells": "How many values were compared.",
      "cuts": "At how many rows all later data were changed.",
      "columns": "How many columns were compared.",
      "violations": "Where something moved, with its column and how far it looks ahead.",
      "clean": "Whether nothing moved.",
      "not_judged": "Columns that could not be judged, and why.",
    ],
    "features": [
      "reach": "How far the features look, the oldest and the newest row.",
      "warm_up": "How many rows at the start some feature lacks.",
      "count": "How many features there are.",
    ],
    "a target": [
      "horizon": "How many rows ahead it looks, which is what the purge follows from.",
      "base_rate": "The share of rows that are true, or above zero.",
    ],
    "a strategy": [
      "reach": "How far its rules look.",
      "warm_up": "How many rows pass before all of its rules have values.",
    ],
    "a panel": [
      "symbols": "The names of its frames.",
      "count": "How many symbols it has.",
    ],
    "an insight": [
      "symbol": "What it is about.",
      "time": "The bar that it was made at.",
      "price": "The close of that bar.",
      "patterns": "The patterns that were found there.",
      "forecasts": "What is expected 1 to 10 bars ahead.",
      "signals": "What the forecasts would have one do.",
      "confidence": "How sure the strongest of them is.",
    ],
    "an explanation": [
      "prediction": "What was predicted.",
      "parts": "How much each feature has moved it.",
    ],
  ]

  /// The fields of models and of predictions.
  private static let learned: [String: String] = [
    "features": "The names of what it learned from.",
    "rows": "How many rows it learned from.",
    "classes": "What it tells apart, of a network of several outputs.",
    "thresholds": "The probability from which on each class counts as found.",
    "trees": "How many trees it has.",
    "oob_auc": "AUC of each tree on the rows that it did not see.",
    "oob_rmse": "Error of each tree on the rows that it did not see.",
    "coefficients": "How many coefficients it has; `explain` shows them.",
    "intercept": "What is predicted where all features are zero.",
    "members": "How many models vote.",
    "epochs": "How often it has learned from all rows.",
    "best_epoch": "The epoch whose weights were kept.",
    "loss": "The loss on the rows that it learned from.",
    "validation_loss": "The loss on the rows that decided when to stop.",
    "folds": "Each window with its rows, its purge and its scores.",
    "count": "How many rows were predicted.",
    "importance": "The share of each feature in what the models gained.",
    "paths": "The score of each path over all rows.",
  ]
}
