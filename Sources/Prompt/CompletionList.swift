/// The candidates of a completion as rows of text for a window.
struct CompletionList {
  private let candidates: [Completions.Candidate]

  init(_ candidates: [Completions.Candidate]) {
    self.candidates = candidates
  }

  /// Returns the longest text with which all candidates begin.
  var commonPrefix: String {
    guard var prefix = candidates.first?.text.unicodeScalars[...] else { return "" }
    for candidate in candidates.dropFirst() {
      let same = zip(prefix, candidate.text.unicodeScalars).prefix { $0 == $1 }.count
      prefix = prefix.prefix(same)
    }
    return String(prefix)
  }

  /// Returns the rows, never more than the window has above the line being typed.
  ///
  /// With hints that fit one below the other, a row per candidate; otherwise words in columns, read
  /// downwards as `ls` has them.
  func rows(columns: Int, rows: Int) -> [String] {
    let room = max(2, rows - 2)
    if candidates.count <= room, candidates.contains(where: { $0.hint != nil }) {
      return explained(columns: columns)
    }
    let perRow = max(1, columns / (widest + 2))
    guard candidates.count > room * perRow else { return inColumns(perRow, columns: columns) }
    let shown = CompletionList(Array(candidates.prefix((room - 1) * perRow)))
    let more = "(\(candidates.count - shown.candidates.count) more)"
    return shown.inColumns(perRow, columns: columns) + [more]
  }

  private var widest: Int {
    candidates.map { width($0.text) }.max() ?? 0
  }

  private func explained(columns: Int) -> [String] {
    let widest = widest
    return candidates.map { candidate in
      cut("\(padded(candidate.text, to: widest))  \(candidate.hint ?? "")", to: columns - 1)
    }
  }

  private func inColumns(_ perRow: Int, columns: Int) -> [String] {
    let column = widest + 2
    let count = (candidates.count + perRow - 1) / perRow
    return (0..<count).map { row in
      let words = stride(from: row, to: candidates.count, by: count).map { i in
        padded(candidates[i].text, to: column)
      }
      return cut(words.joined(), to: columns - 1)
    }
  }

  private func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(text)))
  }

  private func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (Layout.width($1) ?? 0) }
  }

  /// Returns the text up to `columns`, without blanks at the end.
  private func cut(_ text: String, to columns: Int) -> String {
    var room = columns
    let kept = text.unicodeScalars.prefix { scalar in
      room -= Layout.width(scalar) ?? 0
      return room >= 0
    }
    let blanks = kept.reversed().prefix { $0 == " " }.count
    return String(kept.dropLast(blanks))
  }
}
