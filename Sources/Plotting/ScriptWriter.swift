/// Collects the lines of a script; places are given in pixels from the upper left corner.
struct ScriptWriter {
  private(set) var lines: [String] = []
  private var blocks = 0
  let height: Double

  init(height: Double) {
    self.height = height
  }

  mutating func add(_ line: String) {
    lines.append(line)
  }

  /// Appends rows as a named block, and returns its name.
  mutating func add(data rows: [String]) -> String {
    blocks += 1
    lines.append("$data\(blocks) << END")
    lines += rows
    lines.append("END")
    return "$data\(blocks)"
  }

  func across(_ x: Double) -> String { GnuplotText.rounded(x / Layout.width) }

  func up(_ y: Double) -> String { GnuplotText.rounded(1 - y / height) }

  func at(_ x: Double, _ y: Double) -> String { "screen \(across(x)), \(up(y))" }

  mutating func text(
    _ text: String,
    x: Double,
    y: Double,
    side: PlacedText.Side = .left,
    size: Double = Layout.smallSize,
    colour: String = Palette.text
  ) {
    add(
      "set label \(GnuplotText.quoted(text)) at \(at(x, y)) \(side.rawValue) "
        + "font '\(ScriptWriter.font(size))' textcolor rgb '\(colour)' front"
    )
  }

  mutating func symbol(_ symbol: LegendEntry.Symbol, x: Double, y: Double) {
    let (start, end) = (x + 2, x + HeaderPart.symbolWidth - 8)
    switch symbol {
    case .line(let colour, let dash):
      add(
        "set arrow from \(at(start, y)) to \(at(end, y)) nohead lw 2.2 dt \(dash) "
          + "lc rgb '\(colour)'"
      )
    case .patch(let colour, let opacity):
      add(
        "set object rectangle from \(at(start, y - 6)) to \(at(end, y + 6)) "
          + "fs transparent solid \(GnuplotText.rounded(opacity)) noborder fc rgb '\(colour)'"
      )
    case .point(let look):
      add("set label '' at \(at(x + 14, y)) point \(look.clause)")
    case .frame(let colour):
      add(
        "set object rectangle from \(at(start + 4, y - 6)) to \(at(end - 4, y + 6)) "
          + "fs empty border lc rgb '\(colour)' lw 2.5"
      )
    case .candles:
      for (place, fill) in [(x + 8, "#FFFFFF"), (x + 19, Palette.candle)] {
        add(
          "set arrow from \(at(place, y - 8)) to \(at(place, y + 8)) nohead lw 1 "
            + "lc rgb '\(Palette.candle)' back"
        )
        add(
          "set object rectangle from \(at(place - 3.5, y - 5)) to \(at(place + 3.5, y + 5)) "
            + "front fs solid border lc rgb '\(Palette.candle)' fc rgb '\(fill)'"
        )
      }
    case .none: break
    }
  }

  static func font(_ size: Double) -> String { "Arial,\(GnuplotText.number(size))" }
}
