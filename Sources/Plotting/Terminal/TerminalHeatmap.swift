/// Cells of four shades, with their numbers where they fit.
struct TerminalHeatmap {
  let panel: Panel
  private let map: MergedCells
  private let valueLabel: String
  private let columns: Int
  private let nameWidth: Int
  private let cellWidth: Int
  private let range: ClosedRange<Double>?
  private let decimals: Int
  private let bestText: String?
  /// The columns of the widest number and a blank.
  private let numberWidth: Int

  init(
    x: [String],
    y: [String],
    values: [[Double]],
    valueLabel: String,
    best: Best?,
    panel: Panel,
    columns: Int
  ) {
    let (x, y) = (x.map(TerminalText.cleaned), y.map(TerminalText.cleaned))
    nameWidth = min(columns / 3, y.map(TerminalText.columns).max() ?? 0)
    let room = max(1, columns - nameWidth - 2)
    let map = MergedCells(x: x, y: y, values: values, best: best, most: room)
    self.map = map
    cellWidth = max(1, min(10, room / max(1, map.x.count)))
    range = AxisRange.around(map.values.joined(), padding: 0)
    (self.panel, self.valueLabel, self.columns) = (panel, valueLabel, columns)
    let decimals = NumberText.decimals(for: Array(map.values.joined()), format: panel.format)
    self.decimals = decimals
    let widest = map.values.joined().lazy.map {
      TerminalText.columns(of: NumberText.text($0, format: panel.format, decimals: decimals))
    }.max()
    numberWidth = (widest ?? 0) + 1
    bestText = map.best.map { x, y, value in
      let number = NumberText.text(value, format: panel.format, decimals: decimals)
      let place = [(panel.xLabel, map.x[x]), (panel.yLabel, map.y[y])].map { label, name in
        label.map { "\($0) \(name)" } ?? name
      }
      return "\(best?.rawValue ?? "") \(number) at \(place.joined(separator: ", "))"
    }
  }

  var rowCount: Int { map.y.count }

  /// The label of the rows, the borders between the shades, and the best cell.
  var header: [TerminalLine] {
    var entries: [TerminalLegend.Entry] = []
    if let range {
      let borders = (0...TerminalShade.count).map { number in
        let share = Double(number) / Double(TerminalShade.count)
        return text(range.lowerBound + share * (range.upperBound - range.lowerBound))
      }
      let scale = borders.dropFirst().enumerated().map { level, border in
        "\(TerminalShade.scalar(level)) \(border)"
      }
      entries.append(
        .init("", .plain, "\(valueLabel)  \(borders[0]) \(scale.joined(separator: " "))")
      )
    }
    if let bestText { entries.append(.init("◆", .plain, bestText)) }
    if let note = map.note { entries.append(.init("", .plain, note)) }
    let label = panel.yLabel.map { "\($0) ↑" }
    return TerminalLegend.lines(label, entries, columns: columns, most: 2)
  }

  /// Returns the cells, the first row at the bottom, the names below and the label.
  func lines(rows: Int) -> [TerminalLine] {
    let indent = TerminalText.blanks(nameWidth + 2)
    let room = max(1, rows - header.count - (panel.xLabel == nil ? 1 : 2))
    let shown = map.merged(rows: room)
    let drawn = shown.y.indices.reversed().map { y -> TerminalLine in
      let name = TerminalText.right(TerminalText.cut(shown.y[y], to: nameWidth), nameWidth)
      var line = TerminalLine(name + " │", .faint)
      for x in shown.x.indices { line.append(cell(shown, x, y)) }
      return line
    }
    let marks = shown.x.enumerated().map { ($0 * cellWidth + cellWidth / 2, [$1]) }
    let names = NameRow(marks, width: max(1, columns - nameWidth - 2))
    var below = names.lines.map { TerminalLine(indent + $0, .faint) }
    if let label = panel.xLabel {
      let width = min(columns - nameWidth - 2, cellWidth * shown.x.count)
      let text = TerminalText.cut(TerminalText.cleaned(label), to: width)
      below.append(TerminalLine(indent + TerminalText.centred(text, width), .faint))
    }
    return header + drawn + below
  }

  private func text(_ value: Double) -> String {
    NumberText.text(value, format: panel.format, decimals: decimals)
  }

  private func cell(_ cells: MergedCells, _ x: Int, _ y: Int) -> String {
    let value = cells.values[y][x]
    // A seam between cells that are broad enough.
    let width = cellWidth >= 4 ? cellWidth - 1 : cellWidth
    let seam = TerminalText.blanks(cellWidth - width)
    let isBest = cells.best.map { $0.x == x && $0.y == y } ?? false
    guard value.isFinite, let range else { return TerminalText.centred("·", width) + seam }
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    let shade = Character(TerminalShade.scalar(TerminalShade.level(share)))
    let number = isBest ? "◆" + text(value) : text(value)
    if numberWidth + 1 <= width {
      let shades = String(repeating: shade, count: width - numberWidth)
      return shades + TerminalText.right(number, numberWidth) + seam
    }
    var all = [Character](repeating: shade, count: width)
    if isBest { all[width / 2] = "◆" }
    return String(all) + seam
  }
}

/// The cells of a heatmap, of which neighbours are one where there are more than characters.
struct MergedCells {
  let x: [String]
  let y: [String]
  let values: [[Double]]
  /// The best of all cells, the first of equals.
  let best: (x: Int, y: Int, value: Double)?
  private let kind: Best?
  private let across: Int

  init(x: [String], y: [String], values: [[Double]], best: Best?, most: Int) {
    let size = max(1, (x.count + most - 1) / most)
    self.init(x: x, y: y, values: values, kind: best, across: size, up: 1)
  }

  private init(
    x: [String],
    y: [String],
    values: [[Double]],
    kind: Best?,
    across: Int,
    up: Int
  ) {
    let columns = Array(stride(from: 0, to: x.count, by: across))
    let rows = Array(stride(from: 0, to: y.count, by: up))
    self.x = columns.map { x[$0] }
    self.y = rows.map { y[$0] }
    self.values = rows.map { row in
      columns.map { column in
        let all = values[row..<min(row + up, y.count)].flatMap {
          $0[column..<min(column + across, x.count)]
        }
        return MergedCells.merged(all, kind)
      }
    }
    (self.kind, self.across) = (kind, across)
    var found: (x: Int, y: Int, value: Double)?
    for (j, line) in self.values.enumerated() {
      for (i, value) in line.enumerated() where value.isFinite && kind != nil {
        let isBetter = found.map { kind == .largest ? value > $0.value : value < $0.value }
        if isBetter ?? true { found = (i, j, value) }
      }
    }
    best = found
  }

  /// Returns the best of values, or where none is better than another their mean.
  private static func merged(_ values: [Double], _ kind: Best?) -> Double {
    let known = values.filter(\.isFinite)
    guard let first = known.first else { return .nan }
    return switch kind {
    case .largest: known.reduce(first, max)
    case .smallest: known.reduce(first, min)
    case nil: known.count == 1 ? first : known.reduce(0) { $0 + $1 / Double(known.count) }
    }
  }

  /// What has to be said of cells that are several.
  var note: String? {
    across > 1
      ? "\(across) columns to a cell, \(kind.map { "the \($0.rawValue)" } ?? "their mean")" : nil
  }

  func merged(rows most: Int) -> MergedCells {
    let size = max(1, (y.count + most - 1) / most)
    return size == 1
      ? self : MergedCells(x: x, y: y, values: values, kind: kind, across: 1, up: size)
  }
}
