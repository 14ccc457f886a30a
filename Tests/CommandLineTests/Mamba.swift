import Foundation
import TestSupport
import Testing

/// The program as it was built, run in a folder of its own.
enum Mamba {
  /// The program beside the bundle of the tests.
  static let path: String = {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path().count > 1 {
      let program = folder.appending(path: "mamba")
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: program.path(), isDirectory: &isFolder),
        !isFolder.boolValue
      {
        return program.path()
      }
      folder.deleteLastPathComponent()
    }
    return ".build/release/mamba"
  }()

  struct Ended {
    /// The exit code, or -1 minus the number of the signal that ended the process.
    let code: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// A process whose output goes to files, so that it never waits for a reader.
  final class Running {
    let process = Process()
    private let files: TemporaryFolder

    init(
      _ arguments: [String],
      in folder: TemporaryFolder,
      input: String = "",
      below name: String = "",
      environment: [String: String] = [:]
    ) throws {
      files = try TemporaryFolder()
      try files.write(input, to: "in")
      try files.write("", to: "out")
      try files.write("", to: "err")
      process.executableURL = URL(filePath: Mamba.path)
      process.arguments = arguments
      process.currentDirectoryURL = folder.url.appending(path: name)
      process.environment = Mamba.environment(files).merging(environment) { $1 }
      process.standardInput = FileHandle(forReadingAtPath: files.path("in"))
      process.standardOutput = FileHandle(forWritingAtPath: files.path("out"))
      process.standardError = FileHandle(forWritingAtPath: files.path("err"))
      try Mamba.withSignals { try process.run() }
    }

    /// What has been printed so far.
    var output: String { (try? files.read("out")) ?? "" }

    func ended(limit seconds: Double = 120) throws -> Ended {
      let identifier = process.processIdentifier
      let limit = DispatchWorkItem { kill(identifier, SIGKILL) }
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: limit)
      process.waitUntilExit()
      limit.cancel()
      let status = process.terminationStatus
      return Ended(
        code: process.terminationReason == .exit ? status : -1 - status,
        output: output,
        errors: try files.read("err")
      )
    }
  }

  /// The variables of this process, with a home of its own for what the program remembers.
  static func environment(_ home: TemporaryFolder) -> [String: String] {
    ProcessInfo.processInfo.environment.merging([
      "HOME": home.path("home"), "XDG_STATE_HOME": home.path("state"), "PAGER": "",
    ]) { $1 }
  }

  /// Runs `body` with no signal blocked, as they are on the threads of a pool, and as a process that
  /// is started there would inherit.
  static func withSignals<Result>(_ body: () throws -> Result) rethrows -> Result {
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try body()
  }

  static func run(
    _ arguments: String...,
    in folder: TemporaryFolder,
    input: String = "",
    environment: [String: String] = [:]
  ) throws -> Ended {
    try Running(arguments, in: folder, input: input, environment: environment).ended()
  }

  /// Runs a program that may take as long as `limit` seconds.
  static func run(
    _ arguments: [String],
    in folder: TemporaryFolder,
    limit: Double
  ) throws -> Ended {
    try Running(arguments, in: folder).ended(limit: limit)
  }
}

/// A folder with three years of daily bars and a notebook that uses them.
enum Study {
  static let bars: String = {
    let whole = (try? String(contentsOfFile: "datasets/sp500-daily.csv", encoding: .utf8)) ?? ""
    return whole.split(separator: "\n").prefix(800).map { $0 + "\n" }.joined()
  }()

  static let notebook = """
    # A study
    Does a close above its average say anything?

    %% es
    es = load "data/bars.csv"
    use es
    es | tail 1

    %% n
    n = input 20, range=5..60

    %% bt
    s = strategy on es { enter long when close > sma(close, n); exit when close < sma(close, n) }
    bt = backtest s on es
    bt.sharpe

    %% mc
    mc = montecarlo bt, paths=300
    mc

    %% k
    k = sweep z in 5..25 step 5 { backtest (if close > sma(close, z) then 1 else 0) on es }
    k

    %% r
    r = ret(close, 1)

    """

  static let plot = "%% eq\nplot bt.equity, drawdown(bt.equity)\n"

  /// Takes minutes on any machine.
  static let endless = """
    %% long
    montecarlo bt, paths=1000000, method=shuffle
    montecarlo bt, paths=1000000
    sweep a in 2..400, b in 2..400 { backtest (if sma(close, a) > sma(close, b) then 1 else 0) on es }

    """

  static func folder(_ text: String = notebook) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(bars, to: "data/bars.csv")
    try folder.write(text, to: "nb.mmb")
    return folder
  }

  /// The notebook with what it prints, recorded once.
  static let recorded: Result<String, any Error> = Result {
    let folder = try Study.folder()
    let ended = try Mamba.run("run", "nb.mmb", "--record", in: folder)
    try #require(ended.code == 0, "\(ended.errors)")
    return try folder.read("nb.mmb")
  }

  static func recordedFolder() throws -> TemporaryFolder { try folder(try recorded.get()) }
}
