internal import Backtest
public import Language

/// What `:help` says, from the registry.
public enum Help {
  /// Returns the lines about a function, a verb or, without a word, about everything.
  public static func lines(
    for word: String,
    registry: Registry,
    width: Int = TextTable.recordedWidth
  ) -> [String] {
    TextTable.text(of: text(about: word, registry), width: width)
  }

  /// Returns the lines about a function that a program has defined: how it is called, where it is from
  /// and the comment above it.
  public static func lines(
    for function: FunctionValue,
    named name: String,
    width: Int = TextTable.recordedWidth
  ) -> [String] {
    var text = Presentation(function.comment.map { .line($0) })
    text.add("  " + function.signature(as: name))
    if let file = function.source.file { text.add("from \(file):\(function.line)") }
    return TextTable.text(of: text, width: width)
  }

  private static func text(about word: String, _ registry: Registry) -> Presentation {
    if word.isEmpty { return overview(of: registry) }
    if let verb = registry.verbs[word] { return text(about: verb) }
    if let function = registry.functions[word] { return text(about: function) }
    if let text = ErrorGuide.text(for: word) { return .line(text) }
    let field = word.split(separator: ".").last.map(String.init) ?? word
    if let metric = MetricDefinition.named(field) { return text(about: metric) }
    let known = Array(registry.functions.keys) + Array(registry.verbs.keys)
    let near = Suggestion.nearest(to: word, in: known).map { "; did you mean `\($0)`?" } ?? ""
    return .line("nothing is known of `\(word)`\(near)")
  }

  private static func overview(of registry: Registry) -> Presentation {
    var text = Presentation.line(
      "verbs      " + registry.orderedVerbs.map(\.name).joined(separator: " ")
    )
    for group in registry.groups {
      let title = group.name.lowercased()
      text.add(
        title + String(repeating: " ", count: max(1, 11 - title.count))
          + group.functions.map(\.name).joined(separator: " ")
      )
    }
    text.add("`:help ema`, `ema?` or `?ema` tells of one; `:keys` of the keyboard")
    return text
  }

  private static func text(about verb: Verb) -> Presentation {
    var text = Presentation([.line(verb.summary), .line("  " + verb.usage)])
    text.add(verb.options)
    for kind in verb.kinds {
      text.add("\(verb.name) \(kind.name)  \(kind.summary)")
      text.add(kind.options)
    }
    for word in verb.clauseWords { text.add("\(verb.name) … \(word.name)  \(word.summary)") }
    return text
  }

  private static func text(about function: Builtin) -> Presentation {
    var text = Presentation([.line(function.summary), .line("  " + function.signature)])
    text.add(function.parameters)
    if !function.reach.isEmpty { text.add("reach: \(function.reach)") }
    for example in function.examples {
      text.add("  " + example.code)
      text.add("  → " + example.prints)
    }
    return text
  }

  private static func text(about metric: MetricDefinition) -> Presentation {
    let year =
      metric.isAnnual ? "; m is the number of rows a year, which follows from the clock" : ""
    return Presentation([.line(metric.definition), .line("  " + metric.formula + year)])
  }
}

extension Presentation {
  /// Adds a line for each parameter, which is broken where it is longer than the screen is wide.
  fileprivate mutating func add(_ parameters: [ParameterDescription]) {
    let width = parameters.map(\.name.count).max() ?? 0
    for parameter in parameters {
      let type =
        parameter.words.isEmpty ? parameter.type : parameter.words.joined(separator: ", ")
      let fallback = parameter.fallback.map { ", default \($0)" } ?? ""
      let name = parameter.name + String(repeating: " ", count: width - parameter.name.count)
      add("  \(name)  \(parameter.summary) (\(type)\(fallback))")
    }
  }
}
