import Language
import Plotting
import TimeSeries

/// The verb that draws.
enum PlotVerbs {
  static let verbs: [Verb] = [
    Verb(
      "plot",
      "Draws series, backtests, sweeps and the like into SVG and PNG files.",
      usage: "plot bt.equity, drawdown(bt.equity), title=\"after costs\"",
      prepositions: ["to"],
      options: [title.description, subtitle.description],
      mostOperands: .max,
      takesInput: true,
      isSource: true
    ) { call in try plot(call) }
  ]

  /// More lines than this are not told apart.
  static let mostLines = 24

  private static let title = Parameter.optionalText("title", "the heading")
  private static let subtitle = Parameter.optionalText("subtitle", "the smaller line below it")

  private static func plot(_ call: CommandCall) throws -> Outcome {
    let operands = call.command.operands
    guard !operands.isEmpty || call.input != nil else { throw call.misused }
    var builder = FigureBuilder()
    var remarks = Remarks()
    if let input = call.input {
      try add(input, label: "value", at: call.command.range, to: &builder, call)
      remarks.add(input, label: "value")
    }
    for operand in operands {
      let label = call.evaluator.source.phrase(labelled(operand).range)
      let value = try call.evaluator.evaluate(operand)
      try add(value, label: label, at: operand.range, to: &builder, call)
      remarks.add(value, label: label)
    }
    guard builder.lineCount <= mostLines else {
      throw call.located(FigureError.tooManyLines(builder.lineCount), call.command.range)
    }
    let path = try call.clause("to")?.first.map { try self.path($0, call) }
    let figure = builder.figure(
      title: try call.option(title),
      subtitle: try call.option(subtitle),
      remarks: remarks.text
    )
    return Outcome(
      .object(FigureValue(figure: figure, path: path, marks: remarks.marks)),
      isShown: true
    )
  }

  /// What has to be said of a figure, whatever its title says.
  private struct Remarks {
    private(set) var marks: [Mark] = []
    /// What is drawn before it was known.
    private var late: [String] = []

    mutating func add(_ value: Value, label: String) {
      marks = Mark.union(marks, value.marks)
      if let series = value.asSeries, series.reach.seesFuture { late.append(label) }
    }

    var text: String? {
      let known = late.isEmpty ? [] : ["known only after its bar: \(late.joined(separator: ", "))"]
      let all = known + marks.map(\.description)
      return all.isEmpty ? nil : all.joined(separator: " · ")
    }
  }

  /// Returns what names a part in the legend: of a slice, that which it was cut from, as the axis
  /// says which rows are drawn.
  private static func labelled(_ operand: Expression) -> Expression {
    guard case .subscripted(let owner, let indexes) = operand.kind else { return operand }
    switch indexes.first?.kind {
    case .range, .name: return owner
    default: return operand
    }
  }

  private static func add(
    _ value: Value,
    label: String,
    at range: SourceRange,
    to builder: inout FigureBuilder,
    _ call: CommandCall
  ) throws {
    if let part = Drawing.part(of: value, label: label) {
      builder.add(part, label: label)
    } else if let series = value.asSeries {
      builder.add(series, label: label)
    } else if let frame = value.asFrame {
      builder.add(frame, label: label)
    } else {
      throw call.located(
        Problem.wrongType(
          found: value.typeName,
          wanted: "a series or a result that can be drawn",
          what: "what is plotted"
        ),
        range
      )
    }
  }

  /// Returns a path without its ending, as every figure is written in several forms.
  private static func path(_ expression: Expression, _ call: CommandCall) throws -> String {
    guard case .text(let path) = try call.evaluator.evaluate(expression) else {
      throw call.misused
    }
    do {
      _ = try OutputFile.allowed(path + ".gp", by: call.context.writing)
    } catch {
      throw call.located(error.naming(path), expression.range)
    }
    for ending in FigureFormat.allCases.map({ "." + $0.rawValue }) where path.hasSuffix(ending) {
      return String(path.dropLast(ending.count))
    }
    return path
  }
}

/// Why values make no figure that can be read.
enum FigureError: Error, Equatable, Explainable {
  case tooManyLines(Int)

  var explanation: Explanation {
    switch self {
    case .tooManyLines(let count):
      Explanation(
        "E620",
        "\(NumberText.count(count)) lines in one figure cannot be read; it takes \(PlotVerbs.mostLines)",
        repair: "name the columns to plot, as in `plot x.rsi_14, x.macd`"
      )
    }
  }
}
