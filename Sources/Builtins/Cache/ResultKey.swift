import Crypto
import Learning
import MarketData
import Numerics

/// Everything that decides the result of a computation, as the key under which it is kept.
///
/// Inputs count by their values, so that comments, layout and the names of variables do not.
struct ResultKey {
  private var hash = SHA256()

  init(_ kernel: Kernel) {
    add("\(kernel.name) \(kernel.revision)")
    add("\(ResultKey.processor) \(BLAS.kernels)")
  }

  /// The architecture, which decides the last bits of vector sums.
  private static var processor: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "arm64"
    #else
      "other"
    #endif
  }

  mutating func add(_ text: String) {
    add(text.utf8.count)
    hash.update(data: Array(text.utf8))
  }

  mutating func add(_ number: Int) { add(words: [UInt64(bitPattern: Int64(number))]) }

  mutating func add(_ number: Double?) {
    add(number == nil ? 0 : 1)
    add([number ?? 0])
  }

  mutating func add(_ stream: RandomStream) { add(words: stream.words) }

  mutating func add(_ numbers: [Int]) {
    add(numbers.count)
    numbers.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  mutating func add(_ numbers: [Double]) { add(numbers[...]) }

  mutating func add(_ numbers: ArraySlice<Double>) {
    add(numbers.count)
    numbers.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  /// Adds a learner with all of its settings, which are plain values.
  mutating func add(_ learner: any Learner) { add(String(reflecting: learner)) }

  mutating func add(_ table: FeatureTable) {
    table.names.forEach { add($0) }
    table.columns.forEach { add($0) }
  }

  private mutating func add(words: [UInt64]) {
    words.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  /// The key: 64 hexadecimal digits.
  var text: String { hash.finalize().hexadecimal }
}

/// A computation whose results are kept, in the form that it has now.
///
/// Whoever changes the arithmetic of one raises its revision, and what was kept of it is not found
/// any more.
struct Kernel: Sendable, Hashable {
  let name: String
  let revision: Int

  static let monteCarlo = Kernel(name: "montecarlo", revision: 1)
  static let overfitting = Kernel(name: "overfitting", revision: 1)
  static let realityCheck = Kernel(name: "reality check", revision: 1)
  static let insight = Kernel(name: "insight", revision: 1)

  /// A model that was fitted.
  static func fit(_ kind: ModelKind) -> Kernel {
    Kernel(name: "fit \(kind.name)", revision: kind.revision)
  }

  /// What the model of a fold predicted.
  static func fold(_ kind: ModelKind) -> Kernel {
    Kernel(name: "fold \(kind.name)", revision: kind.revision)
  }
}
