public import Language

/// The cells of a session at the prompt, which can be saved as a notebook.
public struct Transcript: Sendable {
  private struct Cell: Sendable {
    let number: Int
    var code: String
    let result: Session.CellResult
  }

  private var cells: [Cell] = []

  public init() {}

  /// Adds a cell that ran; one that ended in an error is not kept.
  public mutating func add(_ code: String, number: Int, _ result: Session.CellResult) {
    guard result.error == nil else { return }
    cells.append(Cell(number: number, code: code, result: result))
  }

  /// Forgets the last cell.
  public mutating func removeLast() {
    _ = cells.popLast()
  }

  /// The kept cells with their numbers.
  public var listing: [(number: Int, code: String)] { cells.map { ($0.number, $0.code) } }

  /// Returns the notebook of the session.
  ///
  /// `_` and `_3` are replaced by names, which the cells that they mean are given.
  public func document(grammar: Grammar) -> Document {
    let cells = named(grammar)
    return Document(
      sections: cells.map { cell in
        var section = Document.Section(
          kind: .code,
          lines: cell.code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            + [""]
        )
        section.slug = cell.result.slug
        section.mark = "%% \(cell.result.slug)"
        section.recorded = cell.result.recorded
        return section
      }
    )
  }

  public var results: [Session.CellResult] { cells.map(\.result) }

  private func named(_ grammar: Grammar) -> [Cell] {
    var cells = cells
    for place in cells.indices {
      for use in Parser.lastValues(in: cells[place].code).reversed() {
        let target =
          use.cell.flatMap { number in cells.firstIndex { $0.number == number } }
          ?? lastExpression(before: place, in: cells, grammar)
        guard let target, target < place else { continue }
        let name = name(of: &cells[target], grammar)
        let bytes = Array(cells[place].code.utf8)
        cells[place].code = String(
          decoding: bytes[..<use.range.lower] + Array(name.utf8) + bytes[use.range.upper...],
          as: UTF8.self
        )
      }
    }
    return cells
  }

  /// Returns the nearest cell above that ends with an expression, whose value `_` was.
  private func lastExpression(before place: Int, in cells: [Cell], _ grammar: Grammar) -> Int? {
    cells[..<place].lastIndex { cell in
      guard let last = statements(cell.code, grammar).last else { return false }
      if case .expression = last.kind { return true }
      return false
    }
  }

  /// Returns a name for the value of a cell; an expression without one is given one.
  private func name(of cell: inout Cell, _ grammar: Grammar) -> String {
    guard let last = statements(cell.code, grammar).last else { return "_" }
    if let name = last.firstName { return name }
    if case .expression(let expression) = last.kind, case .name(let name) = expression.kind {
      return name
    }
    let name = "value_\(cell.number)"
    let bytes = Array(cell.code.utf8)
    cell.code =
      String(
        decoding: bytes[..<last.range.lower] + Array("\(name) = ".utf8)
          + bytes[last.range.lower...],
        as: UTF8.self
      ) + "\n\(name)"
    return name
  }

  private func statements(_ code: String, _ grammar: Grammar) -> [Statement] {
    (try? Parser.statements(of: Source(code), grammar: grammar)) ?? []
  }
}
