public import Language
public import Notebook
public import Numerics

/// The prompt: reads lines, runs them, shows what they give.
public final class PromptSession {
  /// What the program knows of itself and its machine.
  public struct Setting: Sendable {
    public let recorder: Recorder
    public let engine: String
    public let workers: Workers

    public init(recorder: Recorder, engine: String, workers: Workers) {
      (self.recorder, self.engine, self.workers) = (recorder, engine, workers)
    }
  }

  let registry: Registry
  private let setting: Setting
  var session: Session
  private var transcript = Transcript()
  private var slugs: Slugs
  private var number = 1
  private var recorder: Recorder
  /// The session before each cell, for `:undo`.
  private var past: [Session] = []
  private var lastSeconds: Double?
  private var showsTime = false
  private let progress = ProgressBar()

  public init(registry: Registry, setting: Setting) {
    self.registry = registry
    self.setting = setting
    recorder = setting.recorder
    let progress = progress
    // What runs on the prompt's own thread, such as the run of a notebook that is saved.
    var context = RunContext(
      workers: setting.workers,
      progress: { progress.report($0) && !Interrupt.isRequested }
    )
    context.cache = FileCache()
    session = Session(registry: registry, context: context)
    slugs = Slugs(grammar: registry.grammar)
  }

  /// Reads and runs until the end of the input or `:quit`; returns the exit code.
  ///
  /// A notebook that is opened shows what it has recorded, and runs nothing.
  public func run(opening path: String?) -> Int32 {
    if let path, !open(path) { return ExitCode.error.rawValue }
    do {
      let delegate = PromptDelegate(self)
      let editor = try LineEditor(program: "mamba", delegate: delegate)
      defer { editor.close() }
      if editor.isInteractive {
        Terminal.print(
          "\(setting.engine) · language 1 · seed \(session.evaluator.context.seed) · :help, :keys, :quit"
        )
      }
      delegate.load(into: editor)
      return loop(editor, delegate)
    } catch {
      Terminal.complain("the terminal cannot be read: \(error)")
      return ExitCode.error.rawValue
    }
  }

  private func loop(_ editor: LineEditor, _ delegate: PromptDelegate) -> Int32 {
    while true {
      switch editor.readLine() {
      case .line(let text):
        let code = rewritten(text)
        guard !code.allSatisfy(\.isWhitespace) else { continue }
        editor.addHistory(text)
        let succeeded = enter(code)
        delegate.remember(text, succeeded: succeeded)
        if isLeaving { return ExitCode.ok.rawValue }
      case .interrupted: continue
      case .endOfInput: return ExitCode.ok.rawValue
      case .failed: return ExitCode.error.rawValue
      }
    }
  }

  private var isLeaving = false

  /// The prompt's text.
  var promptText: String { "mb[\(number)]> " }

