import Foundation
import Plotting
import TestSupport
import Testing
import TimeSeries

@Suite struct GnuplotScriptTests {
  static let small = Figure(
    title: "It's 50 %",
    subtitle: "two days",
    panels: [
      Panel(
        yLabel: "Equity, $",
        format: .thousands,
        layers: [
          .line(
            x: .times([Instant(nanoseconds: 0), Instant(nanoseconds: 86_400_000_000_000)]),
            y: [1000, 1100.5],
            label: "a_b"
          )
        ],
        references: [ReferenceLine(.value(1050), label: "limit")]
      )
    ]
  )

  /// The lines of the script after the first empty one: what belongs to the panels.
  func panels(_ figure: Figure) throws -> [String] {
    let lines = try GnuplotScript.text(for: figure).split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    return lines.drop { !$0.isEmpty }.dropFirst().map(String.init)
  }

  @Test func aSmallFigureHasThisScript() throws {
    let lines = try panels(GnuplotScriptTests.small)
    #expect(lines.joined(separator: "\n") == Snapshot.small)
  }

  @Test func sameFigureSameBytes() throws {
    let sample = try GnuplotScript.text(for: GnuplotScriptTests.small)
    for _ in 0..<3 { #expect(try GnuplotScript.text(for: GnuplotScriptTests.small) == sample) }
  }

  @Test func dataAreWrittenWithTheShortestDigits() throws {
    let values = [0.1, 1e-300, 123_456_789.125, 1.0 / 3, -0.0, .leastNonzeroMagnitude]
    let lines = try panels(
      Figure(
        title: "",
        panels: [Panel(layers: [.line(x: .numbers([0, 1, 2, 3, 4, 5]), y: values)])]
      )
    )
    for (i, value) in values.enumerated() {
      let line = try #require(
        lines.first { $0.hasPrefix("\(i) ") && $0.split(separator: " ").count == 2 }
      )
      let digits = try #require(line.split(separator: " ").last)
      #expect(Double(digits)?.bitPattern == value.bitPattern)
    }
    #expect(lines.contains("0 0.1"))
    #expect(lines.contains("2 123456789.125"))
  }

