internal import Language
internal import TimeSeries

/// Replaces `_` and `_3` in the cells of a session by names.
struct ValueNames {
  /// A cell, with the statements that gave a value to `_` and the last that has one.
  struct Cell {
    let number: Int
    var code: String
    let shown: [Int]
    let last: Int?
    /// The names that each `import` has bound, by the number of its statement.
    let imported: [Int: [String]]
    /// Names that statements without one have got, by the number of the statement.
    fileprivate var names: [Int: String] = [:]

    init(number: Int, code: String, shown: [Int], last: Int?, imported: [Int: [String]]) {
      (self.number, self.code, self.shown, self.last) = (number, code, shown, last)
      self.imported = imported
    }
  }

  private let typed: [Cell]
  private var named: [Cell]
  private let grammar: Grammar
  /// A column goes before a name of the session, so that a value cannot be reached by its name.
  private let columns: Set<String>
  /// The statements of the cells as they are now; nil where the text has changed since.
  private var parsed: [[Statement]?]
  /// The statements that bind each name in the cells as they were typed, in order.
  private var binders: [String: [Place]] = [:]
  private let places: [Int: Int]
  /// For each place the nearest cell above that gave a value to `_`.
  private let showing: [Int?]
  /// Every word of every cell.
  private var words: Set<String> = []

  /// A statement of a cell, by the place of the one and the number of the other.
  private struct Place: Comparable {
    let cell: Int
    let statement: Int

    static func < (a: Place, b: Place) -> Bool { (a.cell, a.statement) < (b.cell, b.statement) }
  }

  init(_ cells: [Cell], in environment: Environment, grammar: Grammar) {
    (typed, named, self.grammar) = (cells, cells, grammar)
    columns = environment.values.values.reduce(into: []) { columns, value in
      if case .frame(let frame) = value { columns.formUnion(frame.columns.map(\.name)) }
    }
    places = Dictionary(
      cells.enumerated().map { ($1.number, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var last: Int?
    showing = cells.enumerated().map { place, cell in
      defer { if !cell.shown.isEmpty { last = place } }
      return last
    }
    parsed = [[Statement]?](repeating: nil, count: cells.count)
    guard cells.contains(where: { !Parser.lastValues(in: $0.code).isEmpty }) else { return }
    for (place, cell) in cells.enumerated() {
      words.formUnion(ValueNames.words(of: cell.code))
      for (number, statement) in statements(place).enumerated() {
        for name in cell.imported[number] ?? statement.typedNames {
          binders[name, default: []].append(Place(cell: place, statement: number))
        }
      }
    }
  }

  /// Returns the texts of the cells with names; what cannot be named stays as it was typed.
  mutating func codes() -> [String] {
    for place in named.indices {
      for use in Parser.lastValues(in: named[place].code).reversed() {
        guard let target = target(of: use.cell, at: use.range, in: place),
          let name = name(of: target, in: place)
        else { continue }
        change(place, to: named[place].code.replacing(use.range, with: name))
      }
    }
    return named.map(\.code)
  }

  /// Returns the statement whose value `_` or `_3` is; nil where it stands in the same cell, and so
  /// can stay.
  private mutating func target(
    of number: Int?,
    at range: SourceRange,
    in place: Int
  ) -> Place? {
    if let number {
      guard let cell = places[number], cell < place, let statement = named[cell].last else {
        return nil
      }
      return Place(cell: cell, statement: statement)
    }
    let statements = statements(place)
    let isOwn = named[place].shown.contains { number in
      statements.indices.contains(number) && statements[number].range.upper <= range.lower
    }
    guard !isOwn, let cell = showing[place], let statement = named[cell].shown.last else {
      return nil
    }
    return Place(cell: cell, statement: statement)
  }

  /// Returns a name that means the value of `target` in the cell at `place`.
  private mutating func name(of target: Place, in place: Int) -> String? {
    if let name = named[target.cell].names[target.statement] { return name }
    let statements = statements(target.cell)
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
    change(target.cell, to: code)
    return new
  }

  /// Whether `name` still has in the cell at `place` the value that it had in `target`.
  private func means(_ name: String, _ target: Place, in place: Int) -> Bool {
    guard !columns.contains(name), !ValueNames.words(of: typed[place].code).contains(name),
      let newest = binders[name]?.last(where: { $0.cell < place })
    else { return false }
    return newest <= target
  }

  private mutating func freshName(_ number: Int) -> String {
    var name = "value_\(number)"
    while words.contains(name) { name += "_1" }
    words.insert(name)
    return name
  }

  private mutating func change(_ place: Int, to code: String) {
    named[place].code = code
    parsed[place] = nil
  }

  private static func words(of code: String) -> Set<String> {
    Set(code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }

  private mutating func statements(_ place: Int) -> [Statement] {
    if let statements = parsed[place] { return statements }
    let code = named[place].code
    let statements = (try? Parser.statements(of: Source(code), grammar: grammar)) ?? []
    parsed[place] = statements
    return statements
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
