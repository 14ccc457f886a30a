/// How much of its span each label has to itself, among labels that overlap.
///
/// c(t) is the number of labels whose span holds row t. The uniqueness of a label is the mean of
/// 1 / c(t) over the rows of its whole span, not over its ends.
/// López de Prado, "Advances in Financial Machine Learning" (2018), chapter 4.
public struct Uniqueness: Sendable {
  /// The rows that take part, ascending.
  private let rows: [Int]
  /// The row of the clock at whose close each of their labels is known.
  private let lastRows: [Int]

  public init(_ labels: LabelSpans) {
    rows = labels.rows
    let newest = labels.clock.count - 1
    lastRows = zip(labels.rows, labels.ends).map { row, end in
      end == .never ? newest : max(row, min(newest, labels.clock.row(closingAtOrAfter: end)))
    }
  }

  /// Returns the uniqueness of the label of each of `chosen` among them, over the rows from the
  /// label's own to the one that makes it known, both included: what it is to weigh in training.
  ///
  /// The chosen rows ascend and take part.
  public func weights(of chosen: [Int]) -> [Double] {
    Uniqueness.means(zip(chosen, lasts(of: chosen)).map { $0...$1 })
  }

  /// Returns how many of the labels of `chosen` are worth one without overlap: their number over the
  /// sum of their uniqueness, over the rows after their own, which are the ones that decide them.
  ///
  /// Labels that all look h rows ahead give h, the limit of that quotient for many neighbours.
  public func overlap(of chosen: [Int]) -> Double {
    let spans = zip(chosen, lasts(of: chosen)).map { min($0 + 1, $1)...$1 }
    let lengths = zip(chosen, spans).map { $1.upperBound - $0 }
    guard let length = lengths.first else { return 1 }
    if lengths.allSatisfy({ $0 == length }) { return Double(max(1, length)) }
    return Double(chosen.count) / Uniqueness.means(spans).reduce(0, +)
  }

  private func lasts(of chosen: [Int]) -> [Int] {
    var place = 0
    return chosen.map { row in
      while place < rows.count, rows[place] < row { place += 1 }
      precondition(place < rows.count && rows[place] == row, "chosen rows ascend and take part")
      return lastRows[place]
    }
  }

  /// Returns the mean of 1 / c(t) over each span.
  private static func means(_ spans: [ClosedRange<Int>]) -> [Double] {
    guard let first = spans.map(\.lowerBound).min(), let last = spans.map(\.upperBound).max() else {
      return []
    }
    var changes = [Int](repeating: 0, count: last - first + 2)
    for span in spans {
      changes[span.lowerBound - first] += 1
      changes[span.upperBound - first + 1] -= 1
    }
    // Sums up to each row, so that a span costs the same however long it is.
    var sums = [0.0]
    var concurrency = 0
    for change in changes.dropLast() {
      concurrency += change
      sums.append(sums[sums.count - 1] + (concurrency > 0 ? 1 / Double(concurrency) : 0))
    }
    return spans.map { span in
      (sums[span.upperBound - first + 1] - sums[span.lowerBound - first]) / Double(span.count)
    }
  }
}
