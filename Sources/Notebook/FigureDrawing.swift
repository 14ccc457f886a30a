internal import Builtins
internal import Crypto
internal import Language
internal import MarketData
public import Plotting
internal import Synchronization

/// Draws the figures of a session into files.
public struct FigureDrawing: Sendable {
  public let folder: String
  public let formats: [FigureFormat]
  /// Whether pictures are made; without, only the hashes of a figure are found.
  public let writesFiles: Bool
  /// Whether a figure goes into the folder even where its statement names another place.
  public let takesAll: Bool
  private let taken = TakenNames()

  public init(
    folder: String = FigureDrawing.usualFolder,
    formats: [FigureFormat] = [.svg, .png],
    writesFiles: Bool = true,
    takesAll: Bool = false
  ) {
    (self.folder, self.formats) = (folder, formats)
    (self.writesFiles, self.takesAll) = (writesFiles, takesAll)
  }

  /// Where figures go of which nobody says where.
  public static let usualFolder = "plots"

  /// The same, which finds hashes only.
  var withoutFiles: FigureDrawing {
    FigureDrawing(folder: folder, formats: formats, writesFiles: false, takesAll: takesAll)
  }

  struct Drawn {
    let files: [String]
    let dataHash: String
    let specHash: String
  }

  /// Returns the path, without ending, by which a figure is recorded that has none of its own: it
  /// does not depend on the folder of this run.
  func base(for slug: String, number: Int) -> String {
    let name = slug.isEmpty ? "figure" : slug
    return "\(FigureDrawing.usualFolder)/\(name)" + (number == 0 ? "" : "-\(number + 1)")
  }

  func draw(_ value: FigureValue, base: String, by access: WriteAccess) throws -> Drawn {
    let target = target(of: value, base)
    let files =
      writesFiles
      ? try FigureFile.write(value.figure, to: target, formats: formats, by: access) : []
    return Drawn(
      files: files,
      dataHash: shortHash(value.figure.canonicalData),
      specHash: shortHash(value.figure.canonicalSpecification)
    )
  }

  /// Returns where a figure is written.
  private func target(of value: FigureValue, _ base: String) -> String {
    guard takesAll || value.path == nil else { return base }
    let name = base.split(separator: "/").last.map(String.init) ?? base
    return taken.place("\(folder)/\(name)", of: base)
  }

  private func shortHash(_ bytes: [UInt8]) -> String {
    String(Array(SHA256.hash(data: bytes)).hexadecimal.prefix(16))
  }
}

/// The places of a folder that have a figure, so that two figures of one file name do not overwrite
/// each other.
private final class TakenNames: Sendable {
  private let places = Mutex<[String: String]>([:])

  /// Returns `place`, or where another figure has it the same with a number.
  func place(_ place: String, of base: String) -> String {
    places.withLock { places in
      var free = place
      var number = 1
      while let owner = places[free], owner != base {
        number += 1
        free = "\(place)-\(number)"
      }
      places[free] = base
      return free
    }
  }
}
