public import Language

/// The pages of `docs/reference`, made from the registry.
public enum ReferencePages {
  public struct Page: Sendable, Hashable {
    /// The name of the file.
    public let name: String
    public let text: String
  }

  /// Returns a page for the verbs, one for each group of functions, and the list of them all.
  public static func all(of registry: Registry) -> [Page] {
    let groups = registry.groups.map { group in
      Page(name: fileName(group.name), text: page(of: group.name, group.functions, registry.guide))
    }
    return [
      index(of: registry), Page(name: "verbs.md", text: verbs(of: registry)),
      Page(name: "language.md", text: language(registry.guide)),
      Page(name: "errors.md", text: errors),
    ] + groups
  }

  private static let notice =
    "<!-- Made from the registry by `make reference`; change the builtin, not this page. -->\n"

  private static func fileName(_ group: String) -> String { group.lowercased() + ".md" }

  private static func index(of registry: Registry) -> Page {
    var text = "# Reference\n\n" + notice + "\n[Verbs](verbs.md): "
    text += registry.orderedVerbs.map { "`\($0.name)`" }.joined(separator: " ") + "\n"
    for group in registry.groups {
      text += "\n[\(group.name)](\(fileName(group.name))): "
      text += group.functions.map { "`\($0.name)`" }.joined(separator: " ") + "\n"
    }
    text += "\n[Signs, words and types of the language](language.md).\n"
    text += "\n[Errors](errors.md) by their codes.\n"
    return Page(name: "README.md", text: text)
  }

  private static var errors: String {
    ErrorGuide.entries.reduce("# Errors\n\n" + notice) { $0 + "\n**\($1.code)** \($1.text)\n" }
  }

  private static func language(_ guide: Guide) -> String {
    guide.pages.filter { !$0.text.isEmpty }.reduce("# Language\n\n" + notice) { text, page in
      let names = page.names.map { "`\($0)`" }.joined(separator: " ")
      return text + "\n## \(names)\n\n" + page.text.joined(separator: "\n\n") + "\n"
        + examples([], page)
    }
  }

  private static func page(of group: String, _ functions: [Builtin], _ guide: Guide) -> String {
    functions.reduce("# \(group)\n\n" + notice) { $0 + "\n" + section(of: $1, guide) }
  }

  private static func section(of function: Builtin, _ guide: Guide) -> String {
    var text = "## `\(function.signature)`\n\n\(function.summary)\n"
    text += list(of: function.parameters)
    if !function.reach.isEmpty { text += "\nReach: \(function.reach).\n" }
    return text + examples(function.examples, guide[function.name])
  }

  private static func verbs(of registry: Registry) -> String {
    var text = "# Verbs\n\n" + notice
    for verb in registry.orderedVerbs {
      text += "\n## `\(verb.name)`\n\n\(verb.summary)\n\n```\n\(verb.usage)\n```\n"
      text += list(of: verb.options)
      for kind in verb.kinds {
        text += "\n`\(verb.name) \(kind.name)`: \(kind.summary)\n" + list(of: kind.options)
      }
      if !verb.clauseWords.isEmpty {
        text += "\n" + verb.clauseWords.map { "- `\($0.name)`: \($0.summary)\n" }.joined()
      }
      text += examples(verb.examples, registry.guide[verb.name])
    }
    return text
  }

  private static func list(of parameters: [ParameterDescription]) -> String {
    guard !parameters.isEmpty else { return "" }
    let lines = parameters.map { parameter -> String in
      let words =
        parameter.words.isEmpty
        ? parameter.type : parameter.words.map { "`\($0)`" }.joined(separator: ", ")
      let fallback = parameter.fallback.map { "; default \($0)" } ?? ""
      return "- `\(parameter.name)`: \(parameter.summary) (\(words)\(fallback))"
    }
    return "\n" + lines.joined(separator: "\n") + "\n"
  }

  private static func examples(_ examples: [Example], _ page: Guide.Page?) -> String {
    block([], examples) + (page.map { block($0.setUp, $0.examples) } ?? "")
  }

  private static func block(_ setUp: [String], _ examples: [Example]) -> String {
    guard !examples.isEmpty else { return "" }
    let lines = examples.map { $0.code + ($0.prints.isEmpty ? "" : "\n" + $0.prints) }
    return "\n```\n" + (setUp + lines).joined(separator: "\n") + "\n```\n"
  }
}
