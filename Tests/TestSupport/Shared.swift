public import Foundation

/// The folder `../shared` beside the project: real data and reference figures of other packages.
///
/// A test that needs it is enabled by `.enabled(if: Shared.isPresent, Shared.absence)`, so that the
/// project's own tests pass where the folder is absent.
public enum Shared {
  /// The folder; the tests run in the root of the project.
  public static let folder = URL(filePath: "../shared", directoryHint: .isDirectory)

  public static let isPresent = FileManager.default.fileExists(atPath: folder.path())

  /// What the runner prints beside a test that is skipped.
  public static let absence = "../shared is absent"

  /// Returns the bytes of a file below the folder; a name that ends in `.gz` is unpacked.
  public static func data(_ path: String) throws -> Data {
    let file = folder.appending(path: path)
    guard path.hasSuffix(".gz") else { return try Data(contentsOf: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-dc", file.path()]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return bytes
  }

  /// Returns a table of comma-separated values below the folder.
  public static func table(_ path: String) throws -> Columns {
    Columns(csv: String(decoding: try data(path), as: UTF8.self))
  }
}

/// The columns of a small table of comma-separated values with a header and without quotes.
public struct Columns: Sendable {
  private let cells: [String: [String]]

  public init(csv: String) {
    let lines = csv.split(whereSeparator: \.isNewline)
    let names = lines.first?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    var cells = [[String]](repeating: [], count: names.count)
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      for i in cells.indices { cells[i].append(i < fields.count ? String(fields[i]) : "") }
    }
    self.cells = Dictionary(
      zip(names.map(String.init), cells),
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Returns the numbers of a column, NaN for an empty cell; empty where there is no such column.
  public subscript(name: String) -> [Double] {
    text(name).map { Double($0) ?? .nan }
  }

  /// Returns the cells of a column as they stand.
  public func text(_ name: String) -> [String] {
    cells[name] ?? []
  }
}

/// Returns the first index at which two columns differ by more than `tolerance`, relative to the
/// larger of 1e-300 and the expected value, or in where they are missing; nil where they agree.
public func firstDifference(
  _ actual: [Double],
  _ expected: [Double],
  relative tolerance: Double,
  absolute: Double = 0
) -> String? {
  guard actual.count == expected.count else { return "\(actual.count) rows, not \(expected.count)" }
  for i in actual.indices {
    let (a, e) = (actual[i], expected[i])
    if a.isNaN && e.isNaN || a == e { continue }
    if abs(a - e) <= max(tolerance * abs(e), absolute) { continue }
    return "row \(i): \(a), expected \(e)"
  }
  return nil
}
