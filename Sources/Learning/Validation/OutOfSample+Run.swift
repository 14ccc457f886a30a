public import Numerics
internal import Synchronization
public import TimeSeries

extension OutOfSample {
  /// How much the rows of a training window weigh.
  public enum Weighting: Sendable {
    case equal
    /// By how much of its span each label has to itself among those that train with it.
    case uniqueness
  }

  /// Fits a model on each fold's training rows and predicts its test rows.
  ///
  /// A training row takes part if its target is known. Fold i draws from sub-stream i of `stream`
  /// and sees nothing of the other folds, so that the result does not depend on the workers, and
  /// later rows do not change the predictions of earlier ones in a walk-forward.
  ///
  /// - Parameters:
  ///   - learner: What fits the models.
  ///   - table: The features.
  ///   - target: One value for each row of the table, NaN where it is not known.
  ///   - folds: The folds, from `Splitter`.
  ///   - plan: How the folds of a cross-validation join into paths; nil for a walk-forward, where a
  ///     later fold's prediction of a row holds.
  ///   - horizon: How many rows ahead the target looks, at most.
  ///   - uniqueness: How far the labels overlap, for weights and the effective number of rows; nil
  ///     where all of them look `horizon` rows ahead.
  ///   - weighting: How much the training rows weigh.
  ///   - loss: What the models make small.
  ///   - stream: Random numbers.
  ///   - workers: The threads, which share out the folds.
  ///   - keeper: Asked for each fold before its model is fitted; nil fits all.
  ///   - isStopped: Whether the run is to end at once, in the middle of the folds under way.
  ///   - progress: Called after each fold; may stop the run after the folds under way.
  /// - Returns: The predictions and how well they met their targets.
  /// - Throws: The error of the first fold whose fit failed, but for one of a single class.
  public static func run<L: Learner>(
    _ learner: L,
    table: FeatureTable,
    target: [Double],
    folds: [Fold],
    plan: CrossValidationPlan? = nil,
    horizon: Int,
    uniqueness: Uniqueness? = nil,
    weighting: Weighting = .equal,
    loss: Loss,
    stream: RandomStream,
    workers: Workers,
    keeper: FoldKeeper? = nil,
    isStopped: @escaping @Sendable () -> Bool = { false },
    progress: ProgressReport? = nil
  ) throws(LearningError) -> OutOfSample {
    precondition(target.count == table.rowCount, "a target for each row of the table")
    precondition(weighting == .equal || uniqueness != nil, "spans for the weights")
    let standing = Mutex(Standing(isBinary: loss == .logistic))
    let isEnded = Atomic(false)
    // One fold at a time may use all threads inside; more share them out.
    let inner = folds.count > 1 ? Workers.single : workers
    let outcomes = try workers.map(folds.count) { number throws(LearningError) -> Outcome? in
      if isEnded.load(ordering: .relaxed) { return nil }
      let outcome = try outcome(
        learner,
        table: table,
        target: target,
        uniqueness: weighting == .equal ? nil : uniqueness,
        fold: folds[number],
        loss: loss,
        stream: stream.substream(number),
        workers: inner,
        keeper: keeper,
        isStopped: isStopped
      )
      let goesOn = standing.withLock { standing in
        standing.add(outcome?.report.scores)
        return progress?(standing.done, folds.count) { standing.score } ?? true
      }
      if !goesOn { isEnded.store(true, ordering: .relaxed) }
      return outcome
    }
    return OutOfSample(
      outcomes,
      paths: plan.map { Path.all(of: $0, outcomes) } ?? [Path(outcomes)],
      table: table,
      target: target,
      horizon: horizon,
      uniqueness: uniqueness,
      loss: loss
    )
  }

  /// How the folds so far have done, in whatever order they ended.
  private struct Standing {
    let isBinary: Bool
    private(set) var done = 0
    private var scored = 0
    private var sum = 0.0

    init(isBinary: Bool) { self.isBinary = isBinary }

    mutating func add(_ scores: Scores?) {
      done += 1
      let value = scores.map { isBinary ? $0.auc : $0.informationCoefficient } ?? .nan
      guard value.isFinite else { return }
      (scored, sum) = (scored + 1, sum + value)
    }

