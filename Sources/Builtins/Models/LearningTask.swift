import Language
import Learning
import TimeSeries

/// What a model is to learn, from what.
struct LearningTask {
  let kind: ModelKind
  let learner: any Learner
  let input: ModelInput
  let target: TargetValue

  init(_ call: CommandCall) throws {
    kind = try ModelKind.of(call)
    input = try ModelInput(call, kind.reads)
    let operand = try call.required("to")
    let target: TargetValue = try call.object(operand, as: "a target", what: "`to`")
    guard target.target.clock.matches(input.clock) else {
      throw call.located(
        Problem.differentClocks(target.target.clock.spanText, input.clock.spanText),
        operand.range
      )
    }
    guard kind.losses.contains(target.loss) else {
      throw call.located(LearningError.lossNotSupported(target.loss), operand.range)
    }
    self.target = target
    learner = try kind.learner(call)
  }

  /// Returns the rows that `over` names, or all of them, after the warm-up.
  func rows(_ call: CommandCall) throws -> [Int] {
    try call.rows(of: input.clock).filter { $0 >= input.warmUp }
  }
}
