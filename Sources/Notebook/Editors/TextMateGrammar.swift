public import Language

/// The grammar for editors that read those of TextMate, such as VS Code.
///
/// Such a grammar sees one line at a time, so that a file without any `%%` cannot be told from a
/// preamble: both are Markdown here.
public enum TextMateGrammar {
  public static func text(of registry: Registry) -> String {
    let grammar = Node.object([
      ("information_for_contributors", .text("Made by `mamba grammar --vscode`")),
      ("name", .text("mamba")),
      ("scopeName", .text("source.mamba")),
      ("fileTypes", .list([.text("mmb")])),
      ("patterns", .list([include("header"), include("prose"), include("cell"), markdown])),
      ("repository", .object(notebook + code(of: registry))),
    ])
    return grammar.text() + "\n"
  }

  private static let markdown = Node.object([("include", .text("text.html.markdown"))])

  private static func include(_ name: String) -> Node {
    .object([("include", .text("#\(name)"))])
  }

  private static func match(_ pattern: String, _ scope: String) -> Node {
    .object([("match", .text(pattern)), ("name", .text("\(scope).mamba"))])
  }

  /// Returns a pattern whose groups have scopes of their own, in their order.
  private static func match(_ pattern: String, groups: String...) -> Node {
    .object([
      ("match", .text(pattern)),
      ("captures", captures(groups)),
    ])
  }

  private static func captures(_ scopes: [String]) -> Node {
    .object(
      scopes.enumerated().map { number, scope in
        ("\(number + 1)", .object([("name", .text("\(scope).mamba"))]))
      }
    )
  }

  private static func region(
    _ begin: String,
    _ end: String,
    groups: [String] = [],
    name: String? = nil,
    _ patterns: [Node]
  ) -> Node {
    .object(
      (name.map { [("name", .text("\($0).mamba"))] } ?? [])
        + [
          ("begin", .text(begin)), ("end", .text(end)), ("beginCaptures", captures(groups)),
          ("patterns", .list(patterns)),
        ]
    )
  }

  // The file

