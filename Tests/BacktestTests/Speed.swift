import Backtest
import Numerics
import Testing
import TimeSeries

@Suite struct EngineSpeed {
  @Test func speed() {
    let n = 1_000_000
    var r = RandomStream(seed: 1, path: "x")
    var o = [Double](), h = [Double](), l = [Double](), c = [Double](), tg = [Double]()
    var p = 100.0
    for i in 0..<n {
      let a = p
      p *= 1 + 0.001 * r.normal()
      o.append(a); h.append(max(a, p) * 1.0005); l.append(min(a, p) * 0.9995); c.append(p)
      tg.append(i % 2 == 0 ? 1 : -1)
    }
    let bars = Bars(clock: Clock(count: n), open: o, high: h, low: l, close: c)
    let clock = ContinuousClock()
    for _ in 0..<3 {
      var f = 0.0
      var k = 0
      let t = clock.measure {
        let x = Engine.run(bars, strategy: PositionStrategy(tg), settings: EngineSettings(costs: .none))
        f = x.finalEquity; k = x.fills.count
      }
      print("position", t, k, f)
    }
    let half = tg.map { ($0 + 1) / 2 }
    for _ in 0..<3 {
      let t = clock.measure {
        _ = Engine.run(bars, strategy: PositionStrategy(half), settings: EngineSettings(costs: .none))
      }
      print("in and out", t)
    }
    for _ in 0..<3 {
      var s = RuleStrategy()
      s.enterLong = .init { $0.row % 2 == 0 }
      s.stop = { _ in 0.001 }
      s.take = { _ in 0.001 }
      s.hold = 1
      var k = 0
      let t = clock.measure {
        k = Engine.run(bars, strategy: s, settings: EngineSettings(costs: .none)).orders.count
      }
      print("rules", t, k)
    }
  }
}
