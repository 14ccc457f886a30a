internal import Glibc
public import TimeSeries

/// Numbers as text: fixed digits, no locale.
public enum NumberText {
  /// Returns a number with `digits` significant digits and no trailing zeros: `0.3333333`, `1e-12`.
  public static func short(_ value: Double, digits: Int = 7) -> String {
    guard value.isFinite else { return value.isNaN ? "na" : value < 0 ? "-inf" : "inf" }
    if value == value.rounded(), abs(value) < 1e15 { return fixed(value, 0) }
    return formatted("%.\(digits)g", value)
  }

  /// Returns a number with `decimals` digits after the point; minus zero has no sign.
  public static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return short(value) }
    let text = formatted("%.\(decimals)f", value)
    let isZero = text.allSatisfy { "-0.".contains($0) }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }

  /// Returns a fraction as a percentage: `-12.3%`.
  public static func percent(_ value: Double, _ decimals: Int = 2) -> String {
    value.isFinite ? fixed(value * 100, decimals) + "%" : short(value)
  }

  /// Returns a whole number with its thousands apart: `196,248`.
  public static func count(_ value: Int) -> String { grouped(String(value)) }

  /// Returns a number for a column of a table: enough digits for its size, thousands apart.
  public static func cell(_ value: Double, kind: Series.Kind = .number) -> String {
    switch kind {
    case .boolean: return value.isNaN ? "na" : value != 0 ? "true" : "false"
    case .fraction: return percent(value, 3)
    case .number: break
    }
    guard value.isFinite else { return short(value) }
    let size = abs(value)
    if size >= 1e15 || (size > 0 && size < 1e-5) { return short(value, digits: 5) }
    if value == value.rounded() { return grouped(fixed(value, 0)) }
    let decimals = size >= 1e6 ? 0 : size >= 10_000 ? 1 : size >= 100 ? 2 : size >= 1 ? 4 : 6
    return grouped(fixed(value, decimals))
  }

  private static func grouped(_ text: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text.dropFirst(sign.count).split(separator: ".", maxSplits: 1)
    guard let whole = parts.first else { return text }
    var groups: [Substring] = []
    var rest = whole
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    groups.insert(rest, at: 0)
    return sign + groups.joined(separator: ",") + (parts.count > 1 ? "." + parts[1] : "")
  }

  private static func formatted(_ format: String, _ value: Double) -> String {
    withVaList([value]) { arguments in
      var buffer = [CChar](repeating: 0, count: 400)
      let length = Int(vsnprintf(&buffer, buffer.count, format, arguments))
      return String(
        decoding: buffer.prefix(max(0, min(length, buffer.count - 1))).map(UInt8.init(bitPattern:)),
        as: UTF8.self
      )
    }
  }
}
