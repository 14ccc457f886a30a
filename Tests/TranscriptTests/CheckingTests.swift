import Language
import Notebook
import Testing
import TimeSeries

/// A check finds, without any data, what a run would find: the same errors, and the same reach.
@Suite struct CheckingTests {
  /// Errors that depend on the rows, which a check does not have; clocks of no rows are all alike.
  private static let dataDependent: Set<String> = [
    "E111", "E220", "E221", "E410", "E411", "E412", "E413", "E501",
  ]

  @Test(arguments: Transcript.all)
  func givesTheErrorsOfTheRun(_ script: Transcript) {
    var run = Transcript.session()
    var check = Transcript.session(.check)
    for step in script.steps {
      let code = step.code.joined(separator: "\n")
      let found = run.run(code, slug: "transcript").error?.code
      let foreseen = check.run(code, slug: "transcript").error?.code
      if let found, Self.dataDependent.contains(found) || step.isOfData { continue }
      #expect(foreseen == found, "\(script.path): \(code)")
    }
  }

  /// At the prompt the values of earlier lines lose their rows, and the next line is checked on them.
  @Test(arguments: Transcript.all)
  func findsTheErrorsOfALineOnValuesWithoutRows(_ script: Transcript) {
    var run = Transcript.session()
    for step in script.steps {
      let code = step.code.joined(separator: "\n")
      var check = run
      check.evaluator.environment = run.evaluator.environment.emptied()
      check.evaluator.context.mode = .check
      let foreseen = check.run(code, slug: "transcript").error?.code
      let found = run.run(code, slug: "transcript").error?.code
      if let found, Self.dataDependent.contains(found) || step.isOfData { continue }
      #expect(foreseen == found, "\(script.path): \(code)")
    }
  }

  @Test(arguments: Transcript.all)
  func givesTheReachOfTheRun(_ script: Transcript) {
    var run = Transcript.session()
    var check = Transcript.session(.check)
    for step in script.steps {
      let code = step.code.joined(separator: "\n")
      _ = run.run(code, slug: "transcript")
      _ = check.run(code, slug: "transcript")
    }
    for (name, value) in run.evaluator.environment.values {
      guard let foreseen = check.evaluator.environment[name] else { continue }
      #expect(foreseen.reaches == value.reaches, "\(script.path): \(name)")
    }
  }
}

extension Transcript.Step {
  /// Whether the error is of a value that only the rows tell, such as a position that is too large.
  fileprivate var isOfData: Bool {
    expected.contains { $0.hasPrefix("#! | error[E305] the position at") }
  }
}

extension Value {
  /// What the columns inside know.
  fileprivate var reaches: [Reach] {
    switch self {
    case .series(let series): [series.reach]
    case .frame(let frame): frame.columns.map(\.series.reach)
    case .object(let object):
      object.frame?.columns.map(\.series.reach) ?? object.series.map { [$0.reach] } ?? []
    case .record(let record): record.fields.flatMap(\.value.reaches)
    default: []
    }
  }
}
