import ArgumentParser
import Foundation
import Notebook
import Prompt

@main
struct Mamba: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mamba",
    abstract: "A research notebook at a prompt, for people who test trading ideas.",
    version: Version.text,
    subcommands: [
      OpenCommand.self, RunCommand.self, SweepCommand.self, RenderCommand.self, FormatCommand.self,
      StripCommand.self, DiffCommand.self, CompletionsCommand.self, GrammarCommand.self,
      ReferenceCommand.self,
    ],
    defaultSubcommand: OpenCommand.self
  )

  /// Ends with 2, and not with the parser's own number, where the command line is wrong.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      Terminal.complain(fullMessage(for: error))
      Foundation.exit(Notebook.ExitCode.usage.rawValue)
    }
  }
}

/// The version of the program, as it stands in a notebook's header.
enum Version {
  static let text = "mamba 0.1.0"
}
