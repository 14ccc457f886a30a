import Foundation
import TestSupport
import Testing

/// Whatever a stranger's notebook holds, the machine is left as it was.
struct HostileNotebookTests {
  private static let gnuplot = ["/usr/bin", "/bin", "/usr/local/bin"].map { $0 + "/gnuplot" }
    .contains { FileManager.default.isExecutableFile(atPath: $0) }

  private func canary(_ notebook: HostileNotebook) throws -> Canary {
    try Canary {
      try $0.write(notebook.text(), to: "work/nb.mmb")
      try notebook.files($0)
    }
  }

  /// Expects that nothing changed around the working directory, and that no process stayed.
  private func expectUnharmed(_ canary: Canary, _ ended: Mamba.Ended, but allowed: [String] = [])
    throws
  {
    #expect(try canary.changes().filter { !allowed.contains($0) } == [])
    #expect(!canary.leftProcess())
    #expect(ended.code >= 0, "it hung, or was ended by a signal")
    #expect(ended.errors.utf8.count < 5_000, "an error is short")
    #expect(!(ended.output + ended.errors).unicodeScalars.contains(where: isHarmful))
    #expect(!(ended.output + ended.errors).contains(String(repeating: "S", count: 100)))
  }

  /// Whether a terminal would obey the character.
  private func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9, 10: false
    case 0..<32, 127..<160, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  @Test(arguments: HostileNotebook.all)
  func aRunHarmsNothing(_ notebook: HostileNotebook) throws {
    let canary = try canary(notebook)
    let before = try canary.work()
    let ended = try canary.run(["run", "nb.mmb"] + notebook.options)
    #expect(ended.code == notebook.code, "\(ended.errors.prefix(500))")
    for words in notebook.says {
      #expect((ended.errors + ended.output).contains(words), "\(ended.errors.prefix(500))")
    }
    let isAllowed = notebook.name == "a place that was allowed"
    try expectUnharmed(
      canary,
      ended,
      but: isAllowed ? ["beside/open", "beside/open/x.csv"] : []
    )
    let after = try canary.work()
    let made = Set(after.keys).subtracting(before.keys).filter { !$0.hasPrefix("work/.mamba") }
    #expect(made.sorted() == notebook.makes.filter { !$0.hasPrefix(".") }.map { "work/" + $0 })
    let changed = before.keys.filter { after[$0] != before[$0] }
    #expect(changed.sorted() == notebook.replaces.map { "work/" + $0 })
  }

  /// A check writes nothing at all, and finds no less than it did.
  @Test(arguments: HostileNotebook.small.filter { $0.options.isEmpty })
  func aCheckHarmsNothing(_ notebook: HostileNotebook) throws {
    let canary = try canary(notebook)
    let before = try canary.work()
    let ended = try canary.run(["run", "nb.mmb", "--check", "--timeout", "60s"])
    #expect([0, 1, 5].contains(ended.code), "\(ended.code): \(ended.errors.prefix(500))")
    #expect(ended.code != 0 || notebook.code == 0 || ended.errors.contains("no errors"))
    try expectUnharmed(canary, ended)
    #expect(try canary.work() == before)
  }

  /// A notebook that is opened runs nothing, and what it shows is no order to the terminal.
  @Test(arguments: HostileNotebook.small.filter { $0.options.isEmpty })
  func aLookHarmsNothing(_ notebook: HostileNotebook) throws {
    let canary = try canary(notebook)
    let before = try canary.work()
    let ended = try canary.run(["nb.mmb"])
    #expect([0, 1].contains(ended.code))
    try expectUnharmed(canary, ended)
    #expect(try canary.work() == before)
  }

  /// What a run that fails has recorded is nothing.
  @Test(arguments: HostileNotebook.small.filter { $0.code != 0 && $0.options.isEmpty })
  func aRecordHarmsNothing(_ notebook: HostileNotebook) throws {
    let canary = try canary(notebook)
    let before = try canary.work()
    let ended = try canary.run(["run", "nb.mmb", "--record"])
    #expect(ended.code == notebook.code)
    try expectUnharmed(canary, ended)
    #expect(try canary.work() == before)
  }

  // What the table cannot say

  @Test func theNotebookIsNotWrittenByAnyName() throws {
    let canary = try Canary {
      try $0.write(
        "es = load \"data/bars.csv\"\nexport es to \"data/../nb.csv\"\n",
        to: "work/nb.csv"
      )
    }
    let before = try canary.work()
    let ended = try canary.run(["run", "nb.csv"])
    #expect(ended.code == 1)
    #expect(ended.errors.contains("E611") && ended.errors.contains("the notebook that runs"))
    #expect(try canary.work() == before)
  }

