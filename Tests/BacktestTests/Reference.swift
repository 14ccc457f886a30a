import Foundation
import TestSupport
import Testing

/// Figures of other packages below `../shared/reference`.
enum Reference {
  /// A JSON document whose numbers are asked for by their path.
  struct Document {
    let root: Any

    /// Returns the number at `path`; NaN where there is none, so that a comparison fails.
    subscript(path: String...) -> Double {
      number(path)
    }

    func number(_ path: [String]) -> Double {
      var node: Any? = root
      for key in path { node = (node as? [String: Any])?[key] }
      return (node as? NSNumber)?.doubleValue ?? .nan
    }
  }

  static func document(_ name: String) throws -> Document {
    Document(root: try JSONSerialization.jsonObject(with: try Shared.data("reference/" + name)))
  }

  /// Returns the daily returns of the S&P 500 from 1999 to 2018.
  static func returns() throws -> [Double] {
    let closes = try Shared.table("data/redistributable/daily/sp500.csv.gz")["Close"]
    return zip(closes.dropFirst(), closes).map { $0 / $1 - 1 }
  }

  /// Returns the returns of the 190 crosses of moving averages, one column for each trial.
  static func sweep() throws -> [[Double]] {
    try matrix("reference/sweep_sp500_returns.npy.gz")
  }

  /// Returns the columns of a matrix in NumPy's format 1.0, little-endian float32 in C order.
  private static func matrix(_ path: String) throws -> [[Double]] {
    let bytes = [UInt8](try Shared.data(path))
    let start = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
    let header = String(decoding: bytes[10..<start], as: UTF8.self)
    let shape = header.split(separator: "(").last?.split(separator: ")").first ?? ""
    let sizes = shape.split(separator: ",").compactMap {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
    let (rows, width) = (sizes[0], sizes[1])
    return (0..<width).map { column in
      (0..<rows).map { row in
        let at = start + 4 * (row * width + column)
        let word = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) }
        return Double(Float(bitPattern: word))
      }
    }
  }
}

/// Returns whether two numbers agree to `tolerance`, relative to the second.
func close(_ actual: Double, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs(actual - expected) <= tolerance * abs(expected)
}

/// The reason given for a test that needs figures of `../shared`.
let absence = Comment(rawValue: Shared.absence)
