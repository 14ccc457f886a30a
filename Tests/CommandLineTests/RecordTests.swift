import Foundation
import TestSupport
import Testing

/// What `--record` writes and `--verify` compares.
struct RecordTests {
  @Test func aRecordIsVerified() throws {
    let folder = try Study.recordedFolder()
    let text = try folder.read("nb.mmb")
    #expect(
      text.hasPrefix("---\nmmb: 1\nlanguage: 1\ntitle: A study\nseed: 42\ndata:\n  data/bars")
    )
    let verified = try Mamba.run("run", "nb.mmb", "--verify", in: folder)
    #expect(verified.code == 0, "\(verified.errors)")
    #expect(verified.output.isEmpty)
    #expect(try Mamba.run("run", "nb.mmb", "--verify", "--exact", "--twice", in: folder).code == 0)
    #expect(try folder.read("nb.mmb") == text)
    #expect(!folder.has("plots"))
  }

  @Test func aRunPrintsAndWritesNothing() throws {
    let folder = try Study.recordedFolder()
    let text = try folder.read("nb.mmb")
    let ended = try Mamba.run("run", "nb.mmb", in: folder)
    #expect(ended.code == 0)
    // On a slow machine, progress may be told of.
    #expect(ended.errors.split(separator: "\n").allSatisfy { $0.hasSuffix(" %") })
    #expect(try folder.read("nb.mmb") == text)
    let recorded = text.split(separator: "\n").filter { $0.hasPrefix(">> ") }.map {
      $0.dropFirst(3)
    }
    let printed = Set(ended.lines.map { $0[...] })
    let bindings = recorded.filter { !printed.contains($0) }
    #expect(bindings.allSatisfy { $0.contains(#/^(es|s|bt|r)  /#) }, "\(bindings)")
    #expect(printed.isSubset(of: Set(recorded)))
  }

  @Test func oneByteOfTheDataIsNamed() throws {
    let folder = try Study.recordedFolder()
    let bars = try folder.read("data/bars.csv")
    try folder.write(bars.replacing("877000000", with: "877000001"), to: "data/bars.csv")
    let ended = try Mamba.run("run", "nb.mmb", "--verify", in: folder)
    #expect(ended.code == 3)
    #expect(ended.errors.contains("data/bars.csv"))
    #expect(try Mamba.run("run", "nb.mmb", in: folder).code == 0)
  }

  @Test func missingDataIsNamed() throws {
    let folder = try Study.recordedFolder()
    try FileManager.default.removeItem(atPath: folder.path("data/bars.csv"))
    let ended = try Mamba.run("run", "nb.mmb", "--verify", in: folder)
    #expect(ended.code == 3)
    #expect(ended.errors.contains("data/bars.csv is missing"))
    let run = try Mamba.run("run", "nb.mmb", in: folder)
    #expect(run.code == 1)
    #expect(run.errors.contains("there is no file data/bars.csv"))
  }

  @Test func oneNumberThatWasEditedIsShown() throws {
    let folder = try Study.recordedFolder()
    let text = try folder.read("nb.mmb")
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(">>   deepest") })
    let edited = line.replacing("%", with: "1%")
    try folder.write(text.replacing(line, with: edited), to: "nb.mmb")
    let ended = try Mamba.run("run", "nb.mmb", "--verify", in: folder)
    #expect(ended.code == 4)
    #expect(ended.errors.contains("@@ mc\n- \(edited)\n+ \(line)\n"))
    #expect(try Mamba.run("run", "nb.mmb", in: folder).code == 0)
  }

  @Test func theNumberOfThreadsDoesNotShow() throws {
    let files = try ["1", "2", "7"].map { jobs in
      let folder = try Study.folder()
      let ended = try Mamba.run("run", "nb.mmb", "--record", "--jobs", jobs, in: folder)
      #expect(ended.code == 0)
      return try folder.read("nb.mmb").split(separator: "\n")
        .filter { !$0.hasPrefix("verified:") && !$0.hasPrefix(">>?") }
    }
    #expect(files[0] == files[1])
    #expect(files[0] == files[2])
    #expect(files[0].count { $0.hasPrefix(">>") } > 25)
  }

  @Test func recordingAgainChangesNothing() throws {
    let folder = try Study.recordedFolder()
    let once = try folder.read("nb.mmb").split(separator: "\n")
    #expect(try Mamba.run("run", "nb.mmb", "--record", in: folder).code == 0)
    let again = try folder.read("nb.mmb").split(separator: "\n")
    #expect(once.filter { !$0.hasPrefix(">>?") } == again.filter { !$0.hasPrefix(">>?") })
  }

  /// A notebook that begins with `#!` can be run by its name, before and after.
  @Test func aRecordKeepsTheFileThatItIs() throws {
    let folder = try TemporaryFolder()
    try folder.write("#!/usr/bin/env mamba\n1 + 1\n", to: "n b%20é.mmb")
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o750], ofItemAtPath: folder.path("n b%20é.mmb"))
    try files.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "n b%20é.mmb")
    #expect(try Mamba.run("run", "link", "--record", in: folder).code == 0)
    #expect(try files.destinationOfSymbolicLink(atPath: folder.path("link")) == "n b%20é.mmb")
    let attributes = try files.attributesOfItem(atPath: folder.path("n b%20é.mmb"))
    #expect(attributes[.posixPermissions] as? Int == 0o750)
    let text = try folder.read("n b%20é.mmb")
    #expect(text.hasPrefix("#!/usr/bin/env mamba\n---\n") && text.hasSuffix("---\n1 + 1\n>> 2\n"))
  }

  @Test func theSeedDecidesTheHistories() throws {
    let folder = try Study.recordedFolder()
    let own = try Mamba.run("run", "nb.mmb", in: folder).output
    #expect(try Mamba.run("run", "nb.mmb", "--seed", "42", in: folder).output == own)
    let other = try Mamba.run("run", "nb.mmb", "--seed", "43", in: folder).output
    #expect(other != own)
    #expect(try Mamba.run("run", "nb.mmb", "--seed", "43", in: folder).output == other)
    #expect(try Mamba.run("run", "nb.mmb", "--verify", "--seed", "43", in: folder).code == 4)
  }
}
