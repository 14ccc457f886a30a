internal import Backtest
public import Language

/// What `:help` says, from the registry.
public enum Help {
  /// Returns the lines about a function, a verb or, without a word, about everything.
  public static func lines(for word: String, registry: Registry) -> [String] {
    if word.isEmpty { return overview(of: registry) }
    if let verb = registry.verbs[word] { return lines(for: verb) }
    if let function = registry.functions[word] { return lines(for: function) }
    if let text = ErrorGuide.text(for: word) { return TextTable.lines(of: .line(text)) }
    let field = word.split(separator: ".").last.map(String.init) ?? word
    if let metric = MetricDefinition.named(field) { return lines(for: metric) }
    let known = Array(registry.functions.keys) + Array(registry.verbs.keys)
    let near = Suggestion.nearest(to: word, in: known).map { "; did you mean `\($0)`?" } ?? ""
    return ["nothing is known of `\(word)`\(near)"]
  }

  private static func overview(of registry: Registry) -> [String] {
    var lines = ["verbs      " + registry.orderedVerbs.map(\.name).joined(separator: " ")]
    lines += registry.groups.map { group in
      let title = group.name.lowercased()
      return title + String(repeating: " ", count: max(1, 11 - title.count))
        + group.functions.map(\.name).joined(separator: " ")
    }
    lines.append("`:help ema`, `ema?` or `?ema` tells of one; `:keys` of the keyboard")
    return lines.flatMap { TextTable.lines(of: .line($0)) }
  }

  private static func lines(for verb: Verb) -> [String] {
    TextTable.lines(of: .line(verb.summary)) + ["  " + verb.usage] + lines(for: verb.options)
  }

  private static func lines(for function: Builtin) -> [String] {
    var lines = TextTable.lines(of: .line(function.summary)) + ["  " + function.signature]
    lines += self.lines(for: function.parameters)
    if !function.reach.isEmpty { lines.append("reach: \(function.reach)") }
    for example in function.examples { lines += ["  " + example.code, "  → " + example.prints] }
    return lines
  }

  private static func lines(for metric: MetricDefinition) -> [String] {
    let year =
      metric.isAnnual ? "; m is the number of rows a year, which follows from the clock" : ""
    return TextTable.lines(
      of: Presentation([.line(metric.definition), .line("  " + metric.formula + year)])
    )
  }

  private static func lines(for parameters: [ParameterDescription]) -> [String] {
    let table = Table(
      [Table.Column("", .left), Table.Column("", .left), Table.Column("", .left)],
      rows: parameters.map { parameter in
        let type =
          parameter.words.isEmpty
          ? parameter.type : parameter.words.joined(separator: ", ")
        return [
          parameter.name, parameter.summary,
          type + (parameter.fallback.map { ", default \($0)" } ?? ""),
        ]
      }
    )
    return parameters.isEmpty ? [] : TextTable.lines(of: Presentation([.table(table)]))
  }
}
