internal import Glibc
internal import Language
internal import Notebook
internal import Numerics
internal import TimeSeries

/// The lines of the session that look at it from outside: memory, history, trials, folder.
extension PromptSession {
  // Memory

  /// Lists the names by the memory that their columns take.
  func showMemory() {
    let sizes = session.evaluator.environment.values.map { (name: $0, bytes: $1.columnBytes) }
      .filter { $0.bytes > 0 }
      .sorted { $0.bytes != $1.bytes ? $0.bytes > $1.bytes : $0.name < $1.name }
    let table = Table(
      [Table.Column("name", .left), Table.Column("columns"), Table.Column("", .left)],
      rows: sizes.map { name, bytes in
        let type = session.evaluator.environment[name]?.typeName ?? ""
        return [name, ByteCount.text(bytes), type]
      },
      note: "a column that several names share is counted with each"
    )
    var text = Presentation.line(
      "the program holds \(ByteCount.text(Memory.held)) and may hold \(ByteCount.text(Memory.limit))"
    )
    if !sizes.isEmpty { text.add(table) }
    let lines = TextTable.lines(of: text, width: Terminal.width)
    if settings.usesPager {
      Terminal.page(lines, isKept: false)
    } else {
      lines.forEach(Terminal.remark)
    }
  }

  // History

  /// Shows the last lines of all sessions, or the last that have some words.
  func showHistory(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    let count = words.first.flatMap { Int($0) }
    let wanted = count == nil ? words : Array(words.dropFirst())
    guard count ?? 1 > 0 else {
      return Terminal.complain(
        "`:history` takes a number from 1 on, words, or both: `:history 50 ema`"
      )
    }
    let patterns = wanted.map { SearchPattern($0) }
    let found = (history?.entries ?? []).filter { entry in
      patterns.allSatisfy { $0.isIn(entry.text) }
    }
    let shown = found.suffix(count ?? 30)
    let sought = wanted.joined(separator: " ")
    guard !shown.isEmpty else {
      return Terminal.remark(
        sought.isEmpty ? "nothing was entered yet" : "no line has `\(sought)`"
      )
    }
    for entry in shown {
      let lines = entry.text.split(separator: "\n", omittingEmptySubsequences: false)
      let more = lines.count > 1 ? " …" : ""
      let mark = entry.succeeded ? " " : "!"
      // What is another at every run is not kept.
      Terminal.remark(
        "\(PromptSession.age(of: entry))\(mark) \(lines.first.map(String.init) ?? "")\(more)"
      )
    }
    let left = found.count - shown.count
    guard left > 0 else { return }
    let all = ["\(found.count)", sought].filter { !$0.isEmpty }.joined(separator: " ")
    Terminal.remark("and \(left) earlier: `:history \(all)`")
  }

  /// How long ago a line was entered: `  5 min`.
  private static func age(of entry: History.Entry) -> String {
    let text = DurationText.rough(JournalKeeper.now - entry.time)
    return String(repeating: " ", count: max(0, 7 - text.count)) + text
  }

  // Trials

  /// Lists what was tried on each stretch of data, which is what a Sharpe ratio is deflated by.
  func showTrials() {
    let trials = session.evaluator.context.trials.trials
    guard trials.count > 0 else {
      return Terminal.print(
        "nothing was tried yet: a backtest, a walk-forward and each point of a sweep is a trial"
      )
    }
    let rows = trials.spans.map { span, scores in
      [
        span, NumberText.count(scores.count), NumberText.short(scores.max() ?? .nan),
        NumberText.short(scores[scores.count / 2]),
      ]
    }
    show(
      Presentation([
        .table(
          Table(
            [
              Table.Column("data", .left), Table.Column("trials"), Table.Column("best score"),
              Table.Column("median"),
            ],
            rows: rows,
            note:
              "scores are Sharpe ratios a row, of predictions what they gain; equal ones are one trial"
          )
        )
      ])
    )
  }

  // Folder

  /// Goes to another folder, where the session has not begun; without one tells which this is.
  func changeFolder(_ text: Substring) -> Bool {
    let end = text.lastIndex { !$0.isWhitespace }
    var path = String(end.map { text[...$0] } ?? "")
    if path.count > 1, path.hasPrefix("\""), path.hasSuffix("\"") {
      path = String(path.dropFirst().dropLast())
    }
    if path.isEmpty {
      Terminal.print(PromptSession.folder)
      return true
    }
    guard workbook.cells.isEmpty, keeper.journal == nil else {
      Terminal.complain(
        "the cells name their files from \(PromptSession.folder): `:save` them, `:quit`, and start mamba in \(path)"
      )
      return false
    }
    if path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") {
      path = String(cString: home) + path.dropFirst()
    }
    guard chdir(path) == 0 else {
      Terminal.complain("cannot go to \(path): \(String(cString: strerror(errno)))")
      return false
    }
    beginAnew()
    Terminal.print(PromptSession.folder)
    return true
  }

  private static var folder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  private func show(_ text: Presentation) {
    show(TextTable.lines(of: text, width: Terminal.width))
  }
}

extension Value {
  /// The bytes of the columns that it holds; 0 where it holds none, or none that it tells of.
  fileprivate var columnBytes: Int {
    let frame = asFrame.map { $0.columns.count * $0.count }
    return (frame ?? asSeries?.count ?? 0) * MemoryLayout<Double>.size
  }
}
