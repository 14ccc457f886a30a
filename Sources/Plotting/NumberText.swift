internal import Foundation

/// Numbers as people read them on an axis, without regard to the locale.
enum NumberText {
  /// Returns `value` with a number of decimals; percent are counted after the multiplication.
  static func text(_ value: Double, format: NumberFormat, decimals: Int) -> String {
    guard value.isFinite else { return "" }
    let scaled = format == .percent ? value * 100 : value
    let suffix = format == .percent ? " %" : ""
    guard (0...9).contains(decimals), abs(scaled) < 1e12, scaled == 0 || abs(scaled) > 1e-10
    else { return signed(String(format: "%.6g", scaled)) + suffix }
    let fixed = String(format: "%.\(decimals)f", scaled)
    let isZero = !fixed.contains { ("1"..."9").contains($0) }
    let digits = isZero ? fixed.replacing("-", with: "") : fixed
    return signed(format == .thousands ? grouped(digits) : digits) + suffix
  }

  /// Returns how many decimals show about three digits of the largest of `values`.
  static func decimals(for values: [Double], format: NumberFormat) -> Int {
    let largest = values.lazy.filter(\.isFinite).map { abs($0) }.max() ?? 0
    let scaled = format == .percent ? largest * 100 : largest
    return switch scaled {
    case 100...: 0
    case 10..<100: 1
    case 0.1..<10, 0: 2
    case 0.01..<0.1: 3
    case 0.001..<0.01: 4
    default: 10
    }
  }

  /// Returns the number with a minus sign, which is as wide as a digit, for a hyphen.
  private static func signed(_ text: String) -> String {
    text.replacing("-", with: "−")
  }

  private static func grouped(_ text: String) -> String {
    let whole = text.prefix { $0 != "." }
    var result = ""
    for (place, digit) in zip((0..<whole.count).reversed(), whole) {
      result.append(digit)
      if place % 3 == 0, place > 0, digit != "-" { result.append(",") }
    }
    return result + text.dropFirst(whole.count)
  }
}
