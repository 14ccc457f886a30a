import Builtins
import Language
import Notebook
import Testing
import TimeSeries

/// What a model knows of rows that its own clock does not have.
@Suite struct ModelKnowledgeTests {
  /// Runs a program line by line, and returns the code of the first error.
  private static func error(of program: String, _ frames: [String: Frame]) -> String? {
    var session = RegistryTests.session()
    for (name, frame) in frames {
      session.evaluator.environment.bind(name, to: .frame(frame))
    }
    return session.run(program, slug: "a").error?.code
  }

  private static func frame(_ times: [Instant], seed: UInt64) -> Frame {
    let bars = Bars.random(rows: times.count, seed: seed)
    let clock = Clock(times: times)
    return Frame(
      clock: clock,
      columns: bars.columns.map {
        Frame.Column(name: $0.name, series: Series($0.series.values, clock: clock))
      }
    )
  }

  private static func times(from start: Instant, step: Period, count: Int) -> [Instant] {
    var times = [start]
    while times.count < count { times.append(times[times.count - 1].advanced(by: step)) }
    return times
  }

  /// A target that was found on all rows and then cut still knows the rows that were cut off.
  @Test(arguments: [("far[..100]", "E210"), ("direction(20)", nil)])
  func aCutTargetKnowsWhatWasCutOff(_ target: String, _ code: String?) throws {
    let start = try #require(Instant(year: 2020, month: 1, day: 1))
    let es = Self.frame(Self.times(from: start, step: .day, count: 200), seed: 1)
    let program = """
      far = direction(20, of=es)
      early = es[0..100]
      late = es[101..199]
      y = target on early, \(target)
      m = fit gbm to y on (features on early { r = ret(close, 1) }), trees=2
      p = predict m on (features on late { r = ret(close, 1) })
      backtest p > 0.5 on late
      """
    #expect(Self.error(of: program, ["es": es]) == code)
  }

  /// A model of other rows knows their time: what it may be asked depends on the data, which a check
  /// does not have.
  @Test(arguments: [("2020-01-25", "E210"), ("2020-04-21", nil)])
  func aModelOfOtherRowsKnowsTheirTime(_ from: String, _ code: String?) throws {
    let start = try #require(Instant(year: 2020, month: 1, day: 1))
    let es = Self.frame(Self.times(from: start, step: .day, count: 200), seed: 4)
    let program = """
      some = es[30..110]
      y = target on some, direction(1)
      m = fit gbm to y on (features on some { r = ret(close, 1) }), trees=2
      p = predict m on (features on es { r = ret(close, 1) }) over \(from)..
      backtest p > 0.5 on es over \(from)..
      """
    #expect(Self.error(of: program, ["es": es]) == code)
  }

  /// A daily bar is known at the end of its date, after the hours of that date.
  @Test(arguments: [("2020-04-09T01:00", "E210"), ("2020-04-10T01:00", nil)])
  func aDailyModelKnowsTheHoursOfItsLastDate(_ from: String, _ code: String?) throws {
    let start = try #require(Instant(year: 2020, month: 1, day: 1))
    let day = Self.frame(Self.times(from: start, step: .day, count: 100), seed: 2)
    let hour = Period(nanoseconds: 3_600_000_000_000)
    let spring = try #require(Instant(year: 2020, month: 4, day: 1))
    let hours = Self.frame(
      Self.times(from: spring.advanced(by: hour), step: hour, count: 400),
      seed: 3
    )
    let program = """
      y = target on day, direction(1)
      m = fit gbm to y on (features on day { r = ret(close, 1) }), trees=2
      p = predict m on (features on hours { r = ret(close, 1) }) over \(from)..
      backtest p > 0.5 on hours over \(from)..
      """
    #expect(Self.error(of: program, ["day": day, "hours": hours]) == code)
  }
}
