internal import Language

extension NotebookDifference {
  /// The differences for a person, place by place.
  public var lines: [String] {
    var lines: [String] = []
    var last: Change.Place?
    for change in changes {
      if change.place != last { lines.append(heading(change)) }
      last = change.place
      lines += change.lines.map { "  " + $0 }
    }
    return lines
  }

  private func heading(_ change: Change) -> String {
    switch change.place {
    case .header: "header"
    case .prose: "text"
    case .cell(let slug):
      switch change.kind {
      case .added: "cell `\(slug)`, added"
      case .removed: "cell `\(slug)`, removed"
      default: "cell `\(slug)`"
      }
    }
  }

  /// The differences as JSON, one object a line, and at the end what they amount to.
  public func jsonLines(exit: ExitCode) -> [String] {
    var summary = JSONLine(event: "summary")
    summary.add("state", isEmpty ? "same" : "differs")
    summary.add("changes", changes.count)
    summary.add("exit", Int(exit.rawValue))
    return changes.map(\.json.text) + [summary.text]
  }
}

extension NotebookDifference.Change {
  fileprivate var lines: [String] {
    switch kind {
    case .added, .removed, .code, .text, .prose:
      let old = before.map { $0.split(separator: "\n").map { "- \($0)" } } ?? []
      let new = after.map { $0.split(separator: "\n").map { "+ \($0)" } } ?? []
      return old + new
    case .renamed: return ["renamed from `\(before ?? "")`, which changes its random numbers"]
    case .moved: return ["moved: was \(before ?? ""), is \(after ?? "")"]
    case .fingerprint:
      if before == nil { return ["\(name): is recorded now"] }
      return [after == nil ? "\(name): is not recorded any more" : "\(name): has other values"]
    case .figure: return ["figure \(name): \(figureChange)"]
    case .error: return ["expected error \(before ?? "none") → \(after ?? "none")"]
    case .number: return ["\(name) \(values)" + (note.map { "  (\($0))" } ?? "")]
    case .fact, .attribute, .parameter, .constant, .recorded: return ["\(name) \(values)"]
    }
  }

  private var values: String { "\(before ?? "none") → \(after ?? "none")" }

  private var figureChange: String {
    guard let before, let after else { return self.before == nil ? "is new" : "is gone" }
    let hashes = [before, after].map { $0.split(separator: " ") }
    let isSameData = hashes[0].first == hashes[1].first
    return isSameData ? "drawn otherwise, from the same data" : "other data"
  }

  fileprivate var json: JSONLine {
    var line = JSONLine(event: "diff")
    switch place {
    case .header: line.add("place", "header")
    case .prose: line.add("place", "text")
    case .cell(let slug):
      line.add("place", "cell")
      line.add("id", slug)
    }
    line.add("what", kind.rawValue)
    if !name.isEmpty { line.add("name", name) }
    line.add("before", before)
    line.add("after", after)
    line.add("note", note)
    return line
  }
}
