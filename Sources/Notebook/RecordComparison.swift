/// Compares what two runs have recorded of a cell, without running anything.
struct RecordComparison {
  private let before: Document.Section
  private let after: Document.Section
  private let tolerance: Double

  init(_ before: Document.Section, _ after: Document.Section) {
    (self.before, self.after) = (before, after)
    tolerance = max(Verification.tolerance(of: before), Verification.tolerance(of: after))
  }

  func changes(at place: NotebookDifference.Change.Place) -> [NotebookDifference.Change] {
    var changes: [NotebookDifference.Change] = []
    for (kind, recorded) in [
      (NotebookDifference.Change.Kind.number, Recorded.Kind.number),
      (.fingerprint, .fingerprint), (.figure, .figure), (.error, .error),
    ] {
      changes += named(recorded, as: kind, at: place)
    }
    let (old, new) = (texts(before), texts(after))
    changes += SequenceComparison.differences(old, new).map { before, after in
      NotebookDifference.Change(place: place, kind: .text, before: before, after: after)
    }
    return changes
  }

  private func texts(_ cell: Document.Section) -> [String] {
    cell.recorded.filter { $0.kind == .text }.map(\.text)
  }

  /// Compares the lines of one kind, each with that of the same name.
  private func named(
    _ recorded: Recorded.Kind,
    as kind: NotebookDifference.Change.Kind,
    at place: NotebookDifference.Change.Place
  ) -> [NotebookDifference.Change] {
    let (old, new) = (entries(before, recorded), entries(after, recorded))
    var seen: Set<String> = []
    return (old + new).map(\.name).filter { seen.insert($0).inserted }.compactMap { name in
      let a = old.first { $0.name == name }?.rest
      let b = new.first { $0.name == name }?.rest
      guard a != b, !agree(a, b, recorded, name) else { return nil }
      return change(name, a, b, kind, place)
    }
  }

  private func change(
    _ name: String,
    _ before: String?,
    _ after: String?,
    _ kind: NotebookDifference.Change.Kind,
    _ place: NotebookDifference.Change.Place
  ) -> NotebookDifference.Change {
    // Of a number its value is shown, and its tolerance beside it.
    func value(_ text: String?) -> String? {
      kind == .number ? text?.split(separator: " ").first.map(String.init) : text
    }
    let tolerance = (after ?? before)?.split(separator: " ").last.map(String.init)
    return NotebookDifference.Change(
      place: place,
      kind: kind,
      name: name,
      before: value(before),
      after: value(after),
      note: kind == .number ? tolerance : nil
    )
  }

  /// Returns the lines of a kind by their names: the first word, of a figure the second.
  private func entries(
    _ cell: Document.Section,
    _ kind: Recorded.Kind
  ) -> [(name: String, rest: String)] {
    // Of several lines of one name each is compared with that of the same place among them.
    var counts: [String: Int] = [:]
    return lines(cell, kind).map { name, rest in
      let count = counts[name, default: 0] + 1
      counts[name] = count
      return (count == 1 ? name : "\(name) (\(count))", rest)
    }
  }

  private func lines(
    _ cell: Document.Section,
    _ kind: Recorded.Kind
  ) -> [(name: String, rest: String)] {
    cell.recorded.filter { $0.kind == kind }.map { line in
      guard kind != .error else { return ("", line.text) }
      let skip = kind == .figure ? 1 : 0
      let words = line.text.split(separator: " ").map(String.init)
      return (
        words.dropFirst(skip).first ?? "", words.dropFirst(skip + 1).joined(separator: " ")
      )
    }
  }

  private func agree(_ a: String?, _ b: String?, _ kind: Recorded.Kind, _ name: String) -> Bool {
    guard let a, let b else { return false }
    switch kind {
    case .number:
      return Verification.numbersAreNear("\(name) \(a)", "\(name) \(b)")
    case .fingerprint:
      return ColumnSketch.agree(a, b, tolerance: tolerance)
    case .figure, .error, .text, .volatile: return false
    }
  }
}

extension ColumnSketch {
  /// Whether two recorded sketches are of the same column, as far as they tell without the column.
  ///
  /// The norm follows from the projections: a weight of ±1 has the mean square 1, one spread evenly
  /// over (-1, 1) a third.
  static func agree(_ a: String, _ b: String, tolerance: Double) -> Bool {
    guard let first = Recorded(a), let second = Recorded(b), first.count == second.count,
      first.missing == second.missing, first.projections.count == 8
    else { return false }
    let square = first.projections.enumerated().reduce(0) { sum, item in
      sum + item.element * item.element * (item.offset < 4 ? 1 : 3)
    }
    let limit = tolerance * (square / 8).squareRoot()
    return zip(first.projections, second.projections).allSatisfy {
      $0 == $1 || abs($0 - $1) <= limit
    }
  }

  /// What a `>>=` line holds of a sketch.
  private struct Recorded {
    var count = ""
    var missing = ""
    var projections: [Double] = []

    init?(_ text: String) {
      for word in text.split(separator: " ") {
        let (key, value) = CellAttribute.parts(of: word)
        guard let value else { continue }
        switch key {
        case "n": count = String(value)
        case "na": missing = String(value)
        case "p": projections = Base64.numbers(String(value)) ?? []
        default: break
        }
      }
      if projections.isEmpty { return nil }
    }
  }
}