  /// What stands on the right: the seconds of the last cell, and the trials so far.
  var rightText: String {
    let trials = session.evaluator.context.trials.count
    let parts = [
      lastSeconds.flatMap { $0 >= 0.5 ? NumberText.fixed($0, 1) + " s" : nil },
      trials > 0 ? "T\(trials)" : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }

  /// Rewrites what is short for a line of the session: `ema?`, `?ema` and `help ema`, and a line
  /// that begins with `|`, which pipes the last value.
  private func rewritten(_ text: String) -> String {
    let line = text.drop { $0.isWhitespace }
    if line.hasPrefix(":") { return text }
    if line.hasPrefix("|") { return "_ " + line }
    if line == "help" || line.hasPrefix("help ") { return ":" + line }
    if line.hasPrefix("?") { return ":help " + line.dropFirst() }
    if line.hasSuffix("?"), !line.contains(where: { "\"#\n".contains($0) }) {
      return ":help " + line.dropLast()
    }
    return text
  }

  /// Runs a line; false where it ended in an error.
  private func enter(_ code: String, parts: FinishedParts = FinishedParts()) -> Bool {
    if code.drop(while: \.isWhitespace).hasPrefix(":") { return command(code) }
    let slug = slugs.next(for: code)
    let before = session
    let traces = traces
    session.width = Terminal.width
    let clock = ContinuousClock()
    let start = clock.now
    let ending = stoppable(code, slug, parts)
    lastSeconds = (clock.now - start) / .seconds(1)
    progress.clear()
    guard case .ended(let result, let after) = ending else {
      tellStop(ending)
      return false
    }
    session = after
    recorder.seconds[slug] = lastSeconds
    for line in result.output { Terminal.print(line.text) }
    result.cacheUse.lines.forEach(Terminal.print)
    if showsTime { Terminal.print(NumberText.fixed(lastSeconds ?? 0, 3) + " s") }
    transcript.add(code, number: number, result, leavesTraces: self.traces != traces)
    if let error = result.error {
      session = before
      Terminal.complain(error.rendered)
      return false
    }
    session.evaluator.environment.keep(result.value, ofCell: number, from: result.origin)
    past.append(before)
    number += 1
    return true
  }

  /// Runs a line so that Ctrl-C can stop it.
  private func stoppable(
    _ code: String,
    _ slug: String,
    _ parts: FinishedParts
  ) -> StoppableRun.Ending {
    let progress = progress
    return StoppableRun(progress: progress.report).run(session, parts: parts) { session in
      PromptSession.failedCheck(code, slug, session) ?? session.run(code, slug: slug)
    }
  }

  private func tellStop(_ ending: StoppableRun.Ending) {
    switch ending {
    case .ended: break
    case .stopped(let parts) where parts > 0:
      Terminal.complain("stopped; what was finished is kept: `:resume` goes on")
    case .stopped: Terminal.complain("stopped")
    case .dropped: Terminal.complain("dropped")
    }
  }

  /// How many trials were made and files read, by cells that were kept and by others.
  private var traces: [Int] {
    let context = session.evaluator.context
    return [context.trials.count, context.files.all.count]
  }

  /// Runs a line on frames without rows, so that an error is found before anything is computed;
  /// nil where there is none.
  private static func failedCheck(
    _ code: String,
    _ slug: String,
    _ session: Session
  ) -> Session.CellResult? {
    var check = session
    check.evaluator.environment = check.evaluator.environment.emptied()
    check.evaluator.context = check.evaluator.context.checking()
    check.drawing = nil
    let result = check.run(code, slug: slug)
    return result.error == nil ? nil : result
  }

  // Lines of the session

  private func command(_ line: String) -> Bool {
    let words = line.drop { $0.isWhitespace }.dropFirst()
      .split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let rest = (words.count > 1 ? words[1] : "").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    switch words.first.map(String.init) ?? "" {
    case "help":
      Help.lines(for: rest, registry: registry, width: Terminal.width).forEach(Terminal.print)
    case "keys": PromptKeys.lines.forEach(Terminal.print)
    case "vars": variables().forEach(Terminal.print)
    case "cells":
      for cell in transcript.listing {
        Terminal.print("[\(cell.number)] " + cell.code.replacing("\n", with: "\n      "))
      }
    case "why":
      Why.lines(of: rest, in: session, engine: setting.engine).forEach(Terminal.print)
    case "undo": undo()
    case "time":
      showsTime.toggle()
      Terminal.print(showsTime ? "times are shown" : "times are not shown")
    case "save": return save(rest)
    case "quit", "q": isLeaving = true
    case let word:
      let near = Suggestion.nearest(to: word, in: PromptSession.commands)
      Terminal.complain(
        "there is no `:\(word)`" + (near.map { "; did you mean `:\($0)`?" } ?? "; see `:help`")
      )
      return false
    }
    return true
  }

  static let commands = ["help", "keys", "vars", "cells", "why", "undo", "time", "save", "quit"]

  private func variables() -> [String] {
    let values = session.evaluator.environment.values.sorted { $0.key < $1.key }
    return values.map { name, value in
      TextTable.lines(of: value.presentation(name: name), width: Terminal.width).first ?? name
    }
  }

  private func undo() {
    guard let before = past.popLast() else {
      Terminal.print("there is nothing to undo")
      return
    }
    session = before
    transcript.removeLast()
    number -= 1
    Terminal.print("undone: cell \(number)")
  }

  private func save(_ path: String) -> Bool {
    guard !path.isEmpty else {
      Terminal.complain("`:save` needs a name: `:save study.mmb`")
      return false
    }
    let path =
      path.hasPrefix("\"") && path.hasSuffix("\"") ? String(path.dropFirst().dropLast()) : path
    let name = path.hasSuffix(".mmb") ? path : path + ".mmb"
    let count = "\(transcript.listing.count) cells in \(name)"
    do {
      do {
        let document = try Interrupt.whileCatching {
          try transcript.notebook(of: session, by: recorder)
        }
        progress.clear()
        try NotebookFile.write(document.text, to: name)
        Terminal.print("saved \(count)")
      } catch let error as Diagnostic {
        progress.clear()
        try NotebookFile.write(transcript.document(of: session).text, to: name)
        Terminal.complain(error.rendered)
        Terminal.print("saved \(count), without what they print")
      }
      return true
    } catch {
      Terminal.complain((error as? NotebookFile.Failure)?.explanation.sentence ?? "\(error)")
      return false
    }
  }

  /// Shows what a notebook has recorded.
  private func open(_ path: String) -> Bool {
    do {
      let document = Document(text: try NotebookFile.read(path))
      for line in document.preamble { Terminal.print(line) }
      for section in document.sections {
        for line in section.lines { Terminal.print(section.kind == .code ? "  " + line : line) }
        for recorded in section.recorded where recorded.kind == .text {
          Terminal.print(recorded.text)
        }
      }
      return true
    } catch {
      Terminal.complain("error[\(error.explanation.code)] \(error.explanation.sentence)")
      return false
    }
  }
}
