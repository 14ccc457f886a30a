/// Frames of several symbols on one clock, the union of their own.
///
/// A row that a symbol does not have is missing there, and known to be missing when it closes.
public final class SymbolPanel: Sendable {
  public let clock: Clock
  /// The names of the symbols, in the order of their frames.
  public let names: [String]
  private let frames: [Frame]

  /// Where a frame stands in a panel.
  public struct Membership: Sendable {
    public let panel: SymbolPanel
    public let place: Int
  }

  /// Creates the panel of frames whose rows all have times, and either all or none are whole dates.
  public init(_ members: [(name: String, frame: Frame)]) throws(PanelError) {
    if let bare = members.first(where: { $0.frame.clock.times == nil }) {
      throw .noTimes(bare.name)
    }
    let filled = members.filter { $0.frame.count > 0 }
    let measured = filled.isEmpty ? members : filled
    // A date closes at its end, and beside times of day it would close at its start.
    if let dates = measured.first(where: { $0.frame.clock.isDaily }),
      let times = measured.first(where: { !$0.frame.clock.isDaily })
    {
      throw .datesAndTimes(dates.name, times.name)
    }
    let clock = SymbolPanel.union(of: members.map(\.frame.clock))
    self.clock = clock
    names = members.map(\.name)
    frames = members.map { $0.frame.relaid(on: clock) }
  }

  private init(names: [String], frames: [Frame], clock: Clock) {
    (self.names, self.frames, self.clock) = (names, frames, clock)
  }

  public var count: Int { names.count }

  /// Returns the frame of a symbol, which knows that it is a whole member of the panel.
  public func frame(at place: Int) -> Frame {
    Frame(
      clock: clock,
      columns: frames[place].columns,
      isComputed: frames[place].isComputed,
      membership: Membership(panel: self, place: place)
    )
  }

  /// Returns the panel of other frames of the same symbols, which stand on one clock.
  public func mapped(_ change: (Frame) -> Frame) -> SymbolPanel {
    let changed = frames.map(change)
    let clock = changed.first?.clock ?? clock
    precondition(changed.allSatisfy { $0.clock.matches(clock) }, "one clock for all symbols")
    return SymbolPanel(names: names, frames: changed, clock: clock)
  }

  /// Returns the panel without rows, which keeps every name: what a check works on.
  public func emptied() -> SymbolPanel {
    SymbolPanel(names: names, frames: frames.map { $0.emptied() }, clock: clock.emptied())
  }

  /// Returns the clock of all rows of `clocks`, chosen ones where those of any were.
  private static func union(of clocks: [Clock]) -> Clock {
    let clock = unionOfRows(of: clocks)
    return clocks.contains(where: \.isSelection) ? clock.selected() : clock
  }

  /// Returns the clock of all rows of `clocks`; where there are none, one without rows whose step is
  /// the shortest.
  private static func unionOfRows(of clocks: [Clock]) -> Clock {
    let times = clocks.flatMap { $0.times ?? [] }.sorted()
    guard times.isEmpty else {
      let isNew = times.indices.map { $0 == 0 || times[$0] != times[$0 - 1] }
      return Clock(times: zip(times, isNew).filter(\.1).map(\.0))
    }
    let stepped = clocks.compactMap { clock in clock.step.map { (clock: clock, step: $0) } }
    let finest = stepped.min { $1.step.isLonger(than: $0.step) }?.clock ?? clocks.first
    return finest?.cut(to: 0..<0) ?? Clock(times: [])
  }
}

/// Why frames make no panel.
public enum PanelError: Error, Hashable, Sendable {
  /// The rows of the symbol have numbers only.
  case noTimes(String)
  /// The rows of the first symbol are whole dates, and those of the second have times of day.
  case datesAndTimes(String, String)
}

extension Frame {
  /// Returns the frame on a clock that has all of its rows.
  fileprivate func relaid(on union: Clock) -> Frame {
    let places = (clock.times ?? []).map(union.row(atOrAfter:))
    return Frame(
      clock: union,
      columns: columns.map { column in
        Column(
          name: column.name,
          header: column.header,
          series: column.series.relaid(on: union, at: places)
        )
      },
      isComputed: isComputed
    )
  }
}

extension Series {
  /// Returns the column on a clock with more rows, of which `places` are its own.
  fileprivate func relaid(on union: Clock, at places: [Int]) -> Series {
    var values = [Double](repeating: .nan, count: union.count)
    for (row, place) in places.enumerated() { values[place] = self.values[row] }
    var times: [EventTime]?
    if stated != nil || knowledge.reach.seesFuture {
      // So many rows ahead is another moment on the longer clock.
      var known = (0..<union.count).map(union.closing)
      for (row, place) in places.enumerated() { known[place] = knownTime(of: row) }
      times = known
    }
    return Series(
      values,
      clock: union,
      kind: kind,
      knowledge: knowledge.with(reach: knowledge.reach.stretched(over: places)),
      warmUp: warmUp == 0 ? 0 : warmUp < places.count ? places[warmUp] : union.count,
      stated: times
    )
  }
}

extension Reach {
  /// Returns the reach in rows of a longer clock, of which `places` are those that it counts.
  fileprivate func stretched(over places: [Int]) -> Reach {
    guard !isConstant else { return self }
    return Reach(
      distances(of: low, places).reduce(low, min),
      distances(of: high, places).reduce(high, max)
    )
  }

  private func distances(of offset: Int, _ places: [Int]) -> [Int] {
    guard offset != 0, abs(offset) < Reach.unbounded else { return [] }
    return places.indices.compactMap { row in
      places.indices.contains(row + offset) ? places[row + offset] - places[row] : nil
    }
  }
}
