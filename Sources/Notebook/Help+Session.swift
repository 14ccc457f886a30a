internal import Backtest
internal import Builtins
internal import Language
internal import TimeSeries

extension Help {
  /// Returns the page of a value of the session, or of a field of one; nil where the word begins with no
  /// name of the session.
  func ofSession(_ word: String) -> HelpPage? {
    guard let session, let root = word.split(separator: ".").first.map(String.init),
      session.evaluator.environment[root] != nil || root == "_",
      root.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
    else { return nil }
    let source = Source(word)
    guard let expression = try? Parser.expression(of: source, grammar: registry.grammar) else {
      return nil
    }
    let evaluator = session.evaluator.trying(source)
    switch expression.kind {
    case .name, .last:
      guard let value = try? evaluator.evaluate(expression) else { return nil }
      if case .function(let function) = value.plain { return Help.page(of: function, named: word) }
      return page(of: value, named: word, in: session)
    case .field(let owner, let name):
      guard let value = try? evaluator.evaluate(owner) else { return nil }
      return page(of: name.text, of: value, as: word, evaluator)
    default: return nil
    }
  }

  /// Returns what a value is, a line for each of its fields, and the cell that made it.
  private func page(of value: Value, named name: String, in session: Session) -> HelpPage {
    var page = HelpPage()
    page.title(name, value.typeName)
    page.add(Help.summary(of: value, named: name))
    let names = Evaluator.fields(of: value, "").names
    let shown: [(name: String, text: String)] = names.prefix(Help.mostFields).map { field in
      ("." + field, fieldText(field, of: value))
    }
    if !shown.isEmpty {
      page.gap()
      page.add(list: shown)
      if names.count > shown.count { page.add("…", "and \(names.count - shown.count) more") }
    }
    page.gap()
    let origin = session.evaluator.environment.origin(of: name)
    page.add("made by", origin.map { "cell \($0.cellTitle): " + Help.shortened($0.text) })
    page.add("marked", value.marks.map(\.description).joined(separator: "; "))
    page.add("see also", related(to: value, name).joined(separator: ", "))
    return page
  }

  /// More fields than this, such as the columns of a wide frame, are counted.
  private static let mostFields = 40

  private func fieldText(_ field: String, of value: Value) -> String {
    let (_, found) = Evaluator.fields(of: value, field)
    let summary = FieldGuide.summary(of: field, in: value)
    guard let found else { return summary ?? "" }
    if case .number(let scalar) = found.plain {
      let number =
        scalar.kind == .boolean ? found.text : NumberText.cell(scalar.value)
      return number + (summary.map { " · " + $0 } ?? "")
    }
    return summary ?? Help.summary(of: found, named: "")
  }

  /// Returns what a field of a value is.
  private func page(
    of field: String,
    of owner: Value,
    as word: String,
    _ evaluator: Evaluator
  ) -> HelpPage? {
    let (names, found) = Evaluator.fields(of: owner, field)
    guard let value = found else {
      var page = HelpPage()
      let near = Suggestion.nearest(to: field, in: names).map { "; did you mean `\($0)`?" } ?? ""
      page.add("\(owner.typeName) has no field `\(field)`\(near)")
      return page
    }
    var page = HelpPage()
    let isShort = if case .number = value.plain { true } else { false }
    page.title(word + (isShort ? "  " + value.text : ""), isShort ? "" : value.typeName)
    let metric =
      FieldGuide.isFigure(field, in: owner) ? MetricDefinition.named(field) : nil
    if let metric {
      if !isShort { page.add(Help.summary(of: value, named: "")) }
      page.add(metric.definition)
      page.gap()
      if case .object(let object) = owner.plain {
        page.add(list: object.particulars(of: field))
      }
      add(metric, to: &page, year: Help.year(of: owner))
      let related = registry.guide[field]?.related ?? []
      page.add("see also", (["`:why \(word)`"] + related).joined(separator: ", "))
      return page
    }
    if let summary = FieldGuide.summary(of: field, in: owner) { page.add(summary) }
    if !isShort {
      page.gap()
      let shown = TextTable.text(of: Help.excerpt(of: value))
      page.add(lines: Array(shown.prefix(8)))
      if shown.count > 8 { page.add(lines: ["  …"]) }
    }
    return page
  }

  /// Of a long value the first lines, else all of it.
  private static func excerpt(of value: Value) -> Presentation {
    value.presentation(name: nil)
  }

  /// The first line of what a person sees of a value, without its name.
  private static func summary(of value: Value, named name: String) -> String {
    switch value.plain {
    case .object(let object):
      if object.fieldNames == ["count"], let count = object.field("count") {
        return "\(count.text) rows"
      }
      let lines = TextTable.text(of: object.presentation(name: nil), width: 1_000)
      return lines.first.map { String($0.drop { $0 == " " }) } ?? value.typeName
    case .record(let record): return record.fields.map(\.name).joined(separator: ", ")
    default: return shortened(value.text)
    }
  }

  /// Where the number of rows a year comes from.
  private static func year(of owner: Value) -> String? {
    let series = Evaluator.fields(of: owner, "equity").value?.asSeries
    guard let clock = (series ?? owner.asSeries)?.clock, clock.periodsPerYear.isFinite else {
      return nil
    }
    let count = NumberText.short(clock.periodsPerYear)
    guard clock.isDaily else {
      return "\(count) rows a year, as many as its clock \(clock.stepLabel) has"
    }
    let origin =
      clock.periodsPerYear == 252
      ? "its days are those of an exchange" : "its clock is \(clock.stepLabel)"
    return "\(count) rows a year: \(origin)"
  }

  private func related(to value: Value, _ name: String) -> [String] {
    let why = "`:why \(name)`"
    switch value.plain {
    case .frame: return [why, "help frame"]
    case .series: return [why, "help series", "help reach"]
    case .object(let object):
      let topics = [
        "a backtest": "backtest", "a sweep": "sweep", "a model": "model",
        "features": "features", "a target": "target", "a strategy": "strategy",
        "a Monte Carlo result": "montecarlo", "a panel": "panel",
      ]
      return [why] + (topics[object.typeName].map { ["help \($0)"] } ?? [])
    default: return [why]
    }
  }

  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= 120 ? line : line.prefix(119) + "…"
  }
}
