import Notebook
import Numerics
import Testing
import TimeSeries

/// The tolerance is 1e-12 of the norm; docs of the format say how far each change moves a sketch of
/// 400,000 rows: another order of summation 6e-15, one unit in the last place everywhere 2e-15, one
/// value changed by a millionth 1.5e-9, two rows swapped 9e-5.
struct ColumnSketchTests {
  private static let count = 100_000

  /// A random walk of log prices around 7, as of an index.
  private static let walk: [Double] = {
    var stream = RandomStream(seed: 3, path: "walk")
    var level = 7.0
    return (0..<count).map { _ in
      level += 0.001 * stream.normal()
      return level
    }
  }()

  private func agree(_ a: [Double], _ b: [Double]) -> Bool {
    ColumnSketch(b, name: "x").agrees(with: ColumnSketch(a, name: "x").text, tolerance: 1e-12)
  }

  private func changed(_ values: [Double], _ change: (inout [Double]) -> Void) -> [Double] {
    var values = values
    change(&values)
    return values
  }

  @Test func roundingIsTolerated() {
    let walk = ColumnSketchTests.walk
    #expect(agree(walk, walk.map(\.nextUp)))
    let n = 48
    let forward = (n..<walk.count).map { row in walk[(row - n)..<row].reduce(0, +) / 48 }
    let backward = (n..<walk.count).map { row in walk[(row - n)..<row].reversed().reduce(0, +) / 48
    }
    #expect(forward != backward)
    #expect(agree(forward, backward))
  }

  @Test(arguments: [0, 1, 4_711, count - 1])
  func oneValueChangedByAMillionthShows(row: Int) {
    let walk = ColumnSketchTests.walk
    #expect(!agree(walk, changed(walk) { $0[row] *= 1 + 1e-6 }))
  }

  @Test(arguments: [(0, 1), (17, 18), (5, 99_000)])
  func swappedRowsShow(rows: (Int, Int)) {
    let walk = ColumnSketchTests.walk
    #expect(!agree(walk, changed(walk) { $0.swapAt(rows.0, rows.1) }))
  }

  @Test func missingValuesShow() {
    let walk = ColumnSketchTests.walk
    let holes = changed(walk) { $0[10] = .nan }
    #expect(!agree(walk, holes))
    #expect(agree(holes, holes))
    #expect(!agree(holes, changed(walk) { $0[11] = .nan }))
    #expect(!agree(walk, Array(walk.dropLast())))
  }

  /// A missing value must not drown a column of variances.
  @Test(arguments: [1e-12, 1e-6, 1, 1e6, 1e200])
  func theSizeOfTheColumnDoesNotMatter(scale: Double) {
    let holes = changed(ColumnSketchTests.walk.map { $0 * scale }) { values in
      for row in 0..<20 { values[row] = .nan }
    }
    #expect(agree(holes, holes.map(\.nextUp)))
    #expect(!agree(holes, changed(holes) { $0[500] *= 1 + 1e-6 }))
    #expect(!agree(holes, changed(holes) { $0.swapAt(500, 501) }))
  }

  @Test func infinityHidesNothing() {
    let values = changed(ColumnSketchTests.walk) { $0[7] = .infinity }
    #expect(agree(values, values))
    #expect(!agree(values, ColumnSketchTests.walk))
    #expect(!agree(values, changed(values) { $0[500] *= 1 + 1e-6 }))
    #expect(!agree(values, changed(values) { $0[7] = -.infinity }))
  }

  @Test func smallColumnsAgreeWithThemselves() {
    for values in [[], [0], [.nan], [0, 0, .nan], [.leastNonzeroMagnitude], [-0.0]] {
      #expect(agree(values, values))
    }
    #expect(!agree([0], [1e-300]))
    #expect(!agree([.leastNonzeroMagnitude], [1]))
  }

  @Test func theNameAndTheTextCount() {
    let sketch = ColumnSketch(ColumnSketchTests.walk, name: "x")
    let other = ColumnSketch(ColumnSketchTests.walk, name: "y")
    #expect(!sketch.agrees(with: other.text, tolerance: 1e-12))
    for damaged in ["", "sketch", "sketch n=1 na=0 p=", sketch.text.replacing("p=", with: "p=!")] {
      #expect(!sketch.agrees(with: damaged, tolerance: 1))
    }
  }

  @Test func aFrameShowsAChangeInAnyColumn() {
    let clock = Clock(count: ColumnSketchTests.count)
    func frame(_ a: [Double], _ b: [Double]) -> ColumnSketch {
      let frame = Frame(
        clock: clock,
        columns: [
          Frame.Column(name: "a", series: Series(a, clock: clock)),
          Frame.Column(name: "b", series: Series(b, clock: clock)),
        ]
      )
      return ColumnSketch(frame, name: "f")
    }
    let (a, b) = (ColumnSketchTests.walk, ColumnSketchTests.walk.map { $0 * 1e9 })
    let whole = frame(a, b).text
    #expect(frame(a.map(\.nextUp), b.map(\.nextDown)).agrees(with: whole, tolerance: 1e-12))
    let changes: [ColumnSketch] = [
      frame(changed(a) { $0[9] *= 1 + 1e-6 }, b), frame(a, changed(b) { $0[9] *= 1 + 1e-6 }),
      frame(changed(a) { $0[9] = .nan }, b), frame(a, changed(b) { $0.swapAt(3, 4) }),
      frame(b, a), frame(a, b.map { $0 * 2 }), frame(a, b.map { $0 * (1 + 1e-6) }),
    ]
    for change in changes { #expect(!change.agrees(with: whole, tolerance: 1e-12)) }
  }
}
