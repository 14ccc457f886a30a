import Language

/// The verb that brings the functions of another notebook.
enum ImportVerb {
  static let verb = Verb(
    "import",
    "Brings the functions of another notebook, with the constants that they use, and runs nothing else of it.",
    usage: "import \"common.mmb\"",
    examples: [
      Example(
        "import \"notebooks/common.mmb\"\nshare(1, 4)",
        prints:
          "notebooks/common.mmb  share(part, whole), momentum(n=12 * month), calm(n=20)\n0.25"
      )
    ]
  ) { call in try functions(call) }

  private static func functions(_ call: CommandCall) throws -> Outcome {
    let operand = try call.requiredOperand()
    // A path that is computed could not be told from the text of the notebook.
    guard case .text(let path) = operand.kind else { throw call.misused }
    let functions: [ImportedFunction]
    do {
      functions = try call.evaluator.functions(ofNotebook: path)
    } catch let error as any Explainable {
      throw call.located(error, operand.range)
    }
    if functions.isEmpty { call.context.notes.add("\(path) defines no functions") }
    let replaced = functions.map(\.name).filter { name in
      guard let value = call.evaluator.environment[name] else { return false }
      // What the same file brought before is only brought up to date.
      if case .function(let function) = value { return function.source.file != path }
      return true
    }
    for name in replaced { call.context.notes.add("`\(name)` is that of \(path) from here on") }
    return Outcome(effect: .importing(functions, from: path))
  }
}
