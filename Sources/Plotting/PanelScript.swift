internal import TimeSeries

/// Writes one panel: its place, axes, texts and layers.
struct PanelScript {
  let content: PanelContent
  let place: Layout.Place
  let scale: HorizontalScale

  func add(to writer: inout ScriptWriter) {
    addFrame(to: &writer)
    addHeader(to: &writer)
    addAxes(to: &writer)
    addColourBar(to: &writer)
    addTexts(to: &writer)
    if let width = content.boxWidth, let range = content.xRange {
      // A few candles do not become broad blocks.
      writer.add("set boxwidth \(GnuplotText.number(min(width, range.length / 40))) absolute")
    }
    guard !content.isEmpty else {
      writer.text(
        "no values",
        x: (place.left + place.right) / 2,
        y: (place.top + place.bottom) / 2,
        side: .center,
        colour: Palette.axis
      )
      writer.add("plot NaN")
      return
    }
    let parts = content.items.map { "\(writer.add(data: $0.rows)) \($0.clause) notitle" }
    writer.add("plot " + parts.joined(separator: ", \\\n     "))
  }

  private func addFrame(to writer: inout ScriptWriter) {
    writer.add("set lmargin at screen \(writer.across(place.left))")
    writer.add("set rmargin at screen \(writer.across(place.right))")
    writer.add("set tmargin at screen \(writer.up(place.top))")
    writer.add("set bmargin at screen \(writer.up(place.bottom))")
    let x = content.xRange ?? 0...1
    let y = content.yRange ?? 0...1
    writer.add("set xrange [\(text(x))]")
    writer.add("set yrange [\(text(y))]")
  }

  private func text(_ range: ClosedRange<Double>) -> String {
    "\(GnuplotText.number(range.lowerBound)):\(GnuplotText.number(range.upperBound))"
  }

  private func addHeader(to writer: inout ScriptWriter) {
    let first = place.top - 8 - 26 * Double(place.header.count) + 13
    for (i, line) in place.header.enumerated() {
      let y = first + 26 * Double(i)
      for part in line {
        var x = part.x
        if let symbol = part.symbol {
          writer.symbol(symbol, x: x, y: y)
          x += HeaderPart.symbolWidth
        }
        let colour = part.symbol == nil ? Palette.ink : Palette.text
        writer.text(part.text, x: x, y: y, colour: colour)
      }
    }
  }

  private func addAxes(to writer: inout ScriptWriter) {
    let x = xTicks.map { tick in
      let lines = place.showsNames ? tick.lines : [""]
      return "\(GnuplotText.tickLabel(lines)) \(GnuplotText.number(tick.position))"
    }
    let y = content.yTicks(height: place.height).map { tick in
      let name = TextWidth.cut(tick.label, to: Layout.longestName, size: content.nameSize)
      return "\(GnuplotText.tickLabel([name])) \(GnuplotText.number(tick.position))"
    }
    let slant = place.slantsNames ? "rotate by 40 right " : ""
    let xLook = slant + look(content.colourBar == nil ? "0.5" : "0", size: Layout.smallSize)
    let yLook = look(content.yNames == nil ? "0.5" : "0", size: content.nameSize)
    writer.add(x.isEmpty ? "unset xtics" : "set xtics \(xLook) (\(x.joined(separator: ", ")))")
    writer.add(y.isEmpty ? "unset ytics" : "set ytics \(yLook) (\(y.joined(separator: ", ")))")
    addBorder(to: &writer)
    if let label = content.panel.xLabel, place.showsNames {
      let room = content.places == .times ? 44.0 : place.bottomOfNames(content)
      writer.text(
        TextWidth.cut(label, to: place.width, size: Layout.smallSize),
        x: (place.left + place.right) / 2,
        y: place.bottom + room + 14,
        side: .center,
        colour: Palette.ink
      )
    }
  }

  private func look(_ scale: String, size: Double) -> String {
    "nomirror out scale \(scale) font '\(ScriptWriter.font(size))' textcolor rgb '\(Palette.text)'"
  }

