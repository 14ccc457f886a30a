/// Words of other languages that stand where a statement, a value or an argument may.
extension ForeignNames {
  /// What others write for true, false and a missing value, in lower case.
  static let literals = [
    "true": "true", "false": "false", "none": "na", "nan": "na", "null": "na", "nil": "na",
    "na": "na", "undefined": "na", "pi": "pi",
  ]

  /// Names of arguments that say over how many rows a function goes.
  static let lengths: Set<String> = [
    "length", "len", "period", "periods", "timeperiod", "window", "n", "lookback", "span", "k",
    "bars", "shift", "lag", "days",
  ]

  /// Modules of other languages, and how the forms of their functions begin.
  static let packages = [
    "np": "np.", "numpy": "np.", "pd": "", "pandas": "", "math": "math.", "ta": "ta.",
    "talib": "ta.", "tal": "ta.", "pandas_ta": "ta.", "tulipy": "ta.",
  ]

  /// What others call the frame that they compute with.
  static let frames: Set<String> = [
    "df", "data", "dataframe", "ohlc", "ohlcv", "candles_df", "bars_df", "price_df", "df1", "df2",
  ]

  /// Names for which there is only something like it here, and not the same.
  static let near: Set<String> = [
    "bfill", "backfill", "interpolate", "rint", "np.std", "std", "stddev", "standard_deviation",
    "sd",
    "var", "variance", "roc", "momentum", "offset", "linreg", "linearreg", "polyfit", "trend",
    "percentrank", "percent_rank", "ts_rank", "barssince", "valuewhen", "savgol", "savgol_filter",
    "lowess", "keltner", "bbw", "zigzag", "dx", "cross", "winsorize", "np.percentile",
    "np.quantile",
    "np.corrcoef", "realized_volatility", "realised_volatility", "ewm", "ewma", "rolling", "fill",
    "hurst", "hmm", "kdj", "stochf", "value_at_risk", "returns", "growth", "anchored_vwap",
  ]

  /// Returns what to write in place of a statement that begins with a word of another language; nil
  /// where the word is none.
  ///
  /// - Parameters:
  ///   - word: The first word.
  ///   - rest: The rest of the line.
  ///   - verbs: The verbs that there are.
  /// - Returns: The repair.
  static func repair(of word: String, before rest: String, verbs: Set<String>) -> String? {
    switch word.lowercased() {
    case "for", "foreach", "while", "loop", "repeat":
      return "columns are computed whole; to try values write `sweep n in 1..3 { … }`"
    case "def", "function", "func": return "write `\(function(rest))`"
    case "lambda": return "write `\(lambda(rest))`"
    case "let", "var", "const", "val", "float", "int", "bool", "double", "auto", "set":
      return "write `\(rest)`"
    case "return": return "a function is its value: `fn twice(x) = 2 * x`"
    case "from", "include", "require", "using", "library":
      return "leave the line out: all functions are there"
    case "del": return "a name stays; `:drop 4` takes cell 4 away"
    case "try", "class", "switch": return nil
    default: break
    }
    guard let foreign = named(word) else { return nil }
    return verbs.contains(foreign.ours) && commands.contains(foreign.name)
      ? "write `\(foreign.ours) \(rest)`" : foreign.repair
  }

  /// Words that do with the one thing behind them what the verb for them does.
  private static let commands: Set<String> = [
    "print", "display", "println", "echo", "chart", "draw", "attach", "with", "summary", "info",
    "summarize", "read_csv", "read_table", "read", "open_file",
  ]

  /// Returns `f(x): return x + 1` as it is written here.
  private static func function(_ rest: String) -> String {
    guard let close = rest.firstIndex(of: ")") else { return "fn twice(x) = 2 * x" }
    let body = rest[rest.index(after: close)...]
      .drop { " :={>-".contains($0) }.split(separator: " ").map(String.init)
    let words = (body.first == "return" ? body.dropFirst() : body[...]).filter { $0 != "}" }
    return "fn \(rest[...close]) = \(words.isEmpty ? "…" : words.joined(separator: " "))"
  }

  /// Returns `x, y: x + y` as it is written here.
  private static func lambda(_ rest: String) -> String {
    let parts = rest.split(separator: ":", maxSplits: 1).map {
      $0.split(separator: " ").joined(separator: " ")
    }
    guard parts.count == 2 else { return "x -> x + 1" }
    return (parts[0].contains(",") ? "fn(\(parts[0]))" : parts[0]) + " -> " + parts[1]
  }
}
