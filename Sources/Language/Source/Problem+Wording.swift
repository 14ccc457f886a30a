internal import TimeSeries

extension Problem: Explainable {
  public var explanation: Explanation {
    switch self {
    case .notUnicode:
      Explanation("E001", "this byte is not UTF-8", repair: "save the text as UTF-8")
    case .foreignSign(let sign, let repair):
      Explanation("E001", "`\(sign)` has no meaning here", repair: repair)
    case .strangeCharacter(let character):
      Explanation("E001", "`\(character)` has no meaning here", repair: "remove it")
    case .turnsDirection(let number):
      Explanation(
        "E001",
        "\(number) turns the direction of the text, so that what runs is not what is seen",
        repair: "remove it"
      )
    case .unterminatedText:
      Explanation("E002", "this text has no closing quote", repair: "end it with `\"`")
    case .unknownEscape:
      Explanation(
        "E002",
        "unknown escape in a text",
        repair: "use \\n, \\t, \\\" or \\\\"
      )
    case .numberTooLarge:
      Explanation("E003", "this number is too large", repair: "numbers end at about 1.8e308")
    case .unknownUnit(let unit):
      Explanation(
        "E003",
        "unknown unit `\(unit)`",
        repair: "use %, bp, ticks, b (bars), ms, s, m, h, d, w, mo, q or y"
      )
    case .notWhole(let unit):
      Explanation("E003", "\(unit) must be a whole number", repair: "write a whole number")
    case .noSuchDate(let text):
      Explanation("E004", "there is no date \(text)", repair: "dates are year-month-day")
    case .noSuchTime(let text):
      Explanation("E004", "there is no time \(text)", repair: "times run from 00:00 to 23:59")
    case .slashedDate(let text):
      Explanation(
        "E004",
        "`\(text)` is no date, and as a division hardly what is meant",
        repair: (["dates are year-month-day"] + [Problem.dates(of: text).joined(separator: " or ")])
          .filter { !$0.isEmpty }.joined(separator: ": ")
      )
    case .nameBeginsWithUnderscore(let name):
      Explanation(
        "E005",
        "a name cannot begin with `_`",
        repair: "write `\(name.drop { $0 == "_" })`; `_` is the last value and `_3` that of cell 3"
      )
    case .unclosed(let bracket):
      Explanation("E006", "`\(bracket)` is never closed", repair: "close it")
    case .unmatched(let bracket):
      Explanation("E006", "`\(bracket)` closes nothing that is open", repair: "remove it")
    case .unexpected(let text, let wanted):
      Explanation(
        "E007",
        wanted.map { "expected \($0), found `\(text.prefix(40))`" }
          ?? "`\(text.prefix(40))` cannot stand here",
        repair: wanted == nil ? "put a comma or a new line before it, or remove it" : nil
      )
    case .unexpectedEnd(let wanted):
      Explanation("E007", "the line ends too early" + (wanted.map { ", expected \($0)" } ?? ""))
    case .nestedTooDeeply:
      Explanation(
        "E008",
        "more than \(Parser.deepest) levels of nesting",
        repair: "give a part a name"
      )
    case .callsTooDeep:
      Explanation(
        "E008",
        "functions call each other too deeply",
        repair: "a function cannot call itself, not even through an argument"
      )
    case .chainedComparison:
      Explanation("E009", "comparisons do not chain", repair: "write `a < b and b < c`")
    case .assignmentAsComparison:
      Explanation("E009", "`=` gives a name to a value", repair: "write `==` to compare")
    case .reservedName(let word):
      Explanation(
        "E010",
        "`\(word)` is a word of the language and cannot be a name",
        repair: "write `\(word)_1`"
      )
    case .valuesStay(let text, let repair):
      Explanation(
        "E020",
        "`\(text)` is a part of a value, and values never change",
        repair: repair
      )
    case .foreignWord(let word, let repair):
      Explanation("E104", "no verb is called `\(word)`", repair: repair)
    case .importOfModule(let name):
      Explanation(
        "E309",
        "`import` brings the functions of another notebook, and `\(name)` is none",
        repair: "leave the line out: all functions are there"
      )
    case .comparisonAsAssignment(let name, let value):
      Explanation(
        "E009",
        "nothing is called `\(name)`, and `==` compares",
        repair: "write `\(name) = \(value)` to give it a value"
      )
    case .enterWithoutSide:
      Explanation("E011", "`enter` needs a side", repair: "write `enter long` or `enter short`")
    case .metaInProgram(let word):
      Explanation(
        "E012",
        "`:\(word)` belongs to the prompt and is not part of a program",
        repair: "type it at the prompt"
      )
    case .ruleOutsideStrategy(let word):
      Explanation(
        "E013",
        "`\(word)` is a rule of a strategy",
        repair: "put it inside `strategy on … { }`"
      )
    default: namesAndTypes
    }
  }