  @Test(arguments: ["work/x", "work/data", "/dev/zero", "/dev/null", "/dev/tty"])
  func whatIsNoFileIsNoNotebook(path: String) throws {
    let canary = try Canary { mkfifo($0.path("work/x"), 0o600) }
    let path = path.hasPrefix("/") ? path : canary.folder.path(path)
    for arguments in [["run", path], ["run", path, "--check"], [path]] {
      let ended = try canary.run(arguments)
      #expect(ended.code == 1)
      #expect(ended.errors.contains("E601"), "\(ended.errors)")
    }
  }

  /// Titles and the like that end the text that they stand in, where they are not quoted well.
  private static let orders = [
    "'; system('touch pwned'); '", "`touch pwned`", "$(touch pwned)",
    "\\\\'.system('touch pwned').\\\\'",
    "a\\nset print 'pwned'\\nprint 1", "\\\".system(\\\"touch pwned\\\").\\\"", "@M %s %1$n", "'",
    "''",
    "\\\\", "\\\\'", "{/=99 x}", "\u{7}",
    String(repeating: "x'\\\"", count: 20_000),
  ]

  @Test(.enabled(if: HostileNotebookTests.gnuplot, "gnuplot is not installed"))
  func aTitleIsNoOrder() throws {
    let canary = try Canary { folder in
      let header = "date,open,high,low,\"a'.system(\"\"touch pwned\"\").'\",`touch pwned`,volume"
      let rows = Study.bars.split(separator: "\n").dropFirst().joined(separator: "\n")
      try folder.write(header + "\n" + rows + "\n", to: "work/data/named.csv")
      try folder.write("system('touch pwned')\n", to: "work/.gnuplot")
      try folder.write("system('touch pwned')\n", to: "home/.gnuplot")
      try folder.write("system('touch pwned')\n", to: "work/gnuplotrc")
      let cells = Self.orders.map {
        "plot close, title=\"\($0)\", subtitle=\"\($0)\" to \"out/p\"\n"
      }
      try folder.write(
        "es = load \"data/bars.csv\"\nnamed = load \"data/named.csv\"\nuse es\n" + cells.joined()
          + "plot named to \"out/a'b`touch pwned`$(touch pwned)\"\n"
          + "plot close to \"out/|touch pwned\"\nplot close to \"-\"\nplot close to \"|touch pwned\"\n"
          + "plot close to \"< touch pwned\"\nplot close to \"~root\"\n",
        to: "work/nb.mmb"
      )
    }
    let before = try canary.work()
    let ended = try canary.run(
      ["run", "nb.mmb", "--format", "svg"],
      environment: ["GNUPLOT_LIB": canary.folder.path("work"), "GNUTERM": "dumb"]
    )
    #expect(ended.code == 0, "\(ended.errors)")
    try expectUnharmed(canary, ended)
    let after = try canary.work()
    let made = Set(after.keys).subtracting(before.keys)
    #expect(made.count { $0.hasSuffix(".svg") } == 7)
    #expect(made.allSatisfy { $0.hasSuffix(".svg") || $0.hasSuffix(".gp") || $0 == "work/out" })
    #expect(before.keys.allSatisfy { after[$0] == before[$0] })
  }

  /// A program of the right name in the working directory came with the notebook.
  @Test(arguments: [".", "", ":", ".:", "bin", "./bin", "../work"])
  func aProgramThatCameAlongIsNotStarted(path: String) throws {
    let canary = try Canary { folder in
      for place in ["work/gnuplot", "work/bin/gnuplot", "work/sh", "work/bin/sh"] {
        try folder.write("#!/bin/sh\n/usr/bin/touch pwned\n", to: place)
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755],
          ofItemAtPath: folder.path(place)
        )
      }
      try folder.write("es = load \"data/bars.csv\"\nplot es.close\n", to: "work/nb.mmb")
    }
    let ended = try canary.run(["run", "nb.mmb"], environment: ["PATH": path])
    #expect(ended.code == 1)
    #expect(ended.errors.contains("gnuplot is not installed"), "\(ended.errors)")
    #expect(!canary.folder.has("work/pwned"))
    try expectUnharmed(canary, ended)
  }

  @Test(.enabled(if: HostileNotebookTests.gnuplot, "gnuplot is not installed"))
  func figuresGoWhereItIsAllowed() throws {
    let canary = try Canary {
      try $0.write("es = load \"data/bars.csv\"\nplot es.close\n", to: "work/nb.mmb")
    }
    let arguments = ["run", "nb.mmb", "--format", "svg", "--plots", "../beside/open/p"]
    #expect(try canary.run(arguments).code == 1)
    #expect(try canary.changes() == [])
    let ended = try canary.run(arguments + ["--allow-write", "../beside/open"])
    #expect(ended.code == 0, "\(ended.errors)")
    #expect(canary.folder.has("beside/open/p/es.svg"))
  }
}
