/// What stands above a panel: the label of its axis, and what its layers are.
enum TerminalLegend {
  struct Entry {
    let symbol: String
    let role: TerminalLine.Role
    let text: String

    init(_ symbol: String, _ role: TerminalLine.Role, _ text: String) {
      (self.symbol, self.role) = (symbol, role)
      self.text = TerminalText.cleaned(text)
    }

    var columns: Int {
      TerminalText.columns(of: symbol) + (symbol.isEmpty ? 0 : 1) + TerminalText.columns(of: text)
    }
  }

  private static let gap = "   "

  /// Returns the label and the entries in at most `most` lines; the last says how many are left out.
  static func lines(_ label: String?, _ entries: [Entry], columns: Int, most: Int) -> [TerminalLine]
  {
    var entries = entries
    if let label { entries.insert(Entry("", .plain, label), at: 0) }
    var lines: [TerminalLine] = []
    for (number, entry) in entries.enumerated() {
      let symbol = TerminalText.columns(of: entry.symbol)
      let text = TerminalText.cut(entry.text, to: max(8, columns - symbol - 1))
      let whole = Entry(entry.symbol, entry.role, text)
      let isLast = number + 1 == entries.count
      let used = lines.last?.columns ?? 0
      let more = "… \(entries.count - number) more"
      // Behind an entry of the last line has to be room to say that others follow.
      let reserve = lines.count >= most && !isLast ? gap.count + more.count : 0
      if lines.isEmpty {
        lines.append(TerminalLine())
      } else if used + gap.count + whole.columns + reserve > columns {
        guard lines.count < most else {
          lines[lines.count - 1].append(gap + more, .faint)
          break
        }
        lines.append(TerminalLine())
      } else {
        lines[lines.count - 1].append(gap)
      }
      lines[lines.count - 1].append(whole)
    }
    return lines
  }
}

extension TerminalLine {
  fileprivate mutating func append(_ entry: TerminalLegend.Entry) {
    append(entry.symbol, entry.role)
    append(entry.symbol.isEmpty ? entry.text : " " + entry.text, .plain)
  }
}
