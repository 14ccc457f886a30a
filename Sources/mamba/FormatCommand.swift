import ArgumentParser
import Language
import Notebook
import Prompt

/// `mamba fmt`: the one layout of a notebook.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Writes notebooks in their one layout; the words of the code stay as they are."
  )

  @ArgumentParser.Argument(help: "The notebooks.")
  var notebooks: [String]

  @Flag(
    help: "Writes nothing: names the files in another layout, and ends with 1 if there are any."
  )
  var check = false

  func run() throws {
    var code = Notebook.ExitCode.ok
    for path in notebooks {
      guard let (document, text) = NotebookText.read(path) else {
        code = .error
        continue
      }
      let canonical = document.canonicalText
      guard canonical != text else { continue }
      if check {
        Terminal.print(path)
        code = .error
      } else if !NotebookText.write(canonical, to: path) {
        code = .error
      }
    }
    throw ArgumentParser.ExitCode(code.rawValue)
  }
}

/// Notebooks that a command reads and writes whole; what goes wrong is told at once.
enum NotebookText {
  /// Returns a notebook that can be read without doubt, with its text; nil for any other.
  ///
  /// Flaws of the codes that are to be ignored do not matter.
  static func read(
    _ path: String,
    ignoring codes: Set<String> = []
  ) -> (document: Document, text: String)? {
    do {
      let text = try NotebookFile.read(path)
      let document = Document(text: text)
      let flaws = document.flaws.filter { !codes.contains($0.explanation.code) }
      for flaw in flaws { Terminal.complain(flaw.diagnostic(in: path).styled) }
      return flaws.isEmpty ? (document, text) : nil
    } catch {
      complain(of: error)
      return nil
    }
  }

  /// Writes a notebook; false where that fails.
  static func write(_ text: String, to path: String) -> Bool {
    do {
      try NotebookFile.write(text, to: path)
      return true
    } catch {
      complain(of: error)
      return false
    }
  }

  private static func complain(of error: NotebookFile.Failure) {
    let explanation = error.explanation
    Terminal.complain("error[\(explanation.code)] \(explanation.sentence)")
    if let repair = explanation.repair { Terminal.complain("  \(repair)") }
  }
}
