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
        Doctor.algebra, Doctor.terminal(environment), Doctor.letters(environment),
        Doctor.processor(of: Doctor.text(of: "/proc/cpuinfo")),
        Doctor.memory(workers: setting.workers.count), Doctor.folder(".mamba"),
        Doctor.times(environment),
      ]
    for line in Doctor.lines(findings) { Terminal.remark(StyledLine(line)) }
    let missing = findings.filter { $0.mark == .missing }.map(\.name)
    Terminal.remark(
      missing.isEmpty
        ? "nothing is missing that mamba uses" : "missing: \(missing.joined(separator: ", "))"
    )
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
    guard Terminal.outputIsTerminal else {
      return Finding(.unused, "terminal", "the output is no terminal")
    }
    let name = environment["TERM"] ?? ""
    var size = winsize()
    _ = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
    let colours = environment["NO_COLOR"].map { !$0.isEmpty } ?? false ? ", NO_COLOR is set" : ""
    let isPlain = name.isEmpty || name == "dumb"
    return Finding(
      isPlain ? .warning : .ok,
      "terminal",
      "TERM=\(name.isEmpty ? "(none)" : Doctor.shown(name))  \(size.ws_col) × \(size.ws_row)\(colours)",
      details: [
        isPlain
          ? "without keys for the cursor, lines are read plainly"
          : "bracketed paste is asked for; a terminal without it pastes line by line"
      ]
    )
  }

  fileprivate static func letters(_ environment: [String: String]) -> Finding {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first {
      !$0.isEmpty
    }
    let form = (name ?? "").uppercased()
    let isWide = form.contains("UTF-8") || form.contains("UTF8")
    return Finding(
      isWide ? .ok : .warning,
      "letters",
      "locale \(name.map(Doctor.shown) ?? "(none)"), "
        + (isWide ? "UTF-8" : "not UTF-8: set LANG=C.UTF-8 for letters beyond ASCII")
    )
  }

  fileprivate static func memory(workers: Int) -> Finding {
    let gigabytes = Double(Memory.limit) / Double(1 << 30)
    return Finding(
      .ok,
      "memory",
      "mamba may hold \(String(format: "%.1f", gigabytes)) GB (`--memory`), with \(workers) worker\(workers == 1 ? "" : "s") (`--workers`)"
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
      contents(of: "\(path)/\(name)").map { "\(shown(name)) \($0.count) files, \($0.kilobytes) kB" }
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
  private static func contents(of path: String) -> (count: Int, kilobytes: Int)? {
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR,
      let names = FileManager.default.enumerator(atPath: path)
    else { return nil }
    var (count, bytes) = (0, 0)
    for case let name as String in names {
      guard count < 100_000, lstat("\(path)/\(name)", &facts) == 0 else { break }
      guard facts.st_mode & S_IFMT == S_IFREG else { continue }
      count += 1
      bytes += Int(facts.st_size)
    }
    return (count, (bytes + 1023) / 1024)
  }
}
