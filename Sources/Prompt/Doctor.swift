/// Says what of the programs around it mamba finds, what each is for, and how it is installed.
public struct Doctor: Sendable {
  /// A program that mamba uses, or that a person may expect it to use.
  struct Tool: Sendable {
    let name: String
    /// The names that it may have, the usual first.
    var programs: [String] = []
    /// What makes it tell its version.
    var asks = ["--version"]
    /// What it is for here.
    let purpose: String
    /// What is not done without it; nil for what nothing here uses.
    var loss: String?
    /// Whether all works without it, with less.
    var isExtra = false
    let debian: String
    let homebrew: String
    let fedora: String
  }

  /// How something stands.
  public enum Mark: String, Sendable {
    case ok
    case missing
    /// Absent, and all works without it, with less.
    case partial = "partly"
    /// Absent, and nothing here uses it.
    case unused = "-"
    /// There, and not as it should be.
    case warning = "!"
  }

  /// What was found of one thing, in a line, with further ones below it.
  public struct Finding: Sendable, Equatable {
    public let mark: Mark
    public let name: String
    public let text: String
    public var details: [String] = []

    public init(_ mark: Mark, _ name: String, _ text: String, details: [String] = []) {
      (self.mark, self.name, self.text, self.details) = (mark, name, text, details)
    }
  }

  static let tools = [
    Tool(
      name: "gnuplot",
      purpose: "draws figures",
      loss: "`plot` writes no pictures",
      debian: "gnuplot-nox",
      homebrew: "gnuplot",
      fedora: "gnuplot"
    ),
    Tool(
      name: "fonts",
      programs: ["fc-match"],
      asks: ["Arial"],
      purpose: "what gnuplot writes into PNG and PDF files with, where Arial is asked for",
      loss: "gnuplot picks the letters of PNG and PDF files by itself",
      isExtra: true,
      debian: "fontconfig fonts-dejavu-core",
      homebrew: "fontconfig",
      fedora: "fontconfig dejavu-sans-fonts"
    ),
    Tool(
      name: "git",
      purpose:
        "keeps versions of notebooks, which are made to be merged; mamba itself never calls it",
      debian: "git",
      homebrew: "git",
      fedora: "git"
    ),
    Tool(
      name: "less",
      purpose: "shows text that is longer than the window, unless PAGER names another program",
      loss: "long text is printed whole, unless PAGER names another program",
      isExtra: true,
      debian: "less",
      homebrew: "less",
      fedora: "less"
    ),
    Tool(
      name: "xdg-open",
      programs: opener,
      purpose: "opens figures and pages in a window of their own, for `:open`",
      loss: "`:open` needs a program in BROWSER, and says where the figure is",
      isExtra: true,
      debian: "xdg-utils",
      homebrew: "",
      fedora: "xdg-utils"
    ),
    Tool(
      name: "sqlite3",
      purpose: "not used yet: tables of a database are for a later version",
      debian: "sqlite3",
      homebrew: "sqlite",
      fedora: "sqlite"
    ),
    Tool(
      name: "DuckDB",
      programs: ["duckdb"],
      purpose: "not used yet: Parquet files are for a later version",
      debian: "",
      homebrew: "duckdb",
      fedora: ""
    ),
    Tool(
      name: "ffmpeg",
      asks: ["-version"],
      purpose: "not used yet: moving figures are for a later version",
      debian: "ffmpeg",
      homebrew: "ffmpeg",
      fedora: "ffmpeg-free"
    ),
    Tool(
      name: "Slurm",
      programs: ["sbatch"],
      purpose: "not used yet: sweeps over several machines are for a later version",
      debian: "slurm-client",
      homebrew: "",
      fedora: "slurm"
    ),
  ]

  /// The program by which the desktop opens files.
  private static var opener: [String] {
    #if os(macOS)
      ["open"]
    #else
      ["xdg-open"]
    #endif
  }

  private let probe: ProgramProbe

  /// Creates a doctor that looks for programs as `probe` does.
  public init(_ probe: ProgramProbe) { self.probe = probe }

  /// What was found of every program, in their order.
  public var programs: [Finding] { Doctor.tools.map(finding) }

  private func finding(of tool: Tool) -> Finding {
    let names = tool.programs.isEmpty ? [tool.name] : tool.programs
    guard let path = names.lazy.compactMap(probe.path).first else {
      return Finding(
        tool.loss == nil ? .unused : tool.isExtra ? .partial : .missing,
        tool.name,
        "not found: " + (tool.loss.map { "without it \($0)" } ?? tool.purpose),
        details: Doctor.installing(tool)
      )
    }
    let details = [tool.purpose]
    switch probe.answer(of: path, to: tool.asks) {
    case .version(let version):
      return Finding(.ok, tool.name, "\(version)  \(path)", details: details)
    case .slow:
      return Finding(.warning, tool.name, "did not answer in time  \(path)", details: details)
    case .failed:
      return Finding(.warning, tool.name, "does not run  \(path)", details: details)
    }
  }

  private static func installing(_ tool: Tool) -> [String] {
    let ways = [
      ("Debian", "sudo apt-get install", tool.debian), ("Homebrew", "brew install", tool.homebrew),
      ("Fedora", "sudo dnf install", tool.fedora),
    ]
    let lines = ways.filter { !$0.2.isEmpty }.map { "\($0.0): \($0.1) \($0.2)" }
    return lines.isEmpty ? [] : [lines.joined(separator: "   ")]
  }

  /// Returns the line below all findings: what of them is missing, and without what less is done.
  public static func summary(_ findings: [Finding]) -> String {
    func names(_ mark: Mark) -> String? {
      let names = findings.filter { $0.mark == mark }.map(\.name)
      return names.isEmpty ? nil : names.joined(separator: ", ")
    }
    let (missing, partial) = (names(.missing), names(.partial))
    let need = missing.map { "missing: \($0)" }
    guard let partial else { return need ?? "nothing is missing that mamba uses" }
    return
      "\(need ?? "nothing is missing that mamba needs"); with less than it could have: \(partial)"
  }

  /// Returns the lines that show findings, each with its mark.
  public static func lines(_ findings: [Finding]) -> [String] {
    let width = findings.map(\.name.count).max() ?? 0
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let lead = padded("", 9 + width + 2)
    var lines: [String] = []
    for finding in findings {
      let head = padded(finding.mark.rawValue, 9) + padded(finding.name, width)
      lines.append("\(head)  \(finding.text)")
      lines += finding.details.map { lead + $0 }
    }
    return lines
  }
}
