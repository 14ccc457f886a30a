import Foundation
import TestSupport
import Testing

/// Colours are for a person at a terminal who wants them.
struct ColourTests {
  private static let program = "es = load \"data/bars.csv\"; es | tail 3; nope + 1"
  private static let colours = ["TERM": "xterm", "NO_COLOR": ""]

  /// Runs a program at a terminal, and returns the bytes that it is sent as text.
  private func shown(_ changes: [String: String]) throws -> String {
    let (folder, home) = (try Study.folder(), try TemporaryFolder())
    var size = winsize(ws_row: 40, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
    var ends: (master: Int32, worker: Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 256)
    guard openpty(&ends.master, &ends.worker, &name, nil, &size) == 0 else {
      throw POSIXError(.ENXIO)
    }
    defer { close(ends.master) }
    let process = try PromptProcess.spawn(
      name,
      in: folder.url.path(),
      Mamba.environment(home).merging(changes) { $1 },
      program: [Mamba.path, "-e", ColourTests.program]
    )
    close(ends.worker)
    var bytes: [UInt8] = []
    while true {
      var part = [UInt8](repeating: 0, count: 4096)
      let count = read(ends.master, &part, part.count)
      // The terminal hangs up where nobody has it open any more.
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
  }

  @Test func aTerminalHasColours() throws {
    let text = try shown(ColourTests.colours)
    #expect(text.contains("\u{1B}[1;31merror[E102]\u{1B}[0m nothing is called `nope`"))
    #expect(text.contains("\u{1B}[1mclose\u{1B}[0m"))
  }

  @Test(arguments: [
    ["TERM": "xterm", "NO_COLOR": "1"], ["TERM": "dumb", "NO_COLOR": ""],
    ["TERM": "", "NO_COLOR": ""],
  ])
  func nobodyWhoDoesNotWantThemHasThem(_ environment: [String: String]) throws {
    let text = try shown(environment)
    #expect(text.contains("error[E102] nothing is called `nope`"))
    #expect(!text.contains("\u{1B}"), "\(environment)")
  }

  /// The characters are the same at a terminal, without colours and in a pipe.
  @Test func coloursChangeNoCharacter() throws {
    let piped = try Mamba.run(
      "-e",
      ColourTests.program,
      in: try Study.folder(),
      environment: ColourTests.colours
    )
    #expect(!(piped.output + piped.errors).contains("\u{1B}"))
    let coloured = try shown(ColourTests.colours)
    let plain = coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
    #expect(plain != coloured)
    #expect(plain == piped.output + piped.errors)
  }

  /// The prompt, what is typed at it and what it answers.
  @Test(arguments: ["", "1"])
  func thePromptObeys(_ noColour: String) throws {
    let prompt = try PromptProcess(
      in: try Study.folder(),
      environment: ["TERM": "xterm", "NO_COLOR": noColour]
    )
    prompt.enter("nope")
    prompt.type("x = load \"a\"")
    #expect(prompt.shows { $0.line.hasSuffix("load \"a\"") })
    let isOn = noColour.isEmpty
    #expect(prompt.shows { ($0.style(of: "load") == "35") == isOn })
    #expect(prompt.screen.style(of: "mb[1]") == (isOn ? "36" : ""))
    #expect(prompt.screen.style(of: "error[E102]") == (isOn ? "1;31" : ""))
    let styles = Set(prompt.screen.rows.joined().map(\.style))
    #expect((styles == [""]) == !isOn, "\(styles)")
  }
}
