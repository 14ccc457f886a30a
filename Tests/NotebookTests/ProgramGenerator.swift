import Language

/// Random numbers of a test, the same on every machine.
struct TestRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0xD1B5_4A32_D192_ED03 }

  mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, count)))
  }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }
}

/// Writes lines of research at random: most of them run, some do not.
struct ProgramGenerator {
  var random: TestRandom
  let folder: String

  /// How many cells every program begins with.
  static let startCount = 9

  /// The lines that a program begins with: something of most kinds, and now and then of the others.
  mutating func start() -> [String] {
    var lines = [
      "es = load \"\(folder)/small.csv\"", "use es", "n0 = 3", "n1 = n0 + 1", "s0 = close / n0",
      "s1 = sma(close, n1)", "fn g0(x) = x * n0", "l0 = [n0, n1, 7]", "f0 = es | where close > 99",
    ]
    let others = [
      [
        "b0 = backtest (if close > s1 then 1 else 0) on es", "b0", "m0 = montecarlo b0, paths=5",
        "t0 = b0.trials; 0",
      ],
      ["i0 = load \"\(folder)/small.csv\", reach=unknown", "assume i0, reach=[-3, 0]"],
      ["h0 = load \"\(folder)/other.csv\", holdout=2024-01-20..", "unseal \"at last\""],
      ["export f0 to \"\(folder)/out.csv\"", "f1 = load \"\(folder)/out.csv\""],
      ["w0 = sweep a in [2, 3] { backtest (if close > sma(close, a) then 1 else 0) on es }"],
    ]
    for other in others where random.below(4) == 0 { lines += other }
    return lines
  }

  struct Kind: Sendable {
    let name: String
    let weight: Int
    let line: @Sendable (inout ProgramGenerator) -> String

    init(
      _ name: String,
      _ weight: Int,
      _ line: @escaping @Sendable (inout ProgramGenerator) -> String
    ) {
      (self.name, self.weight, self.line) = (name, weight, line)
    }
  }

