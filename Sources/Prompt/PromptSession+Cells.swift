internal import Language
internal import Notebook

/// The lines of the session that are about its cells.
extension PromptSession {
  // Looking

  func showCells() {
    let versions = workbook.versions
    for cell in workbook.cells {
      let lines = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
      let isPart = cell.result?.partial != nil
      let state = cell.isFresh ? (isPart ? "…" : "") : cell.hasFailed ? "!" : "*"
      let seconds = cell.seconds.flatMap { $0 >= 0.5 ? NumberText.fixed($0, 1) + " s" : nil }
      let rebound = cell.names.filter { (versions[$0]?.count ?? 0) > 1 }
        .map { "\($0)@\(cell.number)" }
      let parts =
        ["[\(cell.number)]\(state)"] + [seconds].compactMap { $0 } + rebound
        + [(lines.first.map(String.init) ?? "") + (lines.count > 1 ? " …" : "")]
      Terminal.print(parts.joined(separator: parts.count > 2 ? "  " : " "))
    }
  }

  func showVariables() {
    let versions = workbook.versions
    for (name, value) in session.evaluator.environment.values.sorted(by: { $0.key < $1.key }) {
      let cells = versions[name] ?? []
      let shown = cells.count > 1 ? "\(name)@\(cells.last ?? 0)" : name
      let lines = TextTable.lines(of: value.presentation(name: shown), width: Terminal.width)
      Terminal.print(lines.first ?? StyledLine(shown))
    }
  }

  // Changing

  /// Begins `:edit 4`, or does `:edit 4 x = 2` at once.
  func edit(_ text: Substring) -> Bool {
    let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard let number = words.first.flatMap({ Int($0) }), let cell = workbook.cell(number) else {
      Terminal.complain(
        words.isEmpty ? "`:edit` needs a cell: `:edit 4`" : "there is no cell \(words[0])"
      )
      return false
    }
    guard words.count > 1 else {
      edited = cell
      return true
    }
    return replace(cell, by: String(words[1]))
  }

  /// Ends `:edit 4` with the text that was read then.
  func replace(_ cell: Workbook.Cell, by code: String) -> Bool {
    guard !code.allSatisfy(\.isWhitespace), code != cell.code else {
      Terminal.print("cell \(cell.number) stays as it was")
      return true
    }
    do {
      forgetStopped()
      guard let marking = try workbook.edit(cell.number, to: code) else { return false }
      tell(marking, "cell \(cell.number) is changed")
      return true
    } catch {
      Terminal.complain(error)
      Terminal.print("cell \(cell.number) stays as it was")
      return false
    }
  }

  func drop(_ text: String) -> Bool {
    forgetStopped()
    guard let number = Int(text), let marking = workbook.drop(number) else {
      Terminal.complain(
        text.isEmpty ? "`:drop` needs a cell: `:drop 4`" : "there is no cell \(text)"
      )
      return false
    }
    tell(marking, "cell \(number) is dropped")
    return true
  }

  private func tell(_ marking: Workbook.Marking, _ done: String) {
    for (number, error) in marking.problems {
      Terminal.complain(error, in: number)
    }
    Terminal.print(done + staleText(", and "))
  }

  /// Which cells are stale, behind `lead`; nothing where none is.
  private func staleText(_ lead: String) -> String {
    let stale = workbook.stale
    guard !stale.isEmpty else { return "" }
    return "\(lead)stale: \(CellNumbers.text(stale)) (`:run`)"
  }

  func undo() {
    forgetStopped()
    guard let deed = workbook.undo() else { return Terminal.print("there is nothing to undo") }
    Terminal.print("undone: \(text(of: deed))" + staleText("; "))
    if workbook.hasUnsealed, session.evaluator.context.seal.reason == nil {
      Terminal.print("the rows that were held out have been seen all the same")
    }
  }

  func redo() {
    forgetStopped()
    guard let deed = workbook.redo() else { return Terminal.print("there is nothing to redo") }
    Terminal.print("redone: \(text(of: deed))" + staleText("; "))
  }

  private func text(of deed: Workbook.Deed) -> String {
    switch deed {
    case .add(let number): "cell \(number)"
    case .edit(let number): "the edit of cell \(number)"
    case .drop(let number): "the drop of cell \(number)"
    case .run(let numbers): numbers.isEmpty ? "a run" : "the run of \(CellNumbers.text(numbers))"
    }
  }

  // Running

  /// Runs what is stale and prints what it prints; with a number also what is fresh from there on.
  func runCells(_ text: String) -> Bool {
    var first: Int?
    if text == "all" {
      first = 0
    } else if !text.isEmpty {
      let number = text.hasSuffix("..") ? text.dropLast(2) : text[...]
      guard let place = Int(number), workbook.cell(place) != nil else {
        Terminal.complain("`:run` takes nothing, a cell such as `4..`, or `all`")
        return false
      }
      first = place
    }
    guard first != nil || !workbook.stale.isEmpty else {
      Terminal.print("nothing is stale")
      return true
    }
    return tell(running(.stale(from: first)))
  }

