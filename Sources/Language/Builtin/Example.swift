/// A line of code with what it prints: shown by help and in the reference, and run by the tests.
public struct Example: Sendable, Hashable {
  public let code: String
  /// The lines that it prints; `…` alone stands for lines that are left out, and at the end of a line
  /// for the rest of it.
  public let prints: String

  public init(_ code: String, prints: String) {
    self.code = code
    self.prints = prints
  }

  /// Whether lines are those that the example shows.
  public func matches(_ lines: [String]) -> Bool {
    let shown =
      prints.isEmpty ? [] : prints.split(separator: "\n", omittingEmptySubsequences: false)
    var rest = lines[...]
    var mayPass = false
    for line in shown {
      if line == "…" {
        mayPass = true
        continue
      }
      func fits(_ found: String) -> Bool {
        line.hasSuffix("…") ? found.hasPrefix(line.dropLast()) : found == line
      }
      guard let place = mayPass ? rest.firstIndex(where: fits) : rest.indices.first,
        fits(rest[place])
      else { return false }
      rest = rest[(place + 1)...]
      mayPass = false
    }
    return mayPass || rest.isEmpty
  }
}
