import TimeSeries
import Testing

@Suite struct RowSetTests {
  @Test(arguments: [[], [0], [3, 4, 5], [0, 2, 4], [1, 2, 5, 6, 7, 9]])
  func aSetHoldsItsRows(rows: [Int]) {
    let set = RowSet(rows)
    #expect(Array(set) == rows && set.count == rows.count && set.isEmpty == rows.isEmpty)
    #expect(set.first == rows.first && set.last == rows.last)
    #expect((-1..<12).allSatisfy { set.contains($0) == rows.contains($0) })
  }

  @Test func neighboursAreOneRun() {
    #expect(RowSet([1, 2, 5, 6, 7, 9]).runs == [1..<3, 5..<8, 9..<10])
    #expect(RowSet([4, 5, 6]) == RowSet(4..<7))
    #expect(RowSet(5..<5) == RowSet())
  }
}
