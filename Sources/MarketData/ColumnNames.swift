/// The names of columns in the language: lower snake case, each once.
enum ColumnNames {
  /// Returns a name for each header, with a notice for each name that its header does not suggest.
  ///
  /// An empty name becomes `c` and the number of the column, and a second column of a name gets the
  /// ending `_2`.
  static func names(of headers: [String]) -> (names: [String], notices: [String]) {
    var taken: Set<String> = []
    // How often each name was asked for, so that ten thousand alike are quickly named.
    var copies: [String: Int] = [:]
    var notices: [String] = []
    let names = headers.enumerated().map { index, header in
      let plain = snakeCase(header)
      let base = plain.isEmpty ? "c\(index + 1)" : plain
      var name = base
      var copy = 1
      while !taken.insert(name).inserted {
        copy = copies[base, default: 1] + 1
        copies[base] = copy
        name = "\(base)_\(copy)"
      }
      if copy > 1 { notices.append("column \(index + 1), `\(header)`, is called `\(name)`") }
      return name
    }
    return (names, notices)
  }

  /// Returns the letters and digits of ASCII in `header` in lower case, with `_` for what stands
  /// between them, and `c` before a leading digit.
  static func snakeCase(_ header: String) -> String {
    var name = ""
    for character in header.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        if name.isEmpty, character.isNumber { name = "c" }
        name.append(character)
      } else if !name.isEmpty, name.last != "_" {
        name.append("_")
      }
    }
    if name.last == "_" { name.removeLast() }
    return name
  }

  /// Returns the names of the columns of a file without a header, whose first column may be a time.
  ///
  /// Prices are recognised by what holds of them: no price of a bar is above its high or below its
  /// low. Four columns are then a bar, five a bar and its volume, and eleven the klines of Binance.
  /// Any others are called `c2`, `c3` and so on, by their place in the file.
  static func customary(values: [[Double]], after firstColumn: Int) -> [String] {
    let bar = ["open", "high", "low", "close", "volume"]
    let klines =
      bar + [
        "close_time", "quote_volume", "trades", "taker_buy_volume", "taker_buy_quote_volume",
        "ignored",
      ]
    let names = [4: Array(bar.prefix(4)), 5: bar, 11: klines]
    if firstColumn > 0, let names = names[values.count], areBars(values) { return names }
    return values.indices.map { "c\($0 + firstColumn + 1)" }
  }

  private static func areBars(_ columns: [[Double]]) -> Bool {
    let (open, high, low, close) = (columns[0], columns[1], columns[2], columns[3])
    return open.indices.allSatisfy {
      !(max(open[$0], close[$0]) > high[$0]) && !(min(open[$0], close[$0]) < low[$0])
    }
  }
}
