import Plotting
import Testing
import TimeSeries

@Suite struct FigureTests {
  let x = Axis.numbers([0, 1, 2])

  func figure(_ layers: Layer..., title: String = "a", label: String? = nil) -> Figure {
    Figure(title: title, panels: [Panel(yLabel: label, layers: layers)])
  }

  @Test func missingValuesAreEqual() {
    let a = figure(.line(x: x, y: [1, .nan, 3]))
    let b = figure(.line(x: x, y: [1, -Double.nan, 3]))
    #expect(a == b)
    #expect(a.canonicalData == b.canonicalData)
    #expect(Layer.line(x: x, y: [1, .nan, 3]) == .line(x: x, y: [1, .nan, 3]))
    #expect(a.panels == b.panels)
  }

  @Test func theHashOfTheDataSeesOneBit() {
    let a = figure(.line(x: x, y: [1, 2, 3]))
    let b = figure(.line(x: x, y: [1, 2.0.nextUp, 3]))
    #expect(a.canonicalData != b.canonicalData)
    #expect(a.canonicalSpecification == b.canonicalSpecification)
    #expect(a != b)
  }

  @Test func theHashOfTheSpecificationSeesTheRest() {
    let a = figure(.line(x: x, y: [1, 2, 3]))
    let others = [
      figure(.line(x: x, y: [1, 2, 3]), title: "b"),
      figure(.line(x: x, y: [1, 2, 3]), label: ""),
      figure(.line(x: x, y: [1, 2, 3], label: "a")),
      figure(.area(x: x, y: [1, 2, 3])),
      figure(.points(x: x, y: [1, 2, 3])),
    ]
    for other in others {
      #expect(a.canonicalData == other.canonicalData)
      #expect(a.canonicalSpecification != other.canonicalSpecification)
    }
  }

  @Test func placesAreData() {
    let day = Instant(nanoseconds: 0)
    let a = figure(.line(x: .times([day]), y: [1]))
    let b = figure(.line(x: .times([day.advanced(by: .day)]), y: [1]))
    let c = figure(.line(x: .numbers([0]), y: [1]))
    #expect(Set([a, b, c].map(\.canonicalData)).count == 3)
    #expect(Set([a, b, c].map(\.canonicalSpecification)).count == 1)
    let p = figure(.bars(labels: ["ab", "c"], values: [1, 2]))
    let q = figure(.bars(labels: ["a", "bc"], values: [1, 2]))
    #expect(p.canonicalData != q.canonicalData)
  }

  @Test func listsDoNotRunIntoEachOther() {
    let one = figure(.line(x: .numbers([]), y: []), .line(x: .numbers([1]), y: [2]))
    let two = figure(.line(x: .numbers([1]), y: [2]), .line(x: .numbers([]), y: []))
    #expect(one.canonicalData != two.canonicalData)
  }

  @Test func theBytesOfASmallFigureAreFixed() {
    let bytes = figure(.line(x: .numbers([1]), y: [.nan])).canonicalData
    func number(_ value: UInt8) -> [UInt8] { [value] + [UInt8](repeating: 0, count: 7) }
    #expect(
      bytes == number(1) + number(7) + Array("numbers".utf8) + number(1)
        + [0, 0, 0, 0, 0, 0, 0xF0, 0x3F] + number(1) + number(1) + [0, 0, 0, 0, 0, 0, 0xF8, 0x7F]
    )
  }
}