  /// Writes the lines of the axes and the grid: bars need only the line at zero, a map needs none.
  private func addBorder(to writer: inout ScriptWriter) {
    let line = "lw 1 lt 1 lc rgb '\(Palette.axis)'"
    let grid = "lw 0.7 lt 1 lc rgb '\(Palette.grid)'"
    guard content.yNames != nil else {
      writer.add("set border 3 front \(line); unset yzeroaxis")
      writer.add(content.isEmpty ? "unset grid" : "set grid xtics ytics \(grid)")
      return
    }
    // Marks of no length are still dots, which the colour hides.
    writer.add("set border 0 lc rgb '#FFFFFF'")
    writer.add(
      content.colourBar == nil
        ? "set grid xtics noytics \(grid); set yzeroaxis \(line)" : "unset grid; unset yzeroaxis"
    )
  }

  /// The marks of the horizontal axis, so many that their names do not touch.
  private var xTicks: [Tick] {
    guard let range = content.xRange else { return [] }
    let pixels = place.width / range.length
    switch content.places {
    case .times:
      return Tick.spaced(scale.ticks(in: range, count: Int(place.width / 72)), pixels: pixels)
    case .numbers, .ownNumbers:
      let count = max(2, Int(place.width / 100))
      return Tick.spaced(
        NumberTicks.ticks(in: range, count: count, format: content.panel.xAxisFormat),
        pixels: pixels
      )
    case .names(let names):
      let widest = names.lazy.map { TextWidth.of($0, size: Layout.smallSize) }.max() ?? 0
      let ticks = PanelContent.ticks(
        names: names,
        room: place.width,
        each: place.slantsNames ? 14 : widest + 6
      )
      return ticks.map { tick in
        let name = TextWidth.cut(
          tick.label,
          to: place.slantsNames ? Layout.longestSlantedName : .infinity,
          size: Layout.smallSize
        )
        return Tick(position: tick.position, label: name)
      }
    }
  }

  private func addColourBar(to writer: inout ScriptWriter) {
    guard let bar = content.colourBar else {
      writer.add("unset colorbox")
      return
    }
    let ticks = NumberTicks.ticks(
      in: bar.range,
      count: max(2, Int(place.height / 60)),
      format: content.panel.format
    )
    for tick in ticks {
      let share = (tick.position - bar.range.lowerBound) / bar.range.length
      writer.text(tick.label, x: place.right + 36, y: place.bottom - share * place.height)
    }
    let size =
      "\(GnuplotText.rounded(14 / Layout.width)), "
      + GnuplotText.rounded(place.height / writer.height)
    writer.add("set cbrange [\(text(bar.range))]")
    writer.add(
      "set colorbox vertical user origin \(writer.at(place.right + 14, place.bottom)) "
        + "size screen \(size) noborder"
    )
    writer.text(
      TextWidth.cut(bar.label, to: 230, size: Layout.smallSize),
      x: Layout.width - Layout.margin,
      y: place.top - 8 - 26 * Double(place.header.count) + 13,
      side: .right,
      colour: Palette.ink
    )
  }
}

extension Layout.Place {
  /// Returns the pixels from the plot to the lower edge of its names.
  func bottomOfNames(_ content: PanelContent) -> Double {
    guard slantsNames, case .names(let names) = content.places else { return 26 }
    let widest = names.lazy.map { TextWidth.of($0, size: Layout.smallSize) }.max() ?? 0
    return 16 + min(Layout.longestSlantedName, widest) * 0.65
  }
}

extension Panel {
  /// The format of the numbers along the horizontal axis: of bars it is that of the values.
  var xAxisFormat: NumberFormat {
    if case .bars = layers.first { format } else { xFormat }
  }
}

extension Tick {
  var lines: [String] { context.isEmpty ? [label] : [label, context] }

  /// Returns the marks without those whose name would touch the one before, and without a context
  /// that would touch the next.
  static func spaced(_ ticks: [Tick], pixels: Double) -> [Tick] {
    func width(_ text: String) -> Double { TextWidth.of(text, size: Layout.smallSize) }
    var kept: [Tick] = []
    for tick in ticks {
      if let last = kept.last {
        let room = (tick.position - last.position) * pixels
        if room < (width(last.label) + width(tick.label)) / 2 + 8 {
          // Of two that touch the one that begins something stays.
          guard !tick.context.isEmpty else { continue }
          kept.removeLast()
        }
      }
      kept.append(tick)
    }
    for i in kept.indices where !kept[i].context.isEmpty {
      guard let next = kept[(i + 1)...].first(where: { !$0.context.isEmpty }) else { continue }
      let room = (next.position - kept[i].position) * pixels
      if room < (width(kept[i].context) + width(next.context)) / 2 + 8 { kept[i].context = "" }
    }
    return kept
  }
}
