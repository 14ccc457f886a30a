import ArgumentParser
import Builtins
import Foundation
import Prompt

/// What `mamba` does without the name of a command: the prompt, `-e` and `-`.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Opens the prompt, shows a notebook, or runs a text (the default)."
  )

  @Option(name: .customShort("e"), help: "Runs this text and ends.")
  var code: String?

  @ArgumentParser.Argument(
    help: "A notebook to show, or - to run standard input.",
    completion: .notebook
  )
  var file: String?

  func run() throws {
    throw ArgumentParser.ExitCode(exitCode)
  }

  private var exitCode: Int32 {
    if let code { return CommandLineProgram.run(bytes: Array(code.utf8)) }
    if file == "-" {
      return CommandLineProgram.run(bytes: Array(FileHandle.standardInput.readDataToEndOfFile()))
    }
    let setting = PromptSession.Setting(
      recorder: Machine.recorder,
      engine: Version.text,
      workers: Machine.workers
    )
    return PromptSession(registry: Library.registry, setting: setting).run(opening: file)
  }
}
