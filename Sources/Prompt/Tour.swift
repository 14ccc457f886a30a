internal import Language
internal import Notebook
internal import TimeSeries

/// The lesson of `:tour`: ten steps on data that the program carries.
struct Tour {
  /// What a person did, and what it gave.
  struct Deed {
    /// The line, as the session ran it.
    let line: String
    /// Whether it ran.
    let succeeded: Bool
    /// The code of the error that it ended in; nil for none.
    let errorCode: String?
    /// The names of the session with their values.
    let values: [String: Value]
    /// The names that it gave a value to, or another one.
    let changed: Set<String>
  }

  /// One step: what and why, the line to type, and how it is seen that it was done.
  struct Step {
    let title: String
    /// At most five lines of at most 76 columns.
    let text: [String]
    /// The line to type, where `{es}` stands for what the person has called the data.
    let line: String
    /// The names that the line needs, by what they stand for.
    let needs: [String]
    /// Returns half a line of praise where the deed has reached the goal; nil where it has not.
    let praise: @Sendable (Deed) -> String?
  }

  /// The step that is being done, from 0; as many as there are steps once all are done.
  private(set) var place = 0
  /// What the person has called the data, the features, the target, the predictions and the backtest.
  private var names = Tour.usualNames

  private static let usualNames = ["es": "es", "x": "x", "y": "y", "wf": "wf", "bt": "bt"]

  /// The type of the value behind each of those names.
  private static let types = [
    "es": "a frame", "x": "features", "y": "a target", "wf": "a walk-forward prediction",
    "bt": "a backtest",
  ]

  var isOver: Bool { place >= Tour.steps.count }

  /// The line to type next; nil at the end.
  var suggestion: String? { isOver ? nil : filled(Tour.steps[place].line) }

  /// What a person reads of the step that is to be done.
  func lines(values: [String: Value]) -> [String] {
    guard !isOver else {
      return [
        "That was the tour. `help` lists everything, `help search WORDS` finds it."
      ]
    }
    let step = Tour.steps[place]
    let head = "── \(place + 1) of \(Tour.steps.count) · \(step.title) "
    let rule = String(repeating: "─", count: max(0, 60 - head.count))
    return [head + rule] + step.text.map(filled) + missing(values) + [
      "  type  " + filled(step.line)
    ]
  }

  /// What is not there that the step uses.
  private func missing(_ values: [String: Value]) -> [String] {
    let lacking = Tour.steps[place].needs.filter { values[names[$0] ?? $0] == nil }
    guard let first = lacking.first, let step = Tour.steps.firstIndex(where: { $0.makes == first })
    else { return [] }
    return [
      "  (it uses \(lacking.map { "`\($0)`" }.joined(separator: ", ")); `:tour \(step + 1)` makes it)"
    ]
  }

  /// Goes to a step, from 0.
  mutating func go(to step: Int) { place = min(max(0, step), Tour.steps.count) }

  /// Looks at what the person did: returns the praise where the step is done, and goes on.
  mutating func see(_ deed: Deed) -> String? {
    for (name, type) in Tour.types {
      let fresh = deed.changed.sorted().last { deed.values[$0]?.plain.typeName == type }
      if let fresh { names[name] = fresh }
    }
    guard !isOver, let praise = Tour.steps[place].praise(deed) else { return nil }
    place += 1
    return praise
  }

  private func filled(_ text: String) -> String {
    names.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
  }
}

extension Tour.Deed {
  /// Returns the newest value of a type that the line gave a name, or that has one already.
  fileprivate func made(_ type: String) -> Value? {
    guard succeeded else { return nil }
    return changed.sorted().compactMap { values[$0] }.last { $0.plain.typeName == type }
  }

  fileprivate static func number(_ value: Value, _ field: String) -> Double? {
    if case .number(let scalar)? = Evaluator.fields(of: value, field).value?.plain {
      return scalar.value
    }
    return nil
  }

  fileprivate func text(_ value: Value, _ field: String, _ digits: Int = 2) -> String {
    Tour.Deed.number(value, field).map { NumberText.fixed($0, digits) } ?? "na"
  }
}

extension Tour.Step {
  /// The name that the step gives.
  fileprivate var makes: String? {
    let name = line.prefix { $0 != " " }.drop { $0 == "{" }.prefix { $0 != "}" }
    return line.contains(" = ") ? String(name) : nil
  }
}

