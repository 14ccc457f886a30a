internal import TimeSeries

/// Writes an expression of pandas, NumPy, TA-Lib or Pine as it is written here.
///
/// What it gives means the same, by the forms; it is evaluated before anyone sees it, as the names in it
/// may not be there.
struct ForeignCode {
  let evaluator: Evaluator
  private var source: Source { evaluator.source }

  /// An expression as it is written here.
  struct Written {
    enum Strength { case whole, operation, operand }

    var text: String
    /// What has to stand in parentheses where, as `if a then b else c` wherever it is a part.
    var strength: Strength
    var remark: String?
    /// Whether the words are not the person's own.
    var isForeign = false
    /// Whether it is one of the forms as a whole, and not an expression with such parts.
    var isForm = false

    var operand: String { strength == .operand ? text : "(\(text))" }
    var part: String { strength == .whole ? "(\(text))" : text }
  }

  /// Returns the expressions that may be meant by one that did not work, the likeliest first.
  func candidates(for expression: Expression) -> [Written] {
    let written = written(expression)
    let plain = written.isForeign ? [written] : []
    // A column may be meant where no frame is in scope, and one frame has it.
    guard evaluator.scope == nil, let header = header(expression) else { return plain }
    let name = header.lowercased()
    let owners = evaluator.environment.values.filter { $0.value.asFrame?[name] != nil }.map(\.key)
    guard let owner = owners.first, owners.count == 1 else { return plain }
    return [Written(text: "\(owner).\(name)", strength: .operand, isForeign: true)]
  }

  // Expressions

  private func written(_ expression: Expression) -> Written {
    if let header = header(expression) { return column(header) }
    switch expression.kind {
    case .call:
      for (forms, calls) in readings(of: expression) {
        for form in forms { if let text = filled(form, calls) { return text } }
      }
      return lowercased(expression) ?? inner(expression)
    case .subscripted(let owner, let indexes):
      return row(of: owner, indexes) ?? inner(expression)
    case .field(let owner, let name) where package(owner) != nil:
      guard let literal = ForeignNames.literals[name.text.lowercased()] else { break }
      return Written(text: literal, strength: .operand, isForeign: true)
    default: break
    }
    return inner(expression)
  }

  /// Returns an expression with its parts as they are written here.
  private func inner(_ expression: Expression) -> Written {
    let isWrapped = isParenthesised(expression)
    let end = expression.range.upper - (isWrapped ? 1 : 0)
    var place = expression.range.lower + (isWrapped ? 1 : 0)
    var result = Written(text: "", strength: strength(of: expression))
    for part in expression.parts.sorted(by: { $0.range.lower < $1.range.lower })
    where part.range.lower >= place {
      let changed = written(part)
      result.text += source.text(SourceRange(place, part.range.lower))
      result.text +=
        changed.isForeign ? text(changed, in: expression, for: part) : source.text(part.range)
      result.isForeign = result.isForeign || changed.isForeign
      result.remark = result.remark ?? changed.remark
      place = part.range.upper
    }
    result.text += source.text(SourceRange(place, end))
    return result
  }

  /// Returns the text of a part with the parentheses that it has, or needs where a form made it.
  private func text(_ changed: Written, in whole: Expression, for part: Expression) -> String {
    guard changed.isForm else { return isParenthesised(part) ? "(\(changed.text))" : changed.text }
    return switch whole.kind {
    case .call, .list: changed.part
    default: changed.operand
    }
  }

  private func strength(of expression: Expression) -> Written.Strength {
    switch expression.kind {
    case .conditional, .function, .command, .pipeline: .whole
    case .negated, .not, .binary, .range, .at: .operation
    default: .operand
    }
  }

  /// Whether the range of an expression has parentheses around it that are no part of it.
  private func isParenthesised(_ expression: Expression) -> Bool {
    if case .record = expression.kind { return false }
    let first = expression.parts.map(\.range.lower).min()
    return source.text(expression.range).hasPrefix("(")
      && first.map { $0 > expression.range.lower } ?? true
  }

  // Calls

  /// An argument, or the value that a method is called of.
  private struct Given {
    var name: String?
    let value: Expression

    init(_ value: Expression) { self.value = value }
    init(_ argument: Argument) { (name, value) = (argument.name?.text, argument.value) }
  }

