import ArgumentParser
import Builtins
import Foundation
import Language
import Notebook
import Prompt

struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Runs a notebook at each combination of values of its parameters."
  )

  @ArgumentParser.Argument(help: "The notebook.", completion: .notebook)
  var notebook: String

  @OptionGroup var options: RunOptions

  @Option(help: "What makes one combination better than another, as in bt.sharpe.")
  var score: String

  func run() throws {
    Interrupt.endProgramOnRequest()
    let progress = ProgressBar()
    let sweep = NotebookSweep(
      path: notebook,
      axes: options.pairs,
      score: score,
      options: try options.runOptions(progress),
      registry: Library.registry
    )
    do {
      let lines = try sweep.lines()
      progress.clear()
      for line in lines { Terminal.print(line) }
    } catch let error as Diagnostic {
      progress.clear()
      Terminal.complain(error.styled)
      throw ArgumentParser.ExitCode(Notebook.ExitCode(error).rawValue)
    } catch let error as NotebookFile.Failure {
      Terminal.complain("error[\(error.explanation.code)] \(error.explanation.sentence)")
      throw ArgumentParser.ExitCode(Notebook.ExitCode.error.rawValue)
    }
  }
}
