internal import CEditLine
internal import Glibc
internal import Synchronization

/// Why a line editor could not be made.
public enum LineEditorError: Error, Equatable, Sendable {
  /// The system refused, with this number: a descriptor that is closed, or no memory.
  case refused(errno: Int32)
}

/// Reads texts from a person at a terminal, or lines from a pipe.
///
/// On a terminal: emacs keys, history, completion, search, bracketed paste, colour and suggestions,
/// through libedit. Without one, or on one that cannot move its cursor (`TERM=dumb`), lines are read
/// as they come and nothing is written.
///
/// All calls belong to the thread that reads, which is never one of Swift's pool as reading blocks;
/// only `notify` may come from anywhere, and what it touches is behind a lock (hence `@unchecked`). A
/// process has one editor at a time.
public final class LineEditor: @unchecked Sendable {
  public enum Input: Sendable, Equatable {
    /// A text that the delegate calls complete, without the final end of line.
    case line(String)
    case endOfInput
    /// Ctrl-C; the text so far is dropped.
    case interrupted
    /// Reading failed, with the system's number.
    case failed(Int32)
  }

  private struct Outbox {
    var messages: [String] = []
    var isOpen = false
  }

  weak var delegate: (any LineEditorDelegate)?
  /// The line and cursor after the last Tab, to see that another one follows it.
  var completed: (line: String, cursor: Int)?
  /// The prompts of the text being read, with marks.
  private(set) var prompts = (left: "", right: "")
  var recall = Recall()
  /// What the screen suggests, and the line behind which it stands.
  var suggested: (line: String, text: String)?
  /// Whether cells of the line may have colours.
  var isColoured = false
  private var editor: OpaquePointer?
  private var reader: PlainReader
  private let outbox = Mutex(Outbox())

  /// Creates an editor.
  ///
  /// - Parameters:
  ///   - program: the name of the program, for libedit.
  ///   - delegate: is asked while reading; it is not kept alive.
  ///   - input: the descriptor to read from.
  ///   - output: the descriptor to write to.
  ///   - terminal: the kind of terminal; nil for the `TERM` of the environment.
  /// - Throws: `LineEditorError` where a descriptor is closed or the system has no memory.
  public init(
    program: String,
    delegate: any LineEditorDelegate,
    input: Int32 = 0,
    output: Int32 = 1,
    terminal: String? = nil
  ) throws(LineEditorError) {
    self.delegate = delegate
    reader = PlainReader(descriptor: input)
    let environment = getenv("TERM").map { String(cString: $0) }
    var callbacks = LineEditor.callbacks
    callbacks.context = Unmanaged.passUnretained(self).toOpaque()
    editor = line_editor_open(program, terminal ?? environment ?? "", input, output, &callbacks)
    guard editor != nil || errno == ENOTTY else { throw .refused(errno: errno) }
    outbox.withLock { $0.isOpen = editor != nil }
  }

  deinit {
    close()
  }

  /// Whether a person can edit, rather than lines being read as they come.
  public var isInteractive: Bool {
    editor != nil
  }

  /// Waits for the next text, which where it can be edited begins as `text`.
  public func readLine(beginningWith text: String? = nil) -> Input {
    guard let editor else { return readPlainly() }
    if let text { line_editor_begin_with(editor, text) }
    (completed, suggested, isColoured) = (nil, nil, false)
    recall.restart()
    prompts.left = PromptText.marked(delegate?.prompt() ?? "")
    prompts.right = PromptText.marked(delegate?.rightPrompt() ?? "")
    var text: UnsafeMutablePointer<CChar>?
    let result = line_editor_read(editor, prompts.left, prompts.right, &text)
    let reason = errno
    defer { free(text) }
    switch (result, text) {
    case (LINE_EDITOR_LINE, let text?): return .line(String(cString: text))
    case (LINE_EDITOR_END, _): return .endOfInput
    case (LINE_EDITOR_INTERRUPTED, _): return .interrupted
    default: return .failed(reason)
    }
  }

  /// Makes `text` the first that the up key and a search bring back; one of another session comes
  /// after all of this one.
  public func addHistory(_ text: String, ofOthers: Bool = false) {
    guard isInteractive, !text.isEmpty else { return }
    if ofOthers { recall.append(ofOthers: text) } else { recall.append(text) }
  }

  /// Shows a message above the line being typed, or above the next one; any thread may call it.
  public func notify(_ text: String) {
    outbox.withLock { outbox in
      guard outbox.isOpen, let editor else { return }
      outbox.messages.append(text)
      line_editor_wake(editor)
    }
  }

  /// Returns the terminal to the state it was found in; nothing may be read after it.
  public func close() {
    outbox.withLock { $0.isOpen = false }
    if let editor { line_editor_close(editor) }
    editor = nil
  }

  /// Returns the messages that wait, one per line.
  func takeMessages() -> String? {
    outbox.withLock { outbox in
      defer { outbox.messages = [] }
      return outbox.messages.isEmpty ? nil : outbox.messages.joined(separator: "\n") + "\n"
    }
  }

  private func readPlainly() -> Input {
    var text: String?
    while true {
      switch reader.next() {
      case .line(let line):
        let whole = text.map { $0 + "\n" + line } ?? line
        if delegate?.isComplete(whole) ?? true { return .line(whole) }
        text = whole
      case .endOfInput: return text.map(Input.line) ?? .endOfInput
      case .failed(EINTR): return .interrupted
      case .failed(let reason): return .failed(reason)
      }
    }
  }
}