  /// Returns the forms that a call may be meant by, each with what is given to each call of it.
  private func readings(of expression: Expression) -> [(forms: [ForeignForm], calls: [[Given]])] {
    guard case .call(let callee, let arguments) = expression.kind else { return [] }
    let given = arguments.map { Given($0) }
    switch callee.kind {
    case .name(let name) where !isKnown(name):
      return ["", "ta."].map { (ForeignForm.forms(of: $0 + name.lowercased()), [given]) }
    case .field(let owner, let field):
      let name = field.text.lowercased()
      if let package = package(owner) {
        return [(ForeignForm.forms(of: package + name), [given])]
      }
      if case .call(let first, let window) = owner.kind,
        case .field(let inner, let kind) = first.kind
      {
        let chain = ForeignForm.forms(of: "\(kind.text).\(name)")
        if !chain.isEmpty { return [(chain, [[Given(inner)] + window.map { Given($0) }, given])] }
      }
      return [".", ""].map { (ForeignForm.forms(of: $0 + name), [[Given(owner)] + given]) }
    default: return []
    }
  }

  /// Returns what a form is of the arguments; nil where one has no place, or a place no argument.
  private func filled(_ form: ForeignForm, _ calls: [[Given]]) -> Written? {
    guard form.calls.count == calls.count else { return nil }
    var values: [String: Written] = [:]
    for (places, given) in zip(form.calls, calls) {
      guard let found = matched(places, given) else { return nil }
      values.merge(found) { old, _ in old }
    }
    let text = filled(form.written, values)
    let remark = form.remark ?? values.values.compactMap(\.remark).min()
    return Written(
      text: text,
      strength: strength(of: text),
      remark: remark,
      isForeign: true,
      isForm: true
    )
  }

  private func matched(_ places: [ForeignForm.Place], _ given: [Given]) -> [String: Written]? {
    var free = places
    var values: [String: Written] = [:]
    for argument in given {
      let index = free.firstIndex { place in
        argument.name.map { place.isCalled($0) } ?? !place.isNamedOnly
      }
      guard let index, let value = value(argument.value, in: free[index]) else { return nil }
      values[free.remove(at: index).names[0]] = value
    }
    for place in free {
      guard let fallback = place.fallback else { return nil }
      values[place.names[0]] = Written(text: fallback, strength: .operand)
    }
    return values
  }

  private func value(_ expression: Expression, in place: ForeignForm.Place) -> Written? {
    if place.isNegative {
      guard case .negated(let operand) = expression.kind, case .number = operand.kind else {
        return nil
      }
      return written(operand)
    }
    let value = written(expression)
    return place.only.map { $0 == value.text.lowercased() } ?? true ? value : nil
  }

  /// Returns a line of the forms with the arguments in it.
  private func filled(_ form: String, _ values: [String: Written]) -> String {
    var (text, rest) = ("", form[...])
    while let sign = rest.firstIndex(of: "$") {
      text += rest[..<sign]
      rest = rest[sign...].dropFirst()
      let isOperand = rest.first == "("
      rest = rest.drop { $0 == "(" }
      let name = String(rest.prefix { $0.isLetter })
      rest = rest.dropFirst(name.count + (isOperand ? 1 : 0))
      text += (isOperand ? values[name]?.operand : values[name]?.part) ?? ""
    }
    return text + rest
  }

  /// Returns how strongly the parts of a line of the forms hang together.
  private func strength(of text: String) -> Written.Strength {
    guard let parsed = try? Parser.expression(of: Source(text), grammar: evaluator.registry.grammar)
    else { return .whole }
    return strength(of: parsed)
  }

  /// Returns a call of `MACD` as one of `macd`, where no other package's function has that name.
  private func lowercased(_ expression: Expression) -> Written? {
    guard case .call(let callee, _) = expression.kind, case .name(let name) = callee.kind,
      !isKnown(name), evaluator.registry.functions[name.lowercased()] != nil,
      readings(of: expression).allSatisfy({ $0.forms.isEmpty })
    else { return nil }
    var call = inner(expression)
    call.text = name.lowercased() + call.text.dropFirst(name.count)
    call.isForeign = true
    return call
  }

  // Names

  private func isKnown(_ name: String) -> Bool {
    evaluator.environment[name] != nil || evaluator.column(name) != nil
      || evaluator.registry.functions[name] != nil
  }

  /// Returns how the forms begin of a package by this name; nil where the name is of none.
  private func package(_ expression: Expression) -> String? {
    guard case .name(let name) = expression.kind, !isKnown(name) else { return nil }
    return ForeignNames.packages[name.lowercased()]
  }

  /// Returns the header that `df["close"]` and `df.close` name; nil where the owner is a frame here, or
  /// one that is misspelt.
  private func header(_ expression: Expression) -> String? {
    switch expression.kind {
    case .field(let owner, let name): return isForeignFrame(owner) ? name.text : nil
    case .subscripted(let owner, let indexes):
      guard isForeignFrame(owner), indexes.count == 1, case .text(let header)? = indexes.first?.kind
      else { return nil }
      return header
    default: return nil
    }
  }

