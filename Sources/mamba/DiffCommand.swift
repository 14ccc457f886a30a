import ArgumentParser
import Builtins
import Language
import Notebook
import Prompt

/// `mamba diff`: what two notebooks say differently.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compares two notebooks by what they say: cells, parameters, data and results.",
    discussion:
      "Ends with 0 where they say the same, with 1 where not, with 2 where one cannot be read."
  )

  @ArgumentParser.Argument(help: "The notebook as it was.")
  var before: String

  @ArgumentParser.Argument(help: "The notebook as it is.")
  var after: String

  @Flag(help: "Writes one JSON object a line.")
  var json = false

  func run() throws {
    guard let old = NotebookText.read(before), let new = NotebookText.read(after) else {
      throw ArgumentParser.ExitCode(Notebook.ExitCode.usage.rawValue)
    }
    let difference = NotebookDifference(
      from: old.document,
      to: new.document,
      grammar: Library.registry.grammar
    )
    let code: Notebook.ExitCode = difference.isEmpty ? .ok : .error
    for line in json ? difference.jsonLines(exit: code) : difference.lines { Terminal.print(line) }
    throw ArgumentParser.ExitCode(code.rawValue)
  }
}