  private var namesAndTypes: Explanation {
    switch self {
    case .unknownColumn(let name, let frame, let suggestion):
      Explanation(
        "E101",
        "no column `\(name)` in \(frame)",
        repair: didYouMean(suggestion) ?? foreign(name)
      )
    case .lackingColumn(let name, let frame, let columns):
      Explanation("E101", "no column `\(name)` in \(frame)", repair: fields(columns))
    case .unknownName(let name, let suggestion):
      Explanation(
        "E102",
        "nothing is called `\(name)`",
        repair: literal(name) ?? didYouMean(suggestion) ?? foreign(name)
      )
    case .columnOutOfScope(let name, let owner):
      Explanation(
        "E102",
        "nothing is called `\(name)` here",
        repair: "write `\(owner).\(name)`, or bring its columns into scope: `use \(owner)`"
      )
    case .functionWithoutCall(let name):
      Explanation("E102", "`\(name)` is a function", repair: "call it: `\(name)(…)`")
    case .unknownFunction(let name, let suggestion):
      Explanation(
        "E102",
        "no function is called `\(name)`",
        repair: foreign(name) ?? didYouMean(suggestion)
      )
    case .unknownField(let name, let owner, let names, let suggestion):
      Explanation(
        "E103",
        "\(owner) has no field `\(name)`",
        repair: didYouMean(suggestion) ?? foreign(name) ?? fields(names)
      )
    case .unknownVerb(let name, let suggestion):
      Explanation("E104", "no verb is called `\(name)`", repair: didYouMean(suggestion))
    case .futureVerb(let name):
      Explanation("E105", "`\(name)` is a verb that this version does not have yet")
    case .unknownOption(let name, let owner, let suggestion):
      Explanation("E106", "`\(owner)` has no option `\(name)`", repair: didYouMean(suggestion))
    case .unknownWord(let word, let option, let allowed):
      Explanation(
        "E107",
        "`\(option)` cannot be `\(word)`",
        repair: "use \(alternatives(allowed))"
      )
    case .noFrame(let wanted):
      Explanation(
        "E108",
        "\(wanted) needs the columns of a frame, and none is in scope",
        repair: "name one first: `use es`, where es is a frame"
      )
    case .noLastValue(let cell):
      Explanation("E109", cell.map { "cell \($0) has no value" } ?? "there is no last value yet")
    case .missingColumns(let names, let function):
      Explanation(
        "E110",
        "`\(function)` needs \(alternatives(names, last: "and")), which the frame lacks",
        repair: names == ["volume"]
          ? "load bars that have a volume, or use what needs prices alone, such as `rsi(close, 14)`"
          : "load bars with open, high, low and close, and `use` them"
      )
    case .importCircle(let paths):
      Explanation(
        "E114",
        "imports go round in a circle: \(paths.joined(separator: " → "))",
        repair: "put what both need into a file of its own"
      )
    case .importsTooDeep(let limit):
      Explanation(
        "E114",
        "more than \(limit) files import one another in a row",
        repair: "import what is needed directly"
      )
    case .importUsesResult(let function, let name):
      Explanation(
        "E115",
        "`\(function)` uses `\(name)`, and an import computes nothing: it brings functions and the constants that they use",
        repair: "make `\(name)` a parameter of `\(function)`"
      )

    case .looksAhead(let name, let reach, let path, let place, let repair):
      Explanation(
        "E210",
        "`\(name)` knows the future: its reach is \(reach), and \(place) may know no row after its own",
        note: lookAheadNote(path),
        repair: repair ?? lookAheadRepair(path)
      )
    case .targetWithoutBound(let what, let path):
      Explanation(
        "E210",
        "the target knows all rows, so that none would be left for \(what) to train on",
        note: path.isEmpty ? nil : lookAheadNote(path),
        repair: "give its figures a window, as in `mean(close, 20)`"
      )
    case .differentClocks(let left, let right):
      Explanation(
        "E220",
        "series on different clocks do not mix: \(left) and \(right)",
        repair: "take both from one frame, or bring one over: `asof(daily, close)`"
      )
    case .rowsOutOfRange(let row, let count):
      Explanation(
        "E221",
        "there is no row \(row)",
        repair: "rows run from 0 to \(max(0, count - 1))"
      )
    case .clockHasNoTimes(let what):
      Explanation(
        "E222",
        "\(what) needs times, and these rows have numbers only",
        repair: "give a number of rows, such as 0..<7000"
      )

    case .selectionTraded(let name):
      Explanation(
        "E212",
        "\(name) is a selection of bars, and the next open of a selection is not the next open",
        repair: "trade the whole frame, and put the condition of `where` into the rule"
      )
    case .notTakenBefore(let text):
      Explanation("E219", "`\(text)` was not asked for when the statement ran first")
    case .fillsAtItsOwnClose:
      Explanation(
        "E211",
        "the signal uses the close of its bar, and cannot be filled at that close",
        repair: "write `fill=next_open`, or take `lag(…, 1)` of the signal"
      )

    case .wrongType(let found, let wanted, let what):
      Explanation(
        "E301",
        "\(what) must be \(wanted), not \(found)",
        repair: finish(found) ?? way(to: wanted)
      )
    case .mistyped(let found, let wanted, let what, let repair):
      Explanation("E301", "\(what) must be \(wanted), not \(found)", repair: repair)
    case .missingArgument(let name, let function):
      Explanation("E302", "`\(function)` needs `\(name)`", repair: "see `help \(function)`")
    case .tooManyArguments(let function, let limit):
      Explanation(
        "E302",
        "`\(function)` takes at most \(limit) argument\(limit == 1 ? "" : "s")",
        repair: "see `help \(function)`"
      )
    case .repeatedArgument(let name):
      Explanation("E302", "`\(name)` is given twice", repair: "remove one of them")
    case .notCallable(let type):
      Explanation("E303", "\(type) cannot be called like a function", repair: finish(type))
    case .noField(let name, let type):
      Explanation(
        "E304",
        "\(type) has no fields, so no `.\(name)`",
        repair: finish(type) ?? foreign(name)
      )
    case .outsideRange(let what, let value, let range):
      Explanation("E305", "\(what) is \(value)", repair: "it may be \(range)")
    case .notADistance(let rule, let value):
      Explanation(
        "E305",
        "`\(rule)` is a distance from the entry price as a fraction of it, and here it is \(value)",
        repair: "write `\(rule) 3%`, or `\(rule) 2 * atr(14) / close`"
      )
    case .negativeShift(let function, let value, let repair):
      Explanation(
        "E305",
        "`\(function)` by \(value) rows would look the other way",
        repair: repair
      )
    case .negativeRow(let value):
      Explanation(
        "E305",
        "there is no row \(value): rows are counted from 0",
        repair: "`tail` has the last, as in `es | tail 1`; the row before each is `lag(close, 1)`"
      )
    case .notAWholeNumber(let what, let value):
      Explanation(
        "E305",
        "\(what) is \(value), which is not a whole number",
        repair: Double(value).flatMap { value in
          value.isFinite && abs(value) < 1e15
            ? "write \(NumberText.short(value.rounded(.down)))" : nil
        }
      )
    case .badOperands(let left, let right, let sign):
      Explanation(
        "E306",
        "`\(sign)` does not join \(left) and \(right)",
        repair: finish(left, right) ?? joining(left, right, sign)
      )
    case .changesDuringRun(let name, let function):
      Explanation(
        "E307",
        "`\(name)` changes as the strategy runs, and `\(function)` needs a whole column",
        repair: "compare it directly, as in `bars_held >= 12`"
      )
    case .elementwiseExtreme(let function, let arguments):
      Explanation(
        "E308",
        "the second argument of `\(function)` is a window, not something to compare with",
        repair: "write `p\(function)(\(arguments))` for the element-wise one"
      )
    case .missingClause(let verb, let clause, let usage):
      Explanation("E309", "`\(verb)` needs `\(clause)`", repair: "write `\(usage)`")
    case .unexpectedClause(let verb, let clause, let usage):
      Explanation("E309", "`\(verb)` takes no `\(clause)`", repair: "write `\(usage)`")
    case .wrongOperands(let verb, let usage):
      Explanation("E309", "`\(verb)` is not used like this", repair: "write `\(usage)`")
    case .missingBlock(let verb, let usage):
      Explanation("E309", "`\(verb)` needs a block", repair: "write `\(usage)`")
    case .countsDiffer(let names, let values):
      Explanation("E310", "\(names) names for \(values) value\(values == 1 ? "" : "s")")

    case .tooFewRows(let count):
      Explanation(
        "E413",
        "\(NumberText.count(count)) rows are too few for one training window and a test",
        repair: count < 8
          ? "load more rows"
          : "shorten them, as in `train=\(count / 2)b, test=\(max(1, count / 8))b`"
      )

    case .tooManyGroups(let groups, let rows):
      Explanation(
        "E413",
        "\(NumberText.count(groups)) groups are too many for \(NumberText.count(rows)) rows that have a target",
        repair: "ask for fewer groups"
      )

    case .tooFewBars(let function):
      Explanation("E413", "`\(function)` needs two bars in a row that have all four prices")

    case .assertionFailed(let text, let value):
      Explanation("E501", "assertion failed: `\(text)` is \(value)")
    case .tooMuch(let what, let count, let limit):
      Explanation("E502", "\(what) would be \(count)", repair: "at most \(limit) are allowed")
    case .outOfMemory(let limit):
      Explanation(
        "E502",
        "the memory of this run would be more than \(limit)",
        repair: "use fewer rows or columns, or allow more with `--memory`"
      )
    case .interrupted:
      Explanation("E503", "interrupted")
    case .cannotImport(let path): Explanation("E601", "\(path) cannot be imported here")
    default:
      Explanation("E000", "\(self)")
    }
  }

