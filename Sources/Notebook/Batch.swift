public import Language
internal import MarketData
internal import Synchronization

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

  public let path: String
  public let task: Task
  public let options: NotebookRun.Options
  /// Whether events are written as JSON, one object a line.
  public let isJSON: Bool
  private let registry: Registry
  private let recorder: Recorder
  /// Where lines go: what the notebook prints, and what there is to say of the run.
  private let print: @Sendable (String) -> Void
  private let complain: @Sendable (String) -> Void

  public init(
    path: String,
    task: Task,
    options: NotebookRun.Options,
    isJSON: Bool = false,
    registry: Registry,
    recorder: Recorder,
    print: @escaping @Sendable (String) -> Void,
    complain: @escaping @Sendable (String) -> Void
  ) {
    (self.path, self.task, self.options, self.isJSON) = (path, task, options, isJSON)
    (self.registry, self.recorder) = (registry, recorder)
    (self.print, self.complain) = (print, complain)
  }

  public func execute() -> ExitCode {
    let document: Document
    do {
      document = Document(text: try NotebookFile.read(path))
    } catch {
      tell(error)
      return finished(with: .error)
    }
    // First of all, as an error in a run on other data says nothing about the notebook.
    if case .verify = task, let differs = dataDiffers(document) { return finished(with: differs) }
    if let error = check(document) {
      tell(error)
      return finished(with: task == .check ? .checkFailed : ExitCode(error))
    }
    guard task != .check else {
      summary(document.cells.count, "ok")
      if !isJSON { complain("\(path): no errors") }
      return .ok
    }
    return run(document)
  }

  /// Evaluates the notebook on frames without rows; returns the first error.
  private func check(_ document: Document) -> Diagnostic? {
    var options = options
    options.mode = .check
    options.drawing = nil
    return firstError(document, options)
  }

  private func firstError(_ document: Document, _ options: NotebookRun.Options) -> Diagnostic? {
    do {
      var run = try NotebookRun(document, file: path, registry: registry, options: options)
      return run.run().compactMap(\.error).first
    } catch {
      return error as? Diagnostic
    }
  }

  /// Compares the data files with the hashes in the header, before anything is computed.
  private func dataDiffers(_ document: Document) -> ExitCode? {
    var found: ExitCode?
    for file in document.header?.files ?? [] {
      let actual = try? Fingerprint.sha256(ofFile: file.path)
      guard actual != file.sha256 else { continue }
      found = .dataDiffers
      if isJSON {
        var line = JSONLine(event: "diff")
        line.add("file", file.path)
        line.add("recorded", file.sha256)
        line.add("actual", actual ?? "missing")
        print(line.text)
      } else {
        complain(
          actual == nil
            ? "data differs: \(file.path) is missing"
            : "data differs: \(file.path) is not the file that was recorded"
        )
        complain("  recorded sha256:\(file.sha256)")
        if let actual { complain("  found    sha256:\(actual)") }
      }
    }
    return found
  }

  // Running

  private func run(_ document: Document) -> ExitCode {
    do {
      let first = try results(document, isQuiet: isVerifying)
      if let error = first.results.compactMap(\.error).first {
        return finished(with: ExitCode(error))
      }
      switch task {
      case .run: break
      case .record: try record(first)
      case .verify(let exact, let twice):
        if twice, !(try isRepeated(document, first)) { return finished(with: .runsDiffer) }
        return verify(first, exact: exact)
      case .check: break
      }
      summary(first.results.count, "ok")
      return .ok
    } catch let error as Diagnostic {
      tell(error)
      return finished(with: ExitCode(error))
    } catch let error as NotebookFile.Failure {
      tell(error)
      return finished(with: .error)
    } catch {
      complain("error: \(error)")
      return finished(with: .error)
    }
  }

  private func finished(with code: ExitCode) -> ExitCode {
    if isJSON {
      var line = JSONLine(event: "summary")
      line.add("state", "error")
      line.add("exit", Int(code.rawValue))
      print(line.text)
    }
    return code
  }

  private var isVerifying: Bool {
    if case .verify = task { true } else { false }
  }

  private struct Finished {
    let run: NotebookRun
    let results: [Session.CellResult]
    let seconds: [String: Double]
  }

  private func results(_ document: Document, isQuiet: Bool) throws -> Finished {
    var run = try NotebookRun(document, file: path, registry: registry, options: options)
    var seconds: [String: Double] = [:]
    let clock = ContinuousClock()
    var last = clock.now
    let results = run.run { _, result in
      let now = clock.now
      seconds[result.slug] = (now - last) / .seconds(1) + result.cacheUse.seconds
      tell(result, seconds: (now - last) / .seconds(1), isQuiet: isQuiet)
      last = now
    }
    return Finished(run: run, results: results, seconds: seconds)
  }

  private func record(_ finished: Finished) throws {
    var recorder = recorder
    recorder.seconds = finished.seconds
    let document = finished.run.recorded(finished.results, by: recorder)
    for (old, new) in zip(finished.run.document.cells, document.cells) {
      for moved in Verification.movedNumbers(from: old.recorded, to: new.recorded) {
        complain("moved by more than 5 tolerances: \(moved)")
      }
    }
    try NotebookFile.write(document.text, to: path)
    if !isJSON { complain("recorded \(finished.results.count) cells in \(path)") }
  }

  private func isRepeated(_ document: Document, _ first: Finished) throws -> Bool {
    var run = try NotebookRun(document, file: path, registry: registry, options: options)
    let second = run.run()
    if let error = second.compactMap(\.error).first {
      complain("the second run ended in an error:")
      tell(error)
      return false
    }
    let differences = zip(first.results, second).flatMap { before, after in
      Verification.differences(between: before.recorded, and: after, tolerance: nil)
    }
    guard let place = differences.first else { return true }
    if !isJSON { complain("two runs differ, first in cell `\(place.cell)`:") }
    for difference in differences { tell(difference) }
    return false
  }

  private func verify(_ finished: Finished, exact: Bool) -> ExitCode {
    let document = finished.run.document
    guard document.cells.contains(where: { !$0.recorded.isEmpty }) else {
      complain("\(path) has no recorded output; run `mamba run \(path) --record` first")
      return self.finished(with: .outputDiffers)
    }
    let cells = Dictionary(
      document.cells.map { ($0.slug ?? "", $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let differences = finished.results.flatMap { result in
      cells[result.slug].map { Verification.differences($0, result, exact: exact) } ?? []
    }
    guard let first = differences.first else {
      summary(finished.results.count, "verified")
      return .ok
    }
    if !isJSON { complain("output differs, first in cell `\(first.cell)`:") }
    for difference in differences { tell(difference) }
    summary(finished.results.count, "differs")
    return .outputDiffers
  }

  // Saying

  private func tell(_ result: Session.CellResult, seconds: Double, isQuiet: Bool) {
    if isJSON {
      for line in result.output where !line.isQuiet {
        var event = JSONLine(event: "output")
        event.add("id", result.slug)
        event.add("text", line.text)
        print(event.text)
      }
      var event = JSONLine(event: "cell")
      event.add("id", result.slug)
      event.add("state", result.error == nil ? "ok" : "error")
      event.add("s", (seconds * 1000).rounded() / 1000)
      event.add("cached", result.cacheUse.hits > 0)
      print(event.text)
    } else if !isQuiet {
      for line in result.output where !line.isQuiet { print(line.text) }
    }
    // Not among the output, which is the same with and without a cache.
    if !isJSON { result.cacheUse.lines.forEach(complain) }
    if let error = result.error { tell(error) }
  }

  private func tell(_ error: NotebookFile.Failure) {
    tell(Diagnostic(error.explanation, in: Source(""), at: SourceRange(0, 0)))
  }

  private func tell(_ error: Diagnostic) {
    if isJSON { print(JSONLine(error).text) } else { complain(error.rendered) }
  }

  private func tell(_ difference: Verification.Difference) {
    if isJSON {
      var line = JSONLine(event: "diff")
      line.add("id", difference.cell)
      line.add("recorded", difference.recorded)
      line.add("actual", difference.actual)
      print(line.text)
      return
    }
    complain("@@ \(difference.cell)")
    if let recorded = difference.recorded { complain("- \(recorded)") }
    if let actual = difference.actual { complain("+ \(actual)") }
  }

  private func summary(_ cells: Int, _ state: String) {
    if isJSON {
      var line = JSONLine(event: "summary")
      line.add("state", state)
      line.add("cells", cells)
      print(line.text)
    } else if state == "verified" {
      complain("\(path): \(cells) cells verified")
    }
  }
}
