import Numerics
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
}
