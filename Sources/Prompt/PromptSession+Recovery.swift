internal import Language
internal import Notebook

extension PromptSession {
  /// The commands that change the session, which its journal keeps beside the code.
  private static let keptCommands: Set<String> = [
    "undo", "redo", "edit", "drop", "run", "resume",
  ]

  /// How a line that was entered came out.
  struct Entered {
    let succeeded: Bool
    let ending: JournaledSession.Ending
    /// Everything that it printed, where the journal keeps such lines.
    var output: [String] = []
  }

  /// Enters a line, which the journal has before it runs, as it has what it prints before that shows.
  ///
  /// - Parameters:
  ///   - code: the line.
  ///   - isCopied: whether it comes from the journal that is being recovered.
  /// - Returns: how it came out.
  func enterKept(_ code: String, isCopied: Bool = false) -> Entered {
    let command = command(of: code)
    let isKept = isKept(code, command)
    let before = traces
    if isKept {
      keeper.begin(code, cell: command == nil ? workbook.nextNumber : nil, isCopied: isCopied)
      Terminal.hold { [journal = keeper.journal] in journal?.add(output: $0) }
    }
    let succeeded = enter(code)
    var entered = Entered(
      succeeded: succeeded,
      ending: ending(
        outcome(succeeded, command),
        leavesTraces: traces != before,
        prints: keeper.prints
      )
    )
    guard isKept else { return entered }
    Terminal.release { rest, all in
      entered.output = all
      keeper.end(entered.ending, output: rest)
    }
    return entered
  }

  private func outcome(_ succeeded: Bool, _ command: String?) -> JournaledSession.Outcome {
    guard succeeded else { return Interrupt.isRequested ? .interrupted : .failed }
    let isPartial = command == nil && workbook.cells.last?.result?.partial != nil
    return isPartial ? .partial : .ran
  }

  /// Whether a line changes the session; `:edit 4` alone only begins to.
  private func isKept(_ code: String, _ command: String?) -> Bool {
    guard let command else { return true }
    let words = code.split(maxSplits: 2, whereSeparator: \.isWhitespace)
    return PromptSession.keptCommands.contains(command) && (command != "edit" || words.count > 2)
  }

  /// The word after the colon; nil for code.
  private func command(of code: String) -> String? {
    let line = code.drop(while: \.isWhitespace)
    guard line.hasPrefix(":") else { return nil }
    return String(line.dropFirst().prefix { !$0.isWhitespace })
  }

  private func ending(
    _ outcome: JournaledSession.Outcome,
    leavesTraces: Bool,
    prints: String?
  ) -> JournaledSession.Ending {
    JournaledSession.Ending(
      outcome: outcome,
      time: JournalKeeper.now,
      cells: workbook.cells.count,
      trials: session.evaluator.context.trials.count,
      width: Terminal.width,
      leavesTraces: leavesTraces,
      prints: prints
    )
  }

  // `:recover`

  /// Answers `:recover` with the words behind it; false where nothing comes of it.
  func recover(_ text: String) -> Bool {
    var words = text.split(separator: " ")
    let withoutLast = words.contains("--without-last")
    words.removeAll { $0 == "--without-last" }
    let sessions = keeper.folder.sessions()
    let wish = words.first.map(String.init)
    if wish == "list", words.count == 1 { return list(sessions) }
    let isForgotten = wish == "forget"
    let place = isForgotten ? words.dropFirst().first : words.first
    guard words.count <= (isForgotten ? 2 : 1), place.map({ Int($0) != nil }) ?? true else {
      Terminal.complain("`:recover` takes `--without-last`, `list`, `forget` or a number")
      return false
    }
    let newest = sessions.firstIndex { !$0.session.isSaved }.map { $0 + 1 } ?? 1
    let number = place.flatMap { Int($0) } ?? newest
    guard (1...max(1, sessions.count)).contains(number), !sessions.isEmpty else {
      Terminal.complain(
        sessions.isEmpty ? "there is nothing to recover" : "there is no \(number); `:recover list`"
      )
      explainOthers()
      return false
    }
    do {
      let taken = try keeper.folder.take(sessions[number - 1].name)
      guard case .session(let old) = taken.content else { return false }
      if isForgotten {
        taken.remove()
        Terminal.print("forgotten: \(old.summary(at: JournalKeeper.now))")
        return true
      }
      return recover(old, from: taken, withoutLast: withoutLast)
    } catch {
      Terminal.complain("that session cannot be recovered: \(error.reason)")
      return false
    }
  }

  private func list(_ sessions: [(name: String, session: JournaledSession)]) -> Bool {
    if sessions.isEmpty { Terminal.print("there is nothing to recover") }
    for (place, entry) in sessions.enumerated() {
      Terminal.print("\(place + 1)  \(entry.session.summary(at: JournalKeeper.now))")
    }
    explainOthers()
    return true
  }