  /// Returns the dates that `01/02/2024` may be, the month first and the day first.
  private static func dates(of text: String) -> [String] {
    let parts = text.split(separator: "/").compactMap { Int($0) }
    guard parts.count == 3 else { return [] }
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let orders = parts[0] == parts[1] ? [(0, 1)] : [(0, 1), (1, 0)]
    return orders.compactMap { month, day in
      Instant(year: parts[2], month: parts[month], day: parts[day])
        .map { _ in "`\(parts[2])-\(padded(parts[month]))-\(padded(parts[day]))`" }
    }
  }

  /// What to do where one of the values is only a part of what it will be.
  private func finish(_ types: String...) -> String? {
    guard types.contains(where: { $0.hasPrefix("a part of ") }) else { return nil }
    return "it was stopped, and only a part of it is finished: `:resume` goes on"
  }

  /// Returns how one comes by a value of the type that is wanted.
  private func way(to wanted: String) -> String? {
    switch wanted {
    case "features": "name its columns: `x = features on es { r1 = ret(close, 1) }`"
    case "a backtest": "trade it first: `bt = backtest s on es`"
    case "a model": "train one first: `m = fit gbm to y on x`"
    case "a list of numbers": "write `series([1, 2, 3])`"
    case _ where wanted.hasPrefix("a duration"): "write a length of time, such as `1h` or `1w`"
    case _ where wanted.hasSuffix("truth value") || wanted.hasSuffix("truth values"):
      "compare, as in `close > lag(close, 1)`"
    default: nil
    }
  }

