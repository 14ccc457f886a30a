internal import Backtest
internal import Language

extension Help {
  /// The names of the figures that have a page.
  public static var figureNames: [String] { MetricDefinition.everything.map(\.name) }

  func page(of verb: Verb) -> HelpPage {
    var page = HelpPage()
    page.title(verb.name, "a verb")
    page.add(verb.summary)
    page.gap()
    page.add(form: verb.usage)
    page.gap()
    page.add(list: verb.options.map(Help.entry))
    if !verb.kinds.isEmpty {
      page.add(list: verb.kinds.map { ("\(verb.name) \($0.name)", $0.summary) })
      page.add("options", "of each kind: `help \(verb.name) \(verb.kinds[0].name)`")
    }
    for word in verb.clauseWords { page.add(list: [("… \(word.name)", word.summary)]) }
    page.add(verb.examples)
    add(registry.guide[verb.name], to: &page)
    return page
  }

  func page(of kind: Verb.Kind, of verbs: [Verb]) -> HelpPage {
    var page = HelpPage()
    let forms = verbs.map { "\($0.name) \(kind.name)" }.joined(separator: ", ")
    page.title(forms, "a kind of model")
    page.add(kind.summary)
    page.gap()
    page.add(list: kind.options.map(Help.entry))
    add(registry.guide[kind.name], to: &page)
    return page
  }

  func page(of function: Builtin) -> HelpPage {
    var page = HelpPage()
    page.title(function.signature, "a function · \(function.group)")
    page.add(function.summary)
    page.gap()
    page.add(list: function.parameters.map(Help.entry))
    page.add("reach", function.reach)
    page.add(function.examples)
    add(registry.guide[function.name], to: &page, isRelated: false)
    page.gap()
    let others = registry.groups.first { $0.name == function.group }?.functions.map(\.name) ?? []
    let figure = MetricDefinition.named(function.name) == nil ? [] : ["bt.\(function.name)"]
    let near = figure + others.filter { $0 != function.name }.prefix(8)
    let related = registry.guide[function.name]?.related ?? []
    page.add("see also", (related.isEmpty ? near : related).joined(separator: ", "))
    return page
  }

  static func page(of function: FunctionValue, named name: String) -> HelpPage {
    var page = HelpPage()
    function.comment.forEach { page.add($0) }
    page.add(form: function.signature(as: name))
    if let file = function.source.file { page.add("from \(file):\(function.line)") }
    return page
  }

  func page(ofError code: String, _ text: String) -> HelpPage {
    var page = HelpPage()
    page.title(code, "an error")
    page.add(text)
    add(registry.guide[code], to: &page)
    return page
  }

  /// Returns a page of the language itself.
  func page(of page: Guide.Page, as name: String) -> HelpPage {
    var shown = HelpPage()
    shown.title(page.names.joined(separator: "  "))
    page.text.forEach { shown.add($0) }
    add(page, to: &shown, isText: false)
    return shown
  }

  /// Returns what a figure means; nil for a name that no figure has.
  func figure(_ name: String) -> HelpPage? {
    guard let metric = MetricDefinition.named(name) else { return nil }
    var page = HelpPage()
    page.title(metric.name, "a figure")
    page.add(metric.definition)
    add(metric, to: &page)
    add(registry.guide[metric.name], to: &page)
    return page
  }

  func add(_ metric: MetricDefinition, to page: inout HelpPage, year: String? = nil) {
    page.gap()
    page.add(form: "= " + metric.formula)
    page.gap()
    if metric.isAnnual {
      page.add("m", year ?? "the rows of a year, which follow from the clock of the data")
    }
    page.add("unit", Help.unit(metric.unit))
    page.add("source", metric.source)
  }

  private static func unit(_ unit: MetricDefinition.Unit) -> String? {
    switch unit {
    case .ratio, .count: nil
    case .fraction: "a fraction: 0.1 is 10 %"
    case .probability: "a probability, from 0 to 1"
    case .currency: "the currency of the account"
    case .timesPerYear: "times the account, a year"
    }
  }

  /// Adds what the guide has of a page: its text, its examples, and what leads on.
  func add(
    _ guide: Guide.Page?,
    to page: inout HelpPage,
    isText: Bool = true,
    isRelated: Bool = true
  ) {
    guard let guide else { return }
    if isText, !guide.text.isEmpty {
      page.gap()
      guide.text.forEach { page.add($0) }
    }
    page.add(guide.examples, setUp: guide.setUp)
    if isRelated, !guide.related.isEmpty {
      page.gap()
      page.add("see also", guide.related.joined(separator: ", "))
    }
  }

  private static func entry(_ parameter: ParameterDescription) -> (name: String, text: String) {
    (parameter.name, text(of: parameter))
  }

  /// Returns what a parameter means, with its type, its words or range, and its default.
  static func text(of parameter: ParameterDescription) -> String {
    let type =
      parameter.words.isEmpty
      ? parameter.type + (parameter.range.map { " from \($0)" } ?? "")
      : parameter.words.joined(separator: ", ")
    let fallback = parameter.fallback.map { "; default \($0)" } ?? ""
    return "\(parameter.summary) (\(type)\(fallback))"
  }
}
