import TimeSeries

/// At which rows an audit cuts the data, and how many rows before and after it looks at.
///
/// The schedule follows from the rows and from what the columns hold, never from measured time, so
/// that an audit is the same on every machine. It cuts at rows spread over the whole, at the first
/// and the last that can be judged, and, for events that are rare, where they happen and just before:
/// a column that looks ahead only where it fires would not be caught elsewhere.
struct AuditSchedule {
  struct Cut: Sendable, Hashable {
    /// The last row that stays as it is.
    let row: Int
    /// The rows of the window before it and after it.
    let past: Int
    let ahead: Int
  }

  private let columns: [JudgedColumn]
  private let rows: Range<Int>
  private let count: Int

  /// Creates the schedule for `rows` of the columns of one clock.
  init(_ columns: [JudgedColumn], rows: Range<Int>) {
    self.columns = columns
    count = columns.first?.clock.count ?? 0
    // Behind the last row of the data nothing can be changed.
    self.rows = rows.lowerBound..<max(rows.lowerBound, min(rows.upperBound, count - 1))
  }

  /// The rows before a cut that are compared with certainty.
  private static let margin = 64
  /// The same at an event, where the cut is right at the row in question.
  private static let eventMargin = 16
  /// So few columns, such as the rules of a strategy, are cut at several events each.
  private static let fewColumns = 8
  /// Tables of so many rows are looked at whole at every cut.
  static let wholeRows = 512

  /// Whether the work of an audit has to be weighed against that of the columns themselves.
  private var isLarge: Bool { rows.count > 50_000 }

  private var warmUp: Int { columns.map(\.warmUp).max() ?? 0 }

  /// The cuts that are made without being asked for.
  var usual: [Cut] {
    var cuts = spreadRows(isLarge ? 3 : 8).map { cut($0, warmUp: warmUp) }
    let long = isLarge ? max(256, rows.count / 400) : 512
    if let middle = row(at: 0.55) {
      cuts.append(Cut(row: middle, past: warmUp + long, ahead: long))
    }
    return unique(cuts + eventCuts)
  }

  /// A cut at every row, and some that look at the whole table.
  var complete: [Cut] {
    let every = rows.map { cut($0, warmUp: warmUp) }
    return unique(every + spreadRows(8).map { Cut(row: $0, past: count, ahead: count) })
  }

  /// Ever longer windows for a column that was missing in all of the others.
  func longer(for column: JudgedColumn) -> [Cut] {
    let present = rows.filter { !column.values[$0].isNaN }
    guard !present.isEmpty else { return [] }
    let row = present[present.count * 2 / 3]
    let lengths = [4, 16].map { $0 * (warmUp + AuditSchedule.margin) }.filter { $0 < count }
    return (lengths + [count]).map { Cut(row: row, past: $0, ahead: AuditSchedule.margin) }
  }

  private func cut(_ row: Int, warmUp: Int, margin: Int = margin) -> Cut {
    guard count > AuditSchedule.wholeRows else { return Cut(row: row, past: count, ahead: count) }
    return Cut(row: row, past: warmUp + margin, ahead: 16)
  }

  private func unique(_ cuts: [Cut]) -> [Cut] {
    var seen: Set<Cut> = []
    return cuts.filter { seen.insert($0).inserted }
  }

  /// The first and last row that can be judged, and rows between them.
  private func spreadRows(_ count: Int) -> [Int] {
    (0..<count).compactMap { row(at: Double($0) / Double(count - 1)) }
  }

  /// The rows at which some column is there.
  private var usable: Range<Int>? {
    func isUsable(_ row: Int) -> Bool { columns.contains { !$0.values[row].isNaN } }
    guard let first = rows.first(where: isUsable), let last = rows.last(where: isUsable) else {
      return nil
    }
    return first..<last + 1
  }

  private func row(at share: Double) -> Int? {
    usable.map { usable in
      usable.lowerBound + Int((share * Double(usable.count - 1)).rounded())
    }
  }

  // Events

  /// The most cuts at events in a large table; the columns of a small one all get theirs.
  private var mostEventCuts: Int { isLarge ? 8 : 200 }

  /// Cuts at rows where a column that is mostly the same is not, so that each such column is cut at
  /// one of its events and just before it.
  private var eventCuts: [Cut] {
    var cuts: [Cut] = []
    var covered = [Bool](repeating: false, count: columns.count)
    let isRare = columns.map { usualValue(of: $0) }
    for (place, usual) in isRare.enumerated() {
      guard let usual, !covered[place], cuts.count < mostEventCuts else { continue }
      let tried = [0.5, 0.25, 0.75, 0.1, 0.9].compactMap {
        event(of: columns[place], usual: usual, from: $0)
      }
      guard tried.count == 5 else { continue }
      // Of some events the one at which most others happen as well.
      let shared = tried.map { row in
        columns.indices.filter { other in
          !covered[other]
            && (isRare[other].map { isEvent(columns[other].values[row], usual: $0) } ?? false)
        }
      }
      let best = shared.indices.max { shared[$0].count < shared[$1].count } ?? 0
      for other in shared[best] { covered[other] = true }
      let longest = shared[best].map { columns[$0].warmUp }.max() ?? 0
      let further =
        columns.count > AuditSchedule.fewColumns
        ? [] : [tried[best] - 1] + (isLarge ? [] : [tried[1], tried[2]])
      cuts += ([tried[best]] + further.filter(rows.contains)).map {
        cut($0, warmUp: longest, margin: AuditSchedule.eventMargin)
      }
    }
    return cuts
  }

  private func isEvent(_ value: Double, usual: Double) -> Bool { !value.isNaN && value != usual }

  /// Returns the first event from a share of the rows on, or else from their start.
  private func event(of column: JudgedColumn, usual: Double, from share: Double) -> Int? {
    let start = rows.lowerBound + Int(share * Double(rows.count))
    return (start..<rows.upperBound).first { isEvent(column.values[$0], usual: usual) }
      ?? (rows.lowerBound..<start).first { isEvent(column.values[$0], usual: usual) }
  }

  /// Returns the value that a column has nearly always; nil where it has none.
  private func usualValue(of column: JudgedColumn) -> Double? {
    guard !column.isNumber, !rows.isEmpty else { return nil }
    let step = max(1, rows.count / 2000)
    var counts: [Double: Int] = [:]
    var total = 0
    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: step) {
      let value = column.values[row]
      guard !value.isNaN else { continue }
      counts[value, default: 0] += 1
      total += 1
      // A column of ever new values has no usual one.
      if counts.count > 64, column.kind != .boolean { return nil }
    }
    guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
    return most.value * 2 >= total ? most.key : nil
  }
}
