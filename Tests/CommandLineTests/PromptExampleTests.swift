import Builtins
import Language
import TestSupport
import Testing

/// Examples of help that are lines of the prompt, or write files: each page runs in a folder of its own.
struct PromptExampleTests {
  static let pages = Library.registry.guide.pages.filter { page in
    page.name.hasPrefix(":") || page.examples.contains { $0.code.hasPrefix("export ") }
  }

  @Test(arguments: pages.map(\.name))
  func aPagePrintsWhatItSays(_ name: String) throws {
    let page = try #require(Library.registry.guide[name])
    // What the lines print is told apart by a number that no line prints.
    let marks = page.examples.indices.map { "\(8_154_000 + $0) + 1" }
    var lines = page.setUp
    for (example, mark) in zip(page.examples, marks) { lines += [mark, example.code] }
    let isNumbered = name.hasPrefix(":")
    // Cells are numbered, and a mark would be one of them.
    let input = (isNumbered ? page.setUp + page.examples.map(\.code) : lines) + [""]
    let ended = try Mamba.run(in: TemporaryFolder(), input: input.joined(separator: "\n"))
    if isNumbered {
      let all = page.examples.map(\.prints).filter { !$0.isEmpty }.joined(separator: "\n")
      let printed = ended.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(Example("", prints: all).matches(printed.map(String.init)), "\(ended.output)")
      return
    }
    for (place, example) in page.examples.enumerated() {
      let (start, end) = ("\(8_154_001 + place)", "\(8_154_002 + place)")
      let after = ended.lines.drop { $0 != start }.dropFirst().prefix { $0 != end }
      #expect(example.matches(Array(after)), "\(example.code)\n\(ended.output)")
    }
  }
}
