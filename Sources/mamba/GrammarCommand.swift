import ArgumentParser
import Builtins
import Notebook
import Prompt

/// Prints or writes the grammars by which editors colour notebooks.
struct GrammarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grammar",
    abstract: "Prints the syntax of notebooks for an editor."
  )

  @Flag(help: "For Vim: syntax/mamba.vim.")
  var vim = false

  @Flag(help: "For VS Code and others that read TextMate grammars: mamba.tmLanguage.json.")
  var vscode = false

  @Option(help: "Writes the files of all editors below this folder.", completion: .directory)
  var into: String?

  func validate() throws {
    guard [vim, vscode, into != nil].count(where: { $0 }) == 1 else {
      throw ValidationError("Choose one of --vim, --vscode and --into.")
    }
  }

  func run() throws {
    if let into { return try PageFolder.write(EditorFiles.all(of: Library.registry), to: into) }
    let text =
      vim ? VimSyntax.text(of: Library.registry) : TextMateGrammar.text(of: Library.registry)
    Terminal.print(String(text.dropLast()))
  }
}