    /// The mean over the folds.
    var score: TrainingScore? {
      scored == 0 ? nil : TrainingScore(isBinary ? "auc" : "ic", sum / Double(scored))
    }
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
    uniqueness: Uniqueness?,
    fold: Fold,
    loss: Loss,
    stream: RandomStream,
    workers: Workers,
    keeper: FoldKeeper?,
    isStopped: @escaping @Sendable () -> Bool
  ) throws(LearningError) -> Outcome? {
    let rows = fold.train.filter { !target[$0].isNaN }
    let mean = ConstantBaseline(targets: rows.map { target[$0] }).value
    let test = Array(fold.test)
    let weights = uniqueness?.weights(of: rows, inAll: table.rowCount)
    func fitted() throws(LearningError) -> FoldResult {
      if isStopped() { throw .stopped }
      do throws(LearningError) {
        let model = try learner.fit(
          table,
          target: target,
          rows: rows,
          weights: weights,
          loss: loss,
          stream: stream,
          workers: workers,
          progress: { _, _, _ in !isStopped() }
        )
        // Part of a model is none: its predictions would be those of another.
        if isStopped() { throw .stopped }
        return FoldResult(
          basis: .model,
          importance: model.importance,
          predictions: model.predict(table, rows: test)
        )
      } catch .oneClass {
        return FoldResult(basis: .oneClass, predictions: test.map { _ in mean })
      }
    }
    let task = FoldTask(fold: fold, rows: rows, weights: weights, stream: stream)
    let result: FoldResult
    do throws(LearningError) {
      if rows.isEmpty {
        result = FoldResult(basis: .nothing, predictions: test.map { _ in mean })
      } else if let keeper {
        result = try keeper(task, fitted)
      } else {
        result = try fitted()
      }
    } catch .stopped {
      return nil
    }
    let predictions = result.predictions
    let report = FoldReport(
      fold: fold,
      basis: result.basis,
      trainingRows: rows.count,
      purgedRows: fold.purged.count { !target[$0].isNaN },
      embargoedRows: fold.embargoed.count { !target[$0].isNaN },
      trainingMean: mean,
      scores: Scores(predictions: predictions, targets: test.map { target[$0] }, loss: loss),
      importance: result.importance
    )
    return Outcome(report: report, predictions: predictions)
  }

  /// Rows of which each fold that takes part predicts some.
  private struct Path {
    private let parts: [(rows: RowSet, outcome: Outcome)]

    /// The path of a walk-forward: each fold predicts its test rows.
    init(_ outcomes: [Outcome?]) {
      parts = outcomes.compactMap { $0 }.map { ($0.report.fold.test, $0) }
    }

    private init(groups: [RowSet], folds: [Int], _ outcomes: [Outcome?]) {
      parts = zip(groups, folds).compactMap { rows, fold in outcomes[fold].map { (rows, $0) } }
    }

    static func all(of plan: CrossValidationPlan, _ outcomes: [Outcome?]) -> [Path] {
      plan.paths.map { Path(groups: plan.groups, folds: $0, outcomes) }
    }

    /// Writes the predictions of the path, and what the training rows alone would predict.
    func write(to predictions: inout [Double], _ baseline: inout [Double]) {
      for part in parts {
        let report = part.outcome.report
        for (row, prediction) in zip(report.fold.test, part.outcome.predictions)
        where part.rows.contains(row) {
          predictions[row] = prediction
          baseline[row] = report.trainingMean
        }
      }
    }
  }

  private init(
    _ outcomes: [Outcome?],
    paths: [Path],
    table: FeatureTable,
    target: [Double],
    horizon: Int,
    uniqueness: Uniqueness?,
    loss: Loss
  ) {
    let run = outcomes.compactMap { $0 }
    let missing = [Double](repeating: .nan, count: target.count)
    var (predictions, baseline) = (missing, missing)
    var (scores, baselineScores) = ([Scores](), [Scores]())
    for (number, path) in paths.enumerated() {
      var (ownPredictions, ownBaseline) = (missing, missing)
      path.write(to: &ownPredictions, &ownBaseline)
      scores.append(Scores(predictions: ownPredictions, targets: target, loss: loss))
      baselineScores.append(Scores(predictions: ownBaseline, targets: target, loss: loss))
      predictions = OutOfSample.sum(predictions, ownPredictions, isFirst: number == 0)
      baseline = OutOfSample.sum(baseline, ownBaseline, isFirst: number == 0)
    }
    if paths.count > 1 {
      predictions = predictions.map { $0 / Double(paths.count) }
      baseline = baseline.map { $0 / Double(paths.count) }
    }
    self.predictions = predictions
    targets = target
    baselinePredictions = baseline
    folds = run.map(\.report)
    isComplete = run.count == outcomes.count
    self.paths = scores
    let total = Scores(meanOf: scores)
    self.scores = total
    self.baseline = Scores(meanOf: baselineScores)
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
    let scored = target.indices.filter { !predictions[$0].isNaN && !target[$0].isNaN }
    let overlap = uniqueness?.overlap(of: scored) ?? Double(horizon)
    effectiveCount = StandardError.effectiveCount(scored.count, overlap: overlap)
    let positives = scored.count { target[$0] == 1 }
    aucError = StandardError.auc(
      total.auc,
      positives: StandardError.effectiveCount(positives, overlap: overlap),
      negatives: StandardError.effectiveCount(scored.count - positives, overlap: overlap)
    )
    informationCoefficientError = StandardError.informationCoefficient(count: effectiveCount)
    hitRateError = StandardError.share(total.baseRate, count: effectiveCount)
  }

  private static func sum(_ a: [Double], _ b: [Double], isFirst: Bool) -> [Double] {
    isFirst ? b : zip(a, b).map { $0 + $1 }
  }
}
