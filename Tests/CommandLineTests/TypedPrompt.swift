import Foundation
import TestSupport

/// A session of `mamba` at a terminal of its own whose lines are typed one by one, until it ends or is
/// killed; of the terminal only the bytes are kept, which costs far less than a screen.
struct TypedPrompt {
  /// When the process is killed.
  enum Moment {
    case never
    case after(seconds: Double)
    /// Once so many bytes were shown.
    case atByte(Int)
  }

  /// Everything that was shown.
  private(set) var bytes: [UInt8] = []
  private(set) var seconds = 0.0
  /// Whether the process ended by itself, with code 0.
  private(set) var hasEnded = false

  /// Types each line once the editor reads.
  init(
    _ lines: [String],
    in folder: TemporaryFolder,
    killed moment: Moment = .never,
    program: [String] = [Mamba.path]
  ) throws {
    var size = winsize(ws_row: 40, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
    var ends: (master: Int32, worker: Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 256)
    guard openpty(&ends.master, &ends.worker, &name, nil, &size) == 0 else {
      throw POSIXError(.ENXIO)
    }
    let master = ends.master
    defer { close(master) }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    let home = try TemporaryFolder()
    var environment = Mamba.environment(home)
    environment["TERM"] = "xterm"
    let started = ContinuousClock.now
    let process = try PromptProcess.spawn(
      name,
      in: folder.url.path(),
      environment,
      program: program
    )
    // The terminal hangs up once the process has closed it, so this end must not hold it.
    // It is closed late, as one that nobody has open yet hangs up at once.
    var isOpen = true
    defer { if isOpen { close(ends.worker) } }
    var unsent = lines[...]
    var prompts = (seen: 0, answered: 0, searched: 0)
    while true {
      seconds = (ContinuousClock.now - started) / .seconds(1)
      if isDue(moment) || seconds > 60 { kill(process, SIGKILL) }
      guard read(from: master) else { break }
      prompts.seen += marks(from: &prompts.searched)
      if prompts.seen > 0, isOpen {
        close(ends.worker)
        isOpen = false
      }
      if prompts.seen > prompts.answered, let line = unsent.popFirst() {
        prompts.answered += 1
        TypedPrompt.write(line + "\r", to: master)
      }
      var status: Int32 = 0
      guard isOpen || isDue(moment), waitpid(process, &status, WNOHANG) == process else { continue }
      while read(from: master, waits: false) {}
      hasEnded = status == 0
      return
    }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    hasEnded = status == 0
  }

  /// The rows that were shown whole, without colours and the movements of the cursor.
  var rows: [String] {
    var text: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == 0x1B else {
        text.append(byte)
        continue
      }
      guard rest.popFirst() == UInt8(ascii: "[") else { continue }
      rest = rest.drop { !(0x40...0x7E).contains($0) }.dropFirst()
    }
    let rows = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .dropLast()
    return rows.map { row in
      let row = row.last == UInt8(ascii: "\r") ? row.dropLast() : row
      let start = row.lastIndex(of: UInt8(ascii: "\r")).map { $0 + 1 } ?? row.startIndex
      return String(decoding: row[start...], as: UTF8.self)
    }
  }

  var text: String { rows.joined(separator: "\n") }

  private func isDue(_ moment: Moment) -> Bool {
    switch moment {
    case .never: false
    case .after(let limit): seconds >= limit
    case .atByte(let count): bytes.count >= count
    }
  }

  /// Takes what there is to read; false once the terminal has hung up, or where there is nothing and
  /// it does not wait.
  private mutating func read(from master: Int32, waits: Bool = true) -> Bool {
    var state = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&state, 1, waits ? 2 : 0) > 0 else { return waits }
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let count = Glibc.read(master, &buffer, buffer.count)
    guard count > 0 else { return count < 0 && errno == EAGAIN && waits }
    bytes += buffer[..<count]
    return true
  }

  /// Returns how many more times the editor has begun to read, which it tells the terminal.
  private func marks(from place: inout Int) -> Int {
    let mark = Array("\u{1B}[?2004h".utf8)
    var found = 0
    while place + mark.count <= bytes.count {
      if bytes[place] == 0x1B, bytes[place..<(place + mark.count)].elementsEqual(mark) {
        found += 1
      }
      place += 1
    }
    return found
  }

  private static func write(_ keys: String, to master: Int32) {
    var rest = Array(keys.utf8)[...]
    var tries = 0
    while !rest.isEmpty, tries < 1000 {
      let count = rest.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else { usleep(1000) }
      tries += 1
    }
  }
}
