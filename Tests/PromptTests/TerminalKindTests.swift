import Foundation
import Prompt
import Testing

/// What is taken of a terminal from the variables and from its window.
@Suite struct TerminalKindTests {
  private func kind(_ environment: [String: String]) -> TerminalKind {
    TerminalKind(of: -1, environment: environment)
  }

  @Test func dumbIsWhatHasNoCursor() {
    #expect(kind([:]).isDumb && kind(["TERM": ""]).isDumb && kind(["TERM": "dumb"]).isDumb)
    #expect(!kind(["TERM": "xterm"]).isDumb && !kind(["TERM": "linux"]).isDumb)
  }

  @Test(
    arguments: [
      ([:], true), (["LANG": "C.UTF-8"], true), (["LANG": "en_US.utf8"], true),
      (["LC_CTYPE": "UTF-8"], true), (["LANG": "C"], false), (["LANG": "POSIX"], false),
      (["LANG": "de_DE.ISO-8859-1"], false), (["LANG": "de_DE"], false),
      (["LC_ALL": "C", "LANG": "C.UTF-8"], false), (["LC_ALL": "", "LANG": "C.UTF-8"], true),
      (["TERM": "linux", "LANG": "C.UTF-8"], false), (["TERM": "vt100"], false),
    ] as [([String: String], Bool)]
  )
  func lettersFollowTheLocale(_ environment: [String: String], isUTF8: Bool) {
    #expect(kind(environment).isUTF8 == isUTF8)
  }

  @Test func whatIsNoTerminalHasAWidthAndNoEnd() {
    let none = kind(["TERM": "xterm"])
    #expect(!none.isTerminal)
    #expect(none.size == TerminalKind(of: -1, environment: [:]).size)
    #expect(none.size.columns == 100 && none.size.rows == .max && !none.size.isTold)
  }

  @Test(arguments: [
    (columns: 132, rows: 50, shown: [132, 50], isTold: true),
    (columns: 0, rows: 0, shown: [80, 24], isTold: false),
    (columns: 120, rows: 0, shown: [120, 24], isTold: false),
  ])
  func aWindowTellsItsSize(columns: UInt16, rows: UInt16, shown: [Int], isTold: Bool) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    var ends: (master: Int32, worker: Int32) = (-1, -1)
    #expect(openpty(&ends.master, &ends.worker, nil, nil, &size) == 0)
    defer {
      close(ends.master)
      close(ends.worker)
    }
    let terminal = TerminalKind(of: ends.worker, environment: [:])
    #expect(terminal.isTerminal)
    #expect([terminal.size.columns, terminal.size.rows] == shown)
    #expect(terminal.size.isTold == isTold)
    size.ws_col = 60
    size.ws_row = 20
    #expect(ioctl(ends.master, UInt(TIOCSWINSZ), &size) == 0)
    #expect(terminal.size.columns == 60 && terminal.size.rows == 20)
  }
}
