/// A number of bytes as a person reads it.
public enum ByteCount {
  /// Returns the count in the largest unit of 1,024 that it reaches: `1.42 GB`, `310 MB`, `12 kB`.
  public static func text(_ bytes: Int) -> String {
    let units = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")]
    guard let (unit, name) = units.first(where: { bytes >= $0.0 }) else { return "\(bytes) bytes" }
    return NumberText.short(Double(bytes) / Double(unit), digits: 3) + " " + name
  }
}
