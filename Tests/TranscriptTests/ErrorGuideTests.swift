import Builtins
import Foundation
import Language
import Notebook
import Testing

/// Every error code has a page, and the examples of the pages really end in their errors.
@Suite struct ErrorGuideTests {
  /// What no line of a program ends in: notebooks and their headers, files that are no text, other
  /// programs, the person, and what a function would have to lie about.
  private static let withoutExample: Set<String> = [
    "E008", "E014", "E015", "E016", "E017", "E018", "E019", "E110", "E111", "E113", "E114", "E115",
    "E213", "E214", "E216", "E217", "E219", "E311", "E503", "E504", "E602", "E603", "E604", "E605",
    "E606", "E611", "E620",
  ]

  @Test(arguments: ErrorGuide.examples.keys.sorted())
  func theExampleEndsInItsError(_ code: String) throws {
    let example = try #require(ErrorGuide.examples[code])
    var session = Transcript.session()
    if let file = example.file {
      session.evaluator.context.contents.keep(Array(file.utf8), of: "bars.csv")
    }
    if example.isInScope {
      let prelude = session.run("es = load \"datasets/sp500-daily.csv\"\nuse es", slug: "prelude")
      #expect(prelude.error == nil)
    }
    let error = session.run(example.program, slug: "example").error
    #expect(error?.code == code, "\(example.program)\n\(error?.rendered ?? "no error")")
  }

  @Test func everyCodeHasAnExampleOrAReasonForNone() {
    let codes = Set(ErrorGuide.entries.map(\.code))
    #expect(codes.subtracting(ErrorGuide.examples.keys) == Self.withoutExample)
    #expect(Set(ErrorGuide.examples.keys).isSubset(of: codes))
    #expect(ErrorGuide.entries.map(\.code).count == codes.count)
  }

  @Test func everyCodeOfTheSourcesHasAPage() throws {
    let codes = Set(ErrorGuide.entries.map(\.code))
    let files = try #require(FileManager.default.enumerator(atPath: "Sources"))
    var found: Set<String> = []
    for case let name as String in files where name.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "Sources/" + name, encoding: .utf8)
      for match in text.matches(of: /"(E[0-6][0-9][0-9])"/) { found.insert(String(match.1)) }
    }
    #expect(found.count > 60)
    #expect(found.subtracting(codes) == ["E000"])
  }
}
