/// The rows of one fold: train on some, then predict the block that follows.
public struct Fold: Hashable, Sendable {
  public let train: Range<Int>
  public let test: Range<Int>
  /// How many rows before the test block were left out of training, because their targets were
  /// not yet known when the block began.
  public let purged: Int

  public init(train: Range<Int>, test: Range<Int>, purged: Int) {
    (self.train, self.test, self.purged) = (train, test, purged)
  }
}

/// Cuts rows into folds for training and testing: the one place that decides what may train.
public enum Splitter {
  /// The length of a window: of time, or of rows.
  public enum Length: Hashable, Sendable {
    case rows(Int)
    case time(Period)
  }

  /// Returns the folds of a walk-forward: train on a window, predict the block after it, move on.
  ///
  /// A training row i stays only if its target, which looks `horizon` rows ahead, is known before
  /// the first row of the test block: i + horizon < first test row. That gap is the purge; nobody
  /// has to type it. Where `expanding` is set, every window begins at the first row.
  ///
  /// - Parameters:
  ///   - rows: The rows that take part, such as those after the warm-up.
  ///   - clock: The clock of the rows; lengths of time need one with moments.
  ///   - train: The length of the training window.
  ///   - test: The length of each test block, at which the window also moves on.
  ///   - horizon: The upper reach of the target, in rows.
  ///   - expanding: Whether the training window keeps its start.
  /// - Returns: The folds in order; the last may be shorter. None where the rows do not suffice.
  public static func walkForward(
    rows: Range<Int>,
    clock: Clock,
    train: Length,
    test: Length,
    horizon: Int,
    expanding: Bool = false
  ) -> [Fold] {
    guard var testStart = row(after: train, from: rows.lowerBound, in: rows, clock) else {
      return []
    }
    var folds: [Fold] = []
    while testStart < rows.upperBound {
      let testEnd = row(after: test, from: testStart, in: rows, clock) ?? rows.upperBound
      let window = expanding ? rows.lowerBound : row(before: train, from: testStart, clock)
      let trainStart = max(rows.lowerBound, window)
      let trainEnd = testStart - max(0, min(horizon, testStart - trainStart))
      if trainEnd > trainStart {
        folds.append(
          Fold(
            train: trainStart..<trainEnd,
            test: testStart..<testEnd,
            purged: testStart - trainEnd
          )
        )
      }
      testStart = testEnd
    }
    return folds
  }

  /// Returns the row that lies `length` after `start`; nil where the rows end before it.
  private static func row(
    after length: Length,
    from start: Int,
    in rows: Range<Int>,
    _ clock: Clock
  ) -> Int? {
    guard rows.contains(start) else { return nil }
    switch length {
    case .rows(let count):
      return count < rows.upperBound - start ? start + max(1, count) : nil
    case .time(let period):
      guard let times = clock.times else { return nil }
      let limit = times[start].advanced(by: period)
      guard times[rows.upperBound - 1] >= limit else { return nil }
      return max(start + 1, clock.row(atOrAfter: limit))
    }
  }

  /// Returns the first row of the window of `length` that ends just before row `end`.
  private static func row(before length: Length, from end: Int, _ clock: Clock) -> Int {
    switch length {
    case .rows(let count): end - min(end, count)
    case .time(let period):
      clock.times.map { clock.row(atOrAfter: $0[end].retreated(by: period)) } ?? 0
    }
  }
}
