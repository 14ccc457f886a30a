import Builtins
import Language
import Notebook
import Prompt

/// A program given on the command line or on standard input.
enum CommandLineProgram {
  /// Runs a program, prints what it shows, and returns the exit code of its first error.
  static func run(bytes: [UInt8]) -> Int32 {
    Interrupt.endProgramOnRequest()
    let progress = ProgressBar()
    let context = RunContext(workers: Machine.workers, progress: progress.report)
    var session = Session(registry: Library.registry, context: context)
    let result = session.run(bytes: bytes, slug: "")
    progress.clear()
    for line in result.output where !line.isQuiet { Terminal.print(line.line) }
    guard let error = result.error else { return ExitCode.ok.rawValue }
    Terminal.complain(error.styled)
    return ExitCode(error).rawValue
  }
}
