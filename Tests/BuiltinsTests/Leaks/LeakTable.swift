/// The page that lists every planted leak with what finds it.
enum LeakTable {
  static var text: String {
    var lines = [
      "# Planted leaks",
      "",
      "Every leak that the tests plant, and what finds it. The tests make this page: a leak that nothing",
      "finds fails them, and so does the twin of a leak, which differs in nothing else and knows nothing of",
      "the future, where it is refused.",
      "",
    ]
    for (title, leaks) in WrittenLeak.groups {
      lines += ["## \(title)", "", "| leak | found by | says |", "| --- | --- | --- |"]
      for leak in leaks {
        let found = Finding(of: leak.leak)
        lines.append("| \(leak.title) | \(found.place.rawValue) | \(found.code ?? leak.mark) |")
      }
      lines.append("")
    }
    lines += [
      "## Functions that lie about their reach", "",
      "They say that they take three rows and no later one, so that only the data can tell.", "",
      "| lie | as a feature | as a signal |", "| --- | --- | --- |",
    ]
    for leak in PlantedLeaks.all {
      let feature = "x = features on es { r = ret(close, 5); c = \(leak.feature) }\n\(leak.audit)"
      let isFound = Finding(of: feature).text.contains("audit: `c` at")
      let signal = Finding(of: "backtest (if \(leak.condition) then 1 else 0) on es")
      let answer =
        signal.place == .nowhere
        ? "escapes the cuts of a backtest" : "\(signal.place.rawValue), \(signal.code ?? "-")"
      lines.append(
        "| \(leak.title) | \(isFound ? "`\(leak.audit)`" : "nothing") | \(answer) |"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension WrittenLeak {
  /// The word of the mark that it bears; a dash for none.
  fileprivate var mark: String {
    if case .mark(let kind) = answer { "`\(kind)`" } else { "-" }
  }
}