extension Tour {
  static let steps: [Step] = [
    Step(
      title: "Data",
      text: [
        "  mamba carries twenty years of the S&P 500, so nothing has to be there.",
        "  `load` reads a table, `=` names it, `;` begins another statement, and `|`",
        "  hands a value on: here to `tail`, to look at the newest rows.",
        "  (Anything may be typed in between. `:tour next`, `:tour back`, `:tour stop`.)",
      ],
      line: "{es} = load \"sample:sp500\"; {es} | tail 3",
      needs: []
    ) { deed in
      guard let value = deed.made("a frame"), let frame = value.asFrame else { return nil }
      return "\(NumberText.count(frame.count)) days, each known at its close."
    },
    Step(
      title: "Ask",
      text: [
        "  Everything answers to `?`: functions, verbs, options, your own values.",
        "  A page has what it takes, how far it looks, and lines that were run.",
      ],
      line: "ret?",
      needs: []
    ) { deed in
      deed.line.hasPrefix(":help ") && deed.succeeded
        ? "`help search WORDS` finds what you have no name for." : nil
    },
    Step(
      title: "Features",
      text: [
        "  What a model may learn from: here the return of a week, and how much days",
        "  vary. A block gives each a name; how far it looks is derived, never typed.",
      ],
      line: "{x} = features on {es} { r5 = ret(close, 5); vol = stdev(ret(close), 20) }",
      needs: ["es"]
    ) { deed in
      deed.made("features") == nil
        ? nil : "the reach above ends at 0: no row knows anything of the rows after it."
    },
    Step(
      title: "Target",
      text: [
        "  What the model is asked for, which has to know the future: whether the close",
        "  is higher five days on. `triple_barrier` and your own expressions work too.",
      ],
      line: "{y} = target on {es}, direction(5)",
      needs: ["es"]
    ) { deed in
      deed.made("a target") == nil
        ? nil : "its reach is the purge: so many rows are kept out between training and test."
    },
    Step(
      title: "A leak",
      text: [
        "  Now a mistake, on purpose: a feature that holds the target, as happens by",
        "  accident in every project. See what mamba says, before anything is computed.",
      ],
      line: "leak = features on {es} { peek = {y} }",
      needs: ["es", "y"]
    ) { deed in
      deed.errorCode == "E210"
        ? "refused, with the path it came by and a repair: a label once it has matured." : nil
    },
    Step(
      title: "Walk-forward",
      text: [
        "  Train on five years, predict the next one, move on: each prediction is by a",
        "  model that had not seen its day. Boosted trees, fifteen times; a second.",
      ],
      line: "{wf} = walkforward gbm to {y} on {x}, train=5y, test=1y, trees=30, depth=3",
      needs: ["es", "x", "y"]
    ) { deed in
      guard let value = deed.made("a walk-forward prediction") else { return nil }
      guard let auc = Deed.number(value, "auc"), !auc.isNaN else {
        return "its scores are those of rows that the models had not seen."
      }
      return
        "AUC \(NumberText.fixed(auc, 3)), where 0.5 is a coin: most ideas end here, and cheaply."
    },
    Step(
      title: "Backtest",
      text: [
        "  Trade it: in the market where the prediction is above one half. Orders fill",
        "  at the next open, and costs are on. Afterwards ask `{bt}.sharpe?`: it tells",
        "  what the figure means, and how sure it is.",
      ],
      line: "{bt} = backtest (if {wf} > 0.5 then 1 else 0) on {es} over 2004-06-01..",
      needs: ["es", "wf"]
    ) { deed in
      guard let value = deed.made("a backtest") else { return nil }
      var text = "Sharpe ratio \(deed.text(value, "sharpe"))"
      if case .list(let ends)? = Evaluator.fields(of: value, "sharpe_ci").value?.plain,
        ends.count == 2,
        case .number(let low) = ends[0].plain, case .number(let high) = ends[1].plain
      {
        text +=
          ", with 95 % between \(NumberText.fixed(low.value, 2)) and \(NumberText.fixed(high.value, 2))"
      }
      return text + ": a range, not a number."
    },
    Step(
      title: "Many trials",
      text: [
        "  Go with the last n days, for several n: the best looks good by luck alone.",
        "  mamba counts the trials, and says what the best of so many is worth.",
      ],
      line: "k = sweep n in 50..200 step 50 { backtest sign(ret({es}.close, n)) on {es} }",
      needs: ["es"]
    ) { deed in
      guard let value = deed.made("a sweep") else { return nil }
      return
        "deflated for the trials: \(deed.text(value, "dsr")), the probability of more than luck."
    },
    Step(
      title: "Plot",
      text: [
        "  A figure goes to files, and into the window where that can show one.",
        "  `plot` takes columns, backtests, sweeps; `help plot` has more.",
      ],
      line: "plot {bt}.equity, drawdown({bt}.equity)",
      needs: ["bt"]
    ) { deed in
      guard deed.line.contains("plot"), deed.succeeded || deed.errorCode == "E620" else {
        return nil
      }
      return deed.succeeded
        ? "the account, and below it how deep it fell on the way."
        : "figures need gnuplot; everything else does without."
    },
    Step(
      title: "Save",
      text: [
        "  The lines that ran are a notebook: a text file with what they printed. `mamba",
        "  run tour.mmb --verify` runs it afresh, here or anywhere, and compares it all.",
      ],
      line: ":save tour.mmb",
      needs: []
    ) { deed in
      deed.line.hasPrefix(":save") && deed.succeeded
        ? "the leak was left out: a line that failed is no part of the work." : nil
    },
  ]
}
