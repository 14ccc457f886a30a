import ArgumentParser
import Notebook

/// `mamba strip`: a notebook without what runs have left in it.
struct StripCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strip",
    abstract: "Drops the recorded lines of a notebook; the hashes of its data stay."
  )

  @ArgumentParser.Argument(help: "The notebook.")
  var notebook: String

  @Option(name: .shortAndLong, help: "The file to write; the notebook itself without.")
  var output: String?

  func run() throws {
    // A recorded line that nobody can read goes like the others.
    guard let (document, text) = NotebookText.read(notebook, ignoring: ["E017"]) else {
      throw ArgumentParser.ExitCode(Notebook.ExitCode.error.rawValue)
    }
    let stripped = document.stripped.text
    if output == nil, stripped == text { return }
    guard NotebookText.write(stripped, to: output ?? notebook) else {
      throw ArgumentParser.ExitCode(Notebook.ExitCode.error.rawValue)
    }
  }
}
