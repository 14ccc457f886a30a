import Plotting
import Testing
import TimeSeries

@Suite struct TerminalFigureTests {
  func text(_ figure: Figure, columns: Int, rows: Int, isColoured: Bool = false) throws -> [String]
  {
    let look = TerminalFigure.Look(columns: columns, rows: rows, isColoured: isColoured)
    return try TerminalFigure.lines(of: figure, look).map(\.text)
  }

  func figure(_ layers: Layer..., references: [ReferenceLine] = []) -> Figure {
    Figure(title: "", panels: [Panel(layers: layers, references: references)])
  }

  // By hand

  @Test func columnsStandOnTheirAxis() throws {
    let counts = figure(.histogram(edges: [0, 1, 2], counts: [1, 2]))
    #expect(
      try text(counts, columns: 20, rows: 6) == [
        "2 ┤        ████████",
        "  │        ████████",
        "1 ┤███████ ████████",
        "0 ┤███████ ████████",
        "  └┬───────┬───────┬",
        "   0       1       2",
      ]
    )
  }

  @Test func candlesHaveBodiesAndWicks() throws {
    let bars = figure(
      .candles(
        x: .numbers([0, 1, 2]),
        open: [2, 6, 4],
        high: [8, 8, 4],
        low: [0, 0, 4],
        close: [6, 2, 4]
      )
    )
    #expect(
      try text(bars, columns: 31, rows: 7) == [
        "┃ rises   █ falls   4.00",
        "  │    │         │",
        "5 ┤   ┃┃┃       ███",
        "  │   ┃┃┃       ███      ╹╹╹",
        "0 ┤    │         │",
        "  └────┬──────────────────┬────",
        "       0                  2",
      ]
    )
  }

  @Test func barsHaveTheirNumbersAtTheirEnds() throws {
    let bars = figure(.bars(labels: ["a", "bb"], values: [2, 1]))
    // 20 columns less 2 of names, 4 of numbers and 3 of gaps leave 11, of which half are 5 and a half.
    #expect(
      try text(bars, columns: 20, rows: 6) == ["a  ███████████ 2.00", "bb █████▌ 1.00"]
    )
  }

  @Test func cellsHaveShadesAndNumbers() throws {
    let map = figure(
      .heatmap(
        x: ["1", "2"],
        y: ["a", "b"],
        values: [[0, 1], [2, .nan]],
        valueLabel: "v"
      )
    )
    #expect(
      try text(map, columns: 40, rows: 8) == [
        "v  0.00 ░ 0.50 ▒ 1.00 ▓ 1.50 █ 2.00",
        "◆ largest 2.00 at 1, b",
        "b │████◆2.00     ·",
        "a │░░░░ 0.00 ▓▓▓▓ 1.00",
        "        1         2",
      ]
    )
  }

  // Whatever the figure

  static let times = (0..<300).map { Instant(nanoseconds: Int64($0) * 86_400_000_000_000) }
  static let wave = (0..<300).map { Double($0 % 40) * ($0 % 3 == 0 ? 1.5 : 1) }

  static let kinds: [Layer] = {
    let x = Axis.times(times)
    let holes = wave.enumerated().map { $0.offset % 50 < 7 ? .nan : $0.element }
    return [
      .line(x: x, y: holes, label: "a line with a name that is longer than any window is wide"),
      .area(x: x, y: wave.map { -$0 }),
      .band(x: x, low: wave, high: wave.map { $0 * 2 + 1 }, label: "band", depth: 1),
      .candles(x: x, open: wave, high: wave.map { $0 + 2 }, low: wave.map { $0 - 1 }, close: holes),
      .points(x: x, y: holes, label: "points", shape: .cross),
      .points(x: x, y: wave, label: "dots"),
      .bars(labels: (0..<30).map { "名前\($0)" }, values: (0..<30).map { Double($0 - 12) }),
      .histogram(edges: (0...200).map(Double.init), counts: Array(wave.prefix(200))),
      .heatmap(
        x: (0..<90).map { "x\($0)" },
        y: (0..<50).map { "y\($0)" },
        values: (0..<50).map { j in (0..<90).map { Double($0 * j) } },
        valueLabel: "score"
      ),
      .line(x: .times([times[0]]), y: [3], label: "one"),
      .line(x: x, y: times.map { _ in 1e300 }, label: "constant"),
    ]
  }()

  @Test(arguments: kinds.indices, [20, 40, 80, 100, 160])
  func noLineIsWiderThanTheWindow(_ kind: Int, _ columns: Int) throws {
    let layer = TerminalFigureTests.kinds[kind]
    let figure = Figure(
      title: "A title that says at length what is to be seen below it, twice over and more",
      subtitle: "and a \u{1B}[31m smaller line",
      panels: [
        Panel(yLabel: "first", xLabel: "below", layers: [layer]),
        Panel(yLabel: "second", layers: [layer]),
      ]
    )
    for rows in [6, 12, 24, 60] {
      for isASCII in [false, true] {
        let look = TerminalFigure.Look(columns: columns, rows: rows, isASCII: isASCII)
        let lines = try TerminalFigure.lines(of: figure, look)
        #expect(lines.allSatisfy { $0.columns <= columns })
        #expect(rows < 12 || lines.count <= rows, "\(lines.map(\.text).joined(separator: "\n"))")
        #expect(lines.allSatisfy { !$0.text.unicodeScalars.contains { $0.value < 32 } })
        if isASCII {
          let body = lines.dropFirst(2).map(\.text).joined()
          #expect(body.allSatisfy { $0.isASCII || $0 == "名" || $0 == "前" })
        }
      }
    }
  }

  @Test func aSpikeOfOneRowIsSeen() throws {
    var values = [Double](repeating: 0, count: 100_000)
    values[54_321] = 1
    let x = Axis.numbers(values.indices.map(Double.init))
    for isColoured in [true, false] {
      let lines = try text(
        figure(.line(x: x, y: values)),
        columns: 60,
        rows: 12,
        isColoured: isColoured
      )
      let plot = lines.dropLast(2)
      #expect(
        plot.allSatisfy { $0.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } }
      )
    }
  }

  @Test func labelsDescend() throws {
    for span in [0.003, 1, 70, 12_345] {
      let y = TerminalFigureTests.wave.map { $0 / 58.5 * span - span / 3 }
      for rows in [8, 12, 20, 40] {
        let lines = try text(
          figure(.line(x: .times(TerminalFigureTests.times), y: y)),
          columns: 80,
          rows: rows
        )
        let labels = lines.compactMap { line -> Double? in
          guard let end = line.firstIndex(of: "┤") else { return nil }
          return Double(
            line[..<end].replacing(" ", with: "").replacing("−", with: "-")
          )
        }
        #expect(labels.count > 1)
        #expect(zip(labels, labels.dropFirst()).allSatisfy { $0 > $1 })
      }
    }
  }

  @Test func aGapIsEmpty() throws {
    let y = (0..<100).map { (40..<60).contains($0) ? .nan : Double($0) }
    let lines = try text(
      figure(.line(x: .numbers((0..<100).map(Double.init)), y: y)),
      columns: 60,
      rows: 12
    )
    let middle = lines.dropLast(2).map { Array($0) }.map { $0.count > 32 ? $0[32] : " " }
    #expect(middle.allSatisfy { $0 == " " })
  }

  @Test func linesAreToldApartWithoutColour() throws {
    let x = Axis.numbers([0, 1])
    let two = figure(.line(x: x, y: [0, 0], label: "a"), .line(x: x, y: [1, 1], label: "b"))
    let plain = try text(two, columns: 40, rows: 10)
    #expect(plain[0] == "⠒⠒⠒ a   ⠒⠒⠀ b")
    #expect(plain[1].contains("⠉ "))
    #expect(try text(two, columns: 40, rows: 10, isColoured: true)[0] == "⠒⠒⠒ a   ⠒⠒⠒ b")
  }

  @Test func anEmptyPanelSaysSo() throws {
    let x = Axis.numbers([0, 1])
    let figure = Figure(
      title: "",
      panels: [
        Panel(layers: [.line(x: x, y: [.nan, .nan])]), Panel(layers: [.line(x: x, y: [0, 1])]),
      ]
    )
    #expect(try text(figure, columns: 40, rows: 14).contains { $0.contains("no values") })
    #expect(throws: PlotError.emptyFigure(.noValues)) {
      try text(self.figure(.line(x: x, y: [.nan, .nan])), columns: 40, rows: 10)
    }
  }

  @Test func whatHasNoRoomIsCounted() throws {
    let panel = Panel(layers: [.line(x: .numbers([0, 1]), y: [0, 1])])
    let lines = try text(
      Figure(title: "six", panels: Array(repeating: panel, count: 6)),
      columns: 40,
      rows: 12
    )
    #expect(lines.last == "… 4 panels more are in the file")
    let bars = figure(
      .bars(labels: ["a", "b", "c", "d", "e", "f", "g", "h"], values: [1, 1, 1, 1, 1, 1, 1, 1])
    )
    #expect(try text(bars, columns: 40, rows: 6).last == "… 3 more")
  }

  @Test func longLabelsAreShortened() throws {
    let x = Axis.numbers([0, 1])
    let volume = Panel(format: .thousands, layers: [.line(x: x, y: [1e9, 6e9])])
    let lines = try text(Figure(title: "", panels: [volume]), columns: 40, rows: 12)
    #expect(lines.contains { $0.hasPrefix("6 bn ┤") })
    #expect(lines.contains { $0.hasPrefix("2 bn ┤") })
  }

  @Test func joinedBarsAreCounted() throws {
    let x = Axis.numbers((0..<1000).map(Double.init))
    let y = (0..<1000).map { Double($0 % 7) }
    let lines = try text(
      figure(.candles(x: x, open: y, high: y, low: y, close: y)),
      columns: 80,
      rows: 12
    )
    // 67 columns take 1,000 bars by fifteens.
    #expect(lines[0].hasSuffix("15 bars to a candle"))
  }
}
