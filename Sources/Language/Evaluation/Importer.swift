/// The code of a notebook whose functions are imported.
public struct ImportedFile: Sendable {
  /// The path as it was typed, by which errors and the header name the file.
  public let path: String
  /// What tells the file from others, however its path was typed.
  public let place: String
  public let sha256: String
  /// The code of each cell.
  public let cells: [Source]

  public init(path: String, place: String, sha256: String, cells: [Source]) {
    (self.path, self.place, self.sha256, self.cells) = (path, place, sha256, cells)
  }
}

/// A function that came from another notebook, with the name that it has there.
public struct ImportedFunction: Sendable {
  public let name: String
  public let value: Value
  /// Whether a call may run a verb or a source of data or random numbers.
  let reachesOut: Bool

  /// How it is called.
  public var signature: String {
    guard case .function(let function) = value else { return name }
    return function.signature(as: name)
  }
}

/// Brings the functions of other notebooks, each with the values that it names.
///
/// A notebook gives the functions that it defines itself: those that it imports are there for them, and
/// go no further.
struct Importer {
  /// More files in a row would hardly be meant.
  private static let deepest = 16

  private let registry: Registry
  private let context: RunContext
  /// The files that are being imported, each by the one before it.
  private var chain: [ImportedFile] = []
  /// What was imported already, so that a file that is needed twice is read once.
  private var finished: [String: [ImportedFunction]] = [:]

  init(_ evaluator: Evaluator) {
    registry = evaluator.registry
    var context = evaluator.context
    // What the notebook reads of its own names is no affair of the cell.
    context.endTracing()
    self.context = context
  }

  /// Returns the functions of a file, in the order of their definitions.
  mutating func functions(of path: String) throws -> [ImportedFunction] {
    let file = try context.importedFile(path, context.contents)
    if let start = chain.firstIndex(where: { $0.place == file.place }) {
      throw Problem.importCircle(chain[start...].map(\.path) + [path])
    }
    if let functions = finished[file.place] { return functions }
    guard chain.count < Importer.deepest else {
      throw Problem.importsTooDeep(limit: Importer.deepest)
    }
    if context.mode == .run {
      context.read(FileLog.Entry(imported: file.path, sha256: file.sha256))
    }
    chain.append(file)
    defer { chain.removeLast() }
    let functions = try functions(of: try plan(of: file), in: file)
    finished[file.place] = functions
    return functions
  }

  private mutating func plan(of file: ImportedFile) throws -> ImportPlan {
    var plan = ImportPlan(registry)
    for cell in file.cells {
      for statement in try Parser.statements(of: cell, grammar: registry.grammar) {
        plan.add(statement, importing: try imported(by: statement))
      }
    }
    return plan
  }

  /// Returns what an `import` of the file brings; nil for any other statement.
  private mutating func imported(by statement: Statement) throws -> [ImportedFunction]? {
    guard let command = statement.kind.importing else { return nil }
    let range = command.operands.first?.range ?? statement.range
    do {
      guard let path = statement.importedPath else {
        throw Problem.wrongOperands(verb: "import", usage: "import \"common.mmb\"")
      }
      return try functions(of: path)
    } catch let error as any Explainable {
      throw Diagnostic(error.explanation, in: statement.source, at: range)
    }
  }

  /// Evaluates what the functions need, as a cell that has the name of the file.
  private func functions(
    of plan: ImportPlan,
    in file: ImportedFile
  ) throws -> [ImportedFunction] {
    var evaluator = Evaluator(registry: registry, context: context)
    evaluator.context.begin(cell: file.path)
    for item in try plan.needed() {
      if case .imports(let functions) = item.role {
        for function in functions {
          evaluator.environment.bind(function.name, to: function.value)
        }
      } else {
        _ = try evaluator.run(item.statement)
      }
    }
    return plan.functions.compactMap { name, place in
      evaluator.environment[name].map {
        ImportedFunction(name: name, value: $0, reachesOut: plan.items[place].reachesOut)
      }
    }
  }
}

extension Evaluator {
  /// Returns the functions of a notebook, in the order of their definitions.
  public func functions(ofNotebook path: String) throws -> [ImportedFunction] {
    var importer = Importer(self)
    return try importer.functions(of: path)
  }
}
