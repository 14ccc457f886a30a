/// Something that has to be said wherever a value, or anything made of it, is shown.
public struct Mark: Sendable {
  public enum Kind: String, Sendable {
    /// It was made with the future in view, to show what that does.
    case hindsight
    /// It rests on something that nobody has proved.
    case assumed
    /// It was chosen as the best of several on some rows, and means nothing on those.
    case selected
    /// The computation of it was stopped before its end.
    case partial
  }

  public let kind: Kind
  /// What there is to say, without the kind.
  public let text: String
  /// The facts after which the mark has lost its point, once all are known; none for one that stays.
  public let until: [Dated]

  public init(_ kind: Kind, _ text: String, until: [Dated] = []) {
    (self.kind, self.text, self.until) = (kind, text, until)
  }

  func holds(on clock: Clock) -> Bool {
    until.isEmpty || !until.allSatisfy { $0.isKnown(atStartOf: clock) }
  }

  /// Returns the marks of both, each once.
  public static func union(_ a: [Mark], _ b: [Mark]) -> [Mark] {
    guard !b.isEmpty else { return a }
    return b.reduce(into: a) { all, mark in
      if !all.contains(where: { $0.kind == mark.kind && $0.text == mark.text }) { all.append(mark) }
    }
  }
}

extension Mark: CustomStringConvertible {
  /// The sentence: `hindsight: shuffled folds train on what they are tested by`.
  public var description: String { "\(kind.rawValue): \(text)" }
}
