import Foundation
import Prompt
import TestSupport
import Testing

/// What `:doctor` says of programs, in folders with made-up ones.
@Suite struct DoctorTests {
  private func folder(_ programs: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, script) in programs {
      let file = folder.url.appending(path: name)
      // Programs are asked with the folders alone that they were found in.
      try "#!/bin/sh\nPATH=/usr/bin:/bin\n\(script)\n"
        .write(to: file, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path())
    }
    return folder
  }

  private func path(_ folder: TemporaryFolder) -> String {
    let path = folder.url.path()
    return path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  private func findings(_ programs: [String: String]) throws -> [String: Doctor.Finding] {
    let folder = try folder(programs)
    // The folder is gone with its last use.
    return withExtendedLifetime(folder) {
      let probe = ProgramProbe(path: path(folder), timeLimit: .milliseconds(1500))
      return Dictionary(uniqueKeysWithValues: Doctor(probe).programs.map { ($0.name, $0) })
    }
  }

  @Test func whatIsThereHasItsVersionAndPlace() throws {
    let folder = try folder(["gnuplot": "echo 'gnuplot 9.9 patchlevel 1'; echo more"])
    let probe = ProgramProbe(path: path(folder))
    let found = try #require(Doctor(probe).programs.first { $0.name == "gnuplot" })
    #expect(found.mark == .ok)
    #expect(found.text == "gnuplot 9.9 patchlevel 1  \(path(folder))/gnuplot")
  }

  @Test func whatIsUsedIsMissingAndTheRestIsNot() throws {
    let found = try findings([:])
    #expect(found["gnuplot"]?.mark == .missing)
    #expect(found["gnuplot"]?.details.first?.contains("sudo apt-get install gnuplot-nox") == true)
    for name in ["DuckDB", "ffmpeg", "Slurm", "sqlite3"] {
      #expect(found[name]?.mark == .unused)
      #expect(found[name]?.text.contains("not used yet") == true)
    }
  }

  @Test func whatMambaDoesLessWithoutIsNamed() throws {
    let none = try findings([:])
    for name in ["less", "xdg-open", "fonts"] {
      #expect(none[name]?.mark == .partial)
      #expect(none[name]?.text.hasPrefix("not found: without it ") == true)
    }
    let all = none.values.sorted { $0.name < $1.name }
    #expect(
      Doctor.summary(all)
        == "missing: gnuplot; with less than it could have: fonts, less, xdg-open"
    )
    #expect(
      Doctor.summary(all.filter { $0.mark != .missing })
        == "nothing is missing that mamba needs; with less than it could have: fonts, less, xdg-open"
    )
    #expect(
      Doctor.summary(all.filter { $0.mark == .unused }) == "nothing is missing that mamba uses"
    )
    #expect(Doctor.summary(all.filter { $0.mark == .missing }) == "missing: gnuplot")
  }

  @Test func aSlowProgramIsEnded() throws {
    let started = ContinuousClock.now
    let found = try findings(["gnuplot": "sleep 30", "git": "exec sleep 30"])
    for name in ["gnuplot", "git"] {
      #expect(found[name]?.mark == .warning)
      #expect(found[name]?.text.hasPrefix("did not answer in time") == true, "\(name)")
    }
    // Thirty seconds each, where nothing ends them.
    #expect(ContinuousClock.now - started < .seconds(25))
  }

  /// What a program has started holds its output open, and is neither waited for nor left behind.
  @Test func whatAProgramHasStartedIsEndedWithIt() throws {
    let folder = try TemporaryFolder()
    let started = ContinuousClock.now
    let leaves = "sleep 40 & echo $! >> '\(path(folder))/left'"
    let found = try findings([
      "gnuplot": leaves, "git": "\(leaves); echo git 1.0", "less": "\(leaves); wait",
      "ffmpeg": "(\(leaves)); yes 1",
    ])
    #expect(found["gnuplot"]?.text.hasPrefix("does not run") == true)
    #expect(found["git"]?.text.hasPrefix("git 1.0 ") == true)
    #expect(found["less"]?.text.hasPrefix("did not answer in time") == true)
    #expect(found["ffmpeg"]?.text.hasPrefix("1 ") == true)
    #expect(ContinuousClock.now - started < .seconds(35))
    let left = try folder.read("left").split(separator: "\n").compactMap { pid_t($0) }
    #expect(left.count == 4)
    #expect(left.allSatisfy(hasGone))
  }

  /// Whether a process ends within a moment; one that nobody has waited for yet has ended too.
  private func hasGone(_ process: pid_t) -> Bool {
    for _ in 0..<200 {
      let facts = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      guard kill(process, 0) == 0, facts?.contains(") Z ") != true else { return true }
      usleep(10_000)
    }
    return false
  }

  @Test func aProgramThatCrashesIsNamed() throws {
    let found = try findings([
      "gnuplot": "kill -SEGV $$", "git": "exit 3",
      "less": "echo cannot load library 1 >&2; exit 127",
    ])
    #expect(found["gnuplot"]?.mark == .warning)
    #expect(found["gnuplot"]?.text.hasPrefix("does not run") == true)
    #expect(found["git"]?.text.hasPrefix("does not run") == true)
    #expect(found["less"]?.text.hasPrefix("does not run") == true)
  }

  @Test func whatActsOnTheTerminalIsLeftOut() throws {
    let script = #"printf '\033[31mgnuplot\007 9.9\033]0;title\007\302\233K\n'"#
    let found = try findings(["gnuplot": script])
    let text = try #require(found["gnuplot"]?.text)
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 32 && !(0x7F...0x9F).contains($0.value) })
    #expect(text.contains("gnuplot 9.9"))
  }

  @Test func aLongAnswerIsCut() throws {
    let found = try findings(["gnuplot": "head -c 100000 /dev/zero | tr '\\0' 7"])
    #expect((found["gnuplot"]?.text.split(separator: " ").first?.count ?? 999) <= 60)
  }

  @Test func onlyAbsoluteFoldersAreLookedIn() throws {
    let folder = try folder(["gnuplot": "echo 9.9"])
    #expect(ProgramProbe(path: ".:bin::").path(of: "gnuplot") == nil)
    #expect(
      ProgramProbe(path: ".:\(path(folder))").path(of: "gnuplot") == "\(path(folder))/gnuplot"
    )
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "git"),
      withIntermediateDirectories: false
    )
    try "x".write(to: folder.url.appending(path: "less"), atomically: true, encoding: .utf8)
    #expect(ProgramProbe(path: path(folder)).path(of: "git") == nil)
    #expect(ProgramProbe(path: path(folder)).path(of: "less") == nil)
  }

  @Test func lettersFollowTheLocaleAndTheTerminal() {
    func letters(_ environment: [String: String]) -> Doctor.Finding {
      Doctor.letters(TerminalKind(of: -1, environment: environment))
    }
    #expect(letters(["TERM": "xterm", "LANG": "de_DE.utf8"]).mark == .ok)
    #expect(letters(["TERM": "xterm"]).text == "no locale is set: UTF-8 is taken for granted")
    #expect(letters(["TERM": "xterm", "LC_ALL": "C", "LANG": "C.UTF-8"]).mark == .warning)
    #expect(letters(["TERM": "linux", "LANG": "C.UTF-8"]).text.hasPrefix("TERM=linux lacks"))
  }

  @Test func theProcessorIsReadFromItsFlags() {
    let text = "model name\t: Some CPU\nflags\t\t: fpu avx avx2 fma\n"
    #expect(Doctor.processor(of: text).text.hasPrefix("Some CPU, vectors AVX2; this program"))
    #expect(Doctor.processor(of: "").text.hasPrefix("unknown, vectors none known; "))
  }

  @Test func theFolderIsCounted() throws {
    let folder = try TemporaryFolder()
    #expect(Doctor.folder(path(folder) + "/none").mark == .ok)
    let cache = folder.url.appending(path: "cache")
    try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: false)
    try Data(count: 3000).write(to: cache.appending(path: "a"))
    #expect(Doctor.folder(path(folder)).text == "cache 1 file, 2.93 kB")
    try Data(count: 72).write(to: cache.appending(path: "b"))
    #expect(Doctor.folder(path(folder)).text == "cache 2 files, 3 kB")
  }

  @Test func aLineHasItsMark() {
    let lines = Doctor.lines([
      Doctor.Finding(.ok, "a", "found", details: ["what for"]),
      Doctor.Finding(.missing, "bcd", "not found"),
    ])
    #expect(lines == ["ok       a    found", "              what for", "missing  bcd  not found"])
  }
}
