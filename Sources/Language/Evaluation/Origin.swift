/// Where a value comes from: the statement that made it, with what the statement read.
///
/// From its origin a value can be told of, and be made again from other data. An origin keeps the
/// values that it read only where they have no origin themselves, as the others follow from theirs.
public final class Origin: Sendable {
  public enum Recipe: Sendable {
    case statement(Statement)
    /// The argument of a parameter of a function, evaluated where the call stands.
    case argument(String, Expression, Source)
  }

  public let recipe: Recipe
  /// The cell of the statement.
  public let cell: String
  /// What a person calls it.
  public let cellTitle: String
  /// The number of the statement in its cell.
  public let statement: Int
  /// The statement, as the random streams know it.
  let site: StatementSite
  /// The seed that was in force.
  public let seed: UInt64
  /// What the statement took from outside the program.
  public let log: StatementLog
  /// How much it had taken before this recipe began.
  let mark: Int
  /// Why it is not known how the value was made; nil where it is.
  public let gap: String?
  /// What the recipe read.
  let environment: Environment
  /// How many origins the longest chain has that ends here.
  let depth: Int

  /// The longest chain that is kept: a longer one could exhaust the stack where it is let go.
  private static let deepest = 256

  init(_ recipe: Recipe, in environment: Environment, _ context: RunContext, gap: String? = nil) {
    (cell, statement, site) = (context.cell, context.statement, context.site.kept)
    cellTitle = context.cellTitle
    seed = context.seed
    (self.recipe, log, mark) = (recipe, context.log, context.log.count)
    let read = gap == nil ? environment.slimmed(to: recipe.reads) : Environment()
    let isTooLong = read.lineage >= Origin.deepest
    self.gap = isTooLong ? "more than \(Origin.deepest) statements lead to it" : gap
    self.environment = isTooLong ? Environment() : read
    depth = 1 + self.environment.lineage
  }

  /// Creates the origin that read the same from other origins.
  init(_ origin: Origin, in environment: Environment) {
    (recipe, cell, statement) = (origin.recipe, origin.cell, origin.statement)
    cellTitle = origin.cellTitle
    (site, seed) = (origin.site, origin.seed)
    (log, mark, gap, depth) = (origin.log, origin.mark, origin.gap, origin.depth)
    self.environment = environment
  }

  /// The names that the recipe read, in order, each with its origin and, where it has none or is a
  /// single number, its value.
  public var inputs: [(name: String, origin: Origin?, value: Value?)] {
    Set(environment.values.keys).union(environment.origins.keys).sorted().map {
      ($0, environment.origins[$0], environment.values[$0])
    }
  }

  /// The origin of the columns that were in scope; nil where none were, or none is known.
  public var scopeInput: Origin? { environment.usedOrigin }

  /// Whether functions came from another notebook: they are what they are in any world, and are kept.
  var isImport: Bool {
    if case .statement(let statement) = recipe { statement.importedPath != nil } else { false }
  }

  /// The recipe as it was typed.
  public var text: String {
    switch recipe {
    case .statement(let statement): statement.text
    case .argument(let name, let expression, let source):
      "\(name) = \(source.text(expression.range))"
    }
  }
}

extension Origin.Recipe {
  fileprivate var reads: Reads {
    switch self {
    case .statement(let statement): statement.reads
    case .argument(_, let expression, _): Reads(of: [expression])
    }
  }
}

extension Environment {
  /// Returns the names that an expression reads, with their origins where they have one.
  public func origins(of expression: Expression) -> [(name: String, origin: Origin?)] {
    let named: [(String, Origin?)] = expression.names.filter { self[$0] != nil }.sorted().map {
      ($0, origin(of: $0))
    }
    let reads = Reads(of: [expression])
    let mayReadColumns =
      used != nil && (reads.isCalling || reads.names.contains { self[$0] == nil })
    return named + (reads.names.contains("_") ? [("_", lastOrigin)] : [])
      + (mayReadColumns ? [("columns in scope", usedOrigin)] : [])
  }

  /// Returns the environment with only what a text reads, for an origin to keep.
  ///
  /// Columns and functions that have an origin are left to it.
  fileprivate func slimmed(to reads: Reads) -> Environment {
    let mayReadColumns = reads.isCalling || reads.names.contains { self[$0] == nil }
    var kept = keeping(reads.names)
    kept.leaveToOrigins()
    if mayReadColumns { kept.use(used, from: usedOrigin) }
    return kept
  }
}

extension Value {
  /// Whether the value is large beside the text that made it.
  var isLarge: Bool {
    switch self {
    case .series, .frame, .function, .object, .list, .record: true
    default: false
    }
  }
}
