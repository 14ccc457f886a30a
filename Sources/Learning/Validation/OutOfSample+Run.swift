public import Numerics
internal import Synchronization
public import TimeSeries

extension WalkForward {
  /// Fits a model on each fold's training rows and predicts its test rows.
  ///
  /// A training row takes part if its target is known. Fold i draws from sub-stream i of `stream`
  /// and sees nothing of the other folds, so that the result does not depend on the workers, and
  /// later rows do not change the predictions of earlier ones.
  ///
  /// - Parameters:
  ///   - learner: What fits the models.
  ///   - table: The features.
  ///   - target: One value for each row of the table, NaN where it is not known.
  ///   - weights: The weight of each row in training; nil for equal weights.
  ///   - folds: The folds, from `Splitter`.
  ///   - horizon: How many rows ahead the target looks, for the effective number of rows.
  ///   - loss: What the models make small.
  ///   - stream: Random numbers.
  ///   - workers: The threads, which share out the folds.
  ///   - progress: Called after each fold; may stop the run after the folds under way.
  /// - Returns: The predictions and how well they met their targets.
  /// - Throws: The error of the first fold whose fit failed, but for one of a single class.
  public static func run<L: Learner>(
    _ learner: L,
    table: FeatureTable,
    target: [Double],
    weights: [Double]? = nil,
    folds: [Fold],
    horizon: Int,
    loss: Loss,
    stream: RandomStream,
    workers: Workers,
    progress: ProgressReport? = nil
  ) throws(LearningError) -> WalkForward {
    precondition(target.count == table.rowCount, "a target for each row of the table")
    let done = Mutex(0)
    let isStopped = Atomic(false)
    // One fold at a time may use all threads inside; more share them out.
    let inner = folds.count > 1 ? Workers.single : workers
    let outcomes = try workers.map(folds.count) { number throws(LearningError) -> Outcome? in
      if isStopped.load(ordering: .relaxed) { return nil }
      let outcome = try outcome(
        learner,
        table: table,
        target: target,
        weights: weights,
        fold: folds[number],
        loss: loss,
        stream: stream.substream(number),
        workers: inner
      )
      let goesOn = done.withLock { done in
        done += 1
        return progress?(done, folds.count) ?? true
      }
      if !goesOn { isStopped.store(true, ordering: .relaxed) }
      return outcome
    }
    return WalkForward(outcomes, table: table, target: target, horizon: horizon, loss: loss)
  }

  /// What one fold gives.
  private struct Outcome: Sendable {
    let report: FoldReport
    let predictions: [Double]
  }

  private static func outcome<L: Learner>(
    _ learner: L,
    table: FeatureTable,
    target: [Double],
    weights: [Double]?,
    fold: Fold,
    loss: Loss,
    stream: RandomStream,
    workers: Workers
  ) throws(LearningError) -> Outcome {
    let rows = fold.train.filter { !target[$0].isNaN }
    let mean = ConstantBaseline(targets: rows.map { target[$0] }).value
    let test = Array(fold.test)
    var (basis, importance) = (Basis.nothing, [Double]())
    var predictions = [Double](repeating: mean, count: test.count)
    if !rows.isEmpty {
      do throws(LearningError) {
        let model = try learner.fit(
          table,
          target: target,
          rows: rows,
          weights: weights,
          loss: loss,
          stream: stream,
          workers: workers,
          progress: nil
        )
        (basis, importance) = (.model, model.importance)
        predictions = model.predict(table, rows: test)
      } catch .oneClass {
        basis = .oneClass
      }
    }
    let report = FoldReport(
      fold: fold,
      basis: basis,
      trainingRows: rows.count,
      trainingMean: mean,
      scores: Scores(predictions: predictions, targets: test.map { target[$0] }, loss: loss),
      importance: importance
    )
    return Outcome(report: report, predictions: predictions)
  }

  private init(
    _ outcomes: [Outcome?],
    table: FeatureTable,
    target: [Double],
    horizon: Int,
    loss: Loss
  ) {
    let run = outcomes.compactMap { $0 }
    var predictions = [Double](repeating: .nan, count: target.count)
    var baseline = predictions
    for outcome in run {
      for (row, prediction) in zip(outcome.report.fold.test, outcome.predictions) {
        predictions[row] = prediction
        baseline[row] = outcome.report.trainingMean
      }
    }
    self.predictions = predictions
    targets = target
    baselinePredictions = baseline
    folds = run.map(\.report)
    isComplete = run.count == outcomes.count
    scores = Scores(predictions: predictions, targets: target, loss: loss)
    self.baseline = Scores(predictions: baseline, targets: target, loss: loss)
    let persistence = LastOutcome(horizon: horizon).predictions(target)
    lastOutcome = Scores(
      predictions: target.indices.map { predictions[$0].isNaN ? .nan : persistence[$0] },
      targets: target,
      loss: loss
    )
    featureNames = table.names
    let shares = run.map(\.report.importance).filter { !$0.isEmpty }
    importance = table.names.indices.map { feature in
      shares.isEmpty ? 0 : Statistics.mean(shares.map { $0[feature] })
    }
    effectiveCount = StandardError.effectiveCount(scores.count, horizon: horizon)
    let positives = predictions.indices.count { !predictions[$0].isNaN && target[$0] == 1 }
    aucError = StandardError.auc(
      scores.auc,
      positives: StandardError.effectiveCount(positives, horizon: horizon),
      negatives: StandardError.effectiveCount(scores.count - positives, horizon: horizon)
    )
    informationCoefficientError = StandardError.informationCoefficient(count: effectiveCount)
    hitRateError = StandardError.share(scores.baseRate, count: effectiveCount)
  }
}
