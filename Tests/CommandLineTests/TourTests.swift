import Foundation
import TestSupport
import Testing

/// The lesson of ten steps, as a new user takes it in a small window.
struct TourTests {
  private static func prompt(in folder: TemporaryFolder) throws -> PromptProcess {
    let prompt = try PromptProcess(in: folder, columns: 80, rows: 24)
    prompt.enter(":tour")
    return prompt
  }

  /// The line that the step of a number asks for, joined where the window has broken it.
  private static func line(_ step: Int, in prompt: PromptProcess) throws -> String {
    let lines = prompt.shown.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init
    )
    let head = try #require(lines.lastIndex { $0.hasPrefix("── \(step) of 10 · ") }, "step \(step)")
    let typed = try #require(lines[head...].firstIndex { $0.hasPrefix("  type  ") })
    #expect(typed - head <= 6)
    let end = try #require(lines[typed...].firstIndex { $0.hasPrefix("mb[") })
    return lines[typed..<end].joined().replacing("  type  ", with: "")
  }

  @Test func theWholeTourRunsAsItSuggests() throws {
    let folder = try TemporaryFolder()
    let prompt = try Self.prompt(in: folder)
    for step in 1...10 {
      let line = try Self.line(step, in: prompt)
      prompt.enter(line)
      #expect(prompt.shown.contains("✓ "), "\(step): \(line)")
      if step < 10 {
        #expect(
          prompt.shown.contains("── \(step + 1) of 10 · "),
          "\(step): \(line)\n\(prompt.shown)"
        )
      }
      if step == 5 {
        #expect(prompt.shown.contains("error[E210]"))
        #expect(prompt.shown.contains("known(y)"))
      }
    }
    #expect(prompt.shown.contains("That was the tour."))
    prompt.enter(":tour stop")
    #expect(prompt.shown.contains("there is no tour"))
    let verified = try Mamba.run("run", "tour.mmb", "--verify", in: folder)
    #expect(verified.code == 0, "\(verified.errors)")
  }

  @Test func otherLinesThatFitCount() throws {
    let prompt = try Self.prompt(in: try TemporaryFolder())
    prompt.enter("1 + 1")
    #expect(!prompt.shown.contains("✓ "))
    prompt.enter("oil = load \"sample:wti\"")
    #expect(prompt.shown.contains("── 2 of 10 · "))
    prompt.enter("help lag")
    #expect(prompt.shown.contains("── 3 of 10 · "))
    prompt.enter("f = features on oil { r = ret(close, 20); z = zscore(close, 50) }")
    #expect(prompt.shown.contains("── 4 of 10 · "))
    prompt.enter("up = target on oil, direction(10)")
    #expect(prompt.shown.contains("── 5 of 10 · "))
    #expect(try Self.line(5, in: prompt) == "leak = features on oil { peek = up }")
    prompt.enter("features on oil { tomorrow = ahead(close, 1) / close }")
    #expect(prompt.shown.contains("── 6 of 10 · "))
    prompt.enter("p = walkforward logistic to up on f, train=8y, test=4y")
    #expect(prompt.shown.contains("── 7 of 10 · "))
    #expect(
      try Self.line(7, in: prompt)
        == "bt = backtest (if p > 0.5 then 1 else 0) on oil over 2004-06-01.."
    )
  }

  @Test func onePassesFreelyThroughIt() throws {
    let prompt = try Self.prompt(in: try TemporaryFolder())
    prompt.enter(":tour next")
    #expect(prompt.shown.contains("── 2 of 10 · "))
    prompt.enter(":tour 7")
    #expect(prompt.shown.contains("── 7 of 10 · "))
    #expect(prompt.shown.contains("(it uses `es`, `wf`; `:tour 1` makes it)"))
    prompt.enter(":tour back")
    #expect(prompt.shown.contains("── 6 of 10 · "))
    for wrong in [":tour 0", ":tour 11", ":tour 99999999999999999999", ":tour x"] {
      prompt.enter(wrong)
      #expect(prompt.shown.contains("`:tour`, `:tour next`, `:tour back`"))
    }
    prompt.enter(":tour stop")
    #expect(prompt.shown.contains("the tour has ended"))
    prompt.enter("es = load \"sample:vix\"")
    #expect(!prompt.shown.contains("✓ "))
  }
}
