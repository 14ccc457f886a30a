import Builtins
import Foundation
import Language
import Notebook

/// Programs that are wrong, each of which has to end in an error that says so.
struct Malformed: Sendable {
  let name: String
  let bytes: [UInt8]

  init(_ name: String, _ text: String) { self.init(name, bytes: Array(text.utf8)) }

  init(_ name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }

  /// What the programs may name.
  static let prelude = """
    es = load "Tests/Transcripts/data/bars.csv"
    gaps = load "Tests/Transcripts/data/gaps.csv"
    t = load "Tests/Transcripts/data/table.csv"
    use es
    x = features on es { r1 = ret(close, 1); r3 = ret(close, 3) }
    y = target on es, direction(1)
    m = fit gbm to y on x, trees=3, depth=2
    p = predict m on x
    s = strategy on es { enter long when close > sma(close, 3); exit when bars_held > 3; stop 2% }
    bt = backtest s on es
    k = sweep n in [2, 3] { backtest (if close > sma(close, n) then 1 else 0) on es }
    mc = montecarlo bt, paths=20
    """

  static let registry = Library.registry

  /// A session that has run the prelude.
  static func session() -> Session {
    var session = Transcript.session()
    _ = session.run(prelude, slug: "prelude")
    return session
  }

  /// The committed lines, where ⏎ stands for a new line and a line of `##` for what follows.
  static let lines: [Malformed] = {
    let path = "Tests/Transcripts/malformed.txt"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("##") }.map {
      Malformed(String($0), String($0).replacing("⏎", with: "\n"))
    }
  }()

  /// What no line of a text file can hold: other bytes, and a great deal of one thing.
  static let generated: [Malformed] = bytes + long + wide + deep + grown

  /// Those of them that ask most of a stack, which the program has another of than a test.
  static let stacked: [Malformed] = bytes + deep + grown

  private static let bytes: [Malformed] = [
    Malformed("NUL", bytes: [0]),
    Malformed("NUL after a value", bytes: [49, 0]),
    Malformed("NUL in a text", bytes: [34, 97, 0, 34]),
    Malformed("NUL in a comment", bytes: [35, 0]),
    Malformed("a byte that never occurs", bytes: [0xFF]),
    Malformed("a lone continuation", bytes: [0x80]),
    Malformed("a cut character", bytes: [49, 10, 0xC3]),
    Malformed("an overlong form", bytes: [0xC0, 0x80]),
    Malformed("a surrogate", bytes: [0xED, 0xA0, 0x80]),
    Malformed("beyond Unicode", bytes: [0xF5, 0x80, 0x80, 0x80]),
    Malformed("Latin-1 in a text", bytes: [34, 0xE9, 34]),
    Malformed("a byte-order mark", bytes: [0xEF, 0xBB, 0xBF, 49]),
    Malformed("UTF-16", bytes: [0xFF, 0xFE, 49, 0]),
    Malformed("escape", bytes: [27, 91, 51, 49, 109]),
    Malformed("delete", bytes: [127]),
    Malformed("bell in a name", bytes: [97, 7, 98]),
    Malformed("form feed", bytes: [49, 12, 49]),
    Malformed("escape in a text", "es[\"\u{1B}[31m\"]"),
    Malformed("new lines in a text", "es[\"a\\nb\\tc\"]"),
    Malformed("a change of direction", "es[\"\u{202E}abc\"]"),
    Malformed("combining marks", "e" + nested("\u{301}", 1000)),
  ]

  /// A megabyte of one thing.
  private static let long = [
    "a", "1", "9", "_", "(", "[", "{", ")", "-", "+", "1+", "1,", "[1],", "\"", "not ", "if ",
    "x->",
    ".a", "[0]", "(1)", "@1", "a=", "1..", ");", "é", "2024-", "1e", "fn ", "f(", "5% ", "^2",
    "1^", "a b ", "..", "== ", "09:30 ", "2024-01-31 ", "\\", "\t)", "\n)", " )", "# a\n)", ";)",
    "\u{0}",
    "f(x=", "(a=", "fn f(a)=", "es|", "{}", "enter long ", "to ", "load ", "sweep a in ",
  ].map { piece in
    Malformed("1 MB of `\(piece)`", "1 " + nested(piece, 1_000_000 / piece.utf8.count))
  }

  /// A megabyte in the middle of something.
  private static let wide = [
    Malformed("1 MB of blanks in a sum", "(1" + nested(" ", 1_000_000) + nested("+1", 250) + ") +"),
    Malformed("1 MB of numbers", "[" + nested("1,", 500_000) + "nothing]"),
    Malformed("1 MB of a text", "log(\"" + nested("a", 1_000_000) + "\")"),
    Malformed("1 MB of lines", nested("1\n", 20_000) + ")"),
    Malformed("1 MB of blank lines in a pipeline", "1" + nested("\n", 1_000_000) + "| nothing"),
    Malformed("a name of 1 MB", "es." + nested("a", 1_000_000)),
    Malformed("a number of 1 MB", nested("7", 1_000_000) + "." + nested("7", 9)),
  ]

  /// Things inside each other.
  private static let deep = [
    Malformed("parentheses", nested("(", 10_000) + "1" + nested(")", 10_000)),
    Malformed("lists", nested("[", 10_000) + nested("]", 10_000)),
    Malformed("records", nested("(a=", 10_000) + "1" + nested(")", 10_000)),
    Malformed("calls", nested("abs(", 10_000) + "1" + nested(")", 10_000)),
    Malformed("blocks", nested("features on es { a = (", 5_000) + nested(") }", 5_000)),
    Malformed("minus signs", nested("-", 10_000) + "1"),
    Malformed("plus signs", nested("+", 10_000) + "1"),
    Malformed("negations", nested("not ", 10_000) + "true"),
    Malformed("powers", nested("2^", 10_000) + "1"),
    Malformed("terms", "1" + nested("+1", 100_000)),
    Malformed("factors", "1" + nested("*1", 100_000)),
    Malformed("conditions joined by and", "true" + nested(" and true", 100_000)),
    Malformed("stages", "1" + nested(" | abs", 10_000) + " | nothing"),
    Malformed("stages in each other", nested("1 | pmax(", 5_000) + "1" + nested(")", 5_000)),
    Malformed("pipes in parentheses", nested("1 | (", 5_000) + "1" + nested(")", 5_000)),
    Malformed("else", nested("if true then 1 else ", 10_000) + "2"),
    Malformed("then", nested("if true then ", 5_000) + "1" + nested(" else 2", 5_000)),
    Malformed("lambdas", nested("x -> ", 10_000) + "1"),
    Malformed("functions", nested("fn(x) -> ", 10_000) + "1"),
    Malformed("defaults", nested("fn(x=", 5_000) + "1" + nested(") -> 1", 5_000)),
    Malformed("subscripts", "[1]" + nested("[0]", 10_000)),
    Malformed("fields", "es" + nested(".a", 10_000)),
    Malformed("arguments", "f" + nested("(1)", 10_000)),
    Malformed("commands", nested("(show ", 5_000) + "1" + nested(")", 5_000)),
    Malformed(
      "sums in commands",
      nested("(show ", 120) + "1" + nested("+1" + nested("+1", 200) + ")", 120)
    ),
    Malformed("sweeps", nested("sweep a in [1], score=1 { ", 5_000) + "1" + nested(" }", 5_000)),
    Malformed("commas", "es.close" + nested(", 1", 100_000)),
    Malformed("operands", "show 1" + nested(", 1", 100_000)),
    Malformed("options", "backtest s on es" + nested(", cost=1bp", 10_000)),
    Malformed("names to take apart", "(a" + nested(", a", 100_000) + ") = 1"),
  ]

  /// What grows from line to line.
  private static let grown = [
    Malformed("a list in itself", "v = [1]" + nested("\nv = [v]", 20_000)),
    Malformed("a list twice in itself", "v = [1]" + nested("\nv = [v, v]", 60)),
    Malformed("a record in itself", "v = (a=1)" + nested("\nv = (a=v)", 20_000)),
    Malformed("a function of the last", "fn f(a) = a" + nested("\nfn f(a) = f(a) + 1", 20_000)),
    Malformed("functions that hide each other", nested("fn f(a) = a\n", 40_000) + "f()"),
    Malformed("a lambda of the last value", "1" + nested("\na -> _", 20_000)),
    Malformed("a text twice in itself", "v = \"ab\"" + nested("\nv = v + v", 60)),
    Malformed("a range of ranges", "v = 1..2" + nested("\nv = v..3", 20_000)),
    Malformed("a duration twice in itself", "v = 3750mo" + nested("\nv = v + v", 62) + "\n-v"),
    Malformed(
      "a path of steps",
      "v = ahead(close, 1)" + nested("\nv = v + 1", 5_000) + "\nfeatures on es { a = v }"
    ),
    Malformed(
      "a sweep of itself",
      "v = 1" + nested("\nv = [(sweep a in [v], score=1 { 1 })]", 2_000)
    ),
    Malformed("shifts", "v = close" + nested("\nv = lag(v, 1000000)", 2_000) + "\nv[0]()"),
  ]

  private static func nested(_ piece: String, _ count: Int) -> String {
    String(repeating: piece, count: count)
  }
}
