internal import Language

/// Compares what a run gave with what a notebook has recorded.
public enum Verification {
  /// A recorded line that a run did not give again.
  public struct Difference: Sendable, Hashable {
    public let cell: String
    /// The recorded line; nil where the run gave one more.
    public let recorded: String?
    /// The run's line; nil where the run gave none.
    public let actual: String?
  }

  /// Returns the differences of one cell, the first first.
  ///
  /// Text is compared word for word with every printed digit, fingerprints with a tolerance, named
  /// numbers with their own, figures by their hashes, and volatile lines never. Where `exact` is
  /// set there is no tolerance.
  public static func differences(
    _ cell: Document.Section,
    _ result: Session.CellResult,
    exact: Bool = false
  ) -> [Difference] {
    differences(between: cell.recorded, and: result, tolerance: exact ? nil : tolerance(of: cell))
  }

  /// The share of the norm by which a fingerprint of the cell may move.
  static func tolerance(of cell: Document.Section) -> Double {
    cell.attributes["tol"].flatMap { Double($0) } ?? 1e-12
  }

  /// Returns the differences between recorded lines and a result; without a tolerance every bit of
  /// a fingerprint counts.
  static func differences(
    between recorded: [Recorded],
    and result: Session.CellResult,
    tolerance: Double?
  ) -> [Difference] {
    let expected = recorded.filter { $0.kind != .volatile }
    let actual = result.recorded.filter { $0.kind != .volatile }
    var fingerprints = result.fingerprints[...]
    var differences: [Difference] = []
    for place in 0..<max(expected.count, actual.count) {
      let a = place < expected.count ? expected[place] : nil
      let b = place < actual.count ? actual[place] : nil
      let fingerprint = b?.kind == .fingerprint ? fingerprints.popFirst() : nil
      if a == b { continue }
      if let a, let b, let tolerance, agree(a, b, fingerprint, tolerance) { continue }
      differences.append(
        Difference(cell: result.slug, recorded: a?.line, actual: b?.line)
      )
    }
    return differences
  }

  private static func agree(
    _ recorded: Recorded,
    _ actual: Recorded,
    _ fingerprint: Session.Fingerprinted?,
    _ tolerance: Double
  ) -> Bool {
    guard recorded.kind == actual.kind else { return false }
    switch recorded.kind {
    case .fingerprint:
      guard case .sketch(let sketch, let name)? = fingerprint, recorded.text.hasPrefix(name + " ")
      else { return false }
      return sketch.agrees(with: recorded.text, tolerance: tolerance)
    case .number:
      return numbersAgree(recorded.text, actual.text)
    case .text, .error, .figure, .volatile:
      return false
    }
  }

  /// Whether two lines are of the same number, within the tolerance that both state.
  static func numbersAgree(_ a: String, _ b: String) -> Bool {
    guard let a = NamedNumber(a), let b = NamedNumber(b) else { return false }
    return a.name == b.name && a.tolerance == b.tolerance && a.isNear(b)
  }

  /// Whether two lines are of the same number, within the larger tolerance.
  static func numbersAreNear(_ a: String, _ b: String) -> Bool {
    guard let a = NamedNumber(a), let b = NamedNumber(b) else { return false }
    return a.name == b.name && (a.isNear(b) || b.isNear(a))
  }

  /// Returns the named numbers that have moved by more than five of their tolerances.
  static func movedNumbers(from old: [Recorded], to new: [Recorded]) -> [String] {
    let before = old.filter { $0.kind == .number }.compactMap { NamedNumber($0.text) }
    let after = new.filter { $0.kind == .number }.compactMap { NamedNumber($0.text) }
    return after.compactMap { number in
      guard let earlier = before.first(where: { $0.name == number.name }),
        abs(earlier.value - number.value) > 5 * number.tolerance
      else { return nil }
      return "\(number.name) \(NumberText.short(earlier.value)) → \(NumberText.short(number.value))"
    }
  }

  /// A line such as `wf.ic 0.0312 ±0.0005`.
  private struct NamedNumber {
    let name: Substring
    let value: Double
    let tolerance: Double

    init?(_ text: String) {
      let words = text.split(separator: " ")
      guard words.count == 3, let value = Double(words[1]), words[2].hasPrefix("±"),
        let tolerance = Double(words[2].dropFirst())
      else { return nil }
      (name, self.value, self.tolerance) = (words[0], value, tolerance)
    }

    func isNear(_ other: NamedNumber) -> Bool { abs(value - other.value) <= tolerance }
  }
}
