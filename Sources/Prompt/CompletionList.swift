internal import Language

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
  /// downwards as `ls` has them, each group below its name where there are several.
  func rows(columns: Int, rows: Int) -> [String] {
    let room = max(2, rows - 2)
    if candidates.count <= room, candidates.contains(where: { $0.hint?.isEmpty == false }) {
      return explained(columns: columns)
    }
    let groups = groups
    guard groups.count > 1, room > 2 * groups.count else {
      return inColumns(columns: columns, rows: room)
    }
    // Every group has its heading and a row, and the first ones have what is left.
    var left = room - 2 * groups.count
    return groups.flatMap { name, list in
      let found = list.inColumns(columns: columns, rows: left + 1)
      left -= found.count - 1
      return [name + ":"] + found
    }
  }

  /// The candidates of each group, in the order in which the groups come.
  private var groups: [(name: String, list: CompletionList)] {
    var names: [String] = []
    var lists: [String: [Completions.Candidate]] = [:]
    for candidate in candidates {
      if lists[candidate.group] == nil { names.append(candidate.group) }
      lists[candidate.group, default: []].append(candidate)
    }
    return names.map { ($0, CompletionList(lists[$0] ?? [])) }
  }

  /// Returns at most `rows` rows of words in columns; where words are left out, the last says so.
  private func inColumns(columns: Int, rows: Int) -> [String] {
    let perRow = max(1, columns / (widest + 2))
    guard candidates.count > rows * perRow else { return inColumns(perRow, columns: columns) }
    let shown = CompletionList(Array(candidates.prefix(max(0, rows - 1) * perRow)))
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

  /// Returns the text up to `columns`, without blanks at the end; what is longer ends in an ellipsis.
  private func cut(_ text: String, to columns: Int) -> String {
    let text = String(text.reversed().drop { $0 == " " }.reversed())
    guard width(text) > columns else { return text }
    return kept(text, columns - 1) + "…"
  }

  private func kept(_ text: String, _ columns: Int) -> String {
    var room = columns
    let kept = text.unicodeScalars.prefix { scalar in
      room -= Layout.width(scalar) ?? 0
      return room >= 0
    }
    let blanks = kept.reversed().prefix { $0 == " " }.count
    return String(kept.dropLast(blanks))
  }
}

extension Completions.Candidate {
  /// The candidate with nothing in it that acts on a terminal, and on one row: its words may be names
  /// of files and comments of a stranger's notebook.
  var harmless: Completions.Candidate {
    func row(_ text: String) -> String {
      String(text.harmless.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
    return Completions.Candidate(row(text), hint: hint.map(row), group: group)
  }
}
