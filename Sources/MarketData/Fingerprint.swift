internal import Crypto

/// The SHA-256 of data, by which a result names the bytes that it came from.
public enum Fingerprint {
  /// Returns the SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
  public static func sha256(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { sha256($0) }
  }

  /// Returns the SHA-256 of the bytes of a file as they are stored, compressed or not.
  public static func sha256(ofFile path: String) throws(DataError) -> String {
    sha256(try DataBytes.read(path: path))
  }

  static func sha256(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    return hash.finalize().hexadecimal
  }
}

extension Sequence<UInt8> {
  /// The bytes as lower-case hexadecimal digits.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self
    )
  }
}
