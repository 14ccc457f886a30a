/// Cuts rows into folds for training and testing: the one place that decides what may train.
///
/// A label takes the time from the close of its row to when it is known. No fold trains on a label
/// that meets those it is tested on, but for `shuffled`, which exists to show what that does.
public enum Splitter {
  /// The length of a window: of time, or of rows.
  public enum Length: Hashable, Sendable {
    case rows(Int)
    case time(Period)
  }

  /// Returns the folds of a walk-forward: train on a window, predict the block after it, move on.
  ///
  /// A training row stays only if its label is known before the first row of the test block closes.
  /// The others are the purge; nobody has to type it. Nothing after a test block trains, so that
  /// there is no embargo.
  ///
  /// - Parameters:
  ///   - labels: The rows that take part, such as those after the warm-up, with their labels.
  ///   - train: The length of the training window; lengths of time need a clock with moments.
  ///   - test: The length of each test block.
  ///   - stride: How far the window moves on; by the test block where it is nil. A shorter one tests
  ///     some rows more than once, a longer one leaves some out.
  ///   - expanding: Whether every training window begins at the first row.
  /// - Returns: The folds in order; the last may be shorter. None where the rows do not suffice.
  public static func walkForward(
    _ labels: LabelSpans,
    train: Length,
    test: Length,
    stride: Length? = nil,
    expanding: Bool = false
  ) -> [Fold] {
    guard var testStart = place(after: train, from: 0, of: labels) else { return [] }
    var folds: [Fold] = []
    while testStart < labels.count {
      let testEnd = place(after: test, from: testStart, of: labels) ?? labels.count
      let trainStart = expanding ? 0 : place(before: train, from: testStart, of: labels)
      let known = known(before: testStart, from: trainStart, of: labels)
      if !known.train.isEmpty {
        folds.append(
          Fold(
            train: known.train,
            test: labels.rows(at: testStart..<testEnd),
            purged: known.purged
          )
        )
      }
      testStart = place(after: stride ?? test, from: testStart, of: labels) ?? labels.count
    }
    return folds
  }

  /// Sorts the rows from `start` to before the test row at `testStart` into those whose labels are
  /// known before it closes, and the others.
  private static func known(
    before testStart: Int,
    from start: Int,
    of labels: LabelSpans
  ) -> (train: RowSet, purged: RowSet) {
    let moment = labels.starts[testStart]
    let window = start..<testStart
    let isKnown = { (place: Int) in labels.ends[place] < moment }
    // Where all labels are of one length the known ones come first, and nothing has to be listed.
    let border = window.first { !isKnown($0) } ?? testStart
    if (border..<testStart).allSatisfy({ !isKnown($0) }) {
      return (labels.rows(at: start..<border), labels.rows(at: border..<testStart))
    }
    return (
      RowSet(window.lazy.filter(isKnown).map { labels.rows[$0] }),
      RowSet(window.lazy.filter { !isKnown($0) }.map { labels.rows[$0] })
    )
  }

  /// Returns the place that lies `length` after `start`; nil where the rows end before it.
  private static func place(
    after length: Length,
    from start: Int,
    of labels: LabelSpans
  ) -> Int? {
    guard start < labels.count else { return nil }
    switch length {
    case .rows(let count):
      return count < labels.count - start ? start + max(1, count) : nil
    case .time(let period):
      guard let times = labels.clock.times else { return nil }
      let limit = times[labels.rows[start]].advanced(by: period)
      guard times[labels.rows[labels.count - 1]] >= limit else { return nil }
      return max(start + 1, labels.place(ofRowFrom: labels.clock.row(atOrAfter: limit)))
    }
  }

  /// Returns the first place of the window of `length` that ends just before the place `end`.
  private static func place(before length: Length, from end: Int, of labels: LabelSpans) -> Int {
    switch length {
    case .rows(let count): return end - min(end, count)
    case .time(let period):
      guard let times = labels.clock.times else { return 0 }
      let limit = times[labels.rows[end]].retreated(by: period)
      return labels.place(ofRowFrom: labels.clock.row(atOrAfter: limit))
    }
  }
}

extension LabelSpans {
  /// Returns the place of the first row that takes part from `row` on.
  fileprivate func place(ofRowFrom row: Int) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
