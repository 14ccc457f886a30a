import Foundation
import TestSupport
import Testing

/// `mamba fmt`, `mamba strip` and `mamba diff`, and what the program says of a notebook that was
/// changed since it was recorded.
struct NotebookFileTests {
  @Test func aLayoutIsCheckedAndWritten() throws {
    let folder = try Study.folder("%%   a   skip\nx = 1  \n\n\n%% b\n2\n")
    let before = try folder.read("nb.mmb")
    try folder.write("%% a\n1\n", to: "fine.mmb")
    let check = try Mamba.run("fmt", "fine.mmb", "nb.mmb", "--check", in: folder)
    #expect(check.code == 1)
    #expect(check.output == "nb.mmb\n")
    #expect(try folder.read("nb.mmb") == before)
    #expect(try Mamba.run("fmt", "fine.mmb", "nb.mmb", in: folder).code == 0)
    #expect(try folder.read("nb.mmb") == "%% a  skip\nx = 1\n\n%% b\n2\n")
    #expect(try Mamba.run("fmt", "fine.mmb", "nb.mmb", "--check", in: folder).code == 0)
    #expect(try Mamba.run("fmt", in: folder).code == 2)
    #expect(try Mamba.run("fmt", "gone.mmb", in: folder).code == 1)
    try folder.write("%% a \n<<<<<<< mine\n", to: "nb.mmb")
    let torn = try Mamba.run("fmt", "nb.mmb", in: folder)
    #expect(torn.code == 1)
    #expect(torn.errors.contains("nb.mmb:2:1"))
    #expect(try folder.read("nb.mmb") == "%% a \n<<<<<<< mine\n")
  }

  @Test func aRecordIsDroppedAndMadeAgain() throws {
    let folder = try Study.recordedFolder()
    let text = try folder.read("nb.mmb")
    #expect(try Mamba.run("fmt", "nb.mmb", "--check", in: folder).code == 0)
    #expect(try Mamba.run("strip", "nb.mmb", "-o", "bare.mmb", in: folder).code == 0)
    #expect(try folder.read("nb.mmb") == text)
    let bare = try folder.read("bare.mmb")
    #expect(!bare.contains("\n>>") && !bare.contains("verified:") && bare.contains("sha256:"))
    #expect(try Mamba.run("strip", "nb.mmb", in: folder).code == 0)
    #expect(try folder.read("nb.mmb") == bare)
    #expect(try Mamba.run("run", "bare.mmb", "--record", in: folder).code == 0)
    try folder.write(text, to: "nb.mmb")
    let same = try Mamba.run("diff", "nb.mmb", "bare.mmb", in: folder)
    #expect(same.code == 0, "\(same.output)")
    #expect(same.output.isEmpty)
  }

  @Test func twoNotebooksAreCompared() throws {
    let folder = try Study.recordedFolder()
    try folder.write(
      try folder.read("nb.mmb").replacing("input 20", with: "input 30"),
      to: "other.mmb"
    )
    let ended = try Mamba.run("diff", "nb.mmb", "other.mmb", in: folder)
    #expect(ended.code == 1)
    #expect(ended.output == "cell `n`\n  n 20 → 30\n")
    let events = try Mamba.run("diff", "nb.mmb", "other.mmb", "--json", in: folder)
    #expect(events.code == 1)
    #expect(events.lines.count == 2 && events.lines[1].contains("\"exit\":1"))
    #expect(try Mamba.run("diff", "nb.mmb", "gone.mmb", in: folder).code == 2)
    #expect(try Mamba.run("diff", "nb.mmb", in: folder).code == 2)
  }

