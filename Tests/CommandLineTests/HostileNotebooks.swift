import Foundation
import TestSupport
import Testing

/// A notebook that a stranger might send, with what has to come of it.
struct HostileNotebook: Sendable, CustomTestStringConvertible {
  let name: String
  /// The notebook, made when it is asked for, as some are large.
  let text: @Sendable () -> String
  /// The options of `mamba run`.
  var options: [String] = []
  /// What comes with the notebook, below `work`, or lies around it.
  var files: @Sendable (TemporaryFolder) throws -> Void = { _ in }
  /// The exit code, and words that are said on standard error or printed.
  let code: Int32
  let says: [String]
  /// The files that a run makes in the working directory.
  var makes: [String] = []
  /// The files of the working directory that a run may replace.
  var replaces: [String] = []

  var testDescription: String { name }

  init(
    _ name: String,
    _ text: @autoclosure @escaping @Sendable () -> String,
    _ options: [String] = [],
    code: Int32 = 1,
    says: [String] = [],
    makes: [String] = [],
    replaces: [String] = [],
    files: @escaping @Sendable (TemporaryFolder) throws -> Void = { _ in }
  ) {
    (self.name, self.text, self.options, self.files) = (name, text, options, files)
    (self.code, self.says, self.makes, self.replaces) = (code, says, makes, replaces)
  }

  static let all = small + large

  /// Those that are quickly read, and may be looked at in several ways.
  static let small = writing + links + drawing + loading + growing + disguised

  private static let bars = "es = load \"data/bars.csv\"\nuse es\n"
  private static let traded =
    bars + "bt = backtest (if close > sma(close, 5) then 1 else 0) on es\n"

  private static func export(_ path: String) -> String { bars + "export es to \"\(path)\"\n" }

  private static func many(_ count: Int, _ line: (Int) -> String) -> String {
    (0..<count).map(line).joined()
  }

  /// Writes where nobody asked it to.
  private static let writing = [
    HostileNotebook("a file beside", export("../beside/new.csv"), says: ["E610"]),
    HostileNotebook("a file of another", export("../beside/leaf.csv"), says: ["E610"]),
    HostileNotebook("the home", export("../home/x.csv"), says: ["E610"]),
    HostileNotebook("round about", export("new/../../beside/x.csv"), says: ["E610"]),
    HostileNotebook("a device", export("/dev/fd/1/x.csv"), says: ["E61"]),
    HostileNotebook("standard output", export("/dev/stdout"), says: ["E61"]),
    HostileNotebook("a hook of git", export(".git/hooks/x.csv"), says: ["E611", "hidden"]),
    HostileNotebook("the state folder", export(".mamba/x.csv"), says: ["E611", "hidden"]),
    HostileNotebook("a hidden file", export("data/.x.csv"), says: ["E611", "hidden"]),
    HostileNotebook("orders for a shell", export(".envrc"), says: ["E611", "hidden"]),
    HostileNotebook("orders for make", export("Makefile"), says: ["E612"]),
    HostileNotebook("a module of Python", export("conftest.py"), says: ["E612"]),
    HostileNotebook("itself", export("nb.mmb"), says: ["E611", "the notebook that runs"]),
    HostileNotebook("a line in a name", export("a\\n%% x.csv"), says: ["E611", "invisible"]),
    HostileNotebook("a name of NUL", export("a\u{0}.csv"), says: ["E001"]),
    HostileNotebook(
      "a place that was allowed",
      export("../beside/open/x.csv") + "export es to \"../beside/x.csv\"\n",
      ["--allow-write", "../beside/open"],
      says: ["E610", "nb.mmb:4"]
    ),
    HostileNotebook(
      "a hidden place that was allowed",
      export("../home/.ssh/x.csv"),
      ["--allow-write", "../home"],
      says: ["E611", "hidden"]
    ),
  ]

