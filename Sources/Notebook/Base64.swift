internal import Foundation

/// Numbers as text that keeps every bit, little-endian float64 in Base64, and bytes likewise.
enum Base64 {
  static func text(_ numbers: [Double]) -> String {
    let bits = numbers.map(\.bitPattern.littleEndian)
    return bits.withUnsafeBytes { Data($0) }.base64EncodedString()
  }

  static func text(bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  /// Returns the numbers of a text; nil where it is not one.
  static func numbers(_ text: String) -> [Double]? {
    guard let data = Data(base64Encoded: text), data.count % 8 == 0 else { return nil }
    return stride(from: 0, to: data.count, by: 8).map { start in
      let bits = (0..<8).reduce(UInt64(0)) {
        $0 | UInt64(data[data.startIndex + start + $1]) << (8 * UInt64($1))
      }
      return Double(bitPattern: bits)
    }
  }
}
