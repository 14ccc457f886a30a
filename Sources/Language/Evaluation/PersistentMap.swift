/// A dictionary whose copies share what they have in common.
///
/// A copy costs nothing, and a change of it the logarithm of its size: a tree of sixteen branches at
/// each level, by the digits of the keys' hashes.
public struct PersistentMap<Key: Hashable & Sendable, Element: Sendable>: Sendable {
  private enum Node: Sendable {
    case empty
    /// The keys of one hash, hardly ever more than one.
    case leaf(hash: Int, [(key: Key, value: Element)])
    case branch([Node])
  }

  private var root = Node.empty
  public private(set) var count = 0

  public init() {}

  public var isEmpty: Bool { count == 0 }

  public subscript(key: Key) -> Element? {
    get {
      var (node, digits) = (root, UInt(bitPattern: key.hashValue))
      while case .branch(let nodes) = node {
        node = nodes[Int(digits & 15)]
        digits >>= 4
      }
      guard case .leaf(_, let elements) = node else { return nil }
      return elements.first { $0.key == key }?.value
    }
    set {
      let hash = key.hashValue
      let isKnown = self[key] != nil
      guard isKnown || newValue != nil else { return }
      root = Self.setting(root, key, newValue, hash, level: 0)
      count += (newValue == nil ? 0 : 1) - (isKnown ? 1 : 0)
    }
  }

  private static func setting(
    _ node: Node,
    _ key: Key,
    _ value: Element?,
    _ hash: Int,
    level: Int
  ) -> Node {
    switch node {
    case .empty: return value.map { .leaf(hash: hash, [(key, $0)]) } ?? .empty
    case .leaf(hash, let elements):
      let rest = elements.filter { $0.key != key } + (value.map { [(key, $0)] } ?? [])
      return rest.isEmpty ? .empty : .leaf(hash: hash, rest)
    case .leaf(let other, _):
      var nodes = [Node](repeating: .empty, count: 16)
      nodes[digit(of: other, level)] = node
      return setting(.branch(nodes), key, value, hash, level: level)
    case .branch(var nodes):
      let place = digit(of: hash, level)
      nodes[place] = setting(nodes[place], key, value, hash, level: level + 1)
      return .branch(nodes)
    }
  }

  private static func digit(of hash: Int, _ level: Int) -> Int {
    Int((UInt(bitPattern: hash) >> UInt(4 * level)) & 15)
  }

  /// Returns the map of the same keys with other values.
  public func mapValues<Mapped: Sendable>(
    _ change: (Element) throws -> Mapped
  ) rethrows -> PersistentMap<Key, Mapped> {
    var mapped = PersistentMap<Key, Mapped>()
    for (key, value) in self { mapped[key] = try change(value) }
    return mapped
  }

  /// The keys, in no order.
  public var keys: [Key] { map(\.key) }
  /// The values, in no order.
  public var values: [Element] { map(\.value) }
}

extension PersistentMap: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (Key, Element)...) {
    for (key, value) in elements { self[key] = value }
  }
}

extension PersistentMap: Sequence {
  public func makeIterator() -> IndexingIterator<[(key: Key, value: Element)]> {
    var elements: [(key: Key, value: Element)] = []
    elements.reserveCapacity(count)
    Self.collect(root, into: &elements)
    return elements.makeIterator()
  }

  private static func collect(_ node: Node, into elements: inout [(key: Key, value: Element)]) {
    switch node {
    case .empty: break
    case .leaf(_, let own): elements += own
    case .branch(let nodes): nodes.forEach { collect($0, into: &elements) }
    }
  }
}
