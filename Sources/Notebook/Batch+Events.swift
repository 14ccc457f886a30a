internal import Language

extension Batch.Reporting {
  fileprivate func write(_ line: JSONLine) { print(StyledLine(line.text)) }

  /// Tells how far a computation has come.
  func tell(_ progress: Progress, _ percentage: Int, in cell: String) {
    if isJSON {
      var event = JSONLine(event: "progress")
      event.add("id", cell)
      event.add("label", progress.label)
      event.add("done", progress.done)
      event.add("total", progress.total)
      write(event)
    } else if tellsProgress {
      let name = cell.isEmpty ? "" : "\(cell): "
      complain("\(name)\(progress.label) \(percentage) %")
    }
  }
}

extension Batch {
  /// Tells what a cell gave.
  func tell(_ result: Session.CellResult, seconds: Double) {
    if reporting.isJSON {
      for line in result.output where !line.isQuiet { tell(line, of: result.slug) }
      var event = JSONLine(event: "cell")
      event.add("id", result.slug)
      event.add("state", result.error == nil ? "ok" : "error")
      event.add("s", (seconds * 1000).rounded() / 1000)
      event.add("cached", result.cacheUse.hits > 0)
      reporting.write(event)
    } else if !isVerifying {
      for line in result.output where !line.isQuiet { reporting.print(line.line) }
    }
    // Not among the output, which is the same with and without a cache.
    if !reporting.isJSON { result.cacheUse.lines.forEach { reporting.complain(StyledLine($0)) } }
    if let error = result.error { tell(error) }
  }

  private func tell(_ line: Session.OutputLine, of cell: String) {
    if let files = line.figure {
      var event = JSONLine(event: "figure")
      event.add("id", cell)
      event.add("files", files)
      return reporting.write(event)
    }
    var event = JSONLine(event: "output")
    event.add("id", cell)
    event.add("text", line.text)
    reporting.write(event)
  }

  /// Tells of a cell that does not run: by its mark, or because the run has ended before.
  func tellSkipped(_ section: Document.Section) {
    tellState("skipped", of: section.slug ?? "", seconds: 0)
  }

  private func tellState(_ state: String, of cell: String, seconds: Double) {
    guard reporting.isJSON else { return }
    var event = JSONLine(event: "cell")
    event.add("id", cell)
    event.add("state", state)
    event.add("s", seconds)
    event.add("cached", false)
    reporting.write(event)
  }

  func tellTimeout(after seconds: Double) {
    let cell = standing.cell
    if !cell.isEmpty { tellState("timeout", of: cell, seconds: seconds) }
    let time = seconds == seconds.rounded() ? NumberText.fixed(seconds, 0) : "\(seconds)"
    reporting.complain("timed out after \(time) s" + (cell.isEmpty ? "" : ", in cell `\(cell)`"))
  }

  func tell(_ error: Diagnostic) {
    if reporting.isJSON {
      reporting.write(JSONLine(error))
    } else {
      reporting.complain(error.styled)
    }
  }

  /// Says that the language has become another since the notebook was written.
  func tellVersion(of document: Document) {
    guard document.isOlder, let header = document.header else { return }
    let engine = header["engine"].map { " by \($0)" } ?? ""
    reporting.complain(
      "\(path) was recorded in language \(header.language)\(engine); \(recorder.engine) runs language \(Document.language)"
    )
  }

  /// Tells of a data file that is not the one that was recorded.
  func tell(_ file: RecordedFile, _ actual: String?, cell: String?) {
    tell("data", file.path, recorded: file.sha256, actual, cell: cell)
  }

  /// Tells of an imported notebook that is not the one that was recorded.
  func tell(_ file: RecordedImport, _ actual: String?, cell: String?) {
    tell("import", file.path, recorded: file.sha256, actual, cell: cell)
  }

  private func tell(
    _ kind: String,
    _ path: String,
    recorded: String,
    _ actual: String?,
    cell: String?
  ) {
    let why = actual == nil ? "is missing" : "is not the file that was recorded"
    if reporting.isJSON {
      var line = JSONLine(event: "diff")
      line.add("id", cell)
      line.add("file", path)
      line.add("recorded", recorded)
      line.add("actual", actual ?? "missing")
      line.add("why", "\(path) \(why)")
      reporting.write(line)
      return
    }
    let place = cell.map { ", first in cell `\($0)`" } ?? ""
    reporting.complain("\(kind) differs\(place): \(path) \(why)")
    reporting.complain("  recorded sha256:\(recorded)")
    if let actual { reporting.complain("  found    sha256:\(actual)") }
  }

  /// Tells what a verification has found: the first cell with its reason, then a diff of all.
  func tell(_ report: VerificationReport, headline: String) {
    guard let first = report.findings.first else { return }
    if reporting.isJSON { return report.findings.forEach(tellEvents) }
    let place = first.cell.map { ", first in cell `\($0)`" } ?? ""
    reporting.complain("\(headline)\(place): \(first.why)")
    for (number, finding) in report.findings.enumerated() {
      if number > 0 {
        let name = finding.cell.map { "cell `\($0)`" } ?? "header"
        reporting.complain("\(name): \(finding.why)")
      }
      guard !finding.differences.isEmpty else { continue }
      reporting.complain("@@ \(finding.cell ?? "header")")
      for difference in finding.differences {
        if let recorded = difference.recorded { reporting.complain("- \(recorded)") }
        if let actual = difference.actual { reporting.complain("+ \(actual)") }
      }
    }
  }

  private func tellEvents(of finding: VerificationReport.Finding) {
    func event(_ difference: Verification.Difference?) {
      var line = JSONLine(event: "diff")
      line.add("id", finding.cell)
      line.add("recorded", difference?.recorded)
      line.add("actual", difference?.actual)
      line.add("why", finding.why)
      reporting.write(line)
    }
    if finding.differences.isEmpty { event(nil) }
    finding.differences.forEach(event)
  }

  func tellSummary(_ code: ExitCode) {
    guard reporting.isJSON else { return }
    var line = JSONLine(event: "summary")
    line.add("state", isVerifying && code == .ok ? "verified" : code.state)
    line.add("cells", standing.count)
    line.add("exit", Int(code.rawValue))
    reporting.write(line)
  }
}
