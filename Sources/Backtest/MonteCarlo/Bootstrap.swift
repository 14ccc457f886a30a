public import Numerics

/// Rows drawn from a series in blocks, so that neighbours stay neighbours.
///
/// The series is taken as a circle: a block that runs over the end goes on at the beginning. A draw
/// comes as runs of consecutive rows, which cost less than single rows.
public enum Bootstrap {
  /// Returns a draw of the stationary bootstrap: runs from random starts, of geometric lengths.
  ///
  /// Politis and Romano, "The stationary bootstrap" (1994): after each row a new block begins with
  /// probability 1 / `meanBlock`.
  ///
  /// - Parameters:
  ///   - count: The rows of the series; without any there are no runs.
  ///   - rows: The rows to draw, `count` of them where nil.
  ///   - meanBlock: The mean length of a block, at least 1.
  ///   - stream: The random numbers.
  /// - Returns: Runs that hold `rows` rows together, none of which passes the last row.
  public static func stationaryRuns(
    of count: Int,
    taking rows: Int? = nil,
    meanBlock: Double,
    using stream: inout RandomStream
  ) -> [Range<Int>] {
    let taken = rows ?? count
    // Below a billionth, 1 - p has too few digits left; no series is that long.
    let mean = meanBlock > 1 ? min(meanBlock, 1e9) : 1
    let scale = 1 / Elementary.log(1 - 1 / mean)
    return runs(of: count, taking: taken, meanBlock: mean, using: &stream) { stream in
      guard mean > 1 else { return 1 }
      let length = Elementary.log(1 - stream.uniform()) * scale
      return length < Double(taken) ? Int(length) + 1 : taken
    }
  }

  /// Returns a draw of the circular block bootstrap: runs from random starts, all of one length.
  ///
  /// Politis and Romano, "A circular block-resampling procedure for stationary data" (1992). Only
  /// the last run may be shorter.
  public static func circularRuns(
    of count: Int,
    taking rows: Int? = nil,
    block: Int,
    using stream: inout RandomStream
  ) -> [Range<Int>] {
    let length = max(1, block)
    return runs(of: count, taking: rows ?? count, meanBlock: Double(length), using: &stream) { _ in
      length
    }
  }

  /// Returns the rows of a draw of the stationary bootstrap, one by one.
  public static func stationaryIndexes(
    of count: Int,
    taking rows: Int? = nil,
    meanBlock: Double,
    using stream: inout RandomStream
  ) -> [Int] {
    stationaryRuns(of: count, taking: rows, meanBlock: meanBlock, using: &stream).flatMap(\.self)
  }

  /// Returns the rows of a draw of the circular block bootstrap, one by one.
  public static func circularIndexes(
    of count: Int,
    taking rows: Int? = nil,
    block: Int,
    using stream: inout RandomStream
  ) -> [Int] {
    circularRuns(of: count, taking: rows, block: block, using: &stream).flatMap(\.self)
  }

  /// Returns rows drawn one by one, with replacement, `count` of them where `rows` is nil.
  ///
  /// Two rows come of each 64 bits, which makes no row likelier than another by more than a share
  /// of `count` / 2³², and halves the cost.
  public static func independentIndexes(
    of count: Int,
    taking rows: Int? = nil,
    using stream: inout RandomStream
  ) -> [Int] {
    let taken = rows ?? count
    guard count > 0, taken > 0 else { return [] }
    guard let size = UInt32(exactly: count) else {
      return (0..<taken).map { _ in stream.index(below: count) }
    }
    return [Int](unsafeUninitializedCapacity: taken) { indexes, initialized in
      var word: UInt64 = 0
      for i in 0..<taken {
        word = i % 2 == 0 ? stream.next() : word >> 32
        indexes[i] = Int(UInt32(truncatingIfNeeded: word).multipliedFullWidth(by: size).high)
      }
      initialized = taken
    }
  }

  /// Returns the values of the runs of a draw, one after the other.
  static func values(_ values: [Double], of runs: [Range<Int>], count: Int) -> [Double] {
    var drawn: [Double] = []
    drawn.reserveCapacity(count)
    for run in runs { drawn.append(contentsOf: values[run]) }
    return drawn
  }

  /// Returns 0..<`count` in random order, all orders being equally likely (Fisher and Yates).
  public static func permutation(of count: Int, using stream: inout RandomStream) -> [Int] {
    var order = Array(0..<max(0, count))
    for i in order.indices.reversed() { order.swapAt(i, stream.index(below: i + 1)) }
    return order
  }

  /// Cuts blocks of the lengths that `length` gives into runs that do not pass the last row.
  private static func runs(
    of count: Int,
    taking rows: Int,
    meanBlock: Double,
    using stream: inout RandomStream,
    length: (inout RandomStream) -> Int
  ) -> [Range<Int>] {
    guard count > 0, rows > 0 else { return [] }
    var runs: [Range<Int>] = []
    // A tenth more than expected, and those that are cut where they go round.
    runs.reserveCapacity(Int(1.1 * Double(rows) / meanBlock) + rows / count + 8)
    var left = rows
    while left > 0 {
      var start = stream.index(below: count)
      var block = min(length(&stream), left)
      left -= block
      while block > 0 {
        let end = min(start + block, count)
        runs.append(start..<end)
        block -= end - start
        start = 0
      }
    }
    return runs
  }
}
