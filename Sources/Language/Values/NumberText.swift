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
    value.isFinite ? grouped(fixed(value * 100, decimals)) + "%" : short(value)
  }

  /// Returns a whole number with its thousands apart: `196,248`.
  public static func count(_ value: Int) -> String { grouped(String(value)) }

  /// Returns how many there are of something, such as `1 row` or `5,031 rows`.
  ///
  /// - Parameters:
  ///   - value: The number.
  ///   - noun: The word for one.
  ///   - plural: The word for several; nil where it takes an `s`.
  /// - Returns: The number with its word.
  public static func counted(_ value: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(count(value)) \(value == 1 ? noun : plural ?? noun + "s")"
  }

  /// Returns a change as a percentage with its sign: `+12.3%`, `-4.0%`, `0.0%`.
  public static func change(_ value: Double, _ decimals: Int = 1) -> String {
    let text = percent(value, decimals)
    return text.contains { ("1"..."9").contains($0) } && value > 0 ? "+" + text : text
  }

  /// Returns the numbers of one column, all with as many digits after the point.
  ///
  /// The greatest of them says how many there may be; zeros that none of them needs are left out, to
  /// two digits. A number of which too little would then be left, more than a twentieth of it, keeps its
  /// own.
  public static func column(_ values: [Double], kind: Series.Kind = .number) -> [String] {
    let finite = values.filter(\.isFinite)
    let greatest = finite.reduce(0) { max($0, abs($1)) }
    guard kind == .number, greatest < 1e15 else { return values.map { cell($0, kind: kind) } }
    if greatest > 0, greatest < 1e-4 { return values.map { short($0, digits: 5) } }
    let decimals = decimals(of: finite, greatest)
    return values.map { value in
      guard value.isFinite else { return short(value) }
      let text = fixed(value, decimals)
      let scale = powerOfTen(decimals)
      let isLost = abs((value * scale).rounded() / scale - value) > 0.05 * abs(value)
      return isLost ? short(value, digits: 2) : grouped(text)
    }
  }

  private static func powerOfTen(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { scale, _ in scale * 10 }
  }

  private static func decimals(of values: [Double], _ greatest: Double) -> Int {
    if values.allSatisfy({ $0 == $0.rounded() }) { return 0 }
    let most = greatest >= 1e6 ? 0 : greatest >= 100 ? 2 : greatest >= 1 ? 4 : 6
    var (needed, scale) = (0, 1.0)
    while needed < most,
      !values.allSatisfy({ abs(($0 * scale).rounded() - $0 * scale) <= 1e-9 * scale })
    {
      (needed, scale) = (needed + 1, scale * 10)
    }
    return min(most, max(2, needed))
  }

  /// Returns the figures of one column of data, such as its least and its greatest value; those of
  /// ten million and more in millions (M), billions (B) or trillions (T), where none of them would be
  /// less than a hundredth of that.
  public static func figures(_ values: [Double], kind: Series.Kind = .number) -> [String] {
    let greatest = values.filter(\.isFinite).reduce(0) { max($0, abs($1)) }
    guard kind == .number, greatest >= 1e7, greatest < 1e15 else {
      return column(values, kind: kind)
    }
    let (scale, unit) = greatest >= 1e12 ? (1e12, "T") : greatest >= 1e9 ? (1e9, "B") : (1e6, "M")
    guard values.allSatisfy({ !$0.isFinite || $0 == 0 || abs($0) >= scale / 100 }) else {
      return column(values, kind: kind)
    }
    return values.map { $0.isFinite ? grouped(fixed($0 / scale, 3)) + unit : short($0) }
  }

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
