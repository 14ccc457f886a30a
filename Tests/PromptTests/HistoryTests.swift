import Foundation
import Prompt
import Testing

@Suite struct HistoryTests {
  private let nasty = [
    "plain", "f {\n  a\t1\n}", "say(\"a \\\"b\\\" \\\\ c\")", "漢字 é e\u{301} 🙂👩‍👩‍👧",
    "\u{1}\u{1F}\u{7F}\u{2028}\r",
    "{\"t\":1,\"ok\":true,\"s\":\"x\"}", " ",
  ]

  /// Runs `body` with a path in a folder that is made for it.
  private func withPath(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "state/mamba/history").path())
  }

  private func write(_ text: String, to path: String) throws {
    let file = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: file)
  }

  @Test func textsComeBackAsTheyWere() throws {
    try withPath { path in
      var history = History(path: path)
      for (i, text) in nasty.enumerated() {
        history.append(.init(time: Int64(i), succeeded: i % 2 == 0, text: text))
      }
      #expect(History(path: path).entries == history.entries)
      #expect(history.entries.map(\.text) == nasty)
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func theFileIsJSONForOthers() throws {
    struct Line: Codable, Equatable { let t: Int64, ok: Bool, s: String }
    try withPath { path in
      var history = History(path: path)
      for text in nasty { history.append(.init(time: -5, succeeded: true, text: text)) }
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      let decoded = try lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
      #expect(decoded == nasty.map { Line(t: -5, ok: true, s: $0) })
      let encoded = try decoded.map {
        String(decoding: try JSONEncoder().encode($0), as: UTF8.self)
      }
      try write(encoded.joined(separator: "\n"), to: path)
      #expect(History(path: path).entries == history.entries)
    }
  }

  @Test func damagedLinesArePassedOver() throws {
    try withPath { path in
      let good = #"{ "s" : "\u00e9 \ud83d\ude42 \/", "nb":"a.mmb", "x":null, "ok": false, "t":7 }"#
      let damaged = [
        "", "{", "null", #"{"t":1,"ok":true,"s":"cut"#, #"{"t":1,"ok":true}"#,
        #"{"t":1.5,"ok":true,"s":"x"}"#, #"{"t":1,"ok":1,"s":"x"}"#, #"{"t":1,"ok":true,"s":"x"}}"#,
        #"{"t":99999999999999999999,"ok":true,"s":"x"}"#, #"{"t":1,"ok":true,"s":"\ud83d"}"#,
        #"{"t":1,"ok":true,"s":"\q"}"#, #"{"t":1,"ok":true,"s":["x"]}"#, "\u{0}\u{0}\u{0}",
      ]
      try write(([good] + damaged + [good + " "]).joined(separator: "\n"), to: path)
      #expect(History(path: path).entries == [.init(time: 7, succeeded: false, text: "é 🙂 /")])
    }
  }

  @Test func aLineThatWasCutOffDoesNotSpoilTheNext() throws {
    try withPath { path in
      try write(#"{"t":1,"ok":true,"s":"a"}"# + "\n" + #"{"t":2,"ok":tr"#, to: path)
      var history = History(path: path)
      history.append(.init(time: 3, succeeded: true, text: "b"))
      #expect(History(path: path).entries.map(\.text) == ["a", "b"])
    }
  }

  @Test func sessionsSideBySideLoseNothing() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "history").path()
    await withTaskGroup { group in
      for session in 0..<4 {
        group.addTask {
          var history = History(path: path)
          for i in 0..<50 {
            let text = "\(session)/\(i) " + String(repeating: "x", count: 2000)
            history.append(.init(time: 0, succeeded: true, text: text))
          }
        }
      }
    }
    let read = History(path: path).entries.map { String($0.text.prefix { $0 != " " }) }
    #expect(Set(read) == Set((0..<4).flatMap { session in (0..<50).map { "\(session)/\($0)" } }))
    #expect(read.filter { $0.hasPrefix("2/") } == (0..<50).map { "2/\($0)" })
  }

  @Test func sessionsSideBySideShareWhatTheyEnter() throws {
    try withPath { path in
      func entry(_ text: String) -> History.Entry { .init(time: 0, succeeded: true, text: text) }
      var one = History(path: path)
      var two = History(path: path)
      #expect(one.takeOthers().isEmpty)
      one.append(entry("a"))
      two.append(entry("b"))
      one.append(entry("c"))
      #expect(one.takeOthers().map(\.text) == ["b"])
      #expect(one.takeOthers().isEmpty)
      #expect(two.takeOthers().map(\.text) == ["a", "c"])
      #expect(one.entries.map(\.text) == ["a", "b", "c"])
      #expect(two.suggestion(for: "c") == nil && two.entries.map(\.text) == ["a", "b", "c"])
      try write("", to: path)
      two.append(entry("d"))
      #expect(one.takeOthers().isEmpty && History(path: path).entries.map(\.text) == ["d"])
    }
  }

  @Test(arguments: ["/", "/dev/null", "/proc/mamba/history", "/dev/null/history", ""])
  func aPlaceThatCannotBeUsedIsNoError(path: String) {
    var history = History(path: path)
    history.append(.init(time: 0, succeeded: true, text: "a"))
    #expect(history.entries.map(\.text) == ["a"])
  }

  @Test func ofEqualTextsTheLastStays() throws {
    try withPath { path in
      var history = History(path: path, limit: 3)
      for text in ["a", "b", "a", "c", "b", "d"] {
        history.append(.init(time: 0, succeeded: true, text: text))
      }
      #expect(history.entries.map(\.text) == ["c", "b", "d"])
      #expect(History(path: path, limit: 3).entries == history.entries)
      #expect(History(path: path).entries.map(\.text) == ["a", "c", "b", "d"])
    }
  }

  @Test func onlyWhatRanIsSuggested() {
    var history = History(path: nil)
    history.append(.init(time: 0, succeeded: true, text: "ema(close, 20)"))
    history.append(.init(time: 1, succeeded: true, text: "ema(close, 50)\nplot"))
    history.append(.init(time: 2, succeeded: false, text: "ema(clsoe)"))
    #expect(history.suggestion(for: "ema(") == "close, 50)\nplot")
    #expect(history.suggestion(for: "ema(close, 2") == "0)")
    #expect(history.suggestion(for: "ema(cls") == nil)
    #expect(history.suggestion(for: "ema(close, 20)") == nil)
    #expect(history.suggestion(for: "") == nil)
  }

  @Test func theUsualPlaceIsTheStandardOne() {
    #expect(
      History.usualPath(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/mamba/history"
    )
    for state in [["XDG_STATE_HOME": ""], ["XDG_STATE_HOME": "s"], [:]] {
      let environment = state.merging(["HOME": "/h"]) { $1 }
      #expect(History.usualPath(environment: environment) == "/h/.local/state/mamba/history")
    }
    #expect(History.usualPath(environment: [:]) == nil)
  }
}
