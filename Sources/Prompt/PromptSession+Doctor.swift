internal import Foundation
internal import Language
internal import Numerics

extension PromptSession {
  /// Shows what of the machine around it mamba finds.
  func doctor() {
    let environment = ProcessInfo.processInfo.environment
    let doctor = Doctor(ProgramProbe(path: environment["PATH"] ?? "/usr/bin:/bin"))
    let findings =
      doctor.programs + [
        Doctor.algebra, Doctor.terminal(environment), Doctor.letters(.output),
        Doctor.processor(of: Doctor.text(of: "/proc/cpuinfo")),
        Doctor.memory(workers: setting.workers.count), Doctor.folder(".mamba"),
        Doctor.times(environment),
      ]
    for line in Doctor.lines(findings) { Terminal.remark(StyledLine(line)) }
    Terminal.remark(StyledLine(Doctor.summary(findings)))
  }
}

extension Doctor {
  fileprivate static func text(of path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  /// OpenBLAS, which opens itself where it is asked for.
  fileprivate static var algebra: Finding {
    guard BLAS.shared != nil else {
      return Finding(
        .missing,
        "OpenBLAS",
        "not found: without it `fit cnn`, `ridge` and `logistic` do not run",
        details: [
          "Debian: sudo apt-get install libopenblas0   Homebrew: brew install openblas   Fedora: sudo dnf install openblas-serial"
        ]
      )
    }
    return Finding(
      .ok,
      "OpenBLAS",
      "loaded, kernels for \(BLAS.kernels), on one thread a worker",
      details: ["networks and linear models compute with it"]
    )
  }

  fileprivate static func terminal(_ environment: [String: String]) -> Finding {
    let terminal = TerminalKind.output
    guard terminal.isTerminal else {
      return Finding(.unused, "terminal", "the output is no terminal")
    }
    let size = terminal.size
    let name = terminal.name.isEmpty ? "(none)" : Doctor.shown(terminal.name)
    let taken = size.isTold ? "" : ", taken for that as the window does not tell its size"
    let colours = environment["NO_COLOR"].map { !$0.isEmpty } ?? false ? ", NO_COLOR is set" : ""
    return Finding(
      terminal.isDumb ? .warning : .ok,
      "terminal",
      "TERM=\(name)  \(size.columns) × \(size.rows)\(taken)\(colours)",
      details: [
        terminal.isDumb
          ? "without keys for the cursor, lines are read plainly"
          : "bracketed paste is asked for; a terminal without it pastes line by line"
      ]
    )
  }

  fileprivate static func memory(workers: Int) -> Finding {
    let (bytes, workers) = (ByteCount.text(Memory.limit), NumberText.counted(workers, "worker"))
    return Finding(
      .ok,
      "memory",
      "mamba may hold \(bytes) (`--memory`), with \(workers) (`--workers`)"
    )
  }

  fileprivate static func times(_ environment: [String: String]) -> Finding {
    let zone = environment["TZ"] ?? TimeZone.current.identifier
    return Finding(
      .ok,
      "time zone",
      "\(Doctor.shown(zone)); no result depends on it: times are as in the file, or UTC"
    )
  }

  private static func shown(_ text: String) -> String {
    String(
      text.prefix(60).unicodeScalars.filter { $0.value >= 32 && $0.value < 127 }.map(Character.init)
    )
  }
}

extension Doctor {
  /// Whether characters beyond ASCII are shown, and what decides that.
  public static func letters(_ terminal: TerminalKind) -> Finding {
    let locale = terminal.locale.map { "locale \(shown($0))" } ?? "no locale is set"
    if terminal.isUTF8 {
      return Finding(
        .ok,
        "letters",
        terminal.locale == nil ? "\(locale): UTF-8 is taken for granted" : "\(locale), UTF-8"
      )
    }
    return Finding(
      .warning,
      "letters",
      terminal.isConsole
        ? "TERM=\(shown(terminal.name)) lacks most letters beyond ASCII: figures are drawn without them"
        : "\(locale), not UTF-8: figures are drawn in ASCII; set LANG=C.UTF-8 for more"
    )
  }

  /// What the processor can do, from what the system says of it, beside what this program is built for.
  public static func processor(of text: String) -> Finding {
    let lines = text.split(separator: "\n")
    func value(_ key: String) -> Substring? {
      lines.first { $0.hasPrefix(key) }?.split(separator: ":", maxSplits: 1).last
    }
    let name = value("model name").map { $0.drop { $0 == " " } } ?? "unknown"
    let flags = Set((value("flags") ?? value("Features") ?? "").split(separator: " "))
    let level =
      flags.contains("avx512f")
      ? "AVX-512" : flags.contains("avx2") ? "AVX2" : flags.contains("avx") ? "AVX" : "none known"
    #if MAMBA_X86_64_V3
      let built = "this program is built for x86-64-v3 (AVX2)"
      let fits = flags.isEmpty || flags.contains("avx2") && flags.contains("fma")
    #else
      let built = "this program is built for any processor of its kind"
      let fits = true
    #endif
    return Finding(fits ? .ok : .warning, "processor", "\(name), vectors \(level); \(built)")
  }

  /// The folder in which mamba keeps what it may forget.
  public static func folder(_ path: String) -> Finding {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: path, isDirectory: &isFolder) else {
      let isOpen = files.isWritableFile(atPath: ".")
      return Finding(
        isOpen ? .ok : .warning,
        path,
        isOpen
          ? "not there yet" : "this folder cannot be written: sessions and results are not kept"
      )
    }
    guard isFolder.boolValue, files.isWritableFile(atPath: path) else {
      return Finding(.warning, path, "cannot be written: sessions and results are not kept")
    }
    let parts = ((try? files.contentsOfDirectory(atPath: path)) ?? []).sorted().compactMap { name in
      contents(of: "\(path)/\(name)").map {
        "\(shown(name)) \(NumberText.counted($0.count, "file")), \(ByteCount.text($0.bytes))"
      }
    }
    return Finding(
      .ok,
      path,
      parts.isEmpty ? "empty" : parts.joined(separator: "; "),
      details: [
        "results that are kept and journals of sessions; it may be removed when nothing runs"
      ]
    )
  }

  /// How many files a folder has, and how much they hold; nil for what is no folder.
  private static func contents(of path: String) -> (count: Int, bytes: Int)? {
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR,
      let names = FileManager.default.enumerator(atPath: path)
    else { return nil }
    var (count, bytes) = (0, 0)
    for case let name as String in names {
      guard count < 100_000 else { break }
      // Another session may have removed it since.
      guard lstat("\(path)/\(name)", &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
        continue
      }
      count += 1
      bytes += Int(facts.st_size)
    }
    return (count, bytes)
  }
}
