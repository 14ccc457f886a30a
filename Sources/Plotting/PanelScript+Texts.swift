internal import TimeSeries

extension PanelScript {
  /// Writes what stands at places of the axes: texts, frames and reference lines.
  func addTexts(to writer: inout ScriptWriter) {
    guard !content.isEmpty else { return }
    for text in content.texts {
      let shift =
        text.shift == 0 ? "" : " offset screen \(GnuplotText.rounded(text.shift / Layout.width)), 0"
      writer.add(
        "set label \(GnuplotText.quoted(text.text)) at \(GnuplotText.number(text.x)), "
          + "\(GnuplotText.number(text.y)) \(text.side.rawValue)\(shift) "
          + "font '\(ScriptWriter.font(text.size))' textcolor rgb '\(text.colour)' front"
      )
    }
    for rectangle in content.rectangles {
      let numbers = [
        rectangle.x.lowerBound, rectangle.y.lowerBound, rectangle.x.upperBound,
        rectangle.y.upperBound,
      ].map(GnuplotText.number)
      writer.add(
        "set object rectangle from \(numbers[0]), \(numbers[1]) to \(numbers[2]), \(numbers[3]) "
          + "front fs empty border lc rgb '\(rectangle.colour)' lw 3"
      )
    }
    for reference in content.panel.references { add(reference, to: &writer) }
    addLabelsBeside(to: &writer)
  }

  /// Writes the labels of the horizontal lines to the right of the plot, none over another.
  private func addLabelsBeside(to writer: inout ScriptWriter) {
    guard let y = content.yRange else { return }
    var labels: [(text: String, y: Double)] = []
    for reference in content.panel.references {
      guard case .value(let value) = reference.position, let label = reference.label,
        y.contains(value)
      else { continue }
      let share = (value - y.lowerBound) / y.length
      let text = TextWidth.cut(label, to: Layout.longestBeside, size: Layout.smallSize)
      labels.append((text, place.bottom - share * place.height))
    }
    var free = -Double.infinity
    for label in labels.sorted(by: { $0.y < $1.y }) {
      let line = max(label.y, free)
      writer.text(label.text, x: place.right + 8, y: line)
      free = line + 18
    }
  }

  /// Writes a dashed line, and the label of a vertical one beside its upper end.
  private func add(_ reference: ReferenceLine, to writer: inout ScriptWriter) {
    guard let x = content.xRange, let y = content.yRange else { return }
    let look = "nohead lw 1.2 dt \(Palette.referenceDash) lc rgb '\(Palette.text)'"
    let label = TextWidth.cut(reference.label ?? "", to: 320, size: Layout.smallSize)
    switch reference.position {
    case .value(let value):
      guard y.contains(value) else { return }
      writer.add(
        "set arrow from graph 0, first \(GnuplotText.number(value)) "
          + "to graph 1, first \(GnuplotText.number(value)) \(look) front"
      )
    case .time, .number:
      let at: Double
      switch reference.position {
      case .time(let time): at = scale.place(time)
      case .value(let number), .number(let number): at = number
      }
      guard x.contains(at) else { return }
      writer.add(
        "set arrow from first \(GnuplotText.number(at)), graph 0 "
          + "to first \(GnuplotText.number(at)), graph 1 \(look) front"
      )
      let share = (at - x.lowerBound) / x.length
      let line = place.left + share * place.width
      writer.text(
        label,
        x: line + (share > 0.7 ? -6 : 6),
        y: place.top + 9,
        side: share > 0.7 ? .right : .left
      )
    }
  }
}
