import Foundation
import TestSupport
import Testing

/// The shells that are installed.
private enum Shells {
  static func path(of shell: String) -> String? {
    ["/bin/", "/usr/bin/", "/usr/local/bin/"].map { $0 + shell }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// The completions that shells get, asked for in the shells themselves.
@Suite struct CompletionTests {
  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      "%% start\nn = input 20, range=5..60\n%% next\ndepth = input 3\nm = n\n%% text\nProse.\n%%\nlast = 1\n",
      to: "nb.mmb"
    )
    try folder.write("", to: "data.csv")
    try folder.write("", to: "sub/other.mmb")
    return folder
  }

  /// Runs a script of a shell in `folder` and returns its lines.
  private static func lines(
    _ program: String,
    _ arguments: [String],
    in folder: TemporaryFolder
  ) throws -> (code: Int32, lines: [String]) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = Mamba.environment(folder)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try Mamba.withSignals { try process.run() }
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
    return (process.terminationStatus, lines)
  }

  private static func script(for shell: String, in folder: TemporaryFolder) throws -> String {
    let ended = try Mamba.run("completions", shell, in: folder)
    #expect(ended.code == 0 && ended.errors.isEmpty)
    try folder.write(ended.output, to: "mamba.\(shell)")
    return ended.output
  }

  /// What bash offers behind some words, the last of which is being typed.
  private static func offered(_ words: [String], in folder: TemporaryFolder) throws -> Set<String> {
    let bash = try #require(Shells.path(of: "bash"))
    let line = ([Mamba.path] + words).map { "'\($0)'" }.joined(separator: " ")
    let code = """
      source ./mamba.bash
      COMP_WORDS=(\(line))
      COMP_CWORD=\(words.count)
      COMP_LINE="${COMP_WORDS[*]}"
      COMP_POINT=${#COMP_LINE}
      _mamba mamba "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let (_, lines) = try lines(bash, ["--norc", "-c", code], in: folder)
    return Set(lines)
  }

  @Test(
    .enabled(if: Shells.path(of: "bash") != nil, "bash is not installed"),
    arguments: [
      (["ru"], ["run"], ["sweep", "reference"]),
      (["run", ""], ["nb.mmb", "sub"], ["data.csv"]),
      (["run", "nb.mmb", "--format", ""], ["svg", "png", "pdf"], []),
      (["run", "nb.mmb", "--cells", ""], ["start", "next", "last"], ["text"]),
      (["run", "nb.mmb", "--cells", "start.."], ["start..next", "start..last"], ["next"]),
      (["run", "nb.mmb", "--set", ""], ["n=20", "depth=3"], ["m=n"]),
      (["sweep", "nb.mmb", "--set", "d"], ["depth=3"], ["n=20"]),
      (["completions", ""], ["bash", "zsh", "fish"], []),
      (["run", "nowhere.mmb", "--cells", ""], [], ["start"]),
    ]
  )
  func bashOffers(_ words: [String], _ wanted: [String], _ unwanted: [String]) throws {
    let folder = try Self.folder()
    _ = try Self.script(for: "bash", in: folder)
    let found = try Self.offered(words, in: folder)
    for word in wanted { #expect(found.contains(word), "\(words): \(found)") }
    for word in unwanted { #expect(!found.contains(word), "\(words): \(found)") }
  }

  @Test(.enabled(if: Shells.path(of: "zsh") != nil, "zsh is not installed"))
  func zshReadsItsScript() throws {
    let folder = try Self.folder()
    let script = try Self.script(for: "zsh", in: folder)
    #expect(script.hasPrefix("#compdef mamba\n"))
    let zsh = try #require(Shells.path(of: "zsh"))
    let (code, lines) = try Self.lines(zsh, ["-f", "-n", "mamba.zsh"], in: folder)
    #expect(code == 0 && lines.isEmpty, "\(lines)")
  }

  @Test(.enabled(if: Shells.path(of: "fish") != nil, "fish is not installed"))
  func fishOffers() throws {
    let folder = try Self.folder()
    _ = try Self.script(for: "fish", in: folder)
    let fish = try #require(Shells.path(of: "fish"))
    let program = URL(filePath: Mamba.path).deletingLastPathComponent().path()
    // Names of cells and parameters it asks for at a prompt only.
    for (line, wanted) in [
      ("mamba ru", "run"), ("mamba run nb.mmb --format ", "pdf"), ("mamba run ", "nb.mmb"),
      ("mamba completions ", "fish"),
    ] {
      let code = "set -p PATH '\(program)'; source mamba.fish; complete -C '\(line)'"
      let (_, lines) = try Self.lines(fish, ["--no-config", "-c", code], in: folder)
      let words = lines.map { $0.split(separator: "\t").first.map(String.init) ?? "" }
      #expect(words.contains(wanted), "\(line): \(lines)")
    }
  }

  @Test func anUnknownShellIsAUsageError() throws {
    let ended = try Mamba.run("completions", "tcsh", in: try Self.folder())
    #expect(ended.code == 2)
    #expect(ended.errors.contains("bash") && ended.errors.contains("fish"))
  }
}
