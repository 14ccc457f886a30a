internal import Language

extension Slugs {
  /// Returns the first name that a line binds, or of a figure what is plotted first: `bt-equity` for
  /// `plot bt.equity`, `close-plot` for `plot close`; nil where neither can be told.
  ///
  /// The name of a figure has a `-`, so that it is never that of a value.
  static func typedName(of code: String, _ grammar: Grammar) -> String? {
    let statements = (try? Parser.statements(of: Source(code), grammar: grammar)) ?? []
    if let name = statements.lazy.compactMap(\.firstName).first { return name }
    guard statements.count == 1, case .expression(let expression)? = statements.first?.kind,
      let plotted = expression.plotted, let words = plotted.words, let first = words.first,
      first.first?.isLetter == true
    else { return nil }
    let name = (words.count == 1 ? words + ["plot"] : words).joined(separator: "-")
    return isName(name[...]) && name.utf8.count <= 40 ? name : nil
  }
}

extension Expression {
  /// What a `plot` draws first; nil for anything else.
  fileprivate var plotted: Expression? {
    switch kind {
    case .command(let command) where command.verb.text == "plot": return command.operands.first
    case .pipeline(let input, let stages):
      guard case .command(let command)? = stages.last, command.verb.text == "plot" else {
        return nil
      }
      return command.operands.first ?? (stages.count == 1 ? input : nil)
    default: return nil
    }
  }

  /// The names that are read from left to right; nil where arithmetic makes something else of them.
  fileprivate var words: [String]? {
    switch kind {
    case .name(let name): return [name]
    case .field(let owner, let name): return owner.words.map { $0 + [name.text] }
    case .subscripted(let owner, _): return owner.words
    case .number(let value): return Int(exactly: value).map { ["\($0)"] }
    case .call(let function, let arguments):
      guard let name = function.words else { return nil }
      let parts = arguments.prefix(2).compactMap(\.value.words).joined()
      return Array((name + parts).prefix(4))
    default: return nil
    }
  }
}