  /// Returns the word that `name` is here, where other languages write a literal so.
  private func literal(_ name: String) -> String? {
    ForeignNames.literals[name.lowercased()].map { "write `\($0)`" }
  }

  private func foreign(_ name: String) -> String? {
    ForeignNames.named(name)?.repair
  }

  private func fields(_ names: [String]) -> String? {
    guard !names.isEmpty, names.count <= 12 else { return nil }
    return "it has \(alternatives(names, last: "and"))"
  }

  /// What is meant most often by two values that a sign does not join.
  private func joining(_ left: String, _ right: String, _ sign: String) -> String? {
    let types = Set([left, right])
    if sign == "[ ]" {
      switch right {
      case "a date": return "give a range: `es[2024-01-31..2024-01-31]`, or `es @ 2024-01-31`"
      case "a time of day": return "rows are a range, such as `[0..<5]`"
      default: return nil
      }
    }
    if types.contains("a text"), types.contains("a series") || types.contains("a number") {
      return "numbers stand without quotes, and columns too, as in `close + 1`"
    }
    if types.contains("a duration") || types.contains("a number of bars") {
      return "a number of rows is written `20`, and given to a function: `lag(close, 20)`"
    }
    if sign == "and" || sign == "or" {
      return "compare first, as in `close > 1 \(sign) volume > 0`"
    }
    if types.contains("a list") { return "write `series([1, 2, 3])` to compute with its numbers" }
    if types.contains("a frame") { return "name one of its columns, as in `es.close`" }
    if types.contains("a record") { return "name one of its fields, as in `macd(close).hist`" }
    if types.contains(where: { $0.hasSuffix("truth values") || $0 == "a truth value" }) {
      return "make numbers of it: `if close > open then 1 else 0`"
    }
    return nil
  }

