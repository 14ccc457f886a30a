import Language
import TimeSeries

/// The verb that proves on the data that a value knows nothing of the future.
enum AuditVerb {
  static let verb = Verb(
    "audit",
    "Cuts the data at many times, changes everything after, and says what moved at or before a cut: features, a series, a frame of detectors or a strategy.",
    usage: "audit x",
    prepositions: ["on"],
    options: [complete.description],
    isSource: true
  ) { call in try audit(call) }

  private static let complete = Parameter.truth(
    "complete",
    default: false,
    "whether every row is a cut"
  )

  private static func audit(_ call: CommandCall) throws -> Outcome {
    let operand = try call.requiredOperand()
    let subject = Rerun.Subject(operand, in: call.evaluator)
    let value = try call.evaluator.evaluate(operand)
    let isComplete = try call.option(complete)
    if value.object is TargetValue {
      throw call.located(
        AuditError.notAudited("a target", "knowing the future is what it is for"),
        operand.range
      )
    }
    guard let columns = JudgedColumn.columns(of: value), let clock = columns.first?.clock,
      columns.allSatisfy({ $0.clock.matches(clock) })
    else {
      throw call.located(
        Problem.wrongType(
          found: value.typeName,
          wanted: "features, a series, a frame or a strategy",
          what: "what is audited"
        ),
        operand.range
      )
    }
    if let on = try call.clause("on")?.first.map({ try call.frame($0) }),
      !on.frame.clock.matches(clock)
    {
      throw Problem.differentClocks(clock.spanText, on.frame.clock.spanText)
    }
    try refuseFuture(of: value, operand, call)
    guard !call.isChecking else {
      return Outcome(.object(AuditValue(notBecause: "nothing is computed")), isShown: true)
    }
    guard !subject.isInBlock else {
      return Outcome(.object(AuditValue(notBecause: "it stands inside a block")), isShown: true)
    }
    let audit = Audit(subject, columns: columns, rows: 0..<clock.count, call.context)
    return Outcome(.object(try audit.result(isComplete: isComplete)), isShown: true)
  }

  /// Refuses what says itself that it knows the future: there is nothing to prove.
  private static func refuseFuture(
    of value: Value,
    _ operand: Expression,
    _ call: CommandCall
  ) throws {
    let columns = value.asFrame?.columns.map(\.series) ?? value.asSeries.map { [$0] } ?? []
    let known = Knowledge.derived(from: columns.map(\.knowledge), step: "audit")
    guard known.reach.seesFuture else { return }
    throw call.located(
      Problem.looksAhead(
        name: call.evaluator.source.text(operand.range),
        reach: known.reach,
        path: known.path,
        place: "what is audited"
      ),
      operand.range
    )
  }
}
