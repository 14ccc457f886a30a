import ArgumentParser
import Builtins
import Notebook
import Prompt

/// Writes the pages of `docs/reference`, for the Makefile.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Writes the reference pages.",
    shouldDisplay: false
  )

  @ArgumentParser.Argument(help: "The folder for the pages.")
  var folder: String

  func run() throws {
    for page in ReferencePages.all(of: Library.registry) {
      try NotebookFile.write(page.text, to: "\(folder)/\(page.name)")
    }
  }
}
