import ArgumentParser
import Builtins
import Notebook

/// Writes the pages of `docs/reference`, for the Makefile.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Writes the reference pages.",
    shouldDisplay: false
  )

  @ArgumentParser.Argument(help: "The folder for the pages.", completion: .directory)
  var folder: String

  func run() throws {
    try PageFolder.write(ReferencePages.all(of: Library.registry), to: folder)
  }
}
