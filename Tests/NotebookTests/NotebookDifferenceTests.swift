import Foundation
import Language
import Notebook
import Testing

/// What two notebooks say differently.
struct NotebookDifferenceTests {
  private static let notebook = """
    ---
    seed: 42
    data:
      a.csv  rows=10  span=a..b  file=sha256:1234567890abcdef
    verified: 2026-11-21 linux cells=3 ok trials=24
    ---
    Prose.

    %% es
    es = load "a.csv"
    use es
    >> es  frame

    %% wf
    trees = input 300, range=50..800
    # a comment
    wf = walkforward gbm to y on x, train=3y, trees=trees, depth=3
    s = sma(close, 20) - 1
    >>~ wf.ic 0.0312 ±0.0005
    >>= x sketch n=3 na=0 p=QLc1vH8
    >> one
    >> two

    %% m
    m = mean(s)

    """

  private func lines(_ change: (String) -> String) -> [String] {
    difference(change).lines
  }

  private func difference(_ change: (String) -> String) -> NotebookDifference {
    NotebookDifference(
      from: Document(text: Self.notebook),
      to: Document(text: change(Self.notebook)),
      grammar: registry.grammar
    )
  }

  @Test func layoutAndCommentsDoNotCount() {
    let difference = difference {
      $0.replacing("# a comment", with: "# another").replacing(
        "sma(close, 20)",
        with: "sma(close,20)"
      )
      .replacing("seed: 42\n", with: "").replacing("---\nProse", with: "seed: 42\n---\nProse")
      .replacing(">> two", with: ">>? 7 s\n>> two")
    }
    #expect(difference.isEmpty)
    #expect(difference.lines.isEmpty)
  }

  @Test func parametersAndConstantsAreNamed() {
    #expect(
      lines { $0.replacing("input 300", with: "input 400") } == ["cell `wf`", "  trees 300 → 400"]
    )
    #expect(lines { $0.replacing("depth=3", with: "depth=6") } == ["cell `wf`", "  depth 3 → 6"])
    #expect(
      lines { $0.replacing("close, 20", with: "close, 30") } == [
        "cell `wf`", "  in sma(…) 20 → 30",
      ]
    )
    let both = lines {
      $0.replacing("input 300", with: "input 400").replacing("mean(s)", with: "mean(s) + 1")
    }
    #expect(
      both == [
        "cell `wf`", "  trees 300 → 400", "cell `m`", "  - m = mean(s)", "  + m = mean(s) + 1",
      ]
    )
    let more = lines {
      $0.replacing("input 300", with: "input 400").replacing(
        "sma(close, 20)",
        with: "ema(close, 20)"
      )
    }
    #expect(more.prefix(2) == ["cell `wf`", "  trees 300 → 400"])
    #expect(more.contains("  + s = ema(close, 20) - 1"))
  }

  @Test func cellsComeAndGo() {
    #expect(
      lines { $0.replacing("%% m\nm = mean(s)\n", with: "%% k\nq = 1\n") }
        == ["cell `m`, removed", "  - m = mean(s)", "cell `k`, added", "  + q = 1"]
    )
    #expect(
      lines { $0.replacing("%% m\n", with: "%% k\n") }
        == ["cell `k`", "  renamed from `m`, which changes its random numbers"]
    )
    let moved = lines {
      $0.replacing("%% m\nm = mean(s)\n", with: "").replacing(
        "%% wf",
        with: "%% m\nm = mean(s)\n\n%% wf"
      )
    }
    #expect(moved == ["cell `m`", "  moved: was behind `wf`, is behind `es`"])
    #expect(
      lines { $0.replacing("%% m", with: "%% m  tol=1e-9 skip") }
        == ["cell `m`", "  skip none → set", "  tol none → 1e-9"]
    )
  }

  @Test func headersAreComparedByTheirFacts() {
    #expect(
      lines {
        $0.replacing("seed: 42", with: "seed: 43\nholdout: 2024-01-01..")
          .replacing("sha256:12", with: "sha256:99").replacing("trials=24", with: "trials=30")
          .replacing("2026-11-21 linux cells=3", with: "2026-12-01 linux cells=3")
      } == [
        "header", "  seed 42 → 43", "  holdout none → 2024-01-01..",
        "  data a.csv rows=10 span=a..b sha256:1234567890ab → rows=10 span=a..b sha256:9934567890ab",
        "  trials 24 → 30",
      ]
    )
    #expect(
      lines { $0.replacing("Prose.", with: "Words.") } == ["text", "  - Prose.", "  + Words."]
    )
  }

  @Test func resultsHaveTheirTolerances() throws {
    #expect(lines { $0.replacing("0.0312 ±", with: "0.0316 ±") }.isEmpty)
    #expect(
      lines { $0.replacing("0.0312 ±", with: "0.0318 ±") }
        == ["cell `wf`", "  wf.ic 0.0312 → 0.0318  (±0.0005)"]
    )
    #expect(
      lines { $0.replacing(">> two", with: ">> three") } == ["cell `wf`", "  - two", "  + three"]
    )
    let stripped = lines { Document(text: $0).stripped.text }
    #expect(stripped == ["header", "  trials 24 → none", "  recorded lines there → none"])
  }

  /// Two recorded sketches tell without the column whether it can be the same.
  @Test func sketchesAreComparedByTheirTolerance() throws {
    let text = "%% es\nes = load \"datasets/sp500-daily.csv\"\nuse es\n%% r\nr = ret(close, 1)\n"
    let kept = try recorded(text)
    let start = try #require(kept.range(of: "na=1 p=")?.upperBound)
    func changed(at place: Int) -> Document {
      var other = kept
      let index = other.index(start, offsetBy: place)
      other.replaceSubrange(index...index, with: other[index] == "A" ? "B" : "A")
      return Document(text: other)
    }
    func lines(_ other: Document) -> [String] {
      NotebookDifference(from: Document(text: kept), to: other, grammar: registry.grammar).lines
    }
    // The lowest bits of the first double, and its sign and exponent.
    #expect(lines(changed(at: 0)).isEmpty)
    #expect(lines(changed(at: 9)) == ["cell `r`", "  r: has other values"])
  }

  @Test func eventsAreObjects() {
    let lines = difference { $0.replacing("input 300", with: "input 400") }.jsonLines(exit: .error)
    #expect(
      lines == [
        #"{"ev":"diff","place":"cell","id":"wf","what":"parameter","name":"trees","before":"300","after":"400"}"#,
        #"{"ev":"summary","state":"differs","changes":1,"exit":1}"#,
      ]
    )
  }
}
