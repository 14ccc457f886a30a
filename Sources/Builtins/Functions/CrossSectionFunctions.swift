import Language
import Numerics
import TimeSeries

/// Functions that compare the symbols of a panel with each other, row by row.
enum CrossSectionFunctions {
  static let functions: [Builtin] = [
    crossSection(
      "xrank",
      "Rank among the symbols that have a value at that time, divided by their number; ties share their mean rank.",
      printed: "na na 1",
      of: rank
    ),
    crossSection(
      "xz",
      "Standard deviations, with divisor n - 1, from the mean of the symbols that have a value at that time.",
      printed: "na na 0.707107",
      of: score
    ),
    crossSection(
      "xmean",
      "Mean of the symbols that have a value at that time; of true and false, the share that is true.",
      printed: "na -12.025% 5.570%",
      kind: { $0 == .number ? .number : .fraction },
      of: { Statistics.mean($1) }
    ),
  ]

  /// A list of files is a choice that was made today.
  private static let universe = Mark(
    .hindsight,
    "the symbols were chosen today, and those that have vanished are missing"
  )

  /// The value of one symbol, and of all that have one.
  private typealias Statistic = @Sendable (_ own: Double, _ present: [Double]) -> Double

  /// Returns (b + (e + 1) / 2) / n for b smaller and e equal values of n, its own included.
  private static func rank(_ own: Double, _ present: [Double]) -> Double {
    guard !own.isNaN else { return .nan }
    let smaller = present.count { $0 < own }
    let equal = present.count { $0 == own }
    return (Double(smaller) + Double(equal + 1) / 2) / Double(present.count)
  }

  /// Returns the standard score; missing for fewer than two values, and where all are the same.
  private static func score(_ own: Double, _ present: [Double]) -> Double {
    guard let first = present.first, present.contains(where: { $0 != first }) else { return .nan }
    return (own - Statistics.mean(present)) / Statistics.stdev(present)
  }

  private static let values = Parameter.scoped(
    "values",
    "what to compare, of the columns of each symbol"
  )

  private static func crossSection(
    _ name: String,
    _ summary: String,
    printed: String,
    kind: @escaping @Sendable (Series.Kind) -> Series.Kind = { _ in .number },
    of statistic: @escaping Statistic
  ) -> Builtin {
    Builtin(
      name,
      summary,
      parameters: [values.description],
      reach: "that of its expression, over all symbols",
      examples: [
        Example(
          "use (load \"datasets/*-daily.csv\", symbol=file).vix_daily\ntail \(name)(ret(close, 20)), 3",
          prints: printed
            + "\n  hindsight: the symbols were chosen today, and those that have vanished are missing"
        )
      ]
    ) { call in
      let (panel, place) = try membership(call)
      let columns = try columns(of: panel, call)
      let own = columns[place]
      return .series(
        Series(
          crossSection(columns, place, statistic),
          clock: own.clock,
          kind: kind(own.kind),
          knowledge: Knowledge.derived(from: columns.map(\.knowledge), step: call.text)
            .marked([universe]),
          warmUp: own.warmUp,
          stated: Series.statedTimes(of: columns, through: .present)
        )
      )
    }
  }

  /// Returns `statistic` of each row of the column at `place`.
  private static func crossSection(
    _ columns: [Series],
    _ place: Int,
    _ statistic: Statistic
  ) -> [Double] {
    var present: [Double] = []
    return columns[place].values.indices.map { row in
      present.removeAll(keepingCapacity: true)
      for column in columns where !column.values[row].isNaN { present.append(column.values[row]) }
      return statistic(columns[place].values[row], present)
    }
  }

  private static func membership(_ call: Call) throws -> (panel: SymbolPanel, place: Int) {
    guard let scope = call.evaluator.frameInScope else {
      throw Problem.noFrame(wanted: "`\(call.name)`")
    }
    guard let membership = scope.frame.membership else {
      throw CrossSectionError.noPanel(call.name)
    }
    return (membership.panel, membership.place)
  }

  /// Returns the column that the argument is for each symbol.
  private static func columns(of panel: SymbolPanel, _ call: Call) throws -> [Series] {
    let argument = try call.read(values)
    if let part = argument.fixedPart { throw CrossSectionError.ofOneSymbol(part, call.name) }
    return try (0..<panel.count).map { place in
      let scope = FrameScope(panel.frame(at: place), name: "a symbol of the panel")
      let value = try argument.value(in: scope)
      guard let series = value?.asSeries else {
        throw Problem.wrongType(
          found: value?.typeName ?? "nothing",
          wanted: "a series of each symbol",
          what: "`values` of `\(call.name)`"
        )
      }
      guard series.clock.matches(panel.clock) else {
        throw Problem.differentClocks(series.clock.spanText, panel.clock.spanText)
      }
      return series
    }
  }
}

/// Why symbols are not compared.
enum CrossSectionError: Error, Explainable {
  case noPanel(String)
  case ofOneSymbol(String, String)

  var explanation: Explanation {
    switch self {
    case .noPanel(let function):
      Explanation(
        "E112",
        "`\(function)` compares the symbols of a panel, and what is in scope is no whole frame of one",
        repair:
          "take one whole, as in `p = load \"stocks/*.csv\", symbol=file` and `features on p.AAPL { … }`"
      )
    case .ofOneSymbol(let part, let function):
      Explanation(
        "E113",
        "\(part) was computed for one symbol, and `\(function)` needs it of each",
        repair: "write the expression itself inside `\(function)`"
      )
    }
  }
}
