import Builtins
import Language
import Notebook
import Testing
import TimeSeries

/// A number that was found from all rows makes what is computed with it known no sooner.
@Suite struct ToldArgumentsTests {
  /// A call with one argument that may be told.
  struct Call: Sendable, CustomStringConvertible {
    let function: String
    let parameter: String
    /// The call with `‹k›` in place of that argument.
    let template: String
    /// Pairs of values for it, of which one is in its range.
    let candidates: [(String, String)]

    func text(_ argument: String) -> String {
      template.split(separator: "‹k›", omittingEmptySubsequences: false).joined(separator: argument)
    }

    var description: String { "\(function), \(parameter)" }
  }

  /// Functions whose results are judged elsewhere: parts of figures, texts, and results without rows.
  private static let without: Set = [
    "axis", "calibration", "candles", "detections", "event_study", "heatmap", "importance",
    "insight",
    "json", "roc",
  ]

  static let calls: [Call] = RegistryTests.functions.flatMap { function -> [Call] in
    guard !without.contains(function.name) else { return [] }
    return function.parameters.compactMap { parameter in
      guard let candidates = parameter.candidates else { return nil }
      let arguments = function.parameters.compactMap { other -> String? in
        if other.name == parameter.name { return "\(other.name)=‹k›" }
        return other.fallback == nil ? "\(other.name)=\(other.typical)" : nil
      }
      return Call(
        function: function.name,
        parameter: parameter.name,
        template: "\(function.name)(\(arguments.joined(separator: ", ")))",
        candidates: candidates
      )
    }
  }

  @Test func manyArgumentsAreTried() {
    #expect(Self.calls.count >= 60)
    let tried = Set(Self.calls.map(\.description))
    #expect(
      tried.isSuperset(of: [
        "triple_barrier, up", "triple_barrier, down", "triple_barrier, max",
        "triple_barrier, scale",
        "asof, max", "disturbed, noise", "ahead, k", "lag, k", "ret, k",
      ])
    )
  }

  @Test(arguments: calls)
  func aToldArgumentIsNotForgotten(_ call: Call) throws {
    for (first, second) in call.candidates {
      guard let plain = Self.value(of: call.text(first)) else { continue }
      let told = try #require(
        Self.value(of: call.text("(if mean(close) > 0 then \(first) else \(second))")),
        "\(call)"
      )
      #expect(Self.facts(of: plain).allSatisfy { $0 == 0 }, "\(call): the call itself is told")
      let facts = Self.facts(of: told)
      #expect(!facts.isEmpty && facts.allSatisfy { $0 > 0 }, "\(call): \(call.text(first))")
      return
    }
    Issue.record("\(call): no value of \(call.candidates) is in its range")
  }

  /// What waits for such a result waits for the end of the rows, and no feature may have it at once.
  @Test(arguments: ["up=k", "down=k", "max=if k > 0 then 5 else 6", "max=if k > 0 then 5d else 6d"])
  func aBarrierWaitsForItsWidth(_ argument: String) throws {
    var session = Self.session()
    let barrier = "triple_barrier(\(argument), scale=1%)"
    _ = session.run("k = mean(close) / 1000", slug: "a")
    let early = session.run("features on es { c = lag(\(barrier), 20) }", slug: "b")
    #expect(early.error?.code == "E210")
    let waited = session.run("x = features on es { c = known(\(barrier)) }\nx.c", slug: "c")
    let values = try #require(waited.value?.asSeries).values
    #expect(waited.error == nil && values.dropLast().allSatisfy { $0.isNaN })
    #expect(values.last?.isNaN == false)
    let asOf = session.run("x = features on es { c = asof(es, \(barrier)) }\nx.c", slug: "d")
    #expect(asOf.value?.asSeries?.values.dropLast().allSatisfy { $0.isNaN } == true)
  }

  /// Forecasts of two weeks hang together over fourteen days, on the clock that they are brought to.
  @Test func deliveredForecastsLookAsFarAhead() {
    var session = Self.session()
    let result = session.run(
      """
      weeks = es | resample 1w
      x = features on weeks { r = ret(close, 1) }
      y = target on weeks, forward_return(2)
      w = walkforward ridge to y on x, train=3b, test=1b
      montecarlo (backtest sign(asof(weeks, w * 1)) on es), paths=1
      """,
      slug: "a"
    )
    let text = result.output.map(\.text).joined(separator: " ")
    #expect(result.error == nil && text.contains("14.0 bars long"), "\(text)")
  }

  private static func session() -> Session {
    var session = RegistryTests.session()
    let bars = Bars.random(rows: 60, seed: 3)
    session.evaluator.environment.used = FrameScope(bars, name: "es")
    session.evaluator.environment.bind("es", to: .frame(bars))
    return session
  }

  private static func value(of text: String) -> Value? {
    var session = session()
    let result = session.run("v = \(text)", slug: "a")
    return result.error == nil ? session.evaluator.environment["v"] : nil
  }

  /// How many facts each column or number of a value was told.
  private static func facts(of value: Value) -> [Int] {
    switch value {
    case .frame(let frame): frame.columns.map(\.series.knowledge.dated.count)
    case .record(let record): record.fields.flatMap { facts(of: $0.value) }
    case .list(let items): items.flatMap(facts)
    default: [(value.asSeries?.knowledge ?? value.knowledge).dated.count]
    }
  }
}

extension ParameterDescription {
  /// Pairs of arguments, the first of them in range at least once; nil for what is no number.
  fileprivate var candidates: [(String, String)]? {
    let whole = [("3", "4"), ("20", "30"), ("1", "2")]
    return switch type {
    case "a whole number": whole
    case "a whole number, or a duration": whole + [("3d", "4d")]
    case "a number", "a number or a series": [("0.5", "0.6")] + whole
    case "a duration": [("3d", "4d")]
    default: nil
    }
  }

  /// An argument where one is needed.
  fileprivate var typical: String {
    switch type {
    case "a series", "an expression": "close"
    case "a number or a series": "open"
    case "a frame", "another frame": "es"
    case let type where type.hasPrefix("a true or false series"): "close > open"
    case "a value" where !words.isEmpty: words[0]
    case "a word": words.first ?? "mean"
    default: name == "share" ? "0.5" : "3"
    }
  }
}
