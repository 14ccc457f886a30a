internal import Foundation
internal import Language
internal import MarketData

/// Reads notebooks whose functions are imported.
enum ImportedNotebook {
  /// The most bytes that such a file may have: 16 MiB.
  private static let limit = 16 << 20

  /// Returns the code of a notebook: that of cells that are neither skipped nor to end in an error.
  @Sendable static func read(
    _ path: String,
    _ contents: FileContents
  ) throws -> ImportedFile {
    let bytes = try contents[path] ?? FileBytes.read(path: path, limit: limit)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw NotebookFile.Failure.notText(path)
    }
    let cells = Document(text: text).cells.filter { !$0.isSkipped && !$0.expectsError }
    return ImportedFile(
      path: path,
      place: URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false),
      sha256: Fingerprint.sha256(bytes),
      cells: cells.map { Source($0.spacedCode, file: path, firstLine: $0.firstLine) }
    )
  }
}
