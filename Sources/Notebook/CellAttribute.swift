internal import Language

/// What a mark may say of its cell beside the name, in the order in which it is written.
enum CellAttribute: String, CaseIterable, Sendable {
  /// Whether the results are kept for the next run, or never.
  case cache
  /// The cell is left out of runs.
  case skip
  /// The cell has to end in an error.
  case expect
  /// What a page made of the notebook does not show.
  case hide
  /// The time after which the run ends.
  case timeout
  /// The tolerance of the cell's fingerprints.
  case tol

  /// The words that it takes as its value; nil where that is no word.
  private var words: [String]? {
    switch self {
    case .cache: ["keep", "off"]
    case .expect: ["error"]
    case .hide: ["code", "output"]
    case .skip, .timeout, .tol: nil
    }
  }

  /// How it is written, for who has written it wrongly.
  private var usage: String {
    switch self {
    case .skip: "skip"
    case .timeout: "timeout=10m"
    case .tol: "tol=1e-9"
    case .cache, .expect, .hide: "\(rawValue)=" + (words ?? []).joined(separator: "|")
    }
  }

  /// Splits a word of a mark at its first `=`.
  static func parts(of word: Substring) -> (key: Substring, value: Substring?) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return (parts[0], parts.count > 1 ? parts[1] : nil)
  }

  /// Returns what is wrong with a word of a mark; nil where nothing is.
  static func problem(with word: Substring) -> Explanation? {
    let (key, value) = parts(of: word)
    guard let attribute = CellAttribute(rawValue: String(key)) else {
      let known = allCases.map(\.rawValue)
      let near = Suggestion.nearest(to: String(key), in: known)
      let all = "a mark takes \(known.map { "`\($0)`" }.joined(separator: ", "))"
      return Explanation(
        "E014",
        "no attribute of a cell is called `\(key)`",
        repair: near.map { "did you mean `\($0)`?" } ?? all
      )
    }
    return attribute.problem(with: value)
  }

  private func problem(with value: Substring?) -> Explanation? {
    if let words {
      guard !words.contains(String(value ?? "")) else { return nil }
      let near = value.flatMap { Suggestion.nearest(to: String($0), in: words) }
      return Explanation(
        "E014",
        "`\(rawValue)` does not take \(value.map { "`\($0)`" } ?? "nothing")",
        repair: near.map { "did you mean `\(rawValue)=\($0)`?" } ?? "write `\(usage)`"
      )
    }
    let isRight =
      switch self {
      case .skip: value == nil
      case .timeout: value.flatMap { Deadline.seconds(String($0)) } != nil
      default: value.flatMap { Double($0) }.map { $0 >= 0 && $0.isFinite } ?? false
      }
    guard !isRight else { return nil }
    let wanted =
      switch self {
      case .skip: "`skip` stands without a value"
      case .timeout: "`timeout` is a time such as 30s, 10m or 2h"
      default: "`tol` is a number, at least 0"
      }
    return Explanation("E014", wanted, repair: "write `\(usage)`")
  }
}
