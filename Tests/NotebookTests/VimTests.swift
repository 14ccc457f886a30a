import Builtins
import Foundation
import Notebook
import TestSupport
import Testing

/// The editor, where it is installed.
private enum Vim {
  static let program = ["/usr/bin/vim", "/bin/vim", "/usr/local/bin/vim"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
}

/// The files for Vim, read by Vim.
@Suite(.enabled(if: Vim.program != nil, "vim is not installed"))
struct VimTests {
  private static let notebook = #"""
    #!/usr/bin/env mamba
    ---
    mmb: 1
    title: A study
    data:
      bars.csv  rows=5031  span=1999-01-04..2018-12-31  file=sha256:ddd4
    ---
    # Heading

    Prose before, where load is *emphasised* a word.

    %% es  cache=keep
    es = load "bars.csv", tz="A\n\q"  # load it
    use es
    >> es  frame @1d
    >>= es exact
    es | tail 2 | where load > 1
    (a, b) = compare es, es
    fn f(x, n=2) = features on x { y = sma(close, n) }
    z = es.target + resample, step=3
    k = sweep i in 1.0..3.0 step 0.25, score=sharpe {
      backtest (if i > 2 and not true then 1 else na) on es
    }
    t = 5% + 12bp + 6mo + 1_000.5e-3 + .5 + 12xyz + 2024-01-31T09:30..09:31:15
    m = (fit ridge to y on x over ..2021-12-31, hold=12)
    log(_3) + sort
    es
      | drop a
    s = strategy on es {
      enter long  when a > 1; stop 4%
      exit when take == 3
      hold = 3
    }
    g(load, describe)
    h(1,
      head)
    exit

    %% text
    Prose between, with load and *stress*.
    %% bad  expect=error
    plot nope
    >>! E102

