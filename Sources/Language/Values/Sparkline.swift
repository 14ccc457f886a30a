/// A course of numbers in one row of blocks, from the least (`▁`) to the greatest (`█`).
public enum Sparkline {
  private static let blocks = Array("▁▂▃▄▅▆▇█")

  /// Returns at most `width` blocks, each for the last known value of its stretch; a blank where it has
  /// none, and nothing without two known values that differ.
  public static func text(_ values: [Double], width: Int) -> String {
    let count = min(max(0, width), values.count)
    let ends = (0..<count).map { stretch in
      let (low, high) = (stretch * values.count / count, (stretch + 1) * values.count / count)
      return values[low..<high].last(where: \.isFinite)
    }
    let known = ends.compactMap { $0 }
    guard let least = known.min(), let greatest = known.max(), least < greatest else { return "" }
    // Halves, as the distance of two large values may not be finite.
    let span = greatest / 2 - least / 2
    return String(
      ends.map { value -> Character in
        guard let value else { return " " }
        let level = Int(exactly: ((value / 2 - least / 2) / span * 7).rounded()) ?? 0
        return blocks[level]
      }
    )
  }
}
