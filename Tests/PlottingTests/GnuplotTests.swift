import Foundation
import Plotting
import Testing
import TimeSeries

@Suite(.enabled(if: Rendering.isPossible, "gnuplot is absent"))
struct GnuplotTests {
  let temporary = TemporaryFolder()
  var folder: String { temporary.path }
  let small = GnuplotScriptTests.small

  func bytes(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(filePath: path)))
  }

  func texts(_ figure: Figure) throws -> [String] {
    let base = folder + UUID().uuidString
    _ = try Gnuplot.render(figure, to: base, formats: [.svg])
    return try #require(wellFormedTexts(String(contentsOfFile: base + ".svg", encoding: .utf8)))
  }

  @Test func everyFormatIsWritten() throws {
    let base = folder + "deep/eq"
    let files = try Gnuplot.render(small, to: base, formats: [.svg, .png, .pdf])
    #expect(files == ["gp", "svg", "png", "pdf"].map { "\(base).\($0)" })
    let svg = try String(contentsOfFile: base + ".svg", encoding: .utf8)
    let texts = try #require(wellFormedTexts(svg))
    #expect(
      Set(["It's 50 %", "two days", "Equity, $", "a_b", "1,000", "limit"]).isSubset(of: texts)
    )
    let png = try bytes(base + ".png")
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    #expect(png[16..<24].elementsEqual([0, 0, 0x09, 0x60, 0, 0, 0x05, 0x78]))  // 2400 by 1400
    #expect(try bytes(base + ".pdf").starts(with: Array("%PDF-".utf8)))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder + "deep").sorted()
        == ["eq.gp", "eq.pdf", "eq.png", "eq.svg"]
    )
  }

  @Test func theScriptAloneDrawsTheSamePicture() throws {
    let base = folder + "eq"
    _ = try Gnuplot.render(small, to: base, formats: [.svg])
    let drawn = try bytes(base + ".svg")
    try FileManager.default.removeItem(atPath: base + ".svg")
    for arguments in [["eq.gp"], ["-c", "eq.gp", "svg", "again.svg"]] {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["gnuplot"] + arguments
      process.currentDirectoryURL = URL(filePath: folder)
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    #expect(try bytes(base + ".svg") == drawn)
    #expect(try bytes(folder + "again.svg") == drawn)
  }

  /// Texts that would be commands, formats or markup if they were let.
  static let hostile = [
    #"system("touch PWNED")"#, "`touch PWNED`", "$(touch PWNED)", "' . system('touch PWNED') . '",
    "'; !touch PWNED; '", #"a\nb\"#, #"\U+263A"#, "%d %s %5.2f %% 50%", "{/Bold x}_a^b~c&d@e",
    "@PWNED $0 $data1", "<b>&amp;</b>", "END", "#comment", "\"", "''", "'a", "é ü 日本 😀 ∑",
  ]

  @Test func textsOfUsersAreDrawnAsTheyStand() throws {
    let x = Axis.numbers([0, 1])
    for text in GnuplotTests.hostile {
      let figure = Figure(
        title: text,
        subtitle: text,
        panels: [
          Panel(
            yLabel: text,
            xLabel: text,
            layers: [.line(x: x, y: [1, 2], label: text)],
            references: [
              ReferenceLine(.value(1), label: text), ReferenceLine(.number(0), label: text),
            ]
          ),
          Panel(layers: [.bars(labels: [text], values: [1], label: text)]),
          Panel(
            yLabel: text,
            xLabel: text,
            layers: [.heatmap(x: [text], y: [text], values: [[1]], valueLabel: text)]
          ),
        ]
      )
      // 2 of the figure, 5 of the lines, 2 of the bars, 5 of the map.
      let drawn = try texts(figure)
      let count = drawn.count {
        $0 == text || $0.count > 10 && $0.hasSuffix("…") && text.hasPrefix($0.dropLast())
      }
      #expect(count == 14, "\(text): \(drawn)")
    }
    #expect(!FileManager.default.fileExists(atPath: "PWNED"))
  }

  @Test func controlCharactersBecomeSpaces() throws {
    let text = "a\nb\rc\u{0}d\u{1b}[0m\u{2028}e\u{FFFE}f"
    let figure = Figure(
      title: "",
      panels: [Panel(yLabel: text, layers: [.line(x: .numbers([0, 1]), y: [1, 2])])]
    )
    #expect(try texts(figure).contains("a b c d [0m ef"))
  }

  @Test(arguments: [
    "|touch PWNED", "<touch PWNED", "-e", "~x", "it's `a` $b \"c\"", "日本", "a%d\\n",
  ])
  func namesOfFilesAreOnlyNames(name: String) throws {
    let base = folder + name
    #expect(try Gnuplot.render(small, to: base, formats: [.svg]).last == base + ".svg")
    #expect(FileManager.default.fileExists(atPath: base + ".svg"))
    // A name without a folder is one of the working directory.
    let local = name + UUID().uuidString
    let files = try Gnuplot.render(small, to: local, formats: [.svg])
    #expect(files == [local + ".gp", local + ".svg"])
    for file in files { try FileManager.default.removeItem(atPath: file) }
    #expect(!FileManager.default.fileExists(atPath: "PWNED"))
  }

  @Test func oddDataAreDrawn() throws {
    let day = Instant(nanoseconds: 1_700_000_000_000_000_000)
    for x in [Axis.numbers([5]), .times([day])] {
      for layer: Layer in [
        .line(x: x, y: [3], label: "a"), .area(x: x, y: [3]), .points(x: x, y: [3], shape: .ring),
        .band(x: x, low: [2], high: [3]),
        .candles(x: x, open: [1], high: [4], low: [0], close: [2]),
      ] {
        let drawn = try texts(Figure(title: "one", panels: [Panel(layers: [layer])]))
        #expect(drawn.count > 3)
      }
    }
    let gaps: [Double] = [.nan, 1, .nan, 2, 3, .infinity, 2, .nan]
    let x = Axis.numbers(gaps.indices.map(Double.init))
    _ = try texts(
      Figure(
        title: "gaps",
        panels: [
          Panel(layers: [.line(x: x, y: gaps), .area(x: x, y: gaps)]),
          Panel(layers: [.band(x: x, low: gaps, high: gaps), .points(x: x, y: gaps, shape: .cross)]
          ),
          Panel(layers: [.line(x: x, y: gaps.map { _ in .nan })]),
        ]
      )
    )
    // Every bar lacks a price, and every value its place: there are numbers, but nothing to draw.
    let halves: [Layer] = [
      .candles(
        x: .numbers([0, 1]),
        open: [1, .nan],
        high: [2, 2],
        low: [1, 1],
        close: [.nan, 2]
      ),
      .line(x: .numbers([.nan, 1]), y: [2, .nan]),
    ]
    for layer in halves {
      let drawn = try texts(Figure(title: "", panels: [Panel(layers: [layer])]))
      #expect(drawn.contains("no values"))
    }
    let most = Double.greatestFiniteMagnitude
    _ = try texts(
      Figure(
        title: "huge",
        panels: [Panel(layers: [.line(x: .numbers([-most, 0, most]), y: [most, 1e-300, -most])])]
      )
    )
  }

  @Test func aMissingProgramIsSaid() throws {
    for name in ["no-such-gnuplot", "/no/such/gnuplot"] {
      #expect(throws: PlotError.gnuplotMissing) {
        try Gnuplot.render(small, to: folder + "a", formats: [.png], executable: name)
      }
    }
    // The script alone needs no gnuplot.
    let files = try Gnuplot.render(small, to: folder + "a", formats: [], executable: "no-such")
    #expect(files == [folder + "a.gp"])
  }

  /// Returns the path of a program that stands in for gnuplot.
  func program(_ script: String) throws -> String {
    let path = folder + UUID().uuidString
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  @Test func aProgramThatHangsIsEnded() throws {
    let program = try program("exec sleep 60")
    let time = ContinuousClock().measure {
      #expect(throws: PlotError.gnuplotTimedOut) {
        try Gnuplot.render(
          small,
          to: folder + "a",
          formats: [.svg],
          executable: program,
          timeLimit: .milliseconds(200)
        )
      }
    }
    #expect(time < .seconds(10))
  }

  @Test func theReasonOfAFailureIsToldWithoutItsPlace() throws {
    let says = [
      (
        "plot foo\n     ^\n\"./a b.gp\" line 31: undefined variable: foo", "undefined variable: foo"
      ),
      ("line 0: all points y value undefined!", "all points y value undefined!"),
      ("warning: iconv failed\n\"a.gp\" line 3: Bad data\nsystem error: No such file", "Bad data"),
      ("Segmentation fault", "Segmentation fault"),
    ]
    for (output, message) in says {
      let program = try program("cat >&2 <<'E'\n\(output)\nE\nexit 1")
      #expect(throws: PlotError.gnuplotFailed(message: message)) {
        try Gnuplot.render(small, to: folder + "a", formats: [.svg], executable: program)
      }
    }
  }

  @Test func aFailureKeepsTheOlderPicture() throws {
    let base = folder + "kept"
    try Data("older".utf8).write(to: URL(filePath: base + ".svg"))
    let program = try program("echo half > \"$5\"; exit 1")
    #expect(throws: PlotError.self) {
      try Gnuplot.render(small, to: base, formats: [.svg], executable: program)
    }
    #expect(try bytes(base + ".svg") == Array("older".utf8))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { !$0.hasPrefix("kept") && $0.hasPrefix(".") } == []
    )
  }

  @Test func placesThatCannotBeWrittenAreNamed() throws {
    try Data().write(to: URL(filePath: folder + "file"))
    for path in [folder + "file/eq", "/proc/eq"] {
      let error = #expect(throws: PlotError.self) {
        try Gnuplot.render(small, to: path, formats: [.svg])
      }
      guard case .cannotWrite(path + ".gp", _)? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    #expect(throws: PlotError.self) {
      try Gnuplot.render(small, to: folder + "a\u{0}b", formats: [.svg])
    }
  }

  @Test func settingsOfTheUserHaveNoInfluence() throws {
    let program = try program("echo \"$1 $LC_ALL $GNUTERM\" >&2; exit 1")
    #expect(throws: PlotError.gnuplotFailed(message: "-d C.UTF-8")) {
      try Gnuplot.render(small, to: folder + "a", formats: [.svg], executable: program)
    }
  }
}
