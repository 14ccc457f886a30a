internal import Builtins
internal import Crypto
internal import Language
public import Plotting

/// Draws the figures of a session into files.
public struct FigureDrawing: Sendable {
  public let folder: String
  public let formats: [FigureFormat]
  /// Whether pictures are made; without, only the hashes of a figure are found.
  public let writesFiles: Bool

  public init(
    folder: String = "plots",
    formats: [FigureFormat] = [.svg, .png],
    writesFiles: Bool = true
  ) {
    self.folder = folder
    self.formats = formats
    self.writesFiles = writesFiles
  }

  /// The same, which finds hashes only.
  var withoutFiles: FigureDrawing {
    FigureDrawing(folder: folder, formats: formats, writesFiles: false)
  }

  struct Drawn {
    let files: [String]
    let dataHash: String
    let specHash: String
  }

  /// Returns the path, without ending, of a figure that has none of its own.
  func base(for slug: String, number: Int) -> String {
    let name = slug.isEmpty ? "figure" : slug
    return "\(folder)/\(name)" + (number == 0 ? "" : "-\(number + 1)")
  }

  func draw(_ value: FigureValue, base: String, by access: WriteAccess) throws -> Drawn {
    let files =
      writesFiles
      ? try FigureFile.write(value.figure, to: base, formats: formats, by: access) : []
    return Drawn(
      files: files,
      dataHash: shortHash(value.figure.canonicalData),
      specHash: shortHash(value.figure.canonicalSpecification)
    )
  }

  private func shortHash(_ bytes: [UInt8]) -> String {
    String(Array(SHA256.hash(data: bytes)).hexadecimal.prefix(16))
  }
}
