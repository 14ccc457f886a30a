internal import Language
internal import TimeSeries

/// Replaces `_` and `_3` in the cells of a session by names.
struct ValueNames {
  private let typed: [Transcript.Cell]
  private var named: [Transcript.Cell]
  private let grammar: Grammar
  /// A column goes before a name of the session, so that a value cannot be reached by its name.
  private let columns: Set<String>

  init(_ cells: [Transcript.Cell], _ session: Session) {
    (typed, named) = (cells, cells)
    grammar = session.evaluator.registry.grammar
    columns = session.evaluator.environment.values.values.reduce(into: []) { columns, value in
      if case .frame(let frame) = value { columns.formUnion(frame.columns.map(\.name)) }
    }
  }

  /// Returns the cells with names; what cannot be named stays as it was typed.
  mutating func cells() -> [Transcript.Cell] {
    for place in named.indices {
      for use in Parser.lastValues(in: named[place].code).reversed() {
        guard let target = target(of: use.cell, at: use.range, in: place),
          let name = name(of: target, in: place)
        else { continue }
        named[place].code = named[place].code.replacing(use.range, with: name)
      }
    }
    return named
  }

  /// A statement of a cell, by the numbers of both.
  private struct Place {
    let cell: Int
    let statement: Int
  }

  /// Returns the statement whose value `_` or `_3` is; nil where it stands in the same cell, and so
  /// can stay.
  private func target(of number: Int?, at range: SourceRange, in place: Int) -> Place? {
    if let number {
      guard let cell = named[..<place].lastIndex(where: { $0.number == number }),
        let statement = named[cell].result.last
      else { return nil }
      return Place(cell: cell, statement: statement)
    }
    let statements = statements(named[place].code)
    let isOwn = named[place].result.shown.contains { number in
      statements.indices.contains(number) && statements[number].range.upper <= range.lower
    }
    guard !isOwn, let cell = named[..<place].lastIndex(where: { !$0.result.shown.isEmpty }),
      let statement = named[cell].result.shown.last
    else { return nil }
    return Place(cell: cell, statement: statement)
  }

  /// Returns a name that means the value of `target` in the cell at `place`.
  private mutating func name(of target: Place, in place: Int) -> String? {
    if let name = named[target.cell].names[target.statement] { return name }
    let statements = statements(named[target.cell].code)
    guard statements.indices.contains(target.statement) else { return nil }
    let statement = statements[target.statement]
    let old = statement.singleName
    if let old, means(old, target, in: place) { return old }
    if case .bind = statement.kind, old.map(columns.contains) ?? true { return nil }
    let new = freshName(named[target.cell].number)
    named[target.cell].names[target.statement] = new
    var code = named[target.cell].code
    if case .bind = statement.kind, let old {
      code += "\n\(new) = \(old)"
    } else {
      let start = SourceRange(statement.range.lower, statement.range.lower)
      code = code.replacing(start, with: "\(new) = ")
      if !statement.showsWhenBound { code += "\n\(new)" }
    }
    named[target.cell].code = code
    return new
  }

  /// Whether `name` still has in the cell at `place` the value that it had in `target`.
  private func means(_ name: String, _ target: Place, in place: Int) -> Bool {
    guard !columns.contains(name), !words(of: typed[place].code).contains(name) else {
      return false
    }
    let isBound = named[...target.cell].enumerated().contains { number, cell in
      bindings(cell.code).prefix(number < target.cell ? .max : target.statement + 1)
        .contains { $0.contains(name) }
    }
    let isBoundAnew = (target.cell..<place).contains { number in
      bindings(named[number].code).dropFirst(number > target.cell ? 0 : target.statement + 1)
        .contains { $0.contains(name) }
    }
    return isBound && !isBoundAnew
  }

  private func freshName(_ number: Int) -> String {
    var name = "value_\(number)"
    while named.contains(where: { words(of: $0.code).contains(name) }) { name += "_1" }
    return name
  }

  private func bindings(_ code: String) -> [[String]] {
    statements(code).map { statement in
      if case .bind(let names, _) = statement.kind { return names.map(\.text) }
      return statement.firstName.map { [$0] } ?? []
    }
  }

  private func words(of code: String) -> Set<String> {
    Set(code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }

  private func statements(_ code: String) -> [Statement] {
    (try? Parser.statements(of: Source(code), grammar: grammar)) ?? []
  }
}

extension Statement {
  /// The one name that has the value of the statement; nil where none or several do.
  fileprivate var singleName: String? {
    switch kind {
    case .bind(let names, _): names.count == 1 ? names[0].text : nil
    case .expression(let expression):
      if case .name(let name) = expression.kind { name } else { nil }
    case .function, .meta: nil
    }
  }

  /// Whether the value is shown even where a name is given to it, as a figure is.
  fileprivate var showsWhenBound: Bool {
    guard case .expression(let expression) = kind else { return false }
    switch expression.kind {
    case .command(let command): return command.isShowing
    case .pipeline(_, let stages):
      if case .command(let command)? = stages.last { return command.isShowing }
      return false
    default: return false
    }
  }
}

extension Command {
  fileprivate var isShowing: Bool {
    ["plot", "show", "head", "tail", "describe", "sort", "compare"].contains(verb.text)
  }
}

extension String {
  /// Returns the text with the bytes of `range` replaced.
  fileprivate func replacing(_ range: SourceRange, with text: String) -> String {
    let bytes = Array(utf8)
    return String(
      decoding: bytes[..<range.lower] + Array(text.utf8) + bytes[range.upper...],
      as: UTF8.self
    )
  }
}