    """#

  private static let program2 = "es = load \"bars.csv\"\n# A program without cells.\nplot es.load\n"

  /// Runs Vim on a file with the plugin of this project, and returns the lines that `script` collects
  /// in `g:out`.
  private static func lines(
    _ text: String,
    _ script: [String],
    prepare: (TemporaryFolder) throws -> Void = { _ in }
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "nb.mmb")
    try prepare(folder)
    let ending = ["call writefile(g:out, 'out.txt')", "qall!"]
    try folder.write(
      (["let g:out = []"] + script + ending).map { $0 + "\n" }.joined(),
      to: "script.vim"
    )
    let process = Process()
    process.executableURL = URL(filePath: try #require(Vim.program))
    let plugin = FileManager.default.currentDirectoryPath + "/editors/vim"
    process.arguments = [
      "-es", "-N", "-u", "NONE", "-i", "NONE", "--cmd", "set rtp^=\(plugin)",
      "-c", "filetype plugin on", "-c", "syntax on", "-c", "edit nb.mmb", "-S", "script.vim",
    ]
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let limit = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: limit)
    process.waitUntilExit()
    limit.cancel()
    return try folder.read("out.txt").split(separator: "\n").map(String.init)
  }

  /// Returns the group of each place, which is the first of `word` in the first line that contains
  /// `line`.
  private static func groups(
    _ text: String,
    _ places: [(line: String, word: String, group: String)]
  ) throws -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let script = try places.map { line, word, _ in
      let number = try #require(lines.firstIndex { $0.contains(line) }, "\(line)")
      let start = try #require(lines[number].firstRange(of: word), "\(word)").lowerBound
      let column = lines[number].utf8.distance(from: lines[number].startIndex, to: start) + 1
      return "call add(g:out, 'g' . synIDattr(synID(\(number + 1), \(column), 1), 'name'))"
    }
    return try Self.lines(text, script).map { String($0.dropFirst()) }
  }

  private static let places: [(line: String, word: String, group: String)] = [
    ("#!", "env", "mambaShebang"), ("title:", "title", "mambaKey"),
    ("title:", "study", "mambaHeader"), ("sha256", "sha256", "mambaHash"),
    ("# Heading", "Heading", "markdownH1"), ("Prose before", "load", "mambaPreamble"),
    ("Prose before", "emphasised", "markdownItalic"), ("%% es", "es", "mambaSlug"),
    ("%% es", "cache", "mambaAttribute"), ("es = load", "es", "mambaName"),
    ("es = load", "load", "mambaVerb"), ("es = load", "bars", "mambaText"),
    ("es = load", "\\n", "mambaEscape"), ("es = load", "\\q", "mambaBadEscape"),
    ("es = load", "tz", "mambaName"), ("es = load", "# load", "mambaComment"),
    ("use es", "use", "mambaVerb"), (">> es", "es", "mambaRecordedText"),
    (">>= es", "exact", "mambaRecordedPrint"), ("es | tail", "tail", "mambaInnerVerb"),
    ("es | tail", "where", "mambaInnerVerb"), ("es | tail", "load", "mambaCell"),
    ("(a, b)", "compare", "mambaVerb"), ("fn f", "fn", "mambaKeyword"),
    ("fn f", "f(", "mambaDefinition"), ("fn f", "features", "mambaVerb"),
    ("fn f", "on", "mambaPreposition"), ("fn f", "sma", "mambaFunction"),
    ("z = es", "target", "mambaField"), ("z = es", "resample", "mambaCell"),
    ("z = es", "step", "mambaName"), ("k = sweep", "sweep", "mambaVerb"),
    ("k = sweep", "in", "mambaKeyword"), ("k = sweep", "1.0", "mambaNumber"),
    ("k = sweep", "..", "mambaRange"), ("k = sweep", "sharpe", "mambaCell"),
    ("  backtest", "backtest", "mambaVerb"), ("  backtest", "true", "mambaConstant"),
    ("  backtest", "on", "mambaPreposition"), ("t = 5%", "5%", "mambaNumber"),
    ("t = 5%", "bp", "mambaNumber"), ("t = 5%", "6mo", "mambaNumber"),
    ("t = 5%", "e-3", "mambaNumber"), ("t = 5%", ".5 ", "mambaNumber"),
    ("t = 5%", "12xyz", "mambaBadNumber"), ("t = 5%", "2024", "mambaDate"),
    ("t = 5%", "..", "mambaRange"), ("t = 5%", ":31", "mambaTime"),
    ("m = (fit", "fit", "mambaInnerVerb"), ("m = (fit", "ridge", "mambaCell"),
    ("m = (fit", "to", "mambaPreposition"), ("m = (fit", "hold", "mambaName"),
    ("log(_3)", "log", "mambaFunction"), ("log(_3)", "_3", "mambaLast"),
    ("log(_3)", "sort", "mambaCell"), ("  | drop", "drop", "mambaInnerVerb"),
    ("s = strategy", "strategy", "mambaVerb"), ("enter long", "long", "mambaRule"),
    ("enter long", "when", "mambaKeyword"), ("enter long", "stop", "mambaRule"),
    ("exit when", "exit", "mambaRule"), ("exit when", "take", "mambaCell"),
    ("  hold = 3", "hold", "mambaName"), ("g(load", "load", "mambaCell"),
    ("g(load", "describe", "mambaCell"), ("  head)", "head", "mambaCell"),
    ("%% text", "text", "mambaSlug"), ("Prose between", "load", "mambaProse"),
    ("Prose between", "stress", "markdownItalic"), ("%% bad", "expect", "mambaAttribute"),
    ("plot nope", "plot", "mambaVerb"), (">>! E102", "E102", "mambaRecordedError"),
  ]

  @Test func everyPlaceHasItsGroup() throws {
    let found = try Self.groups(Self.notebook, Self.places)
    try #require(found.count == Self.places.count)
    for (place, group) in zip(Self.places, found) {
      #expect(group == place.group, "`\(place.word)` in `\(place.line)`")
    }
    // A rule outside a block is none: the last line of its cell.
    let lines = Self.notebook.split(separator: "\n", omittingEmptySubsequences: false)
    let exit = try #require(lines.firstIndex { $0 == "exit" }) + 1
    let group = try Self.lines(
      Self.notebook,
      ["call add(g:out, synIDattr(synID(\(exit), 1, 1), 'name'))"]
    )
    #expect(group == ["mambaCell"])
  }

  @Test func aFileWithoutCellsIsAProgram() throws {
    let places = [
      (line: "es =", word: "load", group: "mambaVerb"),
      (line: "# A", word: "program", group: "mambaComment"),
      (line: "plot", word: "plot", group: "mambaVerb"),
      (line: "plot", word: "load", group: "mambaField"),
    ]
    #expect(try Self.groups(Self.program2, places) == places.map(\.group))
  }

  /// The notebooks of the project have verbs, recorded lines and no number that is none.
  @Test(arguments: ["sp500", "tour", "patterns", "leaks", "common"])
  func theGuidedNotebooksAreColoured(_ name: String) throws {
    let text = try String(contentsOfFile: "notebooks/\(name).mmb", encoding: .utf8)
    let script = [
      "let s:seen = {}", "for l in range(1, line('$'))", "  for c in range(1, len(getline(l)))",
      "    let s:seen[synIDattr(synID(l, c, 1), 'name')] = l", "  endfor", "endfor",
      "let g:out = keys(s:seen)",
    ]
    let found = Set(try Self.lines(text, script))
    for group in ["mambaVerb", "mambaName", "mambaFunction", "mambaSlug", "mambaRecordedText"] {
      #expect(found.contains(group), "\(group)")
    }
    #expect(found.isDisjoint(with: ["mambaBadNumber", "mambaBadEscape"]))
  }

  @Test func cellsAreFoldedAndGoneThrough() throws {
    let script = [
      "normal! gg", "normal ]]", "call add(g:out, getline('.'))", "normal 2]]",
      "call add(g:out, getline('.'))", "normal [[", "call add(g:out, getline('.'))",
      "normal! zM", "call add(g:out, foldclosed(2) . ' ' . foldclosedend(2))",
      "call add(g:out, foldclosed(9))", "call add(g:out, foldclosed(13) . ' ' . foldclosedend(13))",
      "call add(g:out, &commentstring)",
    ]
    let found = try Self.lines(Self.notebook, script)
    #expect(
      found == [
        "%% es  cache=keep", "%% bad  expect=error", "%% text", "2 7", "-1", "12 38", "# %s",
      ]
    )
  }

  @Test func makeGoesToTheErrors() throws {
    let errors = """
      error[E101] no column `clsoe` in es
        lib/common.mmb:12:6
        plot clsoe
             ^^^^^  did you mean `close`?
      error[E210] `peek` knows the future
        nb.mmb:40:1
        plot nope
        ^^^^
        the future came in by `x`
        use what is known by then

      """
    let script = [
      "call add(g:out, &makeprg)", "set makeprg=cat\\ errors.txt", "silent! make!",
      "for q in getqflist()",
      "  call add(g:out, join([bufname(q.bufnr), q.lnum, q.col, q.type, q.nr, q.text], '|'))",
      "endfor", "set makeprg=echo\\ nb.mmb:\\ no\\ errors", "silent! make!",
      "call add(g:out, len(getqflist()))",
    ]
    let found = try Self.lines(Self.notebook, script) { try $0.write(errors, to: "errors.txt") }
    #expect(
      found == [
        "mamba run --check %:S", "lib/common.mmb|12|6|E|101|no column `clsoe` in es",
        "nb.mmb|40|1|E|210|`peek` knows the future", "0",
      ]
    )
  }
}
