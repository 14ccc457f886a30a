import ArgumentParser
import Builtins
import Language
import Notebook
import Prompt

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Writes a notebook as a page, Markdown or a Jupyter notebook, without running it."
  )

  @ArgumentParser.Argument(help: "The notebook.")
  var notebook: String

  @Option(
    name: .shortAndLong,
    help: "The file to write: .html, .md or .ipynb; - prints the page."
  )
  var output: String

  /// Whether the page goes to standard output.
  private var prints: Bool { output == "-" }

  func validate() throws {
    guard prints || RenderedForm(path: output) != nil else {
      throw ValidationError(
        "-o names a file that ends in .html, .md or .ipynb, or is - for a page on standard output,"
          + " not \(output)."
      )
    }
    guard prints || !RenderedDocument.isSameFile(output, notebook) else {
      throw ValidationError("-o \(output) is the notebook itself: write to another file.")
    }
  }

  func run() throws {
    do {
      let document = Document(text: try NotebookFile.read(notebook))
      let rendered = RenderedDocument(document, path: notebook, registry: Library.registry)
      if prints { return Terminal.print(String(rendered.page.dropLast())) }
      let form = RenderedForm(path: output) ?? .page
      try NotebookFile.write(rendered.text(as: form, for: output), to: output)
    } catch {
      let explanation = error.explanation
      Terminal.complain("error[\(explanation.code)] \(explanation.sentence)")
      if let repair = explanation.repair { Terminal.complain("  \(repair)") }
      throw ArgumentParser.ExitCode(Notebook.ExitCode.error.rawValue)
    }
  }
}
