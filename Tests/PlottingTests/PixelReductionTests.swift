import Plotting
import Testing

@Suite struct PixelReductionTests {
  @Test func shortLinesAreKeptWhole() {
    let y: [Double] = [1, 2, .nan, 3, .infinity, 4, 5]
    let x = y.indices.map(Double.init)
    #expect(PixelReduction.runs(x: x, y: y, columns: 10) == [[0, 1], [3], [5, 6]])
  }

  @Test func eachColumnKeepsFirstLeastGreatestAndLast() {
    // Twenty rows in two columns: 0 to 9 and 10 to 19.
    let y: [Double] = [5, 6, 9, 7, 4, 1, 3, 3, 3, 4, 2, 2, 2, 0, 2, 2, 8, 2, 2, 3]
    let x = y.indices.map(Double.init)
    #expect(PixelReduction.runs(x: x, y: y, columns: 2) == [[0, 2, 5, 9, 10, 13, 16, 19]])
  }

  @Test func theOrderWithinAColumnStays() {
    let y: [Double] = [5, 1, 5, 9, 5, 5, 5, 5, 5, 5]
    let x = y.indices.map(Double.init)
    #expect(PixelReduction.runs(x: x, y: y, columns: 1) == [[0, 1, 3, 9]])
  }

  @Test func gapsWiderThanAColumnStayOpen() {
    var y = [Double](repeating: 1, count: 100)
    for i in 40..<60 { y[i] = .nan }
    let runs = PixelReduction.runs(x: y.indices.map(Double.init), y: y, columns: 10)
    #expect(runs.count == 2)
    #expect(runs.first?.last == 39)
    #expect(runs.last?.first == 60)
  }

  /// The reduced line has the extremes of the whole in every column, and so the same ink.
  @Test(arguments: [1, 7, 100, 1100])
  func extremesOfEveryColumnSurvive(columns: Int) {
    var noise = Samples.Noise()
    var value = 0.0
    let y = (0..<20_000).map { _ -> Double in
      value += noise.normal()
      return value
    }
    let x = y.indices.map(Double.init)
    let kept = PixelReduction.runs(x: x, y: y, columns: columns).flatMap { $0 }
    #expect(kept == kept.sorted())
    #expect(kept.count <= 4 * columns)
    func extremes(_ rows: some Sequence<Int>) -> [[Double]] {
      var result = [[Double]](repeating: [.infinity, -.infinity], count: columns)
      for i in rows {
        let column = min(columns - 1, i * columns / 19_999)
        result[column] = [min(result[column][0], y[i]), max(result[column][1], y[i])]
      }
      return result
    }
    #expect(extremes(kept) == extremes(y.indices))
  }

  @Test func bandsKeepTheirEnvelope() {
    let low: [Double] = [1, 0, 2, 3, 4, 5, 6, 7, 8, 9]
    let high = low.map { $0 + 10 }
    let runs = PixelReduction.band(
      x: low.indices.map(Double.init),
      low: low,
      high: high,
      columns: 2
    )
    #expect(
      runs == [
        [
          BandRow(x: 0, low: 0, high: 14), BandRow(x: 4, low: 0, high: 14),
          BandRow(x: 5, low: 5, high: 19), BandRow(x: 9, low: 5, high: 19),
        ]
      ]
    )
  }

  @Test func bandsHaveGaps() {
    let low: [Double] = [1, .nan, 2, 3]
    let runs = PixelReduction.band(
      x: [0, 1, 2, 3],
      low: low,
      high: [2, 3, 4, .nan],
      columns: 100
    )
    #expect(
      runs == [[BandRow(x: 0, low: 1, high: 2)], [BandRow(x: 2, low: 2, high: 4)]]
    )
  }

  @Test func pointsOfOneCellAreDrawnOnce() {
    let x = (0..<10_000).map { Double($0 % 100) }
    let y = (0..<10_000).map { Double($0 % 10) }
    let kept = PixelReduction.points(x: x, y: y, columns: 100, rows: 100)
    #expect(kept == Array(0..<100))
  }

  @Test func equalPlacesShareAColumn() {
    let y = (0..<100).map(Double.init)
    #expect(
      PixelReduction.runs(x: [Double](repeating: 3, count: 100), y: y, columns: 10) == [[0, 99]]
    )
    #expect(PixelReduction.runs(x: [], y: [], columns: 10) == [])
  }
}