  private static func link(_ name: String, to target: String, _ folder: TemporaryFolder) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("work/" + name),
      withDestinationPath: target
    )
  }

  /// Writes onto what it brought along.
  private static let links = [
    HostileNotebook("a link to a file", export("x.csv"), says: ["E611", "link"]) {
      try link("x.csv", to: "../beside/leaf.csv", $0)
    },
    HostileNotebook("a link to its own data", export("x.csv"), says: ["E611", "link"]) {
      try link("x.csv", to: "data/bars.csv", $0)
    },
    HostileNotebook("a link to nothing", export("x.csv"), says: ["E611", "link"]) {
      try link("x.csv", to: "../beside/new.csv", $0)
    },
    HostileNotebook("a link in a circle", export("x.csv"), says: ["E611", "link"]) {
      try link("x.csv", to: "x.csv", $0)
    },
    HostileNotebook("a link to a folder", export("d/x.csv"), says: ["E611", "link"]) {
      try link("d", to: "../beside", $0)
    },
    HostileNotebook(
      "a link through an allowed folder",
      export("../beside/open/d/x.csv"),
      ["--allow-write", "../beside/open"],
      says: ["E611", "link"]
    ) {
      try FileManager.default.createSymbolicLink(
        atPath: $0.path("beside/open/d"),
        withDestinationPath: "../../home"
      )
    },
    HostileNotebook("a hard link", export("x.csv"), code: 0, replaces: ["x.csv"]) {
      try FileManager.default.linkItem(
        atPath: $0.path("beside/leaf.csv"),
        toPath: $0.path("work/x.csv")
      )
    },
    HostileNotebook("a pipe", export("x.csv"), says: ["E611", "not a file"]) {
      mkfifo($0.path("work/x.csv"), 0o600)
    },
    HostileNotebook("a folder in place of a file", export("x.csv"), says: ["E611"]) {
      try $0.write("", to: "work/x.csv/empty")
    },
    HostileNotebook(
      "a state folder that leads away",
      "%% a cache=keep\n" + traded + "montecarlo bt, paths=50\n",
      code: 0
    ) { try link(".mamba", to: "../beside", $0) },
    HostileNotebook(
      "a cache that leads away",
      "%% a cache=keep\n" + traded + "montecarlo bt, paths=50\n",
      code: 0,
      makes: [".mamba/.gitignore"]
    ) {
      try $0.write("", to: "work/.mamba/cache/empty")
      try link(".mamba/cache/pinned", to: "../../../beside", $0)
    },
  ]

  /// Draws what gnuplot might take for orders.
  private static let drawing = [
    HostileNotebook("a figure beside", bars + "plot close to \"../beside/x\"\n", says: ["E610"]),
    HostileNotebook("a hidden figure", bars + "plot close to \".x\"\n", says: ["E611"]),
    HostileNotebook(
      "a cell named like a path",
      "%% ../../beside/x\n" + bars + "plot close\n",
      says: ["E015"]
    ),
    HostileNotebook(
      "a folder for figures elsewhere",
      bars + "plot close\n",
      ["--plots", "../beside"],
      says: ["E610"]
    ),
    HostileNotebook("a figure onto a link", bars + "plot close to \"x\"\n", says: ["E611"]) {
      try link("x.svg", to: "../beside/x.svg", $0)
    },
  ]

  /// Loads what is no data, or too much of it.
  private static let loading = [
    HostileNotebook("a pipe as data", "load \"x.csv\"\n", says: ["E601", "not a file"]) {
      mkfifo($0.path("work/x.csv"), 0o600)
    },
    HostileNotebook("a pipe as a model", "load \"x.json\"\n", says: ["E601", "not a file"]) {
      mkfifo($0.path("work/x.json"), 0o600)
    },
    HostileNotebook("a device", "load \"/dev/zero\"\n", says: ["E601", "not a file"]),
    HostileNotebook("a device as a model", "load \"x.json\"\n", says: ["E601", "not a file"]) {
      try link("x.json", to: "/dev/zero", $0)
    },
    HostileNotebook("a terminal", "load \"/dev/tty\"\n", says: ["E601"]),
    HostileNotebook("a folder", "load \"data\"\n", says: ["E601", "not a file"]),
    HostileNotebook(
      "an order in a name",
      "load \"x.csv'; .shell touch pwned\"\n",
      says: ["E601", "there is no file"]
    ),
    HostileNotebook("a file of holes", "load \"x.csv\"\n", says: ["E604"]) {
      try sparse(100 << 30, $0.path("work/x.csv"))
    },
    HostileNotebook("a smaller file of holes", "load \"x.csv\"\n", says: ["E402"]) {
      try sparse(3 << 30, $0.path("work/x.csv"))
    },
    HostileNotebook(
      "a file of holes after rows",
      "load \"x.csv\"\n",
      ["--memory", "300m"],
      says: ["E604", "memory"]
    ) {
      try $0.write("a,b\n" + many(60_000) { "\($0),1\n" }, to: "work/x.csv")
      guard truncate($0.path("work/x.csv"), 3 << 30) == 0 else { throw POSIXError(.EIO) }
    },
    HostileNotebook("a model of holes", "load \"x.json\"\n", says: ["E604"]) {
      try sparse(1 << 30, $0.path("work/x.json"))
    },
    HostileNotebook(
      "a bomb of gzip",
      "load \"x.csv.gz\"\n",
      ["--memory", "300m"],
      says: ["E604", "memory"]
    ) { try $0.write(try bomb(), to: "work/x.csv.gz") },
    HostileNotebook("one endless line", "load \"x.csv\"\n", says: ["E604", "fields"]) {
      try $0.write(String(repeating: "1,", count: 5_000_000), to: "work/x.csv")
    },
    HostileNotebook("one endless cell", "load \"x.csv\"\n", says: ["E604", "the name of column 1"])
    {
      try $0.write(String(repeating: "a", count: 10_000_000), to: "work/x.csv")
    },
    HostileNotebook("one endless quote", "load \"x.csv\"\n", says: ["E404"]) {
      try $0.write("a,b\n1,\"" + String(repeating: "x\n", count: 5_000_000), to: "work/x.csv")
    },
    HostileNotebook(
      "ten thousand columns of one name",
      "%% a\nes = load \"x.csv\"\n",
      code: 0
    ) {
      let names = [String](repeating: "a", count: 9_999).joined(separator: ",")
      let ones = [String](repeating: "1", count: 9_999).joined(separator: ",")
      try $0.write("\(names)\n\(ones)\n", to: "work/x.csv")
    },
    HostileNotebook("a model in a model", "load \"x.json\"\n", says: ["E606"]) {
      let open = String(repeating: "{\"model\":", count: 100_000)
      try $0.write(open + "1" + String(repeating: "}", count: 100_000), to: "work/x.json")
    },
    HostileNotebook("a list in a list", "load \"x.json\"\n", says: ["E606"]) {
      try $0.write(String(repeating: "[", count: 5_000_000), to: "work/x.json")
    },
    HostileNotebook("a secret", "load \"x.csv\"\n", says: ["E405", "x.csv:2001:1"]) {
      let secret = String(repeating: "S", count: 400)
      try $0.write("a\n" + many(1999) { "\($0)\n" } + secret + "\n", to: "work/x.csv")
    },
    HostileNotebook(
      "all files of the machine",
      "p = load \"/proc/*\", symbol=file\n",
      says: ["error["]
    ),
  ]

  /// Returns a gzip file of a gigabyte of rows: a thousand members of a megabyte.
  private static func bomb() throws -> Data {
    let rows = Data(String(repeating: "1,2\n", count: 1 << 18).utf8)
    let file = try TemporaryFolder()
    try file.write(rows, to: "rows")
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/bin/gzip")
    gzip.arguments = ["-9", file.path("rows")]
    try Mamba.withSignals { try gzip.run() }
    gzip.waitUntilExit()
    let member = try Data(contentsOf: URL(filePath: file.path("rows.gz")))
    return Data((0..<1024).flatMap { _ in member })
  }

  private static func sparse(_ bytes: Int, _ path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: Data("a,b\n1,2\n".utf8)),
      truncate(path, bytes) == 0
    else { throw POSIXError(.EIO) }
  }

  /// Grows without end.
  private static let growing = [
    HostileNotebook(
      "lists that double",
      "a0 = [1]\n" + many(40) { "a\($0 + 1) = [a\($0), a\($0)]\n" },
      says: ["E502", "nb.mmb:2"]
    ),
    HostileNotebook(
      "texts that double",
      "a0 = \"x\"\n" + many(40) { "a\($0 + 1) = a\($0) + a\($0)\n" },
      says: ["E502", "nb.mmb:21"]
    ),
    HostileNotebook(
      "a list of long texts",
      "a0 = \"x\"\n" + many(19) { "a\($0 + 1) = a\($0) + a\($0)\n" } + "a = ["
        + many(1000) { _ in "a19," } + "1]\n[" + many(900) { _ in "a," } + "1]\n",
      says: ["E502"]
    ),
    HostileNotebook(
      "columns without end",
      bars + "x = [" + many(100_000) { _ in "close+1," } + "close]\n",
      ["--memory", "250m"],
      says: ["E502", "memory"]
    ),
    HostileNotebook(
      "names without end",
      bars + many(20_000) { "x\($0) = close + \($0)\n" },
      ["--memory", "120m"],
      says: ["E502", "memory"]
    ),
    HostileNotebook(
      "calls that double",
      "fn f0(x) = x + 1\n" + many(40) { "fn f\($0 + 1)(x) = f\($0)(f\($0)(x))\n" } + "f40(1)\n",
      ["--timeout", "1s"],
      code: 124,
      says: ["timed out"]
    ),
    HostileNotebook("a function of itself", "fn f(x) = f(x)\nf(1)\n", says: ["E102"]),
    HostileNotebook("a function given to itself", "w = x -> x(x)\nw(w)\n", says: ["E008"]),
    HostileNotebook("a long range", "series(1..1000000000000000000)\n", says: ["E301"]),
    HostileNotebook("a long range of rows", bars + "close[0..1e18] | sum\n", code: 0),
    HostileNotebook(
      "a sweep of a thousand million",
      traded + "sweep a in 1..1000000000 { bt }\n",
      says: ["E502"]
    ),
    HostileNotebook(
      "a sweep of a thousand times a thousand times a thousand",
      traded + "sweep a in 1..1000, b in 1..1000, c in 1..1000 { bt }\n",
      says: ["E502"]
    ),
    HostileNotebook(
      "trials without end",
      traded
        + "sweep a in 1..1000, b in 1..1000 { backtest (if close > lag(close, a) then 1 else 0) on es }\n",
      ["--memory", "150m"],
      says: ["E502", "memory"]
    ),
    HostileNotebook("paths without end", traded + "montecarlo bt, paths=1e9\n", says: ["E305"]),
    HostileNotebook(
      "a million paths",
      traded + "montecarlo bt, paths=1000000\n",
      ["--timeout", "1s"],
      code: 124,
      says: ["timed out"]
    ),
    HostileNotebook("a window without end", bars + "sma(close, 1e9)\n", says: ["E305"]),
    HostileNotebook("a lag without end", bars + "lag(close, 1e18)\n", says: ["E305"]),
    HostileNotebook("a row without end", bars + "close[1e18]\n", says: ["E221"]),
    HostileNotebook("a duration without end", "70y + 70y\n26000d*5\n", says: ["E30"]),
    HostileNotebook("bars without end", "2000000000b + 2000000000b\n", says: ["E502"]),
    HostileNotebook("a date without end", "9999-12-31\n", says: ["E004"]),
    HostileNotebook("a date that overflows", "2261-12-31 + 70y\n2261-12-31 + 9000y\n", code: 0),
    HostileNotebook("nanoseconds", bars + "es | resample 1ms\n", says: ["E305"]),
    HostileNotebook(
      "trees without end",
      bars + "y = target on es, direction(1)\nx = features on es { a = ret(close, 1) }\n"
        + "fit gbm to y on x, trees=1e9\n",
      says: ["E305"]
    ),
  ]

  /// Is large itself.
  private static let large = [
    HostileNotebook("a million cells", many(1_000_000) { "%%\n\($0)\n" }, says: ["E502", "cells"]),
    HostileNotebook(
      "a cell of 40 MB",
      "%% a\n" + String(repeating: "# nothing at all\n", count: 2_400_000),
      says: ["E604"]
    ),
    HostileNotebook(
      "a cell of 2 MB",
      "%% a\nx = [" + String(repeating: "1,", count: 1_000_000) + "1]\n",
      says: ["E502", "bytes"]
    ),
    HostileNotebook(
      "many cells of some code",
      many(40) { _ in "%%\n" + String(repeating: "1 + 1\n", count: 5_000) },
      says: ["E502", "bytes"]
    ),
    HostileNotebook(
      "a line of 30 MB",
      "%% text\n" + String(repeating: "a", count: 30_000_000) + "\n%% a\n1\n",
      code: 0
    ),
    HostileNotebook(
      "a header of a million lines",
      "---\nmmb: 1\n" + many(1_000_000) { "k\($0): 1\n" } + "---\n%% a\n1\n",
      code: 0
    ),
    HostileNotebook(
      "a header of many files",
      "---\nmmb: 1\ndata:\n"
        + many(200_000) { "  \($0).csv  rows=1  span=1..2  file=sha256:0\n" } + "---\n%% a\n1\n",
      code: 0
    ),
    HostileNotebook(
      "statements without end",
      many(60_000) { "\($0)\n" },
      code: 0
    ),
    HostileNotebook(
      "brackets",
      "%% a\n" + String(repeating: "(", count: 1_000_000) + "\n",
      says: ["E006"]
    ),
  ]

  /// Is not what it seems to be.
  private static let disguised = [
    HostileNotebook(
      "a text that acts on the terminal",
      "%% \u{1B}[2J\n\"\u{1B}]0;pwned\u{7} \u{9B}31m\u{202E}\"\n",
      says: ["E001"]
    ),
    HostileNotebook("an escape", "\"\u{1B}]52;c;cHduZWQ=\u{7}\"\n1/0\n", code: 0, says: ["]52;c"]),
    HostileNotebook("a command of eight bits", "\"\u{9B}2J\"\n", code: 0, says: ["2J"]),
    HostileNotebook("an escape in an error", "\u{1B}[2J\n", says: ["E001"]),
    HostileNotebook("an escape in a name", "load \"\u{1B}[2J.csv\"\n", says: ["E601"]),
    HostileNotebook("an escape in prose", "\u{1B}[2J\n%% a\n1\n>> \u{1B}[2J\n", code: 0),
    HostileNotebook(
      "an escape in the header's data",
      "---\nmmb: 1\ndata:\n  \u{1B}[2J.csv  rows=1  span=1..2  file=sha256:0\n---\n%% a\n1\n",
      ["--verify"],
      code: 3,
      says: ["data differs"]
    ),
    HostileNotebook("an escape for --json", "\"\u{1B}[2J\u{9B}\u{7F}\"\n", ["--json"], code: 0),
    HostileNotebook(
      "an escape that was recorded",
      "%% a\n1\n>> \u{1B}[2J\u{2066}\n",
      ["--verify"],
      code: 4,
      says: ["output differs"]
    ),
    HostileNotebook("code in disguise", "x = 1 # \u{202E} 2 = x\nx\n", says: ["E001", "U+202E"]),
    HostileNotebook("a text in disguise", "x = \"\u{2066}a\"\n", says: ["E001", "U+2066"]),
    HostileNotebook("a name of no width", "a\u{200B}b = 1\n", says: ["E001"]),
    HostileNotebook(
      "a seed without end",
      "---\nseed: 1e999\nholdout: f(((\n---\n1\n",
      says: ["E006"]
    ),
  ]
}