  static let kinds: [Kind] = [
    Kind("number", 10) { "\($0.number) = \($0.whole)" },
    Kind("sum", 8) { "\($0.number) = \($0.number) + \($0.number) * \($0.whole)" },
    Kind("same", 6) { "\($0.number) = \($0.whole) + 0" },
    Kind("mean", 4) { "\($0.number) = mean(\($0.series))" },
    Kind("series", 8) { "\($0.series) = close / \($0.number)" },
    Kind("window", 5) { "\($0.series) = sma(\($0.series), \($0.short))" },
    Kind("pair", 5) { "\($0.series) = \($0.series) + \($0.series)" },
    Kind("shift", 2) { "\($0.series) = lag(\($0.series), \($0.short)) # \($0.whole)" },
    Kind("missing", 2) { "\($0.series) = if close > 100 + \($0.number) then close else na" },
    Kind("function", 4) { "fn \($0.function)(x) = x * \($0.number) + \($0.whole)" },
    Kind("closure", 3) { "\($0.function) = x -> x + \($0.number)" },
    Kind("default", 1) { "fn \($0.function)(x, by=\($0.number)) = x / by" },
    Kind("columns", 2) { "fn \($0.function)(x) = x + mean(close) * 0" },
    Kind("call", 5) { "\($0.number) = \($0.function)(\($0.number))" },
    Kind("callSeries", 4) { "\($0.series) = \($0.function)(\($0.series))" },
    Kind("nested", 1) { "fn \($0.function)(x) = \($0.function)(x) + 1" },
    Kind("where", 3) { "\($0.newFrame) = es | where close > 90 + \($0.whole)" },
    Kind("tail", 2) { "\($0.newFrame) = es[2024-01-\($0.whole + 10)..]" },
    Kind("load", 3) { "\($0.newFrame) = load \"\($0.folder)/small.csv\" # \($0.whole)" },
    Kind("other", 2) { "\($0.newFrame) = load \"\($0.folder)/other.csv\"" },
    Kind("walk", 3) { "\($0.newFrame) = random_walk(es)" },
    Kind("use", 3) { "use \($0.frame)" },
    Kind("useFirst", 3) { _ in "use es" },
    Kind("seed", 3) { "seed \($0.whole)" },
    Kind("show", 5) { "\($0.any)" },
    Kind("bare", 4) { "\($0.number) * \($0.whole)" },
    Kind("last", 4) { "\($0.number) = _ + \($0.whole)" },
    Kind("lastShown", 3) { _ in "_ * 2" },
    Kind("lastOf", 3) { "\($0.number) = _\($0.cell) + 1" },
    Kind("list", 3) { "\($0.list) = [\($0.number), \($0.number), \($0.whole)]" },
    Kind("item", 4) { "\($0.number) = \($0.list)[\($0.random.below(4))]" },
    Kind("pairs", 2) { "(\($0.number), \($0.series)) = [\($0.number), \($0.series)]" },
    Kind("record", 2) { "r\($0.random.below(2)) = (a=\($0.number), b=\($0.series))" },
    Kind("backtest", 3) {
      "\($0.backtest) = backtest (if close > \($0.series) then 1 else 0) on es"
    },
    Kind("figure", 2) { "\($0.number) = \($0.backtest).sharpe" },
    // A number that was read off the ledger counts what was taken back, and is told apart by its name.
    Kind("trials", 2) { "t\($0.random.below(2)) = \($0.backtest).trials; 0" },
    Kind("moreTrials", 3) { "t1 = t0 + \($0.whole); 0" },
    Kind("equity", 2) { "\($0.series) = \($0.backtest).equity" },
    Kind("montecarlo", 2) { "m0 = montecarlo \($0.backtest), paths=5" },
    Kind("final", 1) { _ in "m0.final" },
    Kind("sweep", 1) {
      "w0 = sweep a in [2, \($0.short)] { backtest (if close > sma(close, a) then 1 else 0) on es }"
    },
    Kind("strategy", 2) {
      "\($0.backtest) = backtest (strategy on es {\n  enter long when close > \($0.series)\n  exit when bars_held > \($0.short)\n}) on es"
    },
    Kind("features", 2) {
      "x0 = features on es {\n  a = ret(close, \($0.short))\n\n  b = a * \($0.number)\n}"
    },
    Kind("plot", 2) { "plot \($0.series), close" },
    Kind("assert", 2) { "assert \($0.number) < \($0.random.below(60))" },
    Kind("several", 3) {
      "\($0.number) = \($0.whole); \($0.number) = \($0.number) + 1\n\($0.number)"
    },
    Kind("comment", 1) { "# \($0.whole)" },
    Kind("export", 3) { "export \($0.frame) to \"\($0.folder)/out.csv\"" },
    Kind("exportSeries", 1) { "export \($0.series) to \"\($0.folder)/out.csv\"" },
    Kind("import", 3) { "\($0.newFrame) = load \"\($0.folder)/out.csv\"" },
    Kind("assume", 1) { "i0 = load \"\($0.folder)/small.csv\", reach=unknown" },
    Kind("assumed", 2) { "assume i0, reach=[-\($0.short), 0]" },
    Kind("held", 1) {
      "\($0.newFrame) = load \"\($0.folder)/small.csv\", holdout=2024-02-\($0.whole + 10).."
    },
    Kind("unseal", 2) { "unseal \"run \($0.whole)\"" },
    Kind("input", 1) { "\($0.number) = input \($0.whole)" },
    Kind("wrong", 2) { _ in "nope" },
    Kind("wrongLate", 2) { "\($0.number) = \($0.whole); nope" },
    Kind("unfinished", 1) { "\($0.number) = (" },
  ]

  private static let weights = kinds.map(\.weight).reduce(0, +)

  /// Returns a line with the name of its kind.
  mutating func line() -> (kind: String, code: String) {
    var place = random.below(ProgramGenerator.weights)
    for kind in ProgramGenerator.kinds {
      place -= kind.weight
      if place < 0 { return (kind.name, kind.line(&self)) }
    }
    return ("", "0")
  }

  private var whole: Int { mutating get { 1 + random.below(9) } }
  private var short: Int { mutating get { 2 + random.below(4) } }
  private var cell: Int { mutating get { 1 + random.below(12) } }
  private var number: String { mutating get { "n\(random.below(4))" } }
  private var series: String { mutating get { "s\(random.below(3))" } }
  private var frame: String { mutating get { random.pick(["f0", "f1", "f0", "es"]) } }
  private var newFrame: String {
    mutating get { random.pick(["f0", "f1", "f0", "f1", "f1", "es"]) }
  }
  private var function: String { mutating get { "g\(random.below(2))" } }
  private var list: String { mutating get { "l0" } }
  private var backtest: String { mutating get { "b\(random.below(2))" } }
  private var any: String {
    mutating get {
      random.pick([number, series, frame, backtest, list, function, "m0", "w0", "x0", "r0"])
    }
  }
}
