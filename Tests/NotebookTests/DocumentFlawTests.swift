import Language
import Notebook
import Testing

/// What in a file cannot be read as it was meant is said at its place.
struct DocumentFlawTests {
  /// The lines, columns, codes and repairs of what is wrong with a text.
  private func flaws(_ text: String) -> [String] {
    Document(text: text).flaws.map { flaw in
      let error = flaw.diagnostic(in: "nb.mmb")
      let (line, start) = error.source.line(at: error.range.lower)
      let place = "\(line):\(error.range.lower - start + 1)"
      return "\(place) \(error.code) \(flaw.explanation.repair ?? "")"
    }
  }

  @Test func attributesAreWords() {
    let right = [
      "cache=keep", "cache=off", "skip", "expect=error", "hide=code", "hide=output", "timeout=90s",
      "timeout=1.5m", "timeout=2h", "tol=1e-9", "tol=0",
    ]
    for attribute in right { #expect(flaws("%% a  \(attribute)\n1\n").isEmpty, "\(attribute)") }
    let wrong = [
      ("cach=keep", "did you mean `cache`?"), ("cache=kee", "did you mean `cache=keep`?"),
      ("cache", "write `cache=keep|off`"), ("skip=yes", "write `skip`"),
      ("expect=failure", "write `expect=error`"), ("expect", "write `expect=error`"),
      ("hide=all", "write `hide=code|output`"), ("timeout=soon", "write `timeout=10m`"),
      ("timeout=10", "write `timeout=10m`"), ("timeout=-3s", "write `timeout=10m`"),
      ("tol=x", "write `tol=1e-9`"), ("tol=-1", "write `tol=1e-9`"),
      ("tol=nan", "write `tol=1e-9`"),
    ]
    for (attribute, repair) in wrong {
      #expect(flaws("%% a  \(attribute)\n1\n") == ["1:7 E014 \(repair)"], "\(attribute)")
    }
    #expect(flaws("%% a  skip skip\n") == ["1:12 E014 remove one"])
    #expect(flaws("%% a  skip # cach=keep skip\n").isEmpty)
    #expect(flaws("\n%% a  author\n")[0].contains("`timeout`"))
  }

  @Test func namesAreNames() {
    for name in ["a", "wf-2", "x_1", "A", "_x", "text-2"] { #expect(flaws("%% \(name)\n").isEmpty) }
    for name in ["3d", "a/b", "../x", "é", "-a", "a.b"] {
      #expect(flaws("%% \(name)\n").map { $0.prefix(8) } == ["1:4 E015"], "\(name)")
    }
    #expect(
      flaws("%% a\n%% b\n%% a\n%% text\n%% text\n%%\n%%\n").map { $0.prefix(8) } == ["3:4 E015"]
    )
  }

  @Test func headersAreWhole() {
    #expect(flaws("---\nseed: 1\n%% a\n1\n") == ["1:1 E016 end it with a line `---`"])
    #expect(flaws("#!x\n---\n1\n").map { $0.prefix(8) } == ["2:1 E016"])
    #expect(flaws("---\nseed: 1\nseed: 2\n---\n") == ["3:1 E016 remove one"])
    #expect(flaws("---\nseed: one\n---\n") == ["2:1 E016 write `seed: 42`"])
    #expect(flaws("---\nseed:\n---\n") == ["2:1 E016 write `seed: 42`"])
    #expect(
      flaws("---\nmmb: x\nlanguage: -1\n---\n").map { $0.prefix(8) } == ["2:1 E016", "3:1 E016"]
    )
    #expect(
      flaws("---\nmmb: 2\nlanguage: 7\n---\n") == [
        "2:1 E019 update mamba", "3:1 E019 update mamba",
      ]
    )
    #expect(flaws("---\nmmb: 1\nlanguage: 0\nseed: 3 \nauthor: me\n# note\n---\n").isEmpty)
  }

  @Test func recordedLinesHaveTheirMarks() {
    #expect(flaws("%% a\n>> 1\n>>\n>>= x\n>>~ a 1 ±1\n>>? 1 s\n>>! E1\n>>@ figure\n").isEmpty)
    #expect(
      flaws("%% a\n1\n>>% 1\n>>1\n>>=x\n").map { $0.prefix(8) } == [
        "3:1 E017", "4:1 E017", "5:1 E017",
      ]
    )
    #expect(flaws("%% text\n>>% quoted\n").isEmpty)
  }

  /// Nothing else is said of the two halves.
  @Test func mergesAreFinished() {
    let text =
      "---\n<<<<<<< a\nseed: 1\n=======\nseed: 2\n>>>>>>> b\n---\n%% a\n%% a\n<<<<<<< a\n1\n"
    #expect(flaws(text).map { $0.prefix(9) } == ["2:1 E018 ", "10:1 E018"])
  }

  /// A file can be looked at whatever is wrong with it, and not be run.
  @Test func whatIsWrongIsNotRun() throws {
    let text = "%% a  cach=keep\n1\n"
    #expect(Document(text: text).cells.map(\.code) == ["1"])
    #expect(performing: { try run(text) }, throws: { ($0 as? Diagnostic)?.code == "E014" })
  }
}
