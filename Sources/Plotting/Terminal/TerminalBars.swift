/// Named values as bars to the right, the first on top, each with its number.
struct TerminalBars {
  let panel: Panel
  let count: Int
  private let labels: [String]
  private let values: [Double]
  private let label: String?
  private let columns: Int
  private let series: Int

  init(
    labels: [String],
    values: [Double],
    label: String?,
    panel: Panel,
    columns: Int,
    series: Int
  ) {
    (self.labels, self.values, self.label) = (labels, values, label)
    (self.panel, self.columns, self.series) = (panel, columns, series)
    count = labels.count
  }

  var header: [TerminalLine] {
    let names = [panel.yLabel, panel.xLabel].compactMap { $0 }
    let entries = label.map { [TerminalLegend.Entry("█", .series(series), $0)] } ?? []
    let text = names.isEmpty ? nil : names.joined(separator: ", ")
    return TerminalLegend.lines(text, entries, columns: columns, most: 1)
  }

  /// Returns the bars in at most `rows` lines; the last says how many are left out.
  func lines(rows: Int) -> [TerminalLine] {
    let room = max(1, rows - header.count)
    let shown = count > room ? max(1, room - 1) : count
    let names = labels.prefix(shown).map(TerminalText.cleaned)
    let decimals = NumberText.decimals(for: values, format: panel.format)
    let numbers = values.prefix(shown).map {
      $0.isFinite ? NumberText.text($0, format: panel.format, decimals: decimals) : "na"
    }
    let nameWidth = min(columns * 2 / 5, names.map(TerminalText.columns).max() ?? 0)
    let numberWidth = numbers.map(TerminalText.columns).max() ?? 0
    let room2 = max(2, columns - nameWidth - numberWidth - 3)
    let drawn = zip(zip(names, numbers), values).map { texts, value -> TerminalLine in
      let name = TerminalText.cut(texts.0, to: nameWidth)
      var line = TerminalLine(TerminalText.left(name, nameWidth) + " ")
      line.append(bar(value, texts.1, width: room2))
      return line
    }
    let more = shown < count ? [TerminalLine("… \(count - shown) more", .faint)] : []
    return header + drawn + more
  }

  /// Returns a bar and its number, which stands at its end.
  private func bar(_ value: Double, _ number: String, width: Int) -> TerminalLine {
    let finite = values.filter(\.isFinite)
    let (low, high) = (min(0, finite.min() ?? 0), max(0, finite.max() ?? 0))
    let span = high / 2 - low / 2
    guard value.isFinite, span > 0 else { return TerminalLine(" " + number, .faint) }
    let zero = Int(exactly: (-low / 2 / span * Double(width)).rounded()) ?? 0
    let length = abs(value) / 2 / span * Double(8 * width)
    let eighths = value == 0 ? 0 : max(1, Int(exactly: length.rounded()) ?? 0)
    var line = TerminalLine()
    if value >= 0 {
      line.append(TerminalText.blanks(zero))
      line.append(TerminalBlocks.bar(min(eighths, 8 * (width - zero))), .series(series))
      line.append(" " + number)
    } else {
      // To the left there are halves only.
      let halves = min(2 * zero, max(1, (eighths + 2) / 4))
      let text = (halves % 2 == 1 ? "▐" : "") + String(repeating: "█", count: halves / 2)
      line.append(TerminalText.blanks(zero - text.count))
      line.append(text, .series(series))
      line.append(" " + number)
    }
    return line
  }
}