  /// Goes on with the cells of which a part is finished, and prints what they print.
  func finishCells() -> Bool { tell(running(.partial)) }

  /// Runs cells and prints each with what it prints.
  private func running(_ cells: Chosen) -> Workbook.Report {
    runWorkbook(cells) { cell, result in
      let line = cell.code.prefix { $0 != "\n" }
      Terminal.print("[\(cell.number)] \(line)\(line.count < cell.code.count ? " …" : "")")
      result.output.forEach(self.tell)
      result.cacheUse.lines.forEach(Terminal.print)
    }
  }

  /// Runs what is stale before something that needs the values of the notebook; false where a cell
  /// ends in an error.
  func runStale() -> Bool {
    guard !workbook.stale.isEmpty else { return true }
    // What depends on a part waits until that is whole, and the part can be looked at.
    guard workbook.partial.isEmpty else {
      Terminal.print("stale cells wait for `:resume`: \(CellNumbers.text(workbook.stale))")
      return true
    }
    return tell(runWorkbook(.stale(from: nil)) { _, _ in })
  }

  /// Which cells run.
  private enum Chosen {
    /// Those that are stale, and from a number on all.
    case stale(from: Int?)
    /// Those of which a part is finished.
    case partial
  }

  private func runWorkbook(
    _ cells: Chosen,
    each: (Workbook.Cell, Session.CellResult) -> Void
  ) -> Workbook.Report {
    fitToWindow()
    let report = Interrupt.whileCatching {
      func tell(_ cell: Workbook.Cell, _ result: Session.CellResult) {
        progress.clear()
        each(cell, result)
      }
      switch cells {
      case .stale(let first): return workbook.run(from: first, each: tell)
      case .partial: return workbook.resume(each: tell)
      }
    }
    progress.clear()
    return report
  }

  private func tell(_ report: Workbook.Report) -> Bool {
    let ran = report.ran.isEmpty ? [] : ["ran \(CellNumbers.text(report.ran))"]
    let reused = report.reused.isEmpty ? [] : ["reused \(CellNumbers.text(report.reused))"]
    if let (number, error) = report.failure {
      Terminal.complain(error)
      Terminal.complain("cell \(number) has not run" + staleText("; "))
    }
    if !(ran + reused).isEmpty { Terminal.print((ran + reused).joined(separator: "; ")) }
    return report.failure == nil
  }

  // Saving

  func save(_ text: Substring) -> Bool {
    guard let request = SaveRequest(text) else {
      Terminal.complain(
        "`:save` needs a name: `:save study.mmb`, and takes `--slice bt` or `--since 4`"
      )
      return false
    }
    if let ending = request.otherEnding {
      Terminal.complain(
        "notebooks end in .mmb, and not in .\(ending): `:save \(request.path.dropLast(ending.count + 5)).mmb`"
      )
      return false
    }
    return Interrupt.whileCatching { save(request) }
  }

  /// Writes a notebook; one that was stopped on the way is not written.
  private func save(_ request: SaveRequest) -> Bool {
    _ = runStale()
    let selection: Workbook.Selection =
      request.slice.map { .slice($0) } ?? request.since.map { .since($0) } ?? .all
    do {
      let saved = try workbook.notebook(selection, by: recorder)
      progress.clear()
      guard !Interrupt.isRequested else {
        Terminal.complain("stopped; \(request.path) is not written")
        return false
      }
      try NotebookFile.write(saved.document.text, to: request.path)
      // A part of the session in a file is no reason to forget the rest of it.
      if selection == .all, saved.leftOut.isEmpty { keeper.saved() }
      tell(saved, selection, in: request.path)
      return true
    } catch {
      progress.clear()
      Terminal.complain(
        (error as? any Explainable).map { "error[\($0.explanation.code)] \($0.explanation.text)" }
          ?? "\(error)"
      )
      return false
    }
  }

  private func tell(_ saved: Workbook.Saved, _ selection: Workbook.Selection, in path: String) {
    if let error = saved.error { Terminal.complain(error) }
    if !saved.leftOut.isEmpty {
      Terminal.print("left out, as not run: \(CellNumbers.text(saved.leftOut))")
    }
    if saved.otherTrials > 0 {
      let trials = session.evaluator.context.trials.count
      Terminal.print(
        "the notebook makes \(trials - saved.otherTrials) of the \(trials) trials that were looked at"
      )
    }
    let count = "\(NumberText.counted(saved.document.cells.count, "cell")) in \(path)"
    Terminal.print("saved \(count)" + (saved.error == nil ? "" : ", without what they print"))
  }
}

/// Numbers of cells as a person writes them.
enum CellNumbers {
  /// Returns numbers in order, those that follow each other as a range: `2, 5..7`.
  static func text(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)..\($0.upperBound)" }
      .joined(separator: ", ")
  }
}

extension Explanation {
  /// The sentence with its repair.
  fileprivate var text: String { sentence + (repair.map { "; \($0)" } ?? "") }
}
