internal import Foundation
internal import Synchronization

/// The process that draws; 0 for none.
private let running = Atomic<Int32>(0)

/// The form of a picture.
public enum FigureFormat: String, Sendable, CaseIterable {
  case svg
  case png
  case pdf
}

/// Draws figures by running gnuplot.
public enum Gnuplot {
  /// Writes the script `base`.gp and the picture in each format beside it; returns the files' paths.
  ///
  /// The folder is made where it is missing. A picture appears whole or not at all, an older one
  /// stays until then. gnuplot runs without a shell and without the user's own settings, at most
  /// `timeLimit` for each format; `executable` is a path, or a name that is looked for as
  /// `ProgramFolders` says.
  public static func render(
    _ figure: Figure,
    to base: String,
    formats: [FigureFormat],
    executable: String = "gnuplot",
    timeLimit: Duration = .seconds(60)
  ) throws(PlotError) -> [String] {
    let text = try GnuplotScript.text(for: figure)
    let script = base + ".gp"
    try write(text, to: script)
    guard !formats.isEmpty else { return [script] }
    let folders = ProgramFolders(path: ProcessInfo.processInfo.environment["PATH"])
    guard let program = folders.path(of: executable) else { throw PlotError.gnuplotMissing }
    var files = [script]
    for format in formats {
      let file = "\(base).\(format.rawValue)"
      // In the same folder, so that the picture can take its place in one step.
      let draft = folder(of: base) + ".\(UUID().uuidString)"
      defer { unlink(draft) }
      try run(
        program,
        arguments: ["-d", "-c", guarded(script), format.rawValue, guarded(draft)],
        timeLimit: timeLimit
      )
      guard rename(draft, file) == 0 else {
        throw PlotError.cannotWrite(path: file, reason: String(cString: strerror(errno)))
      }
      files.append(file)
    }
    return files
  }

  /// Ends what draws now, for a program that is about to end itself.
  public static func endRunning() {
    let identifier = running.load(ordering: .relaxed)
    if identifier > 0 { kill(identifier, SIGKILL) }
  }

  /// Returns a path that gnuplot takes for a file: at its beginning `|`, `<`, `~` and `-` mean more.
  private static func guarded(_ path: String) -> String {
    path.hasPrefix("/") ? path : "./" + path
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func write(_ text: String, to path: String) throws(PlotError) {
    guard !path.utf8.contains(0) else {
      throw PlotError.cannotWrite(path: path, reason: String(cString: strerror(EINVAL)))
    }
    let file = URL(filePath: path)
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      throw PlotError.cannotWrite(path: path, reason: error.localizedDescription)
    }
  }

  private static func run(
    _ program: String,
    arguments: [String],
    timeLimit: Duration
  ) throws(PlotError) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = environment
    let errors = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    do { try process.run() } catch { throw PlotError.gnuplotMissing }
    let identifier = process.processIdentifier
    running.store(identifier, ordering: .relaxed)
    defer { running.store(0, ordering: .relaxed) }
    let end = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + timeLimit / .seconds(1), execute: end)
    let said = (try? errors.fileHandleForReading.readToEnd()) ?? nil
    end.cancel()
    process.waitUntilExit()
    if process.terminationReason == .uncaughtSignal, process.terminationStatus == SIGKILL {
      throw PlotError.gnuplotTimedOut
    }
    guard process.terminationStatus == 0, process.terminationReason == .exit else {
      throw PlotError.gnuplotFailed(message: message(in: said ?? Data()))
    }
  }

  /// The variables of this process without those that change what gnuplot draws.
  private static var environment: [String: String] {
    var variables = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("GNUPLOT") && !$0.key.hasPrefix("LC_") && $0.key != "GNUTERM"
    }
    variables["LC_ALL"] = "C.UTF-8"
    return variables
  }

  /// Returns the line with the reason, without the place in the script that precedes it.
  ///
  /// gnuplot repeats the command, points at a word below it, and then says
  /// `"file" line 12: the reason`.
  static func message(in output: Data) -> String {
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.contains("warning:") }
    for line in lines {
      guard let match = line.firstMatch(of: /^(".*" )?line [0-9]+: (.+)$/) else { continue }
      return String(match.2)
    }
    return lines.last ?? "it ended without a word"
  }
}
