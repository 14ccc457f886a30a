import Builtins
import Language
import Notebook

let registry = Library.registry

/// Runs a notebook from its text.
func run(
  _ text: String,
  file: String? = "nb.mmb",
  _ change: (inout NotebookRun.Options) -> Void = { _ in }
) throws -> (run: NotebookRun, results: [Session.CellResult]) {
  var options = NotebookRun.Options()
  options.drawing = FigureDrawing(writesFiles: false)
  change(&options)
  var run = try NotebookRun(Document(text: text), file: file, registry: registry, options: options)
  let results = run.run()
  return (run, results)
}

/// Returns the text of a notebook with what a run of it gave.
func recorded(_ text: String) throws -> String {
  let (run, results) = try run(text)
  return run.recorded(results, by: recorder).text
}

/// Returns the lines of `text` that a fresh run does not give again.
func differences(_ text: String, exact: Bool = false) throws -> [Verification.Difference] {
  let (run, results) = try run(text)
  return results.flatMap { result in
    run.document.cells.filter { $0.slug == result.slug }.flatMap {
      Verification.differences($0, result, exact: exact)
    }
  }
}

let recorder = Recorder(engine: "mamba", stamp: "2026-11-21 linux")

extension Session.CellResult {
  /// The lines that a run without a person prints.
  var printed: [String] { output.filter { !$0.isQuiet }.map(\.text) }
}
