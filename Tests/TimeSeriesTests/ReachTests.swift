import TimeSeries
import Testing

@Suite struct ReachTests {
  @Test func hullCoversBoth() {
    #expect(Reach(-5, 0).hull(Reach(-2, 3)) == Reach(-5, 3))
    #expect(Reach.constant.hull(.present) == .present)
    #expect(Reach.present.hull(.constant) == .present)
    #expect(Reach.constant.hull(.constant).isConstant)
  }

  @Test func windowsAddUp() {
    #expect(Reach(-19, 0).through(Reach(-4, 0)) == Reach(-23, 0))
    #expect(Reach(1, 5).through(Reach(-5, -5)) == Reach(-4, 0))
    #expect(Reach.constant.through(Reach(-4, 0)).isConstant)
  }

  @Test func noBoundStaysNoBound() {
    #expect(Reach.past.through(Reach(5, 5)) == Reach(-Reach.unbounded, 5))
    #expect(Reach.everything.through(Reach(-9, -9)) == .everything)
    #expect(Reach(Int.min, Int.max) == .everything)
    #expect(Reach.present.through(Reach(-Int.max, 0)).low == -Reach.unbounded)
  }

  @Test func textIsThatOfTheDocuments() {
    #expect(Reach(-19, 0).description == "[-19, 0]")
    #expect(Reach.everything.description == "[-∞, +∞]")
    #expect(Reach(0, 12).description == "[0, +12]")
    #expect(Reach.constant.description == "[]")
  }

  @Test func thePathNamesTheFirstCauseFirst() {
    let close = Knowledge.present
    let peek = Knowledge.derived(from: [close], offsets: Reach(1, 1), step: "ahead(close, 1)")
    let used = Knowledge.derived(from: [close, peek], step: "ahead(close, 1) / close")
    #expect(used.reach == Reach(0, 1))
    #expect(used.path == ["ahead(close, 1)", "ahead(close, 1) / close"])
    let matured = Knowledge.derived(from: [used], offsets: Reach(-1, -1), step: "lag")
    #expect(matured.path.isEmpty && !matured.reach.seesFuture)
  }

  @Test func aLongPathKeepsItsEnds() {
    let peek = Knowledge.derived(from: [.present], offsets: Reach(1, 1), step: "peek")
    let used = (0..<1000).reduce(peek) { Knowledge.derived(from: [$0], step: "step \($1)") }
    #expect(used.path.first == "peek" && used.path.last == "step 999" && used.path.count == 8)
  }
}