  @Test func emptyFiguresAreErrors() {
    #expect(throws: PlotError.emptyFigure(.noPanels)) {
      try GnuplotScript.text(for: Figure(title: "a", panels: []))
    }
    let missing: [Layer] = [
      .line(x: .numbers([0, 1]), y: [.nan, .infinity]),
      .line(x: .times([]), y: []),
      .bars(labels: ["a"], values: [.nan]),
      .bars(labels: [], values: []),
      .heatmap(x: ["a"], y: ["b"], values: [[.nan]], valueLabel: "c"),
      .heatmap(x: [], y: [], values: [], valueLabel: "c"),
      .histogram(edges: [0], counts: []),
    ]
    for layer in missing {
      #expect(throws: PlotError.emptyFigure(.noValues)) {
        try GnuplotScript.text(for: Figure(title: "a", panels: [Panel(layers: [layer])]))
      }
    }
  }

  @Test func anEmptyPanelBesideAFullOneSaysSo() throws {
    let x = Axis.numbers([0, 1])
    let figure = Figure(
      title: "a",
      panels: [
        Panel(layers: [.line(x: x, y: [1, 2])]), Panel(layers: [.line(x: x, y: [.nan, .nan])]),
        Panel(layers: []),
      ]
    )
    #expect(try panels(figure).count { $0.contains("'no values'") } == 2)
  }

  @Test func layersThatDoNotFitTogetherAreErrors() {
    let bars = Layer.bars(labels: ["a"], values: [1])
    let line = Layer.line(x: .numbers([0]), y: [1])
    let dated = Layer.line(x: .times([Instant(nanoseconds: 0)]), y: [1])
    func text(_ layers: Layer..., at references: ReferenceLine...) throws -> String {
      try GnuplotScript.text(
        for: Figure(
          title: "",
          panels: [Panel(layers: [line]), Panel(layers: layers, references: references)]
        )
      )
    }
    #expect(throws: PlotError.mixedLayers(panel: 1)) { try text(bars, line) }
    #expect(throws: PlotError.mixedAxes(panel: 1)) { try text(line, dated) }
    #expect(throws: PlotError.mixedAxes(panel: 1)) {
      try text(dated, at: ReferenceLine(.number(1)))
    }
    #expect(throws: Never.self) { try text(dated, at: ReferenceLine(.value(1))) }
  }

  /// Returns the names of the marks on the horizontal axis, the line below after a slash.
  func marks(_ axis: Axis, candles: Bool = false) throws -> [String] {
    let y = [Double](repeating: 1, count: axis.count)
    let layer =
      candles
      ? Layer.candles(x: axis, open: y, high: y, low: y, close: y) : .line(x: axis, y: y)
    let lines = try panels(Figure(title: "", panels: [Panel(layers: [layer])]))
    let line = try #require(lines.first { $0.hasPrefix("set xtics") })
    return line.matches(of: /'([^']*)'(?:\."\\n"\.'([^']*)')? [-0-9.e+]+[,)]/)
      .map { match in match.2.map { "\(match.1)/\($0)" } ?? String(match.1) }
  }

  func days(_ count: Int, from year: Int, _ month: Int, _ day: Int) throws -> [Instant] {
    let start = try #require(Instant(year: year, month: month, day: day))
    return (0..<count).map {
      start.advanced(by: Period(nanoseconds: Int64($0) * Period.day.nanoseconds))
    }
  }

  @Test func datesAreMarkedByTheCalendar() throws {
    #expect(
      try marks(.times(days(7305, from: 1999, 1, 4)))
        == ["2000", "2002", "2004", "2006", "2008", "2010", "2012", "2014", "2016", "2018"]
    )
    #expect(
      try marks(.times(days(181, from: 2019, 11, 10)))
        == ["Dec/2019", "Jan/2020", "Feb", "Mar", "Apr", "May"]
    )
    #expect(
      try marks(.times(days(30, from: 2024, 2, 20)))
        == ["26 Feb/2024", "4 Mar", "11 Mar", "18 Mar"]
    )
    #expect(try marks(.times(days(1, from: 2024, 2, 29))).contains("29 Feb"))
  }

  @Test func clockTimesAreMarkedWithTheirDay() throws {
    let start = try #require(Instant(year: 2024, month: 3, day: 4))
    let hours = (0...36).map {
      start.advanced(by: Period(nanoseconds: Int64($0) * Period.hour.nanoseconds))
    }
    #expect(
      try marks(.times(hours)) == [
        "00:00/4 Mar 2024", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00",
        "00:00/5 Mar 2024", "03:00", "06:00", "09:00", "12:00",
      ]
    )
  }

  /// Bars of exchange days stand side by side; a mark is at the first bar of its month.
  @Test func candlesLeaveNoHolesForWeekends() throws {
    let weekdays = try days(120, from: 2024, 1, 1).filter { $0.date.weekday < 6 }
    #expect(try marks(.times(weekdays), candles: true) == ["Jan/2024", "Feb", "Mar", "Apr"])
    let y = weekdays.map { _ in 1.0 }
    let lines = try panels(
      Figure(
        title: "",
        panels: [
          Panel(layers: [.candles(x: .times(weekdays), open: y, high: y, low: y, close: y)]),
          Panel(layers: [.points(x: .times([weekdays[5]]), y: [1], shape: .entry)]),
        ]
      )
    )
    #expect(lines.contains("0 1 1 1 1"))
    #expect(lines.contains("\(weekdays.count - 1) 1 1 1 1"))
    #expect(lines.contains("5 1"))
  }

  @Test func manyCandlesAreJoined() throws {
    let times = try days(1000, from: 2020, 1, 1)
    let close = times.indices.map { 100 + Double($0) }
    let lines = try panels(
      Figure(
        title: "",
        panels: [
          Panel(layers: [
            .candles(
              x: .times(times),
              open: close.map { $0 - 1 },
              high: close.map { $0 + 5 },
              low: close.map { $0 - 5 },
              close: close,
              label: "x"
            )
          ])
        ]
      )
    )
    // Three bars: places 0 to 2, first open, least low, greatest high, last close.
    #expect(lines.contains("1 99 95 107 102"))
    #expect(lines.contains { $0.contains("'x, 3 bars to a candle'") })
  }

  @Test(arguments: [
    (
      0.0, 1.0, NumberFormat.plain,
      ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0"]
    ),
    (-0.15, 0.0, .percent, ["−14 %", "−12 %", "−10 %", "−8 %", "−6 %", "−4 %", "−2 %", "0 %"]),
    (
      0, 1_500_000, .thousands,
      ["0", "200,000", "400,000", "600,000", "800,000", "1,000,000", "1,200,000", "1,400,000"]
    ),
    (
      1e15, 1.1e15, .plain,
      [
        "1e+15", "1.01e+15", "1.02e+15", "1.03e+15", "1.04e+15", "1.05e+15", "1.06e+15", "1.07e+15",
        "1.08e+15", "1.09e+15", "1.1e+15",
      ]
    ),
    (
      1, 1, .plain,
      ["0.95", "0.96", "0.97", "0.98", "0.99", "1.00", "1.01", "1.02", "1.03", "1.04", "1.05"]
    ),
  ])
  func valuesAreMarkedAtRoundNumbers(
    low: Double,
    high: Double,
    format: NumberFormat,
    expected: [String]
  ) throws {
    let lines = try panels(
      Figure(
        title: "",
        panels: [Panel(format: format, layers: [.line(x: .numbers([0, 1]), y: [low, high])])]
      )
    )
    let line = try #require(lines.first { $0.hasPrefix("set ytics") })
    let marks = line.matches(of: /'([^']*)' [-0-9.e+]+[,)]/).map {
      String($0.1).replacing("%%", with: "%")
    }
    #expect(marks == expected)
  }

  @Test func aLongTitleIsWrappedAndCut() throws {
    let words = Figure(
      title: String(repeating: "word ", count: 500),
      panels: GnuplotScriptTests.small.panels
    )
    let word = Figure(
      title: String(repeating: "W", count: 100_000),
      panels: GnuplotScriptTests.small.panels
    )
    for figure in [words, word] {
      let titles = try panels(figure).filter { $0.contains("font 'Arial,22'") }
      #expect(titles.count == 2)
      #expect(titles.last?.contains("…'") == true)
      #expect(titles.allSatisfy { $0.count < 300 })
    }
  }

  @Test func surplusBarsAreCounted() throws {
    let names = (0..<75).map { "f\($0)" }
    let lines = try panels(
      Figure(
        title: "",
        panels: [Panel(layers: [.bars(labels: names, values: names.map { _ in 1 })])]
      )
    )
    #expect(lines.contains { $0.contains("'15 more are not shown'") })
  }

  @Test func theBestCellIsNamed() throws {
    func legend(_ best: Best?) throws -> String? {
      try panels(
        Figure(
          title: "",
          panels: [
            Panel(
              yLabel: "slow",
              xLabel: "fast",
              layers: [
                .heatmap(
                  x: ["1", "2"],
                  y: ["10", "20"],
                  values: [[0.5, .nan], [1.25, 1.25]],
                  valueLabel: "v",
                  best: best
                )
              ]
            )
          ]
        )
      ).first { $0.contains(" at fast") }
    }
    #expect(try legend(.largest)?.contains("'largest: 1.25 at fast 1, slow 20'") == true)
    #expect(try legend(.smallest)?.contains("'smallest: 0.50 at fast 1, slow 10'") == true)
    #expect(try legend(nil) == nil)
  }

  @Test func extremeNumbersDoNotTrap() throws {
    let most = Double.greatestFiniteMagnitude
    let numbers: [Double] = [-most, most, 0, .leastNonzeroMagnitude, -.infinity, .nan]
    let times = [Int64.min, -1, 0, 1, .max - 1, .max].map { Instant(nanoseconds: $0) }
    for x in [Axis.numbers(numbers), .times(times)] {
      for layers: [Layer] in [
        [.line(x: x, y: numbers)], [.area(x: x, y: numbers)], [.points(x: x, y: numbers)],
        [.band(x: x, low: numbers, high: numbers)],
        [.candles(x: x, open: numbers, high: numbers, low: numbers, close: numbers)],
      ] {
        _ = try GnuplotScript.text(
          for: Figure(title: "", panels: [Panel(layers: layers, weight: .nan)])
        )
      }
    }
    let names = numbers.map { "\($0)" }
    for layer: Layer in [
      .bars(labels: names, values: numbers),
      .histogram(edges: [.nan] + numbers, counts: numbers),
      .heatmap(x: names, y: ["a"], values: [numbers], valueLabel: "b"),
    ] {
      _ = try GnuplotScript.text(for: Figure(title: "", panels: [Panel(layers: [layer])]))
    }
  }

  @Test func aMillionPointsAreThinned() throws {
    var noise = Samples.Noise()
    let y = (0..<1_000_000).map { _ in noise.next() }
    let times = y.indices.map { Instant(nanoseconds: Int64($0) * 60_000_000_000) }
    let figure = Figure(
      title: "",
      panels: [Panel(layers: [.line(x: .times(times), y: y)])]
    )
    var text = ""
    let time = try ContinuousClock().measure { text = try GnuplotScript.text(for: figure) }
    #expect(text.utf8.count < 250_000)
    #expect(time < .seconds(2))
    let greatest = try #require(y.max())
    #expect(text.contains(" \(greatest)\n"))
  }
}
