import Builtins
import Language
import Notebook
import Numerics
import Testing
import TimeSeries

/// What the registry says of the language is true.
@Suite struct RegistryTests {
  static let registry = Library.registry
  static let functions = registry.groups.flatMap(\.functions)

  static func session() -> Session {
    Session(registry: registry, context: RunContext(), drawing: nil)
  }

  @Test func everyExamplePrintsWhatItSays() {
    var count = 0
    for (name, examples) in Self.functions.map({ ($0.name, $0.examples) })
      + Self.registry.orderedVerbs.map({ ($0.name, $0.examples) })
    {
      for example in examples {
        var session = Self.session()
        let result = session.run(example.code, slug: "example")
        let printed = result.output.filter { !$0.text.hasPrefix("note:") }.map(\.text)
        #expect(result.error == nil, "\(name): \(example.code)")
        #expect(printed.joined(separator: "\n") == example.prints, "\(name): \(example.code)")
        count += 1
      }
    }
    #expect(count >= 40)
  }

  @Test func everyNameIsThereOnce() {
    let names = Self.functions.map(\.name) + Self.registry.orderedVerbs.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" } })
    #expect(Set(names).isDisjoint(with: Self.registry.grammar.futureVerbs))
  }

  @Test(arguments: functions.map(\.name) + registry.orderedVerbs.map(\.name))
  func everythingIsDescribed(_ name: String) {
    let function = Self.registry.functions[name]
    let verb = Self.registry.verbs[name]
    let summary = function?.summary ?? verb?.summary ?? ""
    #expect(
      summary.hasSuffix(".")
        && summary.first.map { $0.isUppercase || $0 == "-" || $0 == "e" } ?? false
    )
    let parameters = function?.parameters ?? verb?.options ?? []
    #expect(Set(parameters.map(\.name)).count == parameters.count)
    for parameter in parameters {
      #expect(!parameter.summary.isEmpty && !parameter.summary.hasSuffix("."), "\(parameter.name)")
      #expect(!parameter.type.isEmpty, "\(parameter.name)")
      if let fallback = parameter.fallback, !parameter.words.isEmpty {
        #expect(parameter.words.contains(fallback), "\(parameter.name)")
      }
    }
  }

  /// A default that is typed out is one that the function takes, and changes nothing.
  @Test(
    arguments: functions.filter { $0.parameters.contains { $0.typedDefault != nil } }.map(\.name)
  )
  func everyDefaultIsWithinItsRange(_ name: String) throws {
    let function = try #require(Self.registry.functions[name])
    let typical = [
      "a series": "close", "a frame": "es",
      "a true or false series, or a frame of such": "close > open",
    ]
    let needed = function.parameters.filter { $0.fallback == nil }.map { parameter in
      "\(parameter.name)=" + (typical[parameter.type] ?? "3")
    }
    let defaults = function.parameters.compactMap { parameter in
      parameter.typedDefault.map { "\(parameter.name)=\($0)" }
    }
    var session = Self.session()
    let bars = Bars.random(rows: 60, seed: 3)
    session.evaluator.environment.used = FrameScope(bars, name: "es")
    session.evaluator.environment.bind("es", to: .frame(bars))
    let short = session.run("\(name)(\(needed.joined(separator: ", ")))", slug: "a")
    let long = session.run("\(name)(\((needed + defaults).joined(separator: ", ")))", slug: "a")
    #expect(short.error == nil && long.error == nil, "\(long.error?.rendered ?? "")")
    #expect(short.output == long.output)
  }

  @Test(arguments: registry.orderedVerbs.map(\.name))
  func everyUsageIsOfTheLanguage(_ name: String) throws {
    let verb = try #require(Self.registry.verbs[name])
    let statements = try Parser.statements(of: Source(verb.usage), grammar: Self.registry.grammar)
    #expect(statements.count == 1)
    #expect(verb.usage.contains(name))
    for preposition in verb.prepositions {
      #expect(Grammar.prepositions.contains(preposition))
    }
    #expect(verb.options.allSatisfy { $0.fallback != nil || !$0.summary.isEmpty })
  }

  /// Every error that a program can meet stands in the guide.
  @Test func everyFutureVerbSaysSo() {
    for verb in Self.registry.grammar.futureVerbs {
      var session = Self.session()
      #expect(session.run("\(verb) x", slug: "a").error?.code == "E105", "\(verb)")
    }
  }
}

extension ParameterDescription {
  /// The default, where it is a value that can be typed.
  fileprivate var typedDefault: String? {
    fallback.flatMap {
      Double($0) != nil || words.contains($0) || $0 == "true" || $0 == "false" ? $0 : nil
    }
  }
}
