internal import Foundation
public import Language
internal import MarketData

/// Reads and writes notebook files.
public enum NotebookFile {
  public enum Failure: Error, Hashable, Sendable, Explainable {
    case notFound(String)
    case notReadable(String)
    case notText(String)
    case tooLarge(String)
    case notWritable(String)

    public var explanation: Explanation {
      switch self {
      case .notFound(let path):
        Explanation("E601", "there is no file \(path)", repair: "check the name and the folder")
      case .notReadable(let path): Explanation("E601", "\(path) cannot be read")
      case .tooLarge(let path):
        Explanation(
          "E604",
          "\(path) has more than \(NumberText.count(NotebookFile.mostBytes)) bytes",
          repair: "split it, or drop what it has recorded"
        )
      case .notText(let path):
        Explanation("E602", "\(path) is not UTF-8 text", repair: "save it as UTF-8")
      case .notWritable(let path):
        Explanation(
          "E603",
          "\(path) cannot be written",
          repair: "name a folder that is there and may be written to"
        )
      }
    }
  }

  /// The most bytes that a notebook may have: 32 MiB.
  static let mostBytes = 32 << 20

  public static func read(_ path: String) throws(Failure) -> String {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path: path, limit: mostBytes)
    } catch {
      switch error {
      case .notFound: throw .notFound(path)
      case .tooLarge: throw .tooLarge(path)
      default: throw .notReadable(path)
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText(path) }
    return text
  }

  /// Replaces the file in one step, so that a crash leaves either the old or the new one.
  ///
  /// Where `path` is a link, what it leads to is replaced; the rights of an old file stay.
  public static func write(_ text: String, to path: String) throws(Failure) {
    let file = URL(filePath: path).resolvingSymlinksInPath()
    let old = try? FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))
    do {
      try Data(text.utf8).write(to: file, options: .atomic)
      if let rights = old?[.posixPermissions] {
        try FileManager.default.setAttributes(
          [.posixPermissions: rights],
          ofItemAtPath: file.path(percentEncoded: false)
        )
      }
    } catch {
      throw .notWritable(path)
    }
  }
}
