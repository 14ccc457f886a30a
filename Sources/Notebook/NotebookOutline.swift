public import Language

/// The names in a notebook that a command line may use.
public struct NotebookOutline: Sendable {
  /// The names of the cells, in order.
  public let cells: [String]
  /// The parameters, each with its value as it is typed.
  public let inputs: [(name: String, value: String)]

  /// Reads a notebook; nothing of it is run.
  public init(path: String, registry: Registry) throws {
    let document = Document(text: try NotebookFile.read(path))
    let run = try NotebookRun(document, file: path, registry: registry, options: .init())
    cells = run.document.cells.compactMap(\.slug)
    inputs = run.document.cells.flatMap { cell -> [(name: String, value: String)] in
      let statements = try? Parser.statements(of: Source(cell.code), grammar: registry.grammar)
      return (statements ?? []).compactMap(NotebookOutline.input)
    }
  }

  /// Returns the parameter that a statement such as `n = input 20` defines.
  private static func input(_ statement: Statement) -> (name: String, value: String)? {
    guard case .bind(let names, let expression) = statement.kind, let name = names.first,
      case .command(let command) = expression.kind, command.verb.text == "input",
      let operand = command.operands.first
    else { return nil }
    return (name.text, statement.source.text(operand.range))
  }
}
