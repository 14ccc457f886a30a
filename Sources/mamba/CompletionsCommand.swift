import ArgumentParser
import Prompt

/// Prints what a shell needs to complete the command line.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Prints the completions of the command line for a shell.",
    discussion: "editors/README.md says where each shell looks for them."
  )

  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish
  }

  @ArgumentParser.Argument(help: "The shell: bash, zsh or fish.")
  var shell: Shell

  func run() {
    let kind: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    Terminal.print(Mamba.completionScript(for: kind))
  }
}
