import Foundation
import TestSupport
import Testing

/// Figures at the prompt.
struct PlotTests {
  private let data = ["es = load \"data/bars.csv\"", "use es"]

  private func isBraille(_ scalar: Unicode.Scalar) -> Bool {
    (0x2801...0x28FF).contains(scalar.value)
  }

  @Test func aFigureStandsAboveItsFiles() throws {
    let folder = try Study.folder()
    let prompt = try PromptProcess(in: folder, environment: ["LC_ALL": "C.UTF-8"])
    (data + ["plot close, sma(close, 20)"]).forEach { prompt.enter($0) }
    let rows = prompt.shown.split(separator: "\n", omittingEmptySubsequences: false)
    let place = try #require(rows.firstIndex { $0.hasPrefix("figure plots/close-plot.svg ") })
    let drawn = rows[..<place].suffix(16)
    #expect(drawn.count { $0.unicodeScalars.contains(where: isBraille) } > 8, "\(prompt.shown)")
    #expect(drawn.contains { $0.contains("close  ") && $0.contains("sma(close, 20)  ") })
    #expect(rows.allSatisfy { $0.count <= 88 })
    #expect(folder.has("plots/close-plot.svg"))
  }

  @Test func figuresAreNamedByWhatTheyShowAndVerified() throws {
    let folder = try Study.folder()
    let prompt = try PromptProcess(in: folder)
    let lines = [
      "bt = backtest (if close > sma(close, 20) then 1 else 0) on es", "plot bt.equity",
      "plot bt.equity", "p = plot drawdown(bt.equity)", "plot bt", "plot close - open",
    ]
    (data + lines).forEach { prompt.enter($0) }
    for name in ["bt-equity", "bt-equity-2", "p", "bt-plot", "cell-2"] {
      #expect(prompt.shown.contains("figure plots/\(name).svg"), "\(name) in \(prompt.shown)")
    }
    prompt.enter(":save s.mmb")
    let text = try folder.read("s.mmb")
    #expect(text.contains(">>@ figure plots/bt-equity-2 data="))
    #expect(!text.unicodeScalars.contains(where: isBraille))
    let ended = try Mamba.run("run", "s.mmb", "--verify", in: folder)
    #expect(ended.code == 0, "\(ended.errors)")
    #expect(!ended.output.unicodeScalars.contains(where: isBraille))
  }

  @Test func manyLinesAreRefused() throws {
    let prompt = try PromptProcess(in: try Study.folder())
    let names = (1...25).map { "sma(close, \($0))" }.joined(separator: ", ")
    (data + ["plot \(names)"]).forEach { prompt.enter($0) }
    #expect(prompt.shown.contains("error[E620] 25 lines in one figure cannot be read; it takes 24"))
  }

  @Test func aPlaceIsRefusedByTheNameThatWasAskedFor() throws {
    let prompt = try PromptProcess(in: try Study.folder())
    (data + ["plot close to \"/tmp/x.svg\""]).forEach { prompt.enter($0) }
    #expect(prompt.shown.contains("/tmp/x.svg lies outside"), "\(prompt.shown)")
  }

  @Test func nothingOfTheFolderIsRunToOpenAFigure() throws {
    let folder = try Study.folder()
    try folder.write("#!/bin/sh\ntouch opened\n", to: "xdg-open")
    try folder.write("<svg/>", to: "a.svg")
    try Mamba.allowToRun(folder.path("xdg-open"))
    let prompt = try PromptProcess(
      in: folder,
      environment: [
        "PATH": ".:\(folder.url.path()):bin", "DISPLAY": ":0", "BROWSER": "./xdg-open:xdg-open",
      ]
    )
    prompt.enter(":open a.svg")
    #expect(prompt.shown.contains("nothing here opens pictures"), "\(prompt.shown)")
    #expect(!folder.has("opened"))
    prompt.enter(":open xdg-open")
    #expect(prompt.shown.contains("xdg-open is no picture or page"))
    prompt.enter(":open ../a.svg")
    #expect(prompt.shown.contains("../a.svg is no picture or page"))
    prompt.enter(":open")
    #expect(prompt.shown.contains("no figure was drawn so far"))
  }

  @Test func aFigureIsOpenedByTheProgramOfTheDesktop() throws {
    let folder = try Study.folder()
    let programs = try TemporaryFolder()
    try programs.write(
      "#!/bin/sh\necho \"$1\" > \(programs.path("opened"))\n",
      to: "xdg-open"
    )
    try folder.write("<svg/>", to: "a.svg")
    try Mamba.allowToRun(programs.path("xdg-open"))
    let prompt = try PromptProcess(
      in: folder,
      environment: ["PATH": "\(programs.url.path()):/usr/bin:/bin", "DISPLAY": ":0"]
    )
    prompt.enter(":open a.svg")
    #expect(prompt.shown.contains("a.svg is opened by xdg-open"), "\(prompt.shown)")
    #expect(try programs.read("opened").hasSuffix("/a.svg\n"))
  }

  @Test func aTerminalWithoutADisplayIsToldThePath() throws {
    let folder = try Study.folder()
    try folder.write("<svg/>", to: "a.svg")
    let prompt = try PromptProcess(
      in: folder,
      environment: ["DISPLAY": "", "WAYLAND_DISPLAY": "", "BROWSER": ""]
    )
    prompt.enter(":open a.svg")
    #expect(prompt.shown.contains("there is no display here; the figure is /"))
  }
}

extension Mamba {
  /// Lets a file be run.
  fileprivate static func allowToRun(_ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }
}
