internal import Numerics

/// Windows that a network learns from beside those of the data, labelled by a rule.
///
/// Patterns are rare, and a rule is sharp: a few thousand bars show too little of either side of its
/// edges. Of the windows, three in ten end anywhere in bars of a random walk (`SyntheticBars`); three
/// end a pattern there, each class as often as any other; three more are twins of such windows and
/// one in ten a twin of a training window of the data, whose prices are moved a little and which the
/// rule labels anew, so that many lie close to an edge, on this side or on that.
///
/// Each epoch draws its own. Windows of a further walk, as they happen to fall, validate.
public struct GeneratedWindows: Sendable {
  /// How many windows an epoch may have.
  public static let counts = 100...1_000_000

  /// How many windows an epoch has, one of `counts`.
  ///
  /// As large a share of this number validates as of
  /// the data.
  public var count: Int
  /// Returns a column for each class with a label for each row of a table of bars.
  ///
  /// A label may look
  /// at the bars of its row's window only.
  public var label: @Sendable (FeatureTable) -> [[Double]]

  public init(count: Int, label: @escaping @Sendable (FeatureTable) -> [[Double]]) {
    (self.count, self.label) = (count, label)
  }

  /// Returns the windows that train in an epoch, beside those of `rows` of the data.
  func training(
    _ bars: FeatureTable,
    rows: [Int],
    window: Int,
    stream: RandomStream
  ) throws(LearningError) -> GeneratedSample {
    let walk = SyntheticBars.table(walkLength, stream: stream.substream(0))
    let labels = label(walk)
    var drawing = stream.substream(1)
    let (first, end) = (window - 1, walk.rowCount)
    let anywhere = (0..<count * 3 / 10).map { _ in first + drawing.index(below: end - first) }
    let present = labels.map { column in (first..<end).filter { column[$0] == 1 } }
      .filter { !$0.isEmpty }
    func patterns() -> [Int] {
      guard !present.isEmpty else { return Array(anywhere) }
      return (0..<count * 3 / 10).map { i in
        let rows = present[i % present.count]
        return rows[drawing.index(below: rows.count)]
      }
    }
    let (found, own) = (patterns(), patterns())
    let others = (0..<count / 10).map { _ in rows[drawing.index(below: rows.count)] }
    let twins = Twins(window: window, stream: stream.substream(2))
    let moved = [twins.table(of: own, in: walk, 0), twins.table(of: others, in: bars, own.count)]
    let twinRows = (0..<own.count + others.count).map { end + ($0 + 1) * window - 1 }
    return try GeneratedSample(
      [walk] + moved,
      labels: [labels] + moved.map(label),
      rows: anywhere + found + twinRows,
      window: window
    )
  }

  /// Returns `count` windows as they happen to fall.
  func validation(
    _ count: Int,
    window: Int,
    stream: RandomStream
  ) throws(LearningError) -> GeneratedSample {
    let walk = SyntheticBars.table(count + window - 1, stream: stream)
    return try GeneratedSample(
      [walk],
      labels: [label(walk)],
      rows: Array(window - 1..<walk.rowCount),
      window: window
    )
  }

  /// How many bars the walk of an epoch has, from which its windows are chosen.
  private var walkLength: Int { min(3 * count, 1_000_000) + 256 }
}

/// Generated windows: the rows of a table of their own.
struct GeneratedSample {
  let window: BarWindow
  let labels: [[Double]]
  let rows: [Int]

  /// Joins tables and their labels; the rows are those of all.
  init(
    _ tables: [FeatureTable],
    labels: [[[Double]]],
    rows: [Int],
    window: Int
  ) throws(LearningError) {
    let columns = tables[0].columns.indices.map { i in tables.flatMap { $0.columns[i] } }
    let joined = FeatureTable(names: tables[0].names, columns: columns)
    self.window = try BarWindow(joined, length: window)
    self.labels = labels[0].indices.map { i in labels.flatMap { $0[i] } }
    self.rows = rows
  }
}

/// Windows whose prices are moved a little.
private struct Twins {
  let window: Int
  let stream: RandomStream

  /// Returns the windows that end in `rows`, one after the other, the first drawing from sub-stream
  /// `start`.
  ///
  /// Each price of the last three bars moves by normal noise of a size between 1 % and 30 % of the
  /// bar's range, even in its logarithm and the same for the window; highs and lows still enclose the
  /// body.
  func table(of rows: [Int], in bars: FeatureTable, _ start: Int) -> FeatureTable {
    var columns = [[Double]](repeating: [], count: 5)
    for (number, last) in rows.enumerated() {
      var stream = stream.substream(start + number)
      let size = 0.01 * Elementary.exp(Elementary.log(30) * stream.uniform())
      for row in (last - window + 1)...last {
        var bar = bars.columns.map { $0[row] }
        if row > last - 3 {
          let noise = size * (bar[1] - bar[2])
          for price in 0..<4 { bar[price] += noise * stream.normal() }
          bar[1] = max(bar[1], bar[0], bar[3])
          bar[2] = min(bar[2], bar[0], bar[3])
        }
        for i in 0..<5 { columns[i].append(bar[i]) }
      }
    }
    return FeatureTable(names: bars.names, columns: columns)
  }
}
