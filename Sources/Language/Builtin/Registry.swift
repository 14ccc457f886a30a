/// All functions and verbs of the language.
public struct Registry: Sendable {
  public let functions: [String: Builtin]
  public let verbs: [String: Verb]
  /// The functions of each page of the reference, in order.
  public let groups: [(name: String, functions: [Builtin])]
  public let orderedVerbs: [Verb]
  public let grammar: Grammar
  /// What help says beside it.
  ///
  /// It is made when it is first asked for, as most runs never ask.
  public var guide: Guide { readGuide() }
  private let readGuide: @Sendable () -> Guide

  /// Creates a registry; of two functions or verbs with one name the later holds.
  public init(
    groups: [(name: String, functions: [Builtin])],
    verbs: [Verb],
    futureVerbs: Set<String> = [],
    guide: @escaping @autoclosure @Sendable () -> Guide = .empty
  ) {
    readGuide = guide
    self.groups = groups.map { group in
      (
        group.name,
        group.functions.map { function in
          var function = function
          function.group = group.name
          return function
        }
      )
    }
    functions = Dictionary(
      self.groups.flatMap(\.functions).map { ($0.name, $0) },
      uniquingKeysWith: { $1 }
    )
    self.verbs = Dictionary(verbs.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    orderedVerbs = verbs
    grammar = Grammar(verbs: Set(verbs.map(\.name)), futureVerbs: futureVerbs)
  }
}