  private func didYouMean(_ name: String?) -> String? {
    name.map { "did you mean `\($0)`?" }
  }

  private func alternatives(_ words: [String], last: String = "or") -> String {
    let quoted = words.map { "`\($0)`" }
    guard quoted.count > 1, let end = quoted.last else { return quoted.first ?? "nothing" }
    return quoted.dropLast().joined(separator: ", ") + " \(last) " + end
  }

  private func lookAheadNote(_ path: [Knowledge.Step]) -> String {
    let steps = path.map { step in "`\(step.text)`" + (step.cell.map { " (cell \($0))" } ?? "") }
    return "the future came in by " + steps.joined(separator: " → ")
  }

  private func lookAheadRepair(_ path: [Knowledge.Step]) -> String {
    if path.first.map({ $0.text.hasPrefix("predict ") }) ?? false {
      return "ask only for rows after those that the model knows, with `over`, or use `walkforward`"
    }
    if path.contains(where: { $0.text.hasPrefix("where ") }) {
      return "take the frame that `where` chose from, and put the condition into the expression"
    }
    if path.first.map({ $0.text.hasSuffix(", reach=unknown") }) ?? false {
      return "say how far the imported columns look: `assume x, reach=[-50, 0]`"
    }
    return "use what is known by then: a trailing window, as in `mean(close, 50)`, or `known(…)`"
  }
}
