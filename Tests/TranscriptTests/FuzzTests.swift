import Language
import Notebook
import Numerics
import Testing

/// Programs that nobody would write: none may end the process or hang, whatever it means.
@Suite struct FuzzTests {
  private static let words = [
    "es", "gaps", "t", "x", "y", "m", "p", "s", "bt", "k", "mc", "close", "volume", "open",
    "nothing",
    "position", "bars_held", "_", "_1", "a", "b", "pi", "and", "or", "not", "mod", "if", "then",
    "else", "in", "when", "step", "fn", "true", "false", "na", "to", "on", "by", "from", "over",
    "at",
    "load", "show", "head", "tail", "describe", "use", "where", "select", "sort", "drop",
    "features",
    "target", "fit", "predict", "walkforward", "strategy", "backtest", "montecarlo", "sweep",
    "compare", "plot", "input", "assert", "seed", "enter long", "enter short", "exit", "stop",
    "take",
    "hold", "gbm", "fill", "cost", "size", "score", "trees", "paths", "train", "test", "span",
    "window", "range", "best", "trades", "equity", "series", "mean", "max", "lag", "ahead", "ema",
    "atr", "rsi", "quantile", "direction", "expanding", "candles", "importance", "sharpe",
  ]
  private static let signs = [
    "..<", "..", "->", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "^", "=", "|", ",",
    ".",
    "@", "(", ")", "[", "]", "{", "}", ":", ";", "\n", "#", "\"", "(", ")", "(", ")", "[", "]", "{",
    "}",
  ]
  private static let literals = [
    "0", "1", "2", "3", "5", "20", "0.5", "-1", "1e18", "1e300", "9223372036854775807", "5%", "1bp",
    "2b", "3d", "1y", "1h", "2024-01-31", "2024-02-01T09:30", "09:30", "\"close\"", "\"\"", "\"x\"",
    "[]", "[1, 2]", "(a=1)", "series([])", "series([1, na, 3])", "2024-02-01..", "1..3", "0/0",
  ]

  /// Programs that are right, to be made wrong.
  private static let seeds =
    Malformed.prelude.split(separator: "\n").map(String.init)
    + Malformed.lines.map { String(decoding: $0.bytes, as: UTF8.self) }
    + [
      "sma(close, 3) | tail 2", "es | where close > 100 | select close | head 3",
      "(walkforward gbm to y on x, train=30b, test=10b, trees=2).folds",
      "sweep n in 2..4, score=sharpe { backtest (if close > sma(close, n) then 1 else 0) on es }",
      "montecarlo bt, paths=10, method=block, block=5b", "compare bt, buyhold(es)",
      "features on es { z = zscore(close, 5); m = macd(close, 3, 6, 2) }",
      "strategy on es { enter long when close > lag(close, 1), limit=close - 1, expires=2; hold 3 }",
      "fn f(a, b=2) = a * b + mean(close, b)\nf(close)", "plot bt, close", "bt.trades | head 2",
      "es[2024-01-05..2024-01-12].close", "es.close @ 2024-01-31", "k.best.n", "explain m",
    ]

  @Test func tokensInAnyOrder() {
    let session = Malformed.session()
    var stream = RandomStream(seed: 1, path: "soup")
    for _ in 0..<10_000 {
      let count = 1 + stream.index(below: 24)
      let tokens = (0..<count).map { _ -> String in
        let pool = [Self.words, Self.signs, Self.literals][stream.index(below: 3)]
        return pool[stream.index(below: pool.count)]
      }
      let space = stream.uniform() < 0.9 ? " " : ""
      run(tokens.joined(separator: space), session)
    }
  }

  @Test func programsWithChanges() {
    let session = Malformed.session()
    var stream = RandomStream(seed: 2, path: "changes")
    for _ in 0..<10_000 {
      var bytes = Array(Self.seeds[stream.index(below: Self.seeds.count)].utf8)
      for _ in 0...stream.index(below: 3) { change(&bytes, &stream) }
      run(bytes, session)
    }
  }

  /// Takes a stretch out, doubles it, moves it, or puts a token or a byte in.
  private func change(_ bytes: inout [UInt8], _ stream: inout RandomStream) {
    let from = stream.index(below: bytes.count + 1)
    let to = min(bytes.count, from + stream.index(below: 12))
    let place = stream.index(below: bytes.count + 1)
    switch stream.index(below: 5) {
    case 0: bytes.removeSubrange(from..<to)
    case 1: bytes.insert(contentsOf: bytes[from..<to], at: place)
    case 2:
      let pool = stream.uniform() < 0.5 ? Self.signs : Self.literals
      let token = pool[stream.index(below: pool.count)]
      bytes.insert(contentsOf: token.utf8, at: place)
    case 3:
      let pool = stream.uniform() < 0.5 ? Self.words : Self.literals
      let token = pool[stream.index(below: pool.count)]
      bytes.replaceSubrange(from..<to, with: Array(" \(token) ".utf8))
    default: bytes.insert(UInt8(truncatingIfNeeded: stream.next()), at: place)
    }
  }

  private func run(_ text: String, _ session: Session) { run(Array(text.utf8), session) }

  private func run(_ bytes: [UInt8], _ session: Session) {
    let text = String(decoding: bytes, as: UTF8.self)
    // A test writes no files, whatever it makes up.
    guard !text.contains("export"), !text.contains("load") else { return }
    var session = session
    let error = session.run(bytes: bytes, slug: "fuzz").error
    #expect(error?.code != "E000", "no code: \(text)")
    _ = Parser.isComplete(text)
  }
}