  /// Names the files beside the journals that are left alone.
  private func explainOthers() {
    for entry in keeper.folder.entries() {
      switch entry.content {
      case .session: continue
      case .otherVersion(let version):
        Terminal.print("\(entry.name) is a journal of version \(version), and is left alone")
      case .foreign: Terminal.print("\(entry.name) is no journal, and is left alone")
      }
    }
  }

  /// Puts the session of a journal in place of this one.
  private func recover(
    _ old: JournaledSession,
    from taken: TakenJournal,
    withoutLast: Bool
  ) -> Bool {
    let cells = workbook.cells.count
    if cells > 0, !keeper.isSaved {
      guard keeper.journal != nil, keeper.journal?.failure == nil else {
        Terminal.complain("this session has cells in no journal; `:save` them first")
        return false
      }
      Terminal.print("this session's \(JournaledSession.count(cells)) can be recovered later")
    }
    keeper.suspend(cells: cells)
    beginAnew()
    keeper.begin(recovering: taken.name)
    let isWhole = Interrupt.whileCatching { enter(old, withoutLast: withoutLast) }
    guard isWhole else { return false }
    keeper.takeOver(taken)
    return true
  }

  /// Enters the lines of a session; false where they do not come out as before.
  private func enter(_ old: JournaledSession, withoutLast: Bool) -> Bool {
    for line in old.lines {
      guard let ending = line.ending else {
        if !withoutLast { retry(line) }
        continue
      }
      guard ending.outcome.hasRun else {
        passOver(line, ending)
        continue
      }
      // What was stopped in the middle has run to its end.
      if line.code == ":resume", !hasStoppedLine { continue }
      let wasStopped = ending.outcome == .partial
      if wasStopped { Terminal.print("this one was stopped; Ctrl-C stops it again:") }
      echo(line)
      let entered = enterKept(line.code, isCopied: true)
      let name = line.cell.map { "cell \($0)" } ?? "`\(line.code)`"
      guard entered.succeeded, wasStopped || !Interrupt.isRequested else {
        let reason = Interrupt.isRequested ? "interrupted" : "\(name) ran before and does not now"
        let count = workbook.cells.count
        let cells = "\(JournaledSession.count(count)) \(count == 1 ? "is" : "are") back"
        Terminal.complain("\(reason): \(cells); the journal is kept for another `:recover`")
        return false
      }
      if wasStopped { Interrupt.forget() }
      if !wasStopped, entered.differs(from: line, ending) {
        Terminal.remark("\(name) prints other numbers than before")
      }
    }
    let count = JournaledSession.count(workbook.cells.count)
    let isWithout = withoutLast && old.unfinished != nil
    Terminal.print("recovered \(count)\(isWithout ? ", without the line that did not finish" : "")")
    tellTrials(since: old)
    return true
  }

  /// Runs the line that did not finish; however it ends, the others are back.
  private func retry(_ line: JournaledSession.Line) {
    Terminal.print("this one did not finish:")
    echo(line)
    _ = enterKept(line.code, isCopied: true)
  }

  /// Leaves what a failed line left: the name that it took, its trials and the files that it read.
  ///
  /// One that was stopped by hand is not run again.
  private func passOver(_ line: JournaledSession.Line, _ ending: JournaledSession.Ending) {
    keeper.begin(line.code, cell: line.cell, isCopied: true)
    if ending.outcome == .failed, ending.leavesTraces {
      Terminal.hold(isSilent: true) { _ in }
      if enter(line.code) { undo() }
      Terminal.release { _, _ in }
    } else if line.cell != nil {
      passOverStopped(line.code)
    }
    keeper.end(
      self.ending(ending.outcome, leavesTraces: ending.leavesTraces, prints: nil),
      output: line.output
    )
  }

  private func echo(_ line: JournaledSession.Line) {
    Terminal.print(promptText + line.code)
  }

  /// Tells of trials that are not counted again.
  private func tellTrials(since old: JournaledSession) {
    let before = old.lines.last { $0.ending != nil }?.ending?.trials ?? 0
    let now = session.evaluator.context.trials.count
    guard now < before else { return }
    Terminal.print("\(before) trials were counted, \(now) now: what was stopped is not run again")
  }
}

extension PromptSession.Entered {
  /// Whether a line that ran before printed something else then.
  ///
  /// What cells print is compared in the form that does not depend on the window.
  fileprivate func differs(
    from line: JournaledSession.Line,
    _ before: JournaledSession.Ending
  ) -> Bool {
    if let prints = ending.prints, let old = before.prints { return prints != old }
    guard ending.width == before.width, before.droppedLines == 0 else { return false }
    return !output.isEmpty && output != line.output
  }
}
