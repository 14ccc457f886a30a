internal import Crypto
internal import MarketData
internal import Numerics
public import TimeSeries

/// A fingerprint of a column of numbers that tolerates the rounding of another machine and sees a
/// single changed value.
///
/// It holds eight projections of the column on pseudo-random weights. Two columns agree where every
/// projection does to within a tolerance times the column's norm. It guards against accidents, not
/// against forgery.
public struct ColumnSketch: Sendable, Hashable {
  public let count: Int
  public let missing: Int
  /// The projections: four on weights of ±1, then four on weights spread evenly over (-1, 1), so
  /// that two swapped rows always show.
  public let projections: [Double]
  /// The Euclidean norm of the column; it is not written, as the run that compares knows its own.
  let norm: Double

  /// Creates the sketch of a column; the weights depend on its name.
  public init(_ values: [Double], name: String) {
    var streams = (0..<8).map { RandomStream(seed: 0, path: "sketch", name).substream($0) }
    var sums = [Double](repeating: 0, count: 8)
    var square = 0.0
    var missing = 0
    let largest = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    let size = largest > 0 ? largest : 1
    for value in values {
      if value.isNaN { missing += 1 }
      // What is no number counts as one of the column's own size, so that it can neither move unseen
      // nor hide the others.
      let x = value.isFinite ? value : size * (value.isNaN ? 0.618 : value < 0 ? -1.618 : 1.618)
      square += (x / size) * (x / size)
      for i in 0..<8 {
        let bits = streams[i].next()
        let weight =
          i < 4 ? (bits & 1 == 0 ? 1.0 : -1.0) : Double(Int64(bitPattern: bits)) * 0x1p-63
        sums[i] += weight * x
      }
    }
    (count, self.missing, projections) = (values.count, missing, sums)
    norm = size * square.squareRoot()
  }

  /// Creates the sketch of a frame: of one weighted sum over its columns, each scaled to size one.
  ///
  /// The weight of a column depends on its size too, so that one in other units shows.
  public init(_ frame: Frame, name: String) {
    var sum = [Double](repeating: 0, count: frame.count)
    var missing = 0
    for column in frame.columns {
      var stream = RandomStream(seed: 0, path: "sketch", name, column.name)
      let largest = column.series.values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
      // The logarithm of a double lies between -745 and 710.
      let size = largest > 0 ? 2 + Elementary.log(largest) / 745 : 1
      let weight = (0.5 + stream.uniform()) * size
      let scale = largest > 0 ? weight / largest : weight
      missing += column.series.missingCount
      for (row, value) in column.series.values.enumerated() {
        sum[row] += value.isNaN ? 0.618 * weight : value * scale
      }
    }
    let whole = ColumnSketch(sum, name: name)
    (count, projections, norm) = (frame.count, whole.projections, whole.norm)
    self.missing = missing
  }

  /// The text of a `>>=` line.
  public var text: String {
    "sketch n=\(count) na=\(missing) p=\(Base64.text(projections))"
  }

  /// Whether a recorded `>>=` text is that of the same column.
  public func agrees(with recorded: String, tolerance: Double) -> Bool {
    var facts: [Substring: Substring] = [:]
    for word in recorded.split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { facts[parts[0]] = parts[1] }
    }
    guard facts["n"] == "\(count)", facts["na"] == "\(missing)", let encoded = facts["p"],
      let other = Base64.numbers(String(encoded)), other.count == projections.count
    else { return false }
    let limit = tolerance * min(max(norm, .leastNormalMagnitude), .greatestFiniteMagnitude)
    return zip(projections, other).allSatisfy { $0 == $1 || abs($0 - $1) <= limit }
  }
}

/// A fingerprint of values that were read from a file and not computed: equal bytes or not.
enum ExactFingerprint {
  /// Returns the text of a `>>=` line for a frame.
  static func text(_ frame: Frame) -> String {
    var hash = SHA256()
    for column in frame.columns {
      hash.update(data: Array(column.name.utf8) + [0])
      let bits = column.series.values.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
      bits.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }
    frame.clock.times?.map(\.nanoseconds).withUnsafeBytes { hash.update(bufferPointer: $0) }
    let missing = frame.columns.reduce(0) { $0 + $1.series.missingCount }
    return "exact n=\(frame.count) na=\(missing) sha256:\(hash.finalize().hexadecimal)"
  }
}
