internal import TimeSeries

/// Writes an expression of pandas, NumPy, TA-Lib or Pine as it is written here.
///
/// What it gives is a guess, which is evaluated before anyone sees it.
struct ForeignCode {
  let evaluator: Evaluator
  private var source: Source { evaluator.source }

  /// Returns the expressions that may be meant by one that did not work, the likeliest first.
  func candidates(for expression: Expression) -> [String] {
    let text = text(expression)
    let plain = [text].filter { $0 != source.text(expression.range) }
    // A column may be meant where no frame is in scope.
    guard evaluator.scope == nil, case .subscripted(_, let indexes) = expression.kind,
      case .text(let header)? = indexes.first?.kind
    else { return plain }
    return plain
      + evaluator.environment.values.filter { $0.value.asFrame != nil }.map(\.key).sorted().map {
        "\($0).\(columnName(header))"
      }
  }

  private func text(_ expression: Expression) -> String {
    switch expression.kind {
    case .call(let callee, let arguments):
      switch callee.kind {
      case .field(let owner, let name): return call(name.text, of: owner, arguments)
      case .name(let name): return call(name, arguments)
      default: break
      }
    case .subscripted(let owner, let indexes):
      if isForeign(owner), case .text(let header)? = indexes.first?.kind {
        return columnName(header)
      }
    case .field(let owner, let name):
      if isForeign(owner) { return columnName(name.text) }
      if function(name.text) != nil { return call(name.text, of: owner, []) }
    default: break
    }
    return inner(expression)
  }

  /// Returns an expression with its parts as they are written here.
  private func inner(_ expression: Expression) -> String {
    var (text, place) = ("", expression.range.lower)
    for part in expression.parts.sorted(by: { $0.range.lower < $1.range.lower })
    where part.range.lower >= place {
      text += source.text(SourceRange(place, part.range.lower)) + self.text(part)
      place = part.range.upper
    }
    return text + source.text(SourceRange(place, expression.range.upper))
  }

  /// Returns `np.log(x)` or `x.rolling(20).mean()` as a call.
  private func call(_ name: String, of owner: Expression, _ arguments: [Argument]) -> String {
    if isForeign(owner), name == "where", arguments.count == 3 {
      let parts = arguments.map { text($0.value) }
      return "if \(parts[0]) then \(parts[1]) else \(parts[2])"
    }
    if isForeign(owner) { return call(name, arguments) }
    if case .call(let callee, let window) = owner.kind,
      case .field(let inner, let kind) = callee.kind
    {
      let length = window.first.map { text($0.value) }
      switch kind.text {
      case "rolling":
        return
          "\(function(name) ?? name)(\(([text(inner), length] + rest(arguments)).compactMap { $0 }.joined(separator: ", ")))"
      case "ewm" where name == "mean":
        return "ema(\([text(inner), length].compactMap { $0 }.joined(separator: ", ")))"
      case "expanding": return "expanding(\(function(name) ?? name), \(text(inner)))"
      default: break
      }
    }
    if let verb = verb(name) {
      return ([text(owner) + " | " + verb] + rest(arguments)).compactMap { $0 }.joined(
        separator: " "
      )
    }
    return call(name, first: text(owner), arguments)
  }

  private func call(_ name: String, first: String? = nil, _ arguments: [Argument]) -> String {
    let given = arguments.map { argument -> String in
      let value = text(argument.value)
      guard let name = argument.name, !ForeignNames.lengths.contains(name.text.lowercased()) else {
        return value
      }
      return "\(name.text)=\(value)"
    }
    let all = (first.map { [$0] } ?? []) + given
    let ours = function(name) ?? name
    if ours == "lag", let last = all.last, last.hasPrefix("-"), all.count == 2 {
      return "ahead(\(all[0]), \(last.dropFirst()))"
    }
    return "\(ours)(\(all.joined(separator: ", ")))"
  }

  private func rest(_ arguments: [Argument]) -> [String?] { arguments.map { text($0.value) } }

  /// Whether an expression is the name of a module, or of a frame that is not there.
  private func isForeign(_ expression: Expression) -> Bool {
    guard case .name(let name) = expression.kind else { return false }
    return evaluator.environment[name] == nil && evaluator.column(name) == nil
      && evaluator.registry.functions[name] == nil
  }

  /// Returns what a function is called here; nil where none is like it.
  private func function(_ name: String) -> String? {
    let functions = evaluator.registry.functions
    let foreign = ForeignNames.named(name)?.ours
    return [name, name.lowercased(), foreign].compactMap { $0 }.first { functions[$0] != nil }
  }

  private func verb(_ name: String) -> String? {
    let foreign = ["sort_values": "sort", "print": "show", "info": "describe"][name]
    return [name, foreign].compactMap { $0 }.first {
      evaluator.registry.verbs[$0]?.takesInput ?? false
    }
  }

  /// Returns the name that a column gets of its header.
  private func columnName(_ header: String) -> String {
    guard let scope = evaluator.scope else { return header.lowercased() }
    let column =
      scope.frame.columns.first { $0.header == header }
      ?? scope.frame.columns.first { $0.name.lowercased() == header.lowercased() }
    return column?.name ?? header
  }
}

extension Evaluator {
  /// Runs `body`, and has an error about a name offer what is written here in place of an expression
  /// of another language, where that works.
  func translating<Result>(_ expression: Expression, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as Diagnostic
      where ForeignCode.codes.contains(error.code) && error.source === source && !context.isTrial
    {
      for text in ForeignCode(evaluator: self).candidates(for: expression) where works(text) {
        let old = error.explanation
        throw Diagnostic(
          Explanation(old.code, old.sentence, note: old.note, repair: "write `\(text)`"),
          in: error.source,
          at: error.range
        )
      }
      throw error
    }
  }

  /// Whether an expression gives a value where this one stands.
  private func works(_ text: String) -> Bool {
    let source = Source(text)
    guard let expression = try? Parser.expression(of: source, grammar: registry.grammar) else {
      return false
    }
    return (try? trying(source).evaluate(expression)) != nil
  }
}

extension ForeignCode {
  /// The errors about names that have no meaning here.
  fileprivate static let codes: Set<String> = ["E102", "E103", "E303", "E304"]
}
