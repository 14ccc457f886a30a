public import Language
internal import MarketData

/// `mamba run`: runs a notebook without a person, and says how it went.
public struct Batch: Sendable {
  public enum Task: Sendable, Hashable {
    case run
    /// Rewrites the recorded lines in place.
    case record
    /// Compares every recorded line; `exact` allows no tolerance, `twice` runs two times.
    case verify(exact: Bool, twice: Bool)
    /// Finds errors without computing anything.
    case check
  }

  /// How a batch tells what it does.
  struct Reporting: Sendable {
    let isJSON: Bool
    let tellsProgress: Bool
    let print: @Sendable (StyledLine) -> Void
    let complain: @Sendable (StyledLine) -> Void
  }

  public let path: String
  public let task: Task
  public let options: NotebookRun.Options
  let reporting: Reporting
  let registry: Registry
  let recorder: Recorder
  private let timeout: Double?
  private let end: @Sendable (ExitCode) -> Void
  let standing = BatchStanding()
  private let wholeTime = Deadline()
  private let cellTime = Deadline()

  /// Creates the run of a notebook.
  ///
  /// Events are written as JSON, one object a line, or what the notebook prints to `print` and what
  /// there is to say of the run to `complain`, long computations among it where `tellsProgress` is
  /// set. After `timeout` seconds, and where a cell takes too long, `end` ends the process.
  public init(
    path: String,
    task: Task,
    options: NotebookRun.Options,
    isJSON: Bool = false,
    tellsProgress: Bool = false,
    registry: Registry,
    recorder: Recorder,
    timeout: Double? = nil,
    print: @escaping @Sendable (StyledLine) -> Void,
    complain: @escaping @Sendable (StyledLine) -> Void,
    end: @escaping @Sendable (ExitCode) -> Void = { _ in }
  ) {
    let reporting = Reporting(
      isJSON: isJSON,
      tellsProgress: tellsProgress,
      print: print,
      complain: complain
    )
    (self.path, self.task, self.reporting) = (path, task, reporting)
    (self.registry, self.recorder, self.timeout, self.end) = (registry, recorder, timeout, end)
    var options = options
    let (progress, standing) = (options.progress, standing)
    options.progress = { step in
      if let percentage = standing.tenths.percentage(step) {
        reporting.tell(step, percentage, in: standing.cell)
      }
      return progress(step)
    }
    self.options = options
  }

  /// Runs, and returns the code that the process is to end with.
  public func execute() -> ExitCode {
    if let timeout { wholeTime.begin(timeout) { expire(after: timeout) } }
    defer { wholeTime.cancel() }
    let code = outcome()
    tellSummary(code)
    return code
  }

  /// Says that the run ends here, as the person has asked for.
  public func interrupted() { tellSummary(.interrupted) }

  private func expire(after seconds: Double) {
    tellTimeout(after: seconds)
    tellSummary(.timedOut)
    end(.timedOut)
  }

  private func outcome() -> ExitCode {
    do {
      let document = Document(text: try NotebookFile.read(path))
      tellVersion(of: document)
      // First of all, as an error in a run on other data says nothing about the notebook.
      if isVerifying, document.flaws.isEmpty, dataDiffers(document) { return .dataDiffers }
      let errors = try check(document)
      errors.forEach(tell)
      if let first = errors.first {
        if task == .check { return .checkFailed }
        return try codeOfFailure(document, ExitCode(first))
      }
      if task == .check {
        if !reporting.isJSON { reporting.complain("\(path): no errors") }
        return .ok
      }
      return try run(document)
    } catch let error as NotebookFile.Failure {
      tell(Diagnostic(error.explanation, in: Source(""), at: SourceRange(0, 0)))
      return .error
    } catch let error as Diagnostic {
      tell(error)
      return task == .check ? .checkFailed : ExitCode(error)
    } catch {
      reporting.complain("error: \(String(describing: error))")
      return .error
    }
  }

  /// Evaluates the notebook on frames without rows; returns what is wrong.
  private func check(_ document: Document) throws -> [Diagnostic] {
    var options = runOptions
    options.mode = .check
    options.drawing = nil
    var run = try NotebookRun(document, file: path, registry: registry, options: options)
    if task == .check { standing.add(cells: run.chosenCells.count { !$0.isSkipped }) }
    return run.errors()
  }

  /// The options of the run: to compare some cells, those above them run too.
  var runOptions: NotebookRun.Options {
    var options = options
    if isVerifying, let cells = options.cells { options.cells = ("", cells.last) }
    return options
  }

  var isVerifying: Bool {
    if case .verify = task { true } else { false }
  }

  // Running

  struct Finished {
    let run: NotebookRun
    let results: [Session.CellResult]
    let seconds: [String: Double]
  }

  private func run(_ document: Document) throws -> ExitCode {
    let first = try results(document)
    if let error = first.results.compactMap(\.error).first {
      return try codeOfFailure(document, ExitCode(error))
    }
    switch task {
    case .run, .check: return .ok
    case .record:
      try record(first)
      return .ok
    case .verify(let exact, let twice):
      if twice, !(try isRepeated(document, first)) { return .runsDiffer }
      return verify(first, exact: exact)
    }
  }

  private func results(_ document: Document) throws -> Finished {
    var run = try NotebookRun(document, file: path, registry: registry, options: runOptions)
    var seconds: [String: Double] = [:]
    let clock = ContinuousClock()
    var last = clock.now
    var waiting = Array(run.chosenCells)[...]
    let results = run.run(
      before: { section in
        while let next = waiting.popFirst(), next.slug != section.slug { tellSkipped(next) }
        begin(section)
        last = clock.now
      },
      each: { _, result in
        cellTime.cancel()
        let time = (clock.now - last) / .seconds(1)
        // What is recorded is how long it takes without the cache.
        seconds[result.slug] = time + result.cacheUse.seconds
        standing.add(cells: 1)
        tell(result, seconds: time)
      }
    )
    waiting.forEach(tellSkipped)
    standing.enter("")
    return Finished(run: run, results: results, seconds: seconds)
  }

  private func begin(_ section: Document.Section) {
    standing.enter(section.slug ?? "")
    if let limit = section.timeout { cellTime.begin(limit) { expire(after: limit) } }
  }

  private func record(_ finished: Finished) throws {
    var recorder = recorder
    recorder.seconds = finished.seconds
    let document = finished.run.recorded(finished.results, by: recorder)
    for (old, new) in zip(finished.run.document.cells, document.cells) {
      for moved in Verification.movedNumbers(from: old.recorded, to: new.recorded) {
        reporting.complain("moved by more than 5 tolerances: \(moved)")
      }
    }
    try NotebookFile.write(document.text, to: path)
    if !reporting.isJSON {
      reporting.complain(
        "recorded \(NumberText.counted(finished.results.count, "cell")) in \(path)"
      )
    }
  }

  /// Runs once more, and tells of the first difference.
  private func isRepeated(_ document: Document, _ first: Finished) throws -> Bool {
    var run = try NotebookRun(document, file: path, registry: registry, options: runOptions)
    let second = run.run(before: begin, each: { _, _ in cellTime.cancel() })
    if let error = second.compactMap(\.error).first {
      reporting.complain("the second run ended in an error:")
      tell(error)
      return false
    }
    let report = VerificationReport(run, first.results, again: second)
    tell(report, headline: "two runs differ")
    return report.findings.isEmpty
  }
}
