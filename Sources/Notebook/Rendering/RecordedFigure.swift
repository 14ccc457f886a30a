internal import Foundation

/// A figure that a notebook has recorded, and the files that hold its picture.
struct RecordedFigure {
  /// The path of the files, without their ending.
  let base: String

  /// Reads `figure plots/eq data=9ad2… spec=1b77…`.
  init(_ text: String) {
    let words = text.hasPrefix("figure ") ? text.dropFirst("figure ".count) : text[...]
    let end = words.firstRange(of: " data=")?.lowerBound ?? words.endIndex
    base = String(words[..<end])
  }

  /// What a page shows of a figure.
  enum Shown {
    case drawing(path: String, FigureMarkup)
    case image(path: String, bytes: [UInt8])
    case missing(reason: String)

    /// The file that is shown; nil where there is none.
    var path: String? {
      switch self {
      case .drawing(let path, _), .image(let path, _): path
      case .missing: nil
      }
    }
  }

  /// The largest file that goes into a page, ten times what a figure of the program has.
  private static let largest = 4 << 20

  /// Returns what the files below `folder` hold, links followed: the SVG, or the PNG where there is
  /// none that a page can hold.
  func shown(below folder: String, number: Int, label: String) -> Shown {
    let reason: String?
    switch RecordedFigure.bytes(of: base + ".svg", below: folder) {
    case .success(let bytes):
      do {
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw FigureMarkup.Failure.notDrawing
        }
        let drawing = try FigureMarkup(svg: text, number: number, label: label)
        return .drawing(path: base + ".svg", drawing)
      } catch {
        reason = "\(base).svg " + ((error as? FigureMarkup.Failure)?.reason ?? "cannot be read")
      }
    case .failure(let absence): reason = absence.reason(base + ".svg")
    }
    switch RecordedFigure.bytes(of: base + ".png", below: folder) {
    case .success(let bytes):
      if bytes.starts(with: RecordedFigure.signature) {
        return .image(path: base + ".png", bytes: bytes)
      }
      return .missing(reason: reason ?? "\(base).png is no picture")
    case .failure(let absence):
      return .missing(
        reason: reason ?? absence.reason(base + ".png")
          ?? "there is no \(base).svg; running the notebook draws it"
      )
    }
  }

  /// The first bytes of every PNG.
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private enum Absence: Error {
    case missing, outside, tooLarge, unreadable

    /// What to tell the reader; nil where the file is just not there.
    func reason(_ path: String) -> String? {
      switch self {
      case .missing: nil
      case .outside: "\(path) lies outside the folder in which mamba was started"
      case .tooLarge: "\(path) is too large for a page"
      case .unreadable: "\(path) cannot be read"
      }
    }
  }

  private static func bytes(of path: String, below folder: String) -> Result<[UInt8], Absence> {
    guard !path.unicodeScalars.contains(where: { $0.value == 0 }), let root = real(folder) else {
      return .failure(.missing)
    }
    let place = path.hasPrefix("/") ? path : folder + "/" + path
    guard let file = real(place) else { return .failure(isAbove(path) ? .outside : .missing) }
    guard file.hasPrefix(root == "/" ? root : root + "/") else { return .failure(.outside) }
    // What is no plain file, such as a pipe, might never end.
    guard let facts = try? FileManager.default.attributesOfItem(atPath: file),
      facts[.type] as? FileAttributeType == .typeRegular, let size = facts[.size] as? Int
    else { return .failure(.unreadable) }
    guard size <= largest else { return .failure(.tooLarge) }
    guard let data = FileManager.default.contents(atPath: file), data.count <= largest else {
      return .failure(.unreadable)
    }
    return .success(Array(data))
  }

  /// Whether a path of a file that is not there could lie outside.
  private static func isAbove(_ path: String) -> Bool {
    path.hasPrefix("/") || path.split(separator: "/").contains("..")
  }

  /// Returns the path with every link followed; nil where there is no such file.
  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

extension FigureMarkup.Failure {
  /// Why a page does not show the file, after its name.
  var reason: String {
    switch self {
    case .malformed(let line): "is damaged in line \(line)"
    case .declaresEntities: "declares entities, which a figure has no need of"
    case .tooDeep: "has more parts inside each other than a page takes"
    case .notDrawing: "is no SVG drawing"
    case .tooLarge: "draws its parts too often, or inside themselves"
    }
  }
}
