/// Falls of an equity curve below its highest value so far.
public enum Drawdown {
  /// One fall: everything between a peak and the return to it.
  public struct Episode: Hashable, Sendable {
    /// The row of the peak, the last one before the fall.
    public let peak: Int
    /// The row of the lowest value.
    public let trough: Int
    /// The first row at the height of the peak again; nil where the curve ends before.
    public let recovery: Int?
    /// The lowest value against the peak, as a fraction below zero.
    public let depth: Double
    /// How many rows lie below the peak.
    public let length: Int
  }

  /// Returns each value's distance from the highest value so far: E / max E - 1, zero or less.
  public static func series(_ equity: [Double]) -> [Double] {
    var peak = -Double.infinity
    return equity.map { value in
      if value > peak { peak = value }
      return value / peak - 1
    }
  }

  /// Returns the falls in the order of time.
  public static func episodes(_ equity: [Double]) -> [Episode] {
    var episodes: [Episode] = []
    let depths = series(equity)
    var row = 0
    while row < depths.count {
      guard depths[row] < 0 else {
        row += 1
        continue
      }
      let start = row
      var trough = row
      while row < depths.count, depths[row] < 0 {
        if depths[row] < depths[trough] { trough = row }
        row += 1
      }
      episodes.append(
        Episode(
          peak: start - 1,
          trough: trough,
          recovery: row < depths.count ? row : nil,
          depth: depths[trough],
          length: row - start
        )
      )
    }
    return episodes
  }

  /// Returns the deepest fall, the first of equals; nil for a curve that never falls.
  public static func worst(_ equity: [Double]) -> Episode? {
    episodes(equity).min { $0.depth < $1.depth }
  }
}