  private func isForeignFrame(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name(let name):
      guard !isKnown(name), ForeignNames.frames.contains(name.lowercased()) else { return false }
      let frames = evaluator.environment.values.filter { $0.value.asFrame != nil }.map(\.key)
      return Suggestion.nearest(to: name, in: frames) == nil
    case .field(let owner, let name): return name.text == "data" && isSelf(owner)
    default: return false
    }
  }

  private func isSelf(_ expression: Expression) -> Bool {
    guard case .name("self") = expression.kind else { return false }
    return !isKnown("self")
  }

  /// Returns `self.data.close[-1]` of backtrader, which counts from the row that is computed.
  private func row(of owner: Expression, _ indexes: [Expression]) -> Written? {
    guard case .field(let frame, let name) = owner.kind, case .field(let root, _) = frame.kind,
      isSelf(root), isForeignFrame(frame), indexes.count == 1, let index = indexes.first
    else { return nil }
    let column = column(name.text)
    switch index.kind {
    case .number(0): return column
    case .negated(let rows):
      guard case .number = rows.kind else { return nil }
      let text = "lag(\(column.text), \(source.text(rows.range)))"
      return Written(text: text, strength: .operand, isForeign: true)
    default: return nil
    }
  }

  /// Returns the column in scope that has a header.
  private func column(_ header: String) -> Written {
    let columns = evaluator.scope?.frame.columns ?? []
    let column =
      columns.first { $0.header == header }
      ?? columns.first { $0.name.lowercased() == header.lowercased() }
    let text = column?.name ?? (evaluator.scope == nil ? header.lowercased() : header)
    return Written(text: text, strength: .operand, isForeign: true)
  }
}

extension ForeignCode {
  /// Returns what to say of a call of another package that cannot be written with its own arguments;
  /// nil where the error says as much, or is about something else in the call.
  func hint(for expression: Expression, of error: Diagnostic) -> String? {
    guard case .call(let callee, let arguments) = expression.kind, isAbout(error, callee),
      !(error.explanation.repair?.hasPrefix("did you mean") ?? false)
    else { return nil }
    if let missing = missingPlace(for: expression, callee, arguments) { return missing }
    guard error.explanation.repair == nil, case .field(let owner, let field) = callee.kind else {
      return nil
    }
    if let foreign = ForeignNames.named("\(source.text(owner.range)).\(field.text)") {
      return foreign.repair
    }
    return evaluator.registry.functions[field.text] == nil ? nil : "see `help \(field.text)`"
  }

  /// Whether an error is about the name of what is called, or of the package that has it.
  private func isAbout(_ error: Diagnostic, _ callee: Expression) -> Bool {
    guard case .field(let owner, let field) = callee.kind else {
      return error.range == callee.range
    }
    if error.range == field.range { return true }
    if package(owner) != nil { return error.range == owner.range }
    guard case .call(let first, _) = owner.kind, case .field(_, let kind) = first.kind else {
      return false
    }
    return error.range == kind.range
  }

  /// Returns what to say of an argument by a name that the function here does not have.
  private func missingPlace(
    for expression: Expression,
    _ callee: Expression,
    _ arguments: [Argument]
  ) -> String? {
    let forms = readings(of: expression).flatMap(\.forms)
    let places = forms.flatMap { $0.calls.flatMap { $0 } }
    var given = arguments
    if case .field(let owner, _) = callee.kind, case .call(_, let window) = owner.kind {
      given = window + given
    }
    for argument in given {
      guard let name = argument.name, !places.contains(where: { $0.isCalled(name.text) }),
        let ours = forms.first?.written.prefix(while: { $0 != "(" }),
        evaluator.registry.functions[String(ours)] != nil
      else { continue }
      let text = source.text(name.range.through(argument.value.range))
      return "`\(ours)` has no `\(text)`: see `help \(ours)`"
    }
    return nil
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
      let (code, old) = (ForeignCode(evaluator: self), error.explanation)
      func telling(_ repair: String, _ note: String?) -> Diagnostic {
        Diagnostic(
          Explanation(old.code, old.sentence, note: note, repair: repair),
          in: error.source,
          at: error.range
        )
      }
      for written in code.candidates(for: expression) where works(written.text) {
        throw telling("write `\(written.text)`", written.remark)
      }
      if let hint = code.hint(for: expression, of: error) { throw telling(hint, old.note) }
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
