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
  let keeper: JournalKeeper
  var session: Session
  private(set) var transcript = Transcript()
  var slugs: Slugs
  private(set) var number = 1
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
    keeper = JournalKeeper(engine: setting.engine)
    session = PromptSession.session(registry, setting, progress)
    slugs = Slugs(grammar: registry.grammar)
  }

  private static func session(
    _ registry: Registry,
    _ setting: Setting,
    _ progress: ProgressBar
  ) -> Session {
    let context = RunContext(
      workers: setting.workers,
      progress: { progress.report($0) && !Interrupt.isRequested }
    )
    return Session(registry: registry, context: context)
  }

  /// Forgets all cells, so that the session is as it was at its start.
  func beginAnew() {
    session = PromptSession.session(registry, setting, progress)
    slugs = Slugs(grammar: registry.grammar)
    (transcript, recorder, past) = (Transcript(), setting.recorder, [])
    (number, lastSeconds) = (1, nil)
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
        keeper.start()
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
        let succeeded = enterKept(code).succeeded
        delegate.remember(text, succeeded: succeeded)
        if isLeaving { return left() }
      case .interrupted: continue
      case .endOfInput: return left()
      case .failed: return ExitCode.error.rawValue
      }
    }
  }

  private var isLeaving = false

  private func left() -> Int32 {
    keeper.leave(cells: transcript.listing.count)
    return ExitCode.ok.rawValue
  }

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
  func enter(_ code: String) -> Bool {
    if code.drop(while: \.isWhitespace).hasPrefix(":") { return command(code) }
    let slug = slugs.next(for: code)
    let before = session
    let traces = traces
    session.width = Terminal.width
    let clock = ContinuousClock()
    let start = clock.now
    let result = Interrupt.whileCatching {
      failedCheck(code, slug) ?? session.run(code, slug: slug)
    }
    lastSeconds = (clock.now - start) / .seconds(1)
    progress.clear()
    recorder.seconds[slug] = lastSeconds
    keeper.note(result)
    for line in result.output { Terminal.print(line.text) }
    if showsTime { Terminal.remark(NumberText.fixed(lastSeconds ?? 0, 3) + " s") }
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

  /// How many trials were made and files read, by cells that were kept and by others.
  var traces: [Int] {
    let context = session.evaluator.context
    return [context.trials.count, context.files.all.count]
  }

  /// Runs a line on frames without rows, so that an error is found before anything is computed;
  /// nil where there is none.
  private func failedCheck(_ code: String, _ slug: String) -> Session.CellResult? {
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
    case "help" where CommandHelp.lines[rest] != nil:
      CommandHelp.lines[rest]?.forEach(Terminal.print)
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
    case "recover": return recover(rest)
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

  static let commands = [
    "help", "keys", "vars", "cells", "why", "undo", "time", "save", "recover", "quit",
  ]

  private func variables() -> [String] {
    let values = session.evaluator.environment.values.sorted { $0.key < $1.key }
    return values.map { name, value in
      TextTable.lines(of: value.presentation(name: name), width: Terminal.width).first ?? name
    }
  }

  func undo() {
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
      keeper.saved()
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
