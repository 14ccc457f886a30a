internal import CZlib
internal import Numerics

/// Unpacks gzip (RFC 1952), files of several members too.
enum Gzip {
  /// Whether the bytes begin as every gzip file does, whatever its name.
  static func isPacked(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x1F, 0x8B])
  }

  /// Returns the unpacked bytes of all members, at most `FileBytes.limit` of them.
  ///
  /// Where `isPrefix` is set, the bytes are the beginning of a file, and what they hold is enough.
  /// Zero bytes after the last member are padding.
  static func unpack(
    _ packed: [UInt8],
    isPrefix: Bool = false,
    path: String
  ) throws(DataError) -> [UInt8] {
    let unpacker = Unpacker(path: path)
    return try unpacker.unpack(packed, isPrefix: isPrefix)
  }
}

/// One run of zlib's inflate; a class, since zlib keeps the address of its state.
private final class Unpacker {
  private let path: String
  private let state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let isReady: Bool

  init(path: String) {
    self.path = path
    state.initialize(to: z_stream())
    // 15 bits of window, and 16 for the header of gzip.
    isReady =
      inflateInit2_(state, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    inflateEnd(state)
    state.deallocate()
  }

  func unpack(_ packed: [UInt8], isPrefix: Bool) throws(DataError) -> [UInt8] {
    guard isReady else { throw .badGzip(path: path, reason: "zlib does not start") }
    var output: [UInt8] = []
    output.reserveCapacity(min(FileBytes.limit, packed.count * 4) + 1)
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var taken = 0
    while true {
      let step = inflate(packed, from: taken, into: &block)
      taken += step.taken
      output.append(contentsOf: block[..<step.made])
      guard output.count <= FileBytes.limit else {
        throw .tooLarge(path: path, limit: FileBytes.limit)
      }
      guard !Memory.isFull else { throw .noRoom(path: path) }
      if step.code == Z_STREAM_END {
        guard packed[taken...].contains(where: { $0 != 0 }) else { return output }
        guard inflateReset(state) == Z_OK else { throw damage() }
      } else if step.code != Z_OK && step.code != Z_BUF_ERROR {
        throw damage()
      } else if taken == packed.count && step.made < block.count {
        guard isPrefix else { throw .badGzip(path: path, reason: "the file ends too early") }
        return output
      }
    }
  }

  private func inflate(
    _ packed: [UInt8],
    from start: Int,
    into block: inout [UInt8]
  ) -> (code: Int32, taken: Int, made: Int) {
    let piece = min(packed.count - start, 1 << 20)
    return packed.withUnsafeBufferPointer { input in
      block.withUnsafeMutableBufferPointer { output in
        state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress.map { $0 + start })
        state.pointee.avail_in = UInt32(piece)
        state.pointee.next_out = output.baseAddress
        state.pointee.avail_out = UInt32(output.count)
        let code = CZlib.inflate(state, Z_NO_FLUSH)
        return (
          code, piece - Int(state.pointee.avail_in), output.count - Int(state.pointee.avail_out)
        )
      }
    }
  }

  private func damage() -> DataError {
    .badGzip(path: path, reason: state.pointee.msg.map { String(cString: $0) } ?? "damaged")
  }
}
