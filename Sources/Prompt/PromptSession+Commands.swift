internal import Language
internal import Notebook

/// The lines of the session, which begin with a colon.
extension PromptSession {
  /// Does what a line asks for; false where it cannot.
  func command(_ line: String) -> Bool {
    let words = line.drop { $0.isWhitespace }.dropFirst()
      .split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let word = words.first.map(String.init) ?? ""
    guard let act = PromptCommand.Act(rawValue: word == "q" ? "quit" : word) else {
      let names = PromptCommand.Act.allCases.map(\.rawValue)
      let near = Suggestion.nearest(to: word, in: names).map { "; did you mean `:\($0)`?" }
      Terminal.complain("there is no `:\(word)`" + (near ?? "; see `:help`"))
      return false
    }
    return perform(act, words.count > 1 ? words[1] : "")
  }

  /// Does what stands behind a word.
  ///
  /// - Parameters:
  ///   - act: What the word means.
  ///   - text: All that follows it, with its blanks, which a path may have.
  /// - Returns: Whether it was done.
  private func perform(_ act: PromptCommand.Act, _ text: Substring) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    switch act {
    case .help: show(helpLines(words))
    case .keys: show(PromptKeys.lines.map { StyledLine($0) })
    case .vars: showVariables()
    case .cells: showCells()
    case .edit: return edit(text)
    case .drop: return drop(words)
    case .run: return runCells(words)
    case .why:
      show(Why.lines(of: words, in: session, engine: setting.engine).map { StyledLine($0) })
    case .doctor: doctor()
    case .resume: return resume()
    case .undo: undo()
    case .redo: redo()
    case .time: toggleTimes()
    case .trials: showTrials()
    case .mem: showMemory()
    case .history: showHistory(words)
    case .cd: return changeFolder(text)
    case .set: return set(words)
    case .save: return save(text)
    case .recover: return recover(words)
    case .open: return openFigure(text)
    case .tour: return takeTour(words)
    case .quit: isLeaving = true
    }
    return true
  }

  private func toggleTimes() {
    settings.showsTime.toggle()
    Terminal.print(settings.showsTime ? "times are shown" : "times are not shown")
  }

  /// Changes how the prompt behaves, or shows it.
  private func set(_ text: String) -> Bool {
    guard !text.isEmpty else {
      settings.lines.forEach(Terminal.print)
      return true
    }
    if let reason = settings.set(text) {
      Terminal.complain(reason)
      return false
    }
    return true
  }
}
