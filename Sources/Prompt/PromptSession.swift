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
  let setting: Setting
  let keeper: JournalKeeper
  var workbook: Workbook
  /// The cell whose new text is the next that is read; nil where that is a line of its own.
  var edited: Workbook.Cell?
  /// The lesson that is going on; nil outside of one.
  var tour: Tour?
  /// The code of the error that the last line ended in; nil where it ran.
  private(set) var lastErrorCode: String?
  let recorder: Recorder
  private var lastSeconds: Double?
  /// How the prompt behaves.
  var settings = PromptSettings()
  /// What was entered in this session and in others.
  private(set) weak var delegate: PromptDelegate?
  let progress = ProgressBar(tellsKept: true)
  private let stoppedWork = StoppedWork()
  /// The line that was stopped before it had anything to show, with its name.
  private var stoppedLine: (code: String, slug: String)?

  public init(registry: Registry, setting: Setting) {
    self.registry = registry
    self.setting = setting
    recorder = setting.recorder
    keeper = JournalKeeper(engine: setting.engine)
    workbook = PromptSession.workbook(registry, setting, progress, stoppedWork)
  }

  private static func workbook(
    _ registry: Registry,
    _ setting: Setting,
    _ progress: ProgressBar,
    _ stoppedWork: StoppedWork
  ) -> Workbook {
    // What runs on the prompt's own thread, such as the run of a notebook that is saved.
    var context = RunContext(
      workers: setting.workers,
      progress: { progress.report($0) && !Interrupt.isRequested }
    )
    context.cache = FileCache()
    var workbook = Workbook(registry: registry, context: context)
    workbook.runner = stoppedWork.runner(progress.report)
    return workbook
  }

  /// Forgets all cells, so that the session is as it was at its start.
  func beginAnew() {
    workbook = PromptSession.workbook(registry, setting, progress, stoppedWork)
    (edited, lastSeconds) = (nil, nil)
    forgetStopped()
  }

  /// The session after the last cell.
  var session: Session { workbook.session }

  /// Reads and runs until the end of the input or `:quit`; returns the exit code.
  ///
  /// A notebook that is opened shows what it has recorded, and runs nothing.
  public func run(opening path: String?) -> Int32 {
    if let path, !open(path) { return ExitCode.error.rawValue }
    do {
      let delegate = PromptDelegate(self)
      self.delegate = delegate
      let editor = try LineEditor(program: "mamba", delegate: delegate)
      defer { editor.close() }
      if editor.isInteractive {
        Terminal.print(
          "\(setting.engine) · language 1 · seed \(session.evaluator.context.seed) · :tour, :help, :keys, :quit"
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
      let cell = edited
      delegate.loadOthers(into: editor)
      let input = editor.readLine(beginningWith: cell?.code)
      edited = nil
      switch input {
      case .line(let text) where cell != nil:
        editor.addHistory(text)
        delegate.remember(text, succeeded: cell.map { enter(text, inPlaceOf: $0) } ?? false)
      case .line(let text):
        let code = rewritten(text)
        guard !code.allSatisfy(\.isWhitespace) else { continue }
        editor.addHistory(text)
        let origins = originsOfNames
        let succeeded = enterKept(code).succeeded
        delegate.remember(text, succeeded: succeeded)
        tellTour(of: code, since: origins, succeeded: succeeded)
        if isLeaving { return left() }
      case .interrupted:
        if let cell { Terminal.print("cell \(cell.number) stays as it was") }
      case .endOfInput: return left()
      case .failed: return ExitCode.error.rawValue
      }
    }
  }

  /// Whether the person has asked to leave.
  var isLeaving = false

  private func left() -> Int32 {
    keeper.leave(cells: workbook.cells.count)
    return ExitCode.ok.rawValue
  }

  /// The prompt's text.
  var promptText: String { "mb[\(edited?.number ?? workbook.nextNumber)]> " }

  /// Less than this is not worth a look at every line.
  private static let notableMemory = 256 << 20

  /// What stands on the right: the seconds of the last cell, the memory that the program holds, how
  /// many cells are stale, and the trials so far.
  var rightText: String {
    let trials = session.evaluator.context.trials.count
    let parts = [
      lastSeconds.flatMap { $0 >= 0.5 ? NumberText.fixed($0, 1) + " s" : nil },
      Memory.held >= PromptSession.notableMemory ? ByteCount.text(Memory.held) : nil,
      workbook.stale.isEmpty ? nil : "⚠\(workbook.stale.count)",
      trials > 0 ? "T\(trials)" : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }

  /// Rewrites what is short for a line of the session: `ema?`, `?ema` and `help ema`, and a line
  /// that begins with `|`, which pipes the last value.
  func rewritten(_ text: String) -> String {
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

  /// Ends `:edit 4` with the text that was read then, as `:edit 4 TEXT` does.
  private func enter(_ text: String, inPlaceOf cell: Workbook.Cell) -> Bool {
    guard !text.allSatisfy(\.isWhitespace) else { return replace(cell, by: text) }
    return enterKept(":edit \(cell.number) \(text)").succeeded
  }

  /// Runs a line; false where it ended in an error.
  ///
  /// - Parameters:
  ///   - code: The line.
  ///   - slug: The name that it had when it was stopped; nil for one of its own.
  /// - Returns: Whether it ran.
  func enter(_ code: String, as slug: String? = nil) -> Bool {
    lastErrorCode = nil
    if isLeaveTaking(code) {
      Terminal.complain("`:quit` leaves, and so does Ctrl-D on an empty line")
      return false
    }
    if code.drop(while: \.isWhitespace).hasPrefix(":") { return command(code) }
    guard runStale() else { return false }
    fitToWindow()
    let clock = ContinuousClock()
    let start = clock.now
    let result = workbook.enter(code, as: slug)
    // What a line before this one has finished may not belong to the names as they are now.
    if result.error == nil, slug == nil { stoppedLine = nil }
    lastSeconds = (clock.now - start) / .seconds(1)
    progress.clear()
    keeper.note(result)
    show(result.output)
    for line in result.cacheUse.lines { Terminal.remark("\(line, .faint)") }
    if settings.showsTime { Terminal.remark("\(NumberText.fixed(lastSeconds ?? 0, 3)) s") }
    lastErrorCode = result.error?.code
    if let error = result.error { tell(error, of: code, result.slug) }
    return result.error == nil
  }

  /// Shows lines, through a pager where they are longer than the window.
  func show(_ lines: [StyledLine]) {
    if settings.usesPager { Terminal.page(lines) } else { lines.forEach(Terminal.print) }
  }

  /// Whether a line is what ends the prompts of other languages, and nothing here.
  private func isLeaveTaking(_ code: String) -> Bool {
    let word = code.split { $0.isWhitespace || "()".contains($0) }
    guard word.count == 1, let name = word.first.map(String.init) else { return false }
    return ["exit", "quit", "bye"].contains(name) && session.evaluator.environment[name] == nil
  }

  /// Tells why a line has no result; of one that was stopped, what is kept of it.
  private func tell(_ error: Diagnostic, of code: String, _ slug: String) {
    guard error.isInterruption, let ending = stoppedWork.ending else {
      return Terminal.complain(error)
    }
    switch ending {
    case .stopped(let parts) where parts > 0:
      stoppedLine = (code, slug)
      Terminal.complain("stopped; what was finished is kept: `:resume` goes on")
    case .stopped: Terminal.complain("stopped")
    case .dropped: Terminal.complain("dropped")
    }
  }

  /// Goes on with what was stopped.
  func resume() -> Bool {
    stoppedWork.resuming {
      if let (code, slug) = stoppedLine {
        stoppedLine = nil
        return enter(code, as: slug)
      }
      guard !workbook.partial.isEmpty else {
        Terminal.print("nothing was stopped")
        return true
      }
      return finishCells()
    }
  }

  /// How many trials were made and files read, by cells that were kept and by others.
  var traces: [Int] {
    let context = session.evaluator.context
    return [context.trials.count, context.files.all.count]
  }

  /// Leaves a line that was stopped as it was then: with a name, and without a result.
  func passOverStopped(_ code: String) {
    stoppedLine = (code, workbook.takeName(for: code))
  }

  /// Whether a line was stopped that had nothing to show.
  var hasStoppedLine: Bool { stoppedLine != nil }

  /// Forgets what was finished of cells that were stopped, as the cells are not what they were.
  func forgetStopped() {
    stoppedLine = nil
    stoppedWork.forget()
  }

  /// What was entered in this session and in others; nil where nothing is read.
  var history: History? { delegate?.history }

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