  /// The rows of the matrix that depend on the program too.
  @Test(
    arguments: [
      ("877000000", "877000001", Int32(3), "first in cell `es`: data/bars.csv is not the file"),
      ("input 20", "input 25", 4, "first in cell `n`: it was changed since it was recorded"),
      ("\nseed: 42", "\nseed: 43", 4, "first in cell `mc`: the seed is 43, recorded with 42"),
      ("%% r\nr = ret(close, 1)", "", 4, "first in cell `r`: it was removed"),
      ("language: 1", "language: 0", 8, "was recorded in language 0 by mamba"),
      ("language: 1", "language: 2", 1, "update mamba"),
      ("%% r\n", "%% r  cahce=keep\n", 1, "did you mean `cache`?"),
    ]
  )
  func whatChangedIsSaid(old: String, new: String, code: Int32, said: String) throws {
    let folder = try Study.recordedFolder()
    let file = old.hasPrefix("8") ? "data/bars.csv" : "nb.mmb"
    let text = try folder.read(file)
    try #require(text.contains(old))
    try folder.write(text.replacing(old, with: new, maxReplacements: 1), to: file)
    let ended = try Mamba.run("run", "nb.mmb", "--verify", in: folder)
    #expect(ended.code == code, "\(ended.errors)")
    #expect(ended.errors.contains(said), "\(ended.errors)")
    let events = try Mamba.run("run", "nb.mmb", "--verify", "--json", in: folder)
    #expect(events.code == code)
    #expect(events.lines.last?.hasSuffix("\"exit\":\(code)}") == true)
    let differs = events.lines.filter { $0.hasPrefix("{\"ev\":\"diff\"") }
    #expect(differs.allSatisfy { $0.contains("\"why\":") })
    #expect(differs.isEmpty == (code == 1 || code == 8))
  }

  /// The second run reads what the first has written.
  @Test func twoRunsThatDifferAreNamed() throws {
    let text =
      "%% t\nt = load \"data/bars.csv\"\n%% m\nmean(t.close)\n%% x\nexport t[0..<700] to \"data/bars.csv\"\n"
    let folder = try Study.folder(text)
    #expect(try Mamba.run("run", "nb.mmb", "--record", in: folder).code == 0)
    // Without a hash of it in the header, nobody asks whether the file is the same.
    let kept = try folder.read("nb.mmb").split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("data:") && !$0.contains("file=sha256") }
    try folder.write(kept.joined(separator: "\n"), to: "nb.mmb")
    try folder.write(Study.bars, to: "data/bars.csv")
    let ended = try Mamba.run("run", "nb.mmb", "--verify", "--twice", in: folder)
    #expect(ended.code == 6, "\(ended.errors)")
    #expect(
      ended.errors.hasPrefix(
        "two runs differ, first in cell `t`: what it reads is the same, and it gives other values"
      )
    )
    #expect(ended.errors.contains("cell `m`: its input `t` (cell `t`) gives other values"))
  }

  /// A verification computes from the bytes that it has hashed.
  @Test func eachDataFileIsReadOnce() throws {
    let text =
      "%% es\nes = load \"data/bars.csv\"\nuse es\n%% m\nmean(close)\n%% again\ntwo = load \"data/bars.csv\"\n"
    let folder = try Study.folder(text)
    #expect(try Mamba.run("run", "nb.mmb", "--record", in: folder).code == 0)
    let watch = inotify_init1(Int32(IN_NONBLOCK))
    defer { close(watch) }
    let events = UInt32(IN_OPEN | IN_CLOSE_NOWRITE)
    try #require(inotify_add_watch(watch, folder.path("data/bars.csv"), events) >= 0)
    func opened() -> Int {
      var bytes = [UInt8](repeating: 0, count: 1 << 14)
      // Of a file that is watched itself an event has no name, and so 16 bytes. One alike the last is
      // not told again, so that only the closing between lets two openings be counted.
      return max(0, read(watch, &bytes, bytes.count)) / 32
    }
    for arguments in [["--verify"], ["--verify", "--twice"]] {
      let ended = try Mamba.Running(["run", "nb.mmb"] + arguments, in: folder).ended()
      #expect(ended.code == 0, "\(ended.errors)")
      #expect(opened() == 1)
    }
    // The watch can count: a run that hashes nothing before reads the head, and then the whole.
    #expect(try Mamba.run("run", "nb.mmb", in: folder).code == 0)
    #expect(opened() > 1)
  }
}
