import ArgumentParser
import Builtins
import Notebook

extension CompletionKind {
  /// Files that are notebooks.
  static var notebook: CompletionKind { .file(extensions: ["mmb"]) }
}

/// What a shell offers where a name of the notebook on its command line is typed.
enum NotebookWords {
  /// Returns the names of cells, behind `..` those of the last cell to run.
  @Sendable static func cells(_ words: [String], _ place: Int, _ typed: String) -> [String] {
    let names = outline(words)?.cells ?? []
    guard let dots = typed.firstRange(of: "..") else { return names }
    return names.map { typed[..<dots.upperBound] + $0 }
  }

  /// Returns the parameters, each with its value, which a person changes.
  @Sendable static func inputs(_ words: [String], _ place: Int, _ typed: String) -> [String] {
    (outline(words)?.inputs ?? []).map { name, value in
      name + "=" + (value.contains { $0.isWhitespace || $0 == "\"" } ? "" : value)
    }
  }

  private static func outline(_ words: [String]) -> NotebookOutline? {
    let paths = words.map { $0.trimming { "\"'".contains($0) } }.filter { $0.hasSuffix(".mmb") }
    return paths.first.flatMap { try? NotebookOutline(path: $0, registry: Library.registry) }
  }
}

extension String {
  fileprivate func trimming(_ isCut: (Character) -> Bool) -> String {
    String(drop(while: isCut).reversed().drop(while: isCut).reversed())
  }
}
