internal import Foundation

/// Finds other programs and asks them for their version, without trusting them.
public struct ProgramProbe: Sendable {
  /// The folders that are looked in, in their order.
  let folders: [String]
  private let timeLimit: Duration

  /// The most bytes of an answer that are read.
  private static let longestAnswer = 4096
  /// The most characters of a version that are shown.
  private static let longestVersion = 60

  /// Creates a probe of the absolute folders of a PATH.
  ///
  /// A folder that is named from the working directory is left out: what lies there may have come with
  /// a notebook.
  public init(path: String, timeLimit: Duration = .seconds(2)) {
    folders = path.split(separator: ":").filter { $0.hasPrefix("/") }.map(String.init)
    self.timeLimit = timeLimit
  }

  /// What a program says when it is asked for its version.
  public enum Answer: Sendable, Equatable {
    case version(String)
    /// It did not end in time, and was ended.
    case slow
    /// It ended by a signal, or with a code other than 0 and without a word.
    case failed
  }

  /// Returns the path of a program; nil where no folder has it.
  public func path(of program: String) -> String? {
    folders.map { "\($0)/\(program)" }.first {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder)
        && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Asks the program at `path`; what it says is cut to one line without control characters.
  public func answer(of path: String, to arguments: [String]) -> Answer {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ["PATH": folders.joined(separator: ":"), "LC_ALL": "C.UTF-8"]
    process.currentDirectoryURL = URL(filePath: "/")
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    do { try process.run() } catch { return .failed }
    try? output.fileHandleForWriting.close()
    let (said, isInTime) = read(output.fileHandleForReading.fileDescriptor)
    if !isInTime || process.isRunning, !ends(process) {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      return isInTime && !said.isEmpty ? .version(ProgramProbe.line(said)) : .slow
    }
    let line = ProgramProbe.line(said)
    let isWell = process.terminationReason == .exit
    return isWell && !line.isEmpty ? .version(line) : .failed
  }

  /// Waits a moment for a process that has said all; false where it goes on.
  private func ends(_ process: Process) -> Bool {
    let end = ContinuousClock.now + min(timeLimit, .milliseconds(200))
    while process.isRunning, ContinuousClock.now < end { usleep(2000) }
    return !process.isRunning
  }

  /// Reads until the end, the limit or the time is reached; others may hold the other end open.
  private func read(_ descriptor: Int32) -> (said: [UInt8], isInTime: Bool) {
    let end = ContinuousClock.now + timeLimit
    var said: [UInt8] = []
    while said.count < ProgramProbe.longestAnswer {
      let left = (end - ContinuousClock.now) / .milliseconds(1)
      guard left > 0 else { return (said, false) }
      var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&event, 1, Int32(min(left, 10_000).rounded(.up)))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return (said, false) }
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
