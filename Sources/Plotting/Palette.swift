/// The colours of all figures.
enum Palette {
  static let ink = "#1A1A1A"
  static let text = "#4D4D4D"
  static let axis = "#8C8C8C"
  static let grid = "#E6E6E6"
  static let empty = "#EFEFEF"
  /// The frame of the best cell, against all colours of the scale.
  static let mark = "#D7191C"

  /// The colours of series, after Okabe and Ito (2008), which people with any kind of colour vision
  /// tell apart; without the yellow, which is too light for a line, and the black.
  private static let series = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#6B6B6B",
  ]

  static func series(_ number: Int) -> String { series[number % series.count] }

  /// The dash type of gnuplot for a series: solid until the colours are used up.
  static func dash(_ number: Int) -> String { dashes[number / series.count % dashes.count] }

  private static let dashes = ["1", "(24, 14)", "(6, 12)", "(24, 12, 6, 12)"]

  /// The dash type of reference lines.
  static let referenceDash = "(16, 12)"

  static let candle = "#4D4D4D"
  static let entry = "#007A59"
  static let exit = "#B0307A"

  /// Eleven colours of viridis (van der Walt and Smith, 2015), equal steps of which look equal.
  static let scale: [[Double]] = [
    [68, 1, 84], [72, 36, 117], [65, 68, 135], [53, 95, 141], [42, 120, 142], [33, 145, 140],
    [34, 168, 132], [68, 191, 112], [122, 209, 81], [189, 223, 38], [253, 231, 37],
  ]

  /// The scale as gnuplot defines a palette.
  static var definition: String {
    scale.enumerated().map { place, colour in
      "\(place) '#\(colour.map { hexadecimal(Int($0)) }.joined())'"
    }.joined(separator: ", ")
  }

  /// Returns the colour of a text on the scale's colour at `share`, 0 to 1, by its luminance.
  static func text(onScaleAt share: Double) -> String {
    let place = max(0, min(1, share)) * Double(scale.count - 1)
    let colour = scale[Int(place.rounded())]
    let luminance = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
    return luminance > 120 ? ink : "#FFFFFF"
  }

  private static func hexadecimal(_ number: Int) -> String {
    (number < 16 ? "0" : "") + String(number, radix: 16, uppercase: true)
  }
}
