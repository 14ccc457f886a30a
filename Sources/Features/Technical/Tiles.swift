/// Four neighbouring rows, worked on at once.
typealias Lanes = SIMD4<Double>

extension Lanes {
  /// Returns `rows` rounded up to whole lanes.
  static func whole(_ rows: Int) -> Int {
    (rows + scalarCount - 1) / scalarCount * scalarCount
  }
}

/// Columns of numbers, one behind the other, that are read and written four rows at a time.
///
/// Unsafe pointers are used here and in `Tiles` alone: over arrays with checked subscripts the rows
/// are not taken four at a time, and a mean of 20 takes 6.5 ns a row in place of 1.4.
struct Stretches {
  private let base: UnsafeMutablePointer<Double>
  private let stride: Int

  /// Creates columns whose row 0 is at `base` and which lie `stride` numbers apart.
  init(_ base: UnsafeMutablePointer<Double>, stride: Int) {
    (self.base, self.stride) = (base, stride)
  }

  subscript(column: Int, row: Int) -> Lanes {
    @inline(__always) get {
      UnsafeRawPointer(base + (column &* stride &+ row)).loadUnaligned(as: Lanes.self)
    }
    @inline(__always) nonmutating set {
      UnsafeMutableRawPointer(base + (column &* stride &+ row))
        .storeBytes(of: newValue, as: Lanes.self)
    }
  }

  /// Returns the columns behind the first `count`.
  func dropping(_ count: Int) -> Stretches {
    Stretches(base + count &* stride, stride: stride)
  }
}

/// The rows that end a full window, cut into tiles whose columns stay in the processor's cache.
///
/// In a tile, row 0 is its first row and the rows of its windows lie before it; lanes may reach a
/// little over both ends.
struct Tiles: ~Copyable {
  /// Room for lanes that reach over an end.
  static let margin = 8

  private let columns: [[Double]]
  private let count: Int
  private let halo: Int
  private let longest: Int
  private let stride: Int
  private let memory: UnsafeMutablePointer<Double>

  /// The first row of the present tile, counted in the whole column.
  private(set) var first: Int
  /// How many rows the present tile has, rounded up to whole lanes.
  private(set) var rows = 0

  /// Creates tiles of `columns` for windows of `window` rows, with further columns as `scratch`.
  init(_ columns: [[Double]], window: Int, scratch: Int) {
    precondition(window >= 1, "a window has at least one row")
    let count = columns[0].count
    precondition(columns.allSatisfy { $0.count == count }, "columns of equal length")
    (self.columns, self.count) = (columns, count)
    halo = min(window - 1, count)
    longest = Lanes.whole(min(max(512, 4 * halo), count - halo))
    stride = Tiles.margin + halo + longest + Tiles.margin
    let size = (columns.count + scratch) * stride
    memory = UnsafeMutablePointer<Double>.allocate(capacity: size)
    memory.initialize(repeating: 0, count: size)
    first = halo
  }

  deinit { memory.deallocate() }

  /// Moves on to the next tile; false at the end.
  mutating func next() -> Bool {
    let start = first + rows
    guard start < count else { return false }
    first = start
    let length = min(longest, count - start)
    for (number, column) in columns.enumerated() {
      column.withUnsafeBufferPointer { column in
        guard let source = column.baseAddress else { return }
        (memory + (Tiles.margin + number * stride))
          .update(from: source + (start - halo), count: halo + length)
      }
    }
    rows = Lanes.whole(length)
    return true
  }

  /// How many columns were given.
  var inputs: Int { columns.count }
  /// The columns that were given.
  var values: Stretches { Stretches(memory + (Tiles.margin + halo), stride: stride) }
  /// The further columns.
  var scratch: Stretches { values.dropping(columns.count) }

  /// Returns a column of `count` rows that `body` fills behind the first `missing` ones; lanes may
  /// reach a little over its end.
  @inline(__always)
  static func column(_ count: Int, missing: Int, _ body: (Stretches) -> Void) -> [Double] {
    [Double](unsafeUninitializedCapacity: count + margin) { buffer, initialized in
      initialized = count
      buffer[..<min(missing, count)].update(repeating: .nan)
      if let base = buffer.baseAddress { body(Stretches(base, stride: 0)) }
    }
  }

  /// Returns several such columns that `body` fills together.
  static func columns(
    _ number: Int,
    of count: Int,
    missing: Int,
    _ body: ([Stretches]) -> Void
  ) -> [[Double]] {
    func fill(behind opened: [Stretches]) -> [[Double]] {
      guard opened.count < number else {
        body(opened)
        return []
      }
      var others: [[Double]] = []
      let column = Tiles.column(count, missing: missing) { others = fill(behind: opened + [$0]) }
      return [column] + others
    }
    return fill(behind: [])
  }
}
