import Language
import Numerics
import Synchronization
import TimeSeries

/// The data of a run with another future: cut to a window of time, and changed after a moment.
///
/// Up to `moment` every world of one window is the same to the bit. All data change at the same
/// moment, whatever their clocks; models and single numbers stay as they are.
final class World: Sendable {
  /// What becomes of the rows after the moment.
  enum Kind: Int, CaseIterable, Sendable {
    /// Nothing: the data as they are.
    case kept
    /// Prices and volumes are many times as high, and bars rise.
    case raised
    /// They are a fraction, and bars fall.
    case lowered
    /// There are none: the data end.
    case ended
  }

  /// The stretch of time that a world covers, both ends included.
  struct Window: Sendable {
    let first: EventTime
    let last: EventTime
  }

  private let kind: Kind
  private let window: Window
  private let moment: EventTime
  /// Whether the rows that are audited have times, or numbers only.
  private let hasTimes: Bool
  private let stream: RandomStream
  private let state = Mutex(State())

  private struct State {
    var sources = 0
    var clocks: [ObjectIdentifier: (original: Clock, rows: Range<Int>, cut: Clock)] = [:]
    var isIncomplete = false
  }

  init(
    _ kind: Kind,
    window: Window,
    after moment: EventTime,
    hasTimes: Bool,
    stream: RandomStream
  ) {
    (self.kind, self.window, self.moment, self.hasTimes) = (kind, window, moment, hasTimes)
    self.stream = stream.substream(kind.rawValue)
  }

  /// Whether there were data that could not be placed beside the rows that are audited.
  var isIncomplete: Bool { state.withLock { $0.isIncomplete } }

  /// Returns what a value from outside the program is in this world.
  func changed(_ value: Value) -> Value {
    switch value {
    case .series(let series): .series(changed(series))
    case .frame(let frame): .frame(changed(frame))
    case .object(let object): .object(changed(object))
    case .list(let items): .list(items.map(changed))
    case .record(let record):
      .record(Record(record.fields.map { ($0.name, changed($0.value)) }))
    default: value
    }
  }

  private func changed(_ object: any ObjectValue) -> any ObjectValue {
    switch object {
    case is ModelValue: object
    case let features as FeatureSet: features.mapped(columns: changed, raw: changed)
    case let feature as FittedFeature: feature.mapped(changed)
    case let target as TargetValue: TargetValue(target: changed(target.target))
    case let panel as PanelValue: PanelValue(panel.panel.mapped(changed))
    default: ChangedObject(object: object, world: self)
    }
  }

  func changed(_ series: Series) -> Series {
    let frame = Frame(
      clock: series.clock,
      columns: [Frame.Column(name: "value", series: series)]
    )
    return changed(frame).columns[0].series
  }

  func changed(_ frame: Frame) -> Frame {
    if let membership = frame.membership {
      // What is compared with the other symbols changes with all of them.
      return membership.panel.mapped(changed).frame(at: membership.place)
    }
    guard (frame.clock.times != nil) == hasTimes else {
      state.withLock { $0.isIncomplete = true }
      return frame
    }
    let number = state.withLock { state in
      state.sources += 1
      return state.sources
    }
    let source = stream.substream(number)
    let (rows, clock) = cut(frame.clock)
    let rest = frame.clock.row(closingAfter: moment)
    var disturbance = Disturbance(isRaising: kind == .raised, frame: frame)
    var values = frame.columns.map { Array($0.series.values[rows]) }
    let stated = frame.columns.map(\.series.stated)
    var isChanged = [Bool](repeating: false, count: stated.count)
    if kind == .raised || kind == .lowered {
      for row in rows {
        for place in stated.indices {
          isChanged[place] = stated[place].map { $0[row] > moment } ?? (row >= rest)
        }
        guard isChanged.contains(true) else { continue }
        disturbance.begin(source.substream(row), row)
        for place in values.indices {
          let value = disturbance.value(of: place)
          if isChanged[place] { values[place][row - rows.lowerBound] = value }
        }
      }
    }
    return Frame(
      clock: clock,
      columns: zip(frame.columns, values).map { column, values in
        Frame.Column(
          name: column.name,
          header: column.header,
          series: column.series.cut(to: rows, clock: clock).with(values: values)
        )
      },
      isComputed: frame.isComputed
    )
  }

  /// Returns the rows of a clock that lie in the window, and their clock.
  private func cut(_ clock: Clock) -> (rows: Range<Int>, clock: Clock) {
    if let known = state.withLock({ $0.clocks[ObjectIdentifier(clock)] }) {
      return (known.rows, known.cut)
    }
    let first = clock.row(closingAtOrAfter: window.first)
    let last = clock.row(closingAfter: kind == .ended ? min(moment, window.last) : window.last)
    let rows = first..<max(first, last)
    let cut = rows == 0..<clock.count ? clock : clock.cut(to: rows)
    state.withLock { $0.clocks[ObjectIdentifier(clock)] = (clock, rows, cut) }
    return (rows, cut)
  }
}

/// A result that is not made again, such as a backtest: its rows are those of another world.
private struct ChangedObject: ObjectValue {
  let object: any ObjectValue
  let world: World
  let series: Series?
  let frame: Frame?

  init(object: any ObjectValue, world: World) {
    (self.object, self.world) = (object, world)
    series = object.series.map(world.changed)
    frame = object.frame.map(world.changed)
  }

  var typeName: String { object.typeName }
  var fieldNames: [String] { object.fieldNames }
  func field(_ name: String) -> Value? { object.field(name).map(world.changed) }
  func presentation(name: String?) -> Presentation { object.presentation(name: name) }
}

extension Series {
  /// Returns the same column with other values.
  fileprivate func with(values: [Double]) -> Series {
    Series(
      values,
      clock: clock,
      kind: kind,
      knowledge: knowledge,
      warmUp: warmUp,
      stated: stated
    )
  }
}
