import Language

extension Value {
  /// The value of the domain inside; nil for any other.
  var object: (any ObjectValue)? {
    if case .object(let object) = self { object } else { nil }
  }
}
