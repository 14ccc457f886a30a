internal import Foundation
internal import Plotting

/// Finds other programs and asks them for their version, without trusting them.
public struct ProgramProbe: Sendable {
  private let folders: ProgramFolders
  private let timeLimit: Duration

  /// The most bytes of an answer that are read.
  private static let longestAnswer = 4096
  /// The most characters of a version that are shown.
  private static let longestVersion = 60

  /// Creates a probe of those folders of a PATH from which programs are run (`ProgramFolders`).
  public init(path: String, timeLimit: Duration = .seconds(2)) {
    folders = ProgramFolders(path: path)
    self.timeLimit = timeLimit
  }

  /// What a program says when it is asked for its version.
  public enum Answer: Sendable, Equatable {
    case version(String)
    /// It did not end in time, and was ended.
    case slow
    /// It ended by a signal, without a word, or with the code of one that cannot be run (126, 127).
    case failed
  }

  /// Returns the path of a program; nil where no folder has it.
  public func path(of program: String) -> String? { folders.path(of: program) }

  /// Asks the program at `path`; what it says is cut to one line without control characters.
  ///
  /// It runs in a group of its own, which is ended as a whole, whatever it has started. What has left
  /// the group lives on, and is not waited for.
  public func answer(of path: String, to arguments: [String]) -> Answer {
    guard let pipe = ProgramPipe() else { return .failed }
    defer { close(pipe.reading) }
    // The shell is there for the working directory alone, and becomes the program.
    let start = ProgramStart(
      path: "/bin/sh",
      arguments: ["-c", #"cd / && exec "$@""#, "sh", path] + arguments,
      environment: ["PATH": folders.path, "LC_ALL": "C.UTF-8"],
      group: .own,
      output: pipe.writing
    )
    let process = start.run()
    close(pipe.writing)
    guard let process else { return .failed }
    let (said, isInTime) = read(pipe.reading, of: process)
    let endsItself = isInTime && ends(process)
    // Before it is waited for, as its number is its own until then.
    kill(-process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let line = ProgramProbe.line(said)
    guard endsItself else { return isInTime && !line.isEmpty ? .version(line) : .slow }
    let (signal, code) = (status & 0x7F, (status >> 8) & 0xFF)
    return signal == 0 && ![126, 127].contains(code) && !line.isEmpty ? .version(line) : .failed
  }

  /// Waits a moment for a process that has said all; false where it goes on.
  private func ends(_ process: pid_t) -> Bool {
    let end = ContinuousClock.now + min(timeLimit, .milliseconds(200))
    while !ProgramProbe.hasEnded(process), ContinuousClock.now < end { usleep(2000) }
    return ProgramProbe.hasEnded(process)
  }

  /// Whether a process has ended; it is still to be waited for.
  private static func hasEnded(_ process: pid_t) -> Bool {
    var facts = siginfo_t()
    let found = waitid(P_PID, id_t(process), &facts, WEXITED | WNOHANG | WNOWAIT)
    return found != 0 || facts.si_signo != 0
  }

  /// Reads until the end, the limit or the time is reached, or the process has ended: what it has
  /// started may hold the other end open.
  private func read(_ descriptor: Int32, of process: pid_t) -> (said: [UInt8], isInTime: Bool) {
    let end = ContinuousClock.now + timeLimit
    var said: [UInt8] = []
    while said.count < ProgramProbe.longestAnswer {
      let left = (end - ContinuousClock.now) / .milliseconds(1)
      guard left > 0 else { return (said, false) }
      // Asked first, so that what it wrote before its end is there to be read.
      let hasEnded = ProgramProbe.hasEnded(process)
      var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&event, 1, hasEnded ? 0 : Int32(min(left, 10).rounded(.up)))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else {
        guard ready == 0, !hasEnded else { return (said, true) }
        continue
      }
      var chunk = [UInt8](repeating: 0, count: 1024)
      let count = Foundation.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return (said, true) }
      said += chunk.prefix(count)
    }
    return (said, true)
  }

  /// Returns a line without what would act on a terminal.
  private static func plain(_ line: Substring) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in line.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: continue
      default: kept.append(scalar)
      }
    }
    return String(kept).trimmingCharacters(in: .whitespaces)
  }

  /// Returns the first line with a digit in it, else the first, as plain text.
  private static func line(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.prefix(longestAnswer), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).map { plain($0) }.filter { !$0.isEmpty }
    let line = lines.first { $0.contains(where: \.isNumber) } ?? lines.first ?? ""
    return line.count > longestVersion ? line.prefix(longestVersion - 1) + "…" : line
  }
}