  private static let notebook: [(String, Node)] = [
    (
      "header",
      region(
        #"\A---$"#,
        #"^---$"#,
        name: "meta.header",
        [
          match(#"^[A-Za-z]\w*(?=:)"#, "entity.name.tag"),
          match(#"sha256:[0-9a-f]*"#, "constant.other.hash"),
        ]
      )
    ),
    (
      "prose",
      region(
        #"^(%%)\s+(text)\b(?!=)(.*)$"#,
        #"^(?=%%)"#,
        groups: ["punctuation.definition.cell", "keyword.other.text", "meta.attributes"],
        [markdown]
      )
    ),
    (
      "cell",
      region(
        #"^(%%)(?:\s+([^\s=]+)(?=\s|$))?(.*)$"#,
        #"^(?=%%)"#,
        groups: ["punctuation.definition.cell", "entity.name.section", "meta.attributes"],
        [include("recorded"), include("statements")]
      )
    ),
  ]

  // The language

  private static let ends = #"\b(?!\s*\.(?!\.)|\s*=(?!=))"#
  private static let statement = #"(?:^|(?<=[;{]))\s*"#

  private static func code(of registry: Registry) -> [(String, Node)] {
    let verbs = choice(registry.orderedVerbs.map(\.name))
    let functions = choice(registry.groups.flatMap(\.functions).map(\.name))
    let rules = choice(Vocabulary.rules).replacing(" ", with: #"\s+"#)
    let rule = match(statement + "(\(rules))" + ends, groups: "keyword.control")
    let inside = structure(verbs) + numbers + words(functions)
    return [
      ("recorded", patterns(recorded)), ("statements", patterns(statements(verbs))),
      ("rules", patterns([rule])), ("inside", patterns(inside)),
    ]
  }

  private static func patterns(_ list: [Node]) -> Node { .object([("patterns", .list(list))]) }

  /// Where a statement begins, and what is bound there.
  private static func statements(_ verbs: String) -> [Node] {
    let bound = statement + #"([A-Za-z]\w*|\([^()]*\))\s*(=)(?!=)\s*"#
    let binding = bound + "(" + verbs + ")" + ends
    let definition = statement + #"(fn)\s+([A-Za-z]\w*)"#
    let result = #"(?<=\))\s*(=)\s*("# + verbs + ")" + ends
    return [
      match(binding, groups: "variable.other", "keyword.operator", verb),
      match(definition, groups: "keyword.other", "entity.name.function"),
      match(result, groups: "keyword.operator", verb),
      match(statement + "(" + verbs + ")" + ends, groups: verb),
      include("inside"),
    ]
  }

  /// Comments, texts, brackets, pipes and fields.
  private static func structure(_ verbs: String) -> [Node] {
    let inner: [Node] = [include("recorded"), include("inside")]
    let block: [Node] = [include("rules"), include("recorded"), include("statements")]
    let escapes: [Node] = [
      match(#"\\[nt"\\]"#, "constant.character.escape"), match(#"\\."#, "invalid.illegal"),
    ]
    let command = #"(?<![\w)\]])\(\s*("# + verbs + ")" + ends
    return [
      match("#.*$", "comment.line.number-sign"),
      region("\"", "\"|$", name: "string.quoted.double", escapes),
      region(#"\{"#, #"\}"#, block),
      region(command, #"\)"#, groups: [verb], inner),
      region(#"\("#, #"\)"#, inner),
      region(#"\["#, #"\]"#, inner),
      match(#"(\|)\s*("# + verbs + ")" + ends, groups: "keyword.operator", verb),
      match(#"\.\.<?"#, "keyword.operator.range"),
      match(#"\.([A-Za-z]\w*)"#, groups: "variable.other.member"),
    ]
  }

  private static func words(_ functions: String) -> [Node] {
    let keywords = #"\b(?:"# + choice(Vocabulary.keywords) + #")\b"#
    let constants = #"\b(?:"# + choice(Vocabulary.constants) + #")\b"#
    let prepositions =
      #"(?<=[\w)\]}"%]\s)(?:"# + choice(Vocabulary.prepositions) + ")" + ends
    let operators = Vocabulary.operators.map(literal).joined(separator: "|")
    return [
      match(#"\b[A-Za-z]\w*(?=\s*=(?!=))"#, "variable.parameter"),
      match(#"\b(?:"# + functions + #")(?=\s*\()"#, "support.function"),
      match(keywords, "keyword.other"),
      match(constants, "constant.language"),
      match(prepositions, "keyword.other"),
      match(#"\b_\d*\b"#, "variable.language"),
      match(operators, "keyword.operator"),
    ]
  }

  private static let verb = "keyword.control.verb"

  private static var numbers: [Node] {
    let digits = #"\d(?:_?\d)*"#
    let units = Vocabulary.units.map(literal).joined(separator: "|")
    let whole = #"(?:\b"# + digits + #"(?:\."# + digits + #")?|(?<![\w.])\."# + digits + ")"
    let exponent = "(?:[eE][+-]?" + digits + ")?"
    let date = #"\b\d{4}-\d\d-\d\d(?:T\d{1,2}:\d{1,2}(?::\d{1,2})?)?(?!\d)"#
    return [
      match(date, "constant.numeric.date"),
      match(#"\b\d{1,2}:\d{1,2}(?::\d{1,2})?(?!\d)"#, "constant.numeric.time"),
      match(whole + exponent + "(?:" + units + #")?(?![\w%])"#, "constant.numeric"),
      match(#"\b\d\w*%?\w*"#, "invalid.illegal"),
    ]
  }

  private static var recorded: [Node] {
    Recorded.Kind.allCases.map { match("^\(literal($0.rawValue)).*$", "comment.block.recorded") }
  }

  private static func choice(_ words: [String]) -> String {
    Vocabulary.byLength(words).joined(separator: "|")
  }

  private static func literal(_ sign: String) -> String {
    sign.map { "*.^|+?()[]{}\\$".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  /// A value of JSON whose objects keep the order of their keys.
  private indirect enum Node {
    case text(String)
    case list([Node])
    case object([(String, Node)])

    func text(indent: Int = 0) -> String {
      let inner = String(repeating: " ", count: indent + 2)
      let outer = String(repeating: " ", count: indent)
      switch self {
      case .text(let text): return JSONString.quoted(text)
      case .list(let items):
        guard !items.isEmpty else { return "[]" }
        let lines = items.map { inner + $0.text(indent: indent + 2) }
        return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
      case .object(let fields):
        guard !fields.isEmpty else { return "{}" }
        let lines = fields.map {
          inner + JSONString.quoted($0) + ": " + $1.text(indent: indent + 2)
        }
        return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
      }
    }
  }
}
