import Language
import Prompt
import Testing

@Suite struct ProgressedActTests {
  let start = ContinuousClock.now

  func act(_ steps: [(seconds: Double, done: Int)], total: Int = 400) -> ProgressedAct {
    var act = ProgressedAct(
      Progress("fit gbm", done: 0, total: total, unit: "trees", isKept: true),
      at: start
    )
    for step in steps {
      let progress = Progress(
        "fit gbm",
        done: step.done,
        total: total,
        unit: "trees",
        metric: .init("rmse", 0.0191),
        isKept: true
      )
      act.hear(progress, at: start + .seconds(step.seconds))
    }
    return act
  }

  @Test func theBarSaysHowFarAndHowFastAndHowWell() {
    let act = act([(1, 100), (2, 200)])
    let now = start + .seconds(2)
    #expect(
      act.line(at: now, columns: 120, tellsKept: true)
        == "fit gbm [████████████            ] 50%  200/400 trees  100/s  rmse 0.0191  2 s left  "
        + "Ctrl-C keeps 200"
    )
    // 35 columns of text, 7 of the label and 4 of brackets and blanks leave 14 for the bar.
    #expect(
      act.line(at: now, columns: 60, isASCII: true)
        == "fit gbm [#######       ] 50%  200/400 trees  100/s  2 s left"
    )
  }

  @Test(arguments: [1, 5, 12, 20, 34, 40, 57, 79, 80, 119, 200])
  func theBarIsNeverWiderThanTheWindow(_ columns: Int) {
    for done in [0, 1, 123, 399, 400] {
      let line = act([(0.5, done)]).line(at: start + .seconds(1), columns: columns, tellsKept: true)
      #expect(line.count <= columns)
    }
  }

  @Test func theTimeLeftRunsWhileNothingIsHeard() {
    let act = act([(1, 10)], total: 100)
    #expect(act.secondsLeft(at: start + .seconds(1)) == 9)
    #expect(act.secondsLeft(at: start + .seconds(4)) == 6)
    #expect(act.secondsLeft(at: start + .seconds(60)) == 0)
  }

  @Test func theRateFollowsSlowly() {
    // 100 a second, then 10: after a second a quarter of the new, 77.5.
    let act = act([(1, 100), (2, 110)], total: 885)
    #expect(act.secondsLeft(at: start + .seconds(2)) == 10)
  }

  @Test func aLongActIsAnnouncedOnce() {
    var act = act([(1, 10)])
    let said = "fit gbm: about 40 s for 400 trees; Ctrl-C stops and keeps what is done"
    #expect(act.announcement(at: start + .seconds(1), tellsKept: true) == said)
    #expect(act.announcement(at: start + .seconds(2), tellsKept: true) == nil)
  }

  @Test func aShortActIsNotAnnounced() {
    var act = act([(0.6, 200)])
    #expect(act.announcement(at: start + .seconds(0.6), tellsKept: true) == nil)
  }

  @Test func nothingIsAnnouncedBeforeItWasMeasured() {
    var act = act([])
    #expect(act.announcement(at: start + .seconds(20), tellsKept: true) == nil)
    #expect(act.secondsLeft(at: start + .seconds(20)) == nil)
  }

  @Test func whatAnEarlierRunHasLeftIsNoSpeed() {
    var act = ProgressedAct(Progress("montecarlo", done: 900, total: 1000), at: start)
    act.hear(Progress("montecarlo", done: 910, total: 1000), at: start + .seconds(1))
    #expect(act.secondsLeft(at: start + .seconds(1)) == 9)
  }
}
