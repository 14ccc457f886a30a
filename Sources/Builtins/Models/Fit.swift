import Language
import Learning
import Numerics
import Synchronization
import TimeSeries

/// A fit under way: a model's learner with its rows, which can be stopped and go on.
struct Fit {
  private let task: LearningTask
  private let rows: [Int]
  private let weights: [Double]?
  private let stream: RandomStream
  /// What decides the trees, by which those that are finished are known.
  private let place: String
  private let context: RunContext
  private var label: String { "fit \(task.kind.name)" }

  init(
    task: LearningTask,
    rows: [Int],
    weights: [Double]?,
    stream: RandomStream,
    place: String,
    _ context: RunContext
  ) {
    (self.task, self.rows, self.weights) = (task, rows, weights)
    (self.stream, self.place, self.context) = (stream, place, context)
  }

  /// Returns the whole model; throws where the person has asked to stop.
  func model() throws -> any Predictor {
    let model = try (task.learner as? any StepwiseLearner).map { try stepwise($0).model } ?? whole()
    // Half a model under the name of a whole one would be worse than none.
    try context.report(Progress(label, done: 1, total: 1))
    return model
  }

  /// Returns the model of the trees that are finished.
  func assembled() throws -> (model: any Predictor, partial: PartialResult?) {
    guard let learner = task.learner as? any StepwiseLearner else { throw Problem.interrupted }
    let (model, trees) = try stepwise(learner)
    guard trees > 0 else { throw Problem.interrupted }
    let total = learner.stepCount
    let partial = trees < total ? PartialResult(done: trees, total: total, unit: "trees") : nil
    return (model, partial)
  }

  private func whole() throws -> any Predictor {
    try task.learner.fit(
      task.input.table,
      target: task.target.target.values,
      rows: rows,
      weights: weights,
      loss: task.target.loss,
      stream: stream,
      workers: context.workers,
      progress: context.fitProgress(label, unit: task.kind.stepUnit)
    )
  }

  private func stepwise(
    _ learner: some StepwiseLearner
  ) throws -> (model: any Predictor, trees: Int) {
    let finished = Atomic(0)
    let (place, context) = (place, context)
    let report = context.fitProgress(label, unit: "trees", isKept: true)
    let model = try learner.fit(
      task.input.table,
      target: task.target.target.values,
      rows: rows,
      weights: weights,
      loss: task.target.loss,
      stream: stream,
      workers: context.workers,
      keeper: { number, grow in
        context.isStopped() ? nil : context.part(number, of: place, grow)
      },
      progress: { done, total, score in
        finished.store(done, ordering: .relaxed)
        return report(done, total, score)
      }
    )
    return (model, finished.load(ordering: .relaxed))
  }
}
