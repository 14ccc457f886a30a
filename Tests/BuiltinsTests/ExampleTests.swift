import Builtins
import Foundation
import Language
import Notebook
import Numerics
import Testing

/// What help shows was run, and prints what the page says.
@Suite struct ExampleTests {
  static let registry = RegistryTests.registry
  static let guide = registry.guide

  /// Whether a page's lines write files, so that they run in a folder of their own elsewhere.
  static func writes(_ page: Guide.Page) -> Bool {
    page.examples.contains { $0.code.hasPrefix("export ") }
  }

  @Test(arguments: guide.pages.filter { !writes($0) && !$0.name.hasPrefix(":") }.map(\.name))
  func aPagePrintsWhatItSays(_ name: String) throws {
    let page = try #require(Self.guide[name])
    let printed = Self.run(page)
    for (example, lines) in zip(page.examples, printed) {
      #expect(
        example.matches(lines),
        "help \(name): \(example.code)\n\(lines.joined(separator: "\n"))"
      )
    }
  }

  /// Runs the lines of a page in a session of their own, and returns what each prints.
  private static func run(_ page: Guide.Page) -> [[String]] {
    var session = RegistryTests.session()
    for line in page.setUp {
      let result = session.run(line, slug: slug(of: line))
      #expect(result.error == nil, "help \(page.name): \(line)")
    }
    return page.examples.map { example in
      let result = session.run(example.code, slug: slug(of: example.code))
      let lines = result.output.map(\.text).filter { !$0.hasPrefix("note:") }
      return lines + (result.error?.rendered.split(separator: "\n").map(String.init) ?? [])
    }
  }

  /// The name that a cell with this line gets at the prompt, to which its random numbers belong.
  private static func slug(of line: String) -> String {
    let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return line.dropFirst(name.count).hasPrefix(" = ")
      ? String(name) : "example"
  }

  @Test func everyPageHasAnExample() {
    let verbs = Self.registry.orderedVerbs
    let figures = Help.figureNames
    #expect(figures.count > 30)
    let names =
      verbs.map(\.name) + verbs.flatMap(\.kinds).map(\.name) + figures
      + Self.guide.pages.map(\.name)
    for name in names {
      let own = Self.registry.verbs[name]?.examples ?? []
      let examples = own + (Self.guide[name]?.examples ?? [])
      #expect(!examples.isEmpty, "help \(name) has no example")
    }
    for function in Self.registry.groups.flatMap(\.functions) {
      let examples = function.examples + (Self.guide[function.name]?.examples ?? [])
      #expect(!examples.isEmpty, "help \(function.name) has no example")
    }
  }

  @Test func whatAPageLeadsOnToIsThere() {
    let help = Help(
      Self.registry,
      commands: [HelpCommand(name: "tour", form: ":tour", summary: "")]
    )
    for page in Self.guide.pages {
      for name in page.related {
        let lines = help.lines(for: name).map(\.plain)
        #expect(!lines[0].hasPrefix("nothing is known"), "\(page.name): \(name)")
      }
    }
  }

  @Test func anExampleMatchesByItsShownLines() {
    let shown = Example("f", prints: "a\n…\nc\nd e…")
    #expect(shown.matches(["a", "b", "b", "c", "d e f"]))
    #expect(shown.matches(["a", "c", "d e"]))
    #expect(!shown.matches(["a", "b", "c"]))
    #expect(!shown.matches(["b", "c", "d e"]))
    #expect(!shown.matches(["a", "b", "c", "d e", "f"]))
    #expect(Example("f", prints: "").matches([]))
    #expect(!Example("f", prints: "").matches(["a"]))
    #expect(Example("f", prints: "a\n…").matches(["a", "b"]))
  }

  /// What other packages call otherwise is a page here, and the line for it runs.
  @Test func foreignNamesAreWrittenAsTheTableSays() throws {
    let names = Dictionary(grouping: ForeignNames.all, by: \.name)
    #expect(names.allSatisfy { $0.value.count == 1 }, "\(names.filter { $0.value.count > 1 }.keys)")
    #expect(ForeignNames.all.count > 300)
    let known = Set(Self.registry.functions.keys).union(Self.registry.verbs.keys)
    let help = Help(Self.registry)
    var written: [String: String] = [:]
    for name in ForeignNames.all {
      #expect(!known.contains(name.name), "\(name.name) is a name of ours")
      #expect(!help.lines(for: name.ours)[0].plain.hasPrefix("nothing is known"), "\(name.ours)")
      written[name.written] = name.name
    }
    // Lines that read or write files, train for long, or need rows that are held out.
    let elsewhere = ["export ", "import ", "net = fit cnn", "unseal "]
    for (line, name) in written.sorted(by: { $0.key < $1.key })
    where !elsewhere.contains(where: line.hasPrefix) {
      let page = Guide(["# a\n    " + line], names: Self.names).pages[0]
      var session = RegistryTests.session()
      for before in ["es = load \"sample:sp500\"", "use es"] + page.setUp {
        #expect(session.run(before, slug: "before").error == nil, "\(name): \(before)")
      }
      let error = session.run(line, slug: "example").error
      #expect(error == nil, "\(name): \(line)\n\(error?.rendered ?? "")")
    }
  }

  private static let names: [(name: String, code: String)] = guide.pages.flatMap(\.setUp)
    .reduce(into: []) { names, line in
      let name = String(line.prefix { $0 != " " })
      if !names.contains(where: { $0.name == name }) { names.append((name, line)) }
    }
    .sorted { order($0.name) < order($1.name) }

  private static func order(_ name: String) -> Int {
    ["es", "p", "x", "y", "r", "m", "wf", "s", "bt", "mc", "k", "k2"].firstIndex(of: name) ?? 99
  }
}
