/// Finds the name that was probably meant.
public enum Suggestion {
  /// Returns the candidate nearest to `word`, or nil where none is near.
  ///
  /// Near is a Damerau-Levenshtein distance of at most max(1, length / 3): a far-fetched suggestion
  /// is noise. Of several as near, the first in alphabetical order is taken.
  public static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    guard word.utf8.count <= 64 else { return nil }
    let limit = max(1, word.count / 3)
    let scored = Set(candidates).filter { $0 != word && abs($0.count - word.count) <= limit }
      .map { (name: $0, distance: distance(word, $0)) }
      .filter { $0.distance <= limit }
    return scored.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
  }

  /// Returns the least number of insertions, deletions, changes and swaps of neighbours.
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.lowercased()), Array(b.lowercased()))
    var rows = [Array(0...b.count)]
    for i in 1...max(1, a.count) where i <= a.count {
      var row = [i]
      for j in 1...max(1, b.count) where j <= b.count {
        let change = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var best = min(change, rows[i - 1][j] + 1, row[j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, rows[i - 2][j - 2] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
