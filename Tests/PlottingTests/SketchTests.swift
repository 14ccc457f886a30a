import Plotting
import Testing

@Suite struct SketchTests {
  /// Returns the dots of braille lines as rows of `#` and `.`.
  func dots(_ lines: [String]) -> [String] {
    var rows: [String] = []
    for line in lines {
      var four = ["", "", "", ""]
      for scalar in line.unicodeScalars {
        let bits = scalar.value - 0x2800
        for (row, pair) in [(0, (0, 3)), (1, (1, 4)), (2, (2, 5)), (3, (6, 7))] {
          for bit in [pair.0, pair.1] { four[row] += bits >> UInt32(bit) & 1 == 1 ? "#" : "." }
        }
      }
      rows += four
    }
    return rows
  }

  @Test func lineRisesFromCornerToCorner() {
    let lines = Sketch.braille([0, 1, 2, 3], width: 2, height: 1)
    #expect(lines == ["⡠⠊"])
    #expect(dots(lines) == ["...#", "..#.", ".#..", "#..."])
  }

  @Test func stepsAreJoined() {
    #expect(
      dots(Sketch.braille([0, 0, 1, 1], width: 2, height: 2)) == [
        "..##", "..#.", "..#.", "..#.", ".#..", ".#..", ".#..", "##..",
      ]
    )
  }

  @Test func gapsStayOpen() {
    #expect(
      dots(Sketch.braille([0, 0, .nan, 1, .infinity, 0], width: 3, height: 1)) == [
        "...#..", "......", "......", "##...#",
      ]
    )
  }

  @Test func equalValuesStandInTheMiddle() {
    #expect(dots(Sketch.braille([5, 5], width: 1, height: 1)) == ["..", "##", "..", ".."])
    #expect(Sketch.braille([5], width: 2, height: 1) == ["⠂⠀"])
  }

  @Test func manyValuesShareAColumn() {
    let values = (0..<1000).map { $0 % 2 == 0 ? -1.0 : 1 }
    #expect(Sketch.braille(values, width: 2, height: 2) == ["⣿⣿", "⣿⣿"])
  }

  @Test func linesHaveTheWidthWithoutValuesToo() {
    #expect(Sketch.braille([], width: 3, height: 2) == ["⠀⠀⠀", "⠀⠀⠀"])
    #expect(Sketch.braille([.nan, .nan], width: 1, height: 1) == ["⠀"])
    #expect(Sketch.braille([1, 2], width: 0, height: 1) == [])
    #expect(Sketch.braille([1, 2], width: 1, height: -1) == [])
    #expect(Sketch.braille([1, 2], width: .max, height: 1).first?.count == 1000)
  }

  @Test func hugeValuesDoNotOverflow() {
    let most = Double.greatestFiniteMagnitude
    #expect(dots(Sketch.braille([-most, most], width: 1, height: 1)) == [".#", ".#", "#.", "#."])
  }
}
