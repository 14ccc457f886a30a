import Foundation
import Prompt
import Synchronization
import TestSupport

/// A pseudo-terminal with an editor at one end; the test types and looks at the other.
///
/// The editor runs on a thread of its own and reads until its input ends.
final class Terminal {
  /// What the editor asks; a test sets what it needs before it types.
  final class Answers: LineEditorDelegate {
    var leftText = "> "
    var rightText = ""
    var words: [String] = []
    var hints: [String: String] = [:]
    var groups: [String: String] = [:]
    var told: [String]?
    var past: [String] = []
    var keyword = ""
    var replacement: String?

    init() {}

    func prompt() -> String { leftText }
    func rightPrompt() -> String { rightText }

    func completions(line: String, cursor: Int) -> Completions {
      let before = line.utf8.prefix(cursor)
      let start = before.lastIndex { !Unicode.Scalar($0).properties.isAlphabetic }
      let offset = start.map { before.distance(from: before.startIndex, to: $0) + 1 } ?? 0
      let word = String(decoding: before.dropFirst(offset), as: UTF8.self)
      let found = words.filter { $0.lowercased().hasPrefix(word.lowercased()) }
      return Completions(
        start: offset,
        candidates: found.map { .init($0, hint: hints[$0], group: groups[$0] ?? "names") }
      )
    }

    func help(line: String, cursor: Int) -> [String]? { told }

    func suggestion(for line: String) -> String? {
      line.isEmpty ? nil : past.last { $0.hasPrefix(line) }.map { String($0.dropFirst(line.count)) }
    }

    func highlighted(_ line: String) -> String {
      keyword.isEmpty
        ? line : line.replacing(keyword, with: replacement ?? "\u{1B}[36m\(keyword)\u{1B}[0m")
    }

    func isComplete(_ text: String) -> Bool {
      text.count { $0 == "{" } <= text.count { $0 == "}" }
    }
  }

  private(set) var screen: Screen
  let editor: LineEditor
  let answers: Answers
  private let inputs: Inputs
  private let master: Int32
  private var unsent: [UInt8] = []
  private var taken = 0
  private let worker: Int32

  /// Holds what was read, shared with the thread of the editor.
  private final class Inputs: Sendable {
    let list = Mutex<[LineEditor.Input]>([])
    let ended = DispatchSemaphore(value: 0)
  }

  init(
    columns: Int = 40,
    rows: Int = 10,
    kind: String = "xterm",
    history: [String] = [],
    prepare: (Answers) -> Void = { _ in }
  ) throws {
    screen = Screen(columns: columns, rows: rows)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var ends: (master: Int32, worker: Int32) = (-1, -1)
    guard openpty(&ends.master, &ends.worker, nil, nil, &size) == 0 else {
      throw POSIXError(.ENXIO)
    }
    (master, worker) = ends
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    answers = Answers()
    prepare(answers)
    inputs = Inputs()
    editor = try LineEditor(
      program: "test",
      delegate: answers,
      input: worker,
      output: worker,
      terminal: kind
    )
    for entry in history { editor.addHistory(entry) }
    let (editor, inputs) = (editor, inputs)
    Thread.detachNewThread {
      defer {
        editor.close()
        inputs.ended.signal()
      }
      while true {
        let input = editor.readLine()
        inputs.list.withLock { $0.append(input) }
        switch input {
        case .line(let text): editor.addHistory(text)
        case .interrupted: continue
        case .endOfInput, .failed: return
        }
      }
    }
  }

  deinit {
    // The hang-up ends the reading; the other end may be closed after that only.
    close(master)
    inputs.ended.wait()
    close(worker)
  }

  /// Types once the editor reads, as the system would show keys that come earlier.
  func type(_ text: String) {
    type(Array(text.utf8))
  }

  func type(_ bytes: [UInt8]) {
    _ = waits { !editor.isInteractive || screen.settings > taken }
    unsent += bytes
  }

  /// Looks at the screen until it is as wanted; false where that does not come in five seconds.
  func shows(_ isWanted: (Screen) -> Bool) -> Bool {
    waits { isWanted(screen) }
  }

  /// Returns what was read next; nil where nothing is read in five seconds.
  func input() -> LineEditor.Input? {
    var next: LineEditor.Input?
    _ = waits {
      next = inputs.list.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      taken += next == nil ? 0 : 1
      return next != nil
    }
    return next
  }

  /// Looks at the screen until nothing happens for a tenth of a second.
  func settle() {
    while exchange(patience: 100) {}
  }

  /// Changes the size of the window, as an emulator does, and tells the process.
  func resize(columns: Int, rows: Int) {
    settle()
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    screen.resize(columns: columns, rows: rows)
    kill(getpid(), SIGWINCH)
  }

  private func waits(_ isDone: () -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(5)
    while !isDone() {
      guard ContinuousClock.now < deadline else { return false }
      _ = exchange(patience: 10)
    }
    return true
  }

  /// Sends what waits and reads what has come; false where nothing moved within `patience`.
  private func exchange(patience: Int32) -> Bool {
    var state = pollfd(
      fd: master,
      events: Int16(POLLIN | (unsent.isEmpty ? 0 : POLLOUT)),
      revents: 0
    )
    guard poll(&state, 1, patience) > 0 else { return false }
    if !unsent.isEmpty {
      let count = write(master, unsent, min(unsent.count, 1024))
      if count > 0 { unsent.removeFirst(count) }
    }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(master, &bytes, bytes.count)
    if count > 0 { screen.feed(bytes[..<count]) }
    return true
  }
}
