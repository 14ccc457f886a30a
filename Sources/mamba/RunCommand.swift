import ArgumentParser
import Builtins
import Foundation
import Language
import Notebook
import Numerics
import Plotting
import Prompt

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a notebook from top to bottom."
  )

  @ArgumentParser.Argument(help: "The notebook.", completion: .notebook)
  var notebook: String

  @Flag(help: "Rewrites the recorded lines in place.")
  var record = false

  @Flag(help: "Compares every recorded line with a fresh run.")
  var verify = false

  @Flag(help: "With --verify: allows no tolerance.")
  var exact = false

  @Flag(help: "With --verify: runs two times and compares the runs.")
  var twice = false

  @Flag(help: "Finds errors without computing anything.")
  var check = false

  @Flag(help: "Writes one JSON object a line.")
  var json = false

  @OptionGroup var options: RunOptions

  @Option(
    help:
      "The folder for all figures; without, plots, and with --set or --seed a folder in it named after them.",
    completion: .directory
  )
  var plots: String?

  @Option(
    help: "The form of figures: svg, png or pdf; svg and png without.",
    completion: .list(FigureFormat.allCases.map(\.rawValue))
  )
  var format: String?

  @Option(
    help: "The first and last cell to run, as in load..wf.",
    completion: .custom(NotebookWords.cells)
  )
  var cells: String?

  @Option(help: "Ends the run after this time, as in 10m.")
  var timeout: String?

  func validate() throws {
    guard [record, verify, check].count(where: { $0 }) <= 1 else {
      throw ValidationError("--record, --verify and --check exclude each other.")
    }
    guard !record || (cells == nil && options.settings.isEmpty) else {
      throw ValidationError(
        "--record keeps what the whole notebook gives without --cells or --set."
      )
    }
    guard !verify || options.settings.isEmpty else {
      throw ValidationError("--verify compares what was recorded, which no --set can have changed.")
    }
    guard !(exact || twice) || verify else {
      throw ValidationError("--exact and --twice go with --verify.")
    }
    if let format, FigureFormat(rawValue: format) == nil {
      throw ValidationError("--format is svg, png or pdf.")
    }
    if let timeout, Deadline.seconds(timeout) == nil {
      throw ValidationError("--timeout is a duration, such as 30s or 10m.")
    }
  }

  func run() throws {
    if !json { Interrupt.endProgramOnRequest() }
    let progress = ProgressBar(isShown: !json)
    var run = try options.runOptions(progress)
    if verify, options.cache != true { run.cache = nil }
    run.cells = try cellRange()
    run.drawing = drawing
    let task: Batch.Task =
      record ? .record : verify ? .verify(exact: exact, twice: twice) : check ? .check : .run
    let batch = Batch(
      path: notebook,
      task: task,
      options: run,
      isJSON: json,
      tellsProgress: isatty(STDERR_FILENO) == 0,
      registry: Library.registry,
      recorder: Machine.recorder,
      timeout: timeout.flatMap(Deadline.seconds),
      print: {
        progress.clear()
        Terminal.print($0)
      },
      complain: {
        progress.clear()
        Terminal.complain($0)
      },
      // Without the work that `exit` does while other threads still compute.
      end: {
        Gnuplot.endRunning()
        _exit($0.rawValue)
      }
    )
    if json {
      InterruptWatch.onRequest {
        batch.interrupted()
        _exit(Notebook.ExitCode.interrupted.rawValue)
      }
    }
    let code = batch.execute()
    progress.clear()
    throw ArgumentParser.ExitCode(code.rawValue)
  }

  /// Where figures go: a run of other parameters does not overwrite the figures of the notebook.
  private var drawing: FigureDrawing {
    let settings = options.settings + (options.seed.map { ["seed=\($0)"] } ?? [])
    let folder = settings.isEmpty ? nil : "\(FigureDrawing.usualFolder)/\(name(of: settings))"
    return FigureDrawing(
      folder: plots ?? folder ?? FigureDrawing.usualFolder,
      formats: format.flatMap(FigureFormat.init).map { [$0] } ?? [.svg, .png],
      writesFiles: !verify,
      takesAll: plots != nil || folder != nil
    )
  }

  /// Returns what a folder is called that holds the figures of these settings: `n=30,seed=43`.
  private func name(of settings: [String]) -> String {
    let text = settings.sorted().joined(separator: ",")
    return String(
      text.prefix(80).map { character in
        let isPlain = character.isASCII && (character.isLetter || character.isNumber)
        return isPlain || "=,.-_".contains(character) ? character : "_"
      }
    )
  }

  private func cellRange() throws -> (first: String, last: String)? {
    guard let cells else { return nil }
    let ends = cells.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
    guard ends.count <= 2, let first = ends.first, let last = ends.last, !(first + last).isEmpty
    else {
      throw ValidationError("--cells is the name of a cell, or two as in load..wf.")
    }
    return (first, last)
  }
}

/// The options that `run` and `sweep` share.
struct RunOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: "Gives a parameter of the notebook a value: name=value. May be repeated.",
    completion: .custom(NotebookWords.inputs)
  )
  var settings: [String] = []

  @Option(help: "The threads that may be used; all processors without.")
  var jobs: Int?

  @Option(help: "The seed of all random streams, in place of the notebook's.")
  var seed: UInt64?

  @Flag(
    inversion: .prefixedNo,
    help: "Takes results from .mamba/cache and keeps them there; --verify does not unless asked."
  )
  var cache: Bool?

  @Option(
    help:
      "A folder that the notebook may write below, beside the working directory. May be repeated."
  )
  var allowWrite: [String] = []

  @Option(help: "The memory that may be used, as in 500m or 8g; half of the machine's without.")
  var memory: String?

  func validate() throws {
    if let memory, Machine.bytes(memory) == nil {
      throw ValidationError("--memory is a size, such as 500m or 8g.")
    }
    for setting in settings where !setting.contains("=") || setting.hasPrefix("=") {
      throw ValidationError("--set takes name=value, not \(setting).")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1.") }
  }

  /// The names and values of `--set`, in order.
  var pairs: [(name: String, value: String)] {
    settings.map { setting in
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
  }

  var workers: Workers { jobs.map(Workers.init) ?? Machine.workers }

  func runOptions(_ progress: ProgressBar) throws -> NotebookRun.Options {
    if let bytes = memory.flatMap(Machine.bytes) { Memory.allow(bytes) }
    var options = NotebookRun.Options()
    options.writableFolders = allowWrite
    options.workers = workers
    options.seed = seed
    options.inputs = Dictionary(pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    options.progress = progress.report
    if cache != false { options.cache = FileCache() }
    return options
  }
}
