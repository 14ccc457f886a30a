import Numerics
import Synchronization
import Testing

@Suite struct WorkersTests {
  struct Refused: Error, Equatable { let piece: Int }

  @Test(arguments: [1, 2, 7])
  func resultsStandInTheOrderOfTheirNumbers(count: Int) {
    #expect(Workers(count: count).map(1000) { $0 * $0 } == (0..<1000).map { $0 * $0 })
    #expect(Workers(count: count).map(0) { $0 }.isEmpty)
  }

  @Test(arguments: [1, 2, 7])
  func theFirstErrorByNumberIsThrown(count: Int) {
    #expect(throws: Refused(piece: 3)) {
      try Workers(count: count).map(100) { piece throws(Refused) -> Int in
        if piece % 10 == 3 { throw Refused(piece: piece) }
        return piece
      }
    }
  }

  @Test(arguments: [1, 2, 7])
  func nothingIsBegunAfterAnError(count: Int) {
    let begun = Atomic<Int>(0)
    #expect(throws: Refused(piece: 0)) {
      try Workers(count: count).map(1_000_000) { piece throws(Refused) -> Int in
        begun.add(1, ordering: .relaxed)
        throw Refused(piece: piece)
      }
    }
    #expect(begun.load(ordering: .relaxed) <= count)
  }

  @Test func aStatedStackHoldsADeepRecursion() {
    // Some 30 MB of frames, which no system gives a thread without being asked.
    @Sendable func depth(_ n: Int) -> Int {
      withUnsafeTemporaryAllocation(of: Int.self, capacity: 32) { frame in
        frame[0] = n
        return n == 0 ? 0 : 1 + depth(frame[0] - 1)
      }
    }
    let found = Workers(count: 3).map(6, stackSize: 256 << 20) { _ in depth(50_000) }
    #expect(found == [Int](repeating: 50_000, count: 6))
  }
}
