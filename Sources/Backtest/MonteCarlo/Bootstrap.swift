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
    let p = 1 / (meanBlock > 1 ? min(meanBlock, 1e9) : 1)
    let scale = 1 / Elementary.log(1 - p)
    return runs(of: count, taking: taken, using: &stream) { stream in
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
    runs(of: count, taking: rows ?? count, using: &stream) { _ in max(1, block) }
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
    using stream: inout RandomStream,
    length: (inout RandomStream) -> Int
  ) -> [Range<Int>] {
    guard count > 0 else { return [] }
    var runs: [Range<Int>] = []
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
