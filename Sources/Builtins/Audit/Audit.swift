import Language
import Numerics
import TimeSeries

/// The proof on the data that a value knows nothing of the future: the data are cut at many times and
/// everything after is changed; what moves at or before a cut has looked ahead.
struct Audit {
  private let subject: Rerun
  private let columns: [JudgedColumn]
  private let rows: Range<Int>
  private let clock: Clock
  private let stream: RandomStream
  private let context: RunContext

  /// Creates the audit of the columns that a subject gave; `rows` are those that are judged.
  init(
    _ subject: Rerun.Subject,
    columns: [JudgedColumn],
    rows: Range<Int>,
    _ context: RunContext
  ) {
    self.subject = Rerun(subject)
    self.columns = columns
    self.rows = rows
    clock = columns.first?.clock ?? Clock(count: 0)
    stream = context.stream("audit")
    self.context = context
  }

  /// What the worlds of one cut had to say.
  fileprivate struct Finding: Sendable {
    let cut: AuditSchedule.Cut
    /// The values that were compared, by column.
    var cells: [Int]
    /// For each column the last row that moved, and in which world; nil where none did.
    var moved: [(row: Int, kind: World.Kind)?]
    /// Why nothing could be compared; nil where something was.
    var reason: String?
    var isIncomplete = false
  }

  /// Cuts the data as the schedule has it, at every row where `isComplete` asks for it.
  func result(isComplete: Bool) throws -> AuditValue {
    let schedule = AuditSchedule(columns, rows: rows)
    var findings = try findings(at: isComplete ? schedule.complete : schedule.usual)
    findings += try retried(after: findings, schedule)
    let judged = findings.filter { $0.reason == nil }
    let cells = columns.indices.map { place in judged.reduce(0) { $0 + $1.cells[place] } }
    var violations: [AuditValue.Violation] = []
    for place in columns.indices {
      guard let finding = judged.first(where: { $0.moved[place] != nil }),
        let moved = finding.moved[place]
      else { continue }
      let isFirst = violations.count < Audit.mostLags
      violations.append(
        AuditValue.Violation(
          column: columns[place].name,
          time: clock.label(moved.row),
          cut: clock.label(finding.cut.row),
          lag: isFirst ? try lag(of: place, moved, finding.cut) : .atLeast(1)
        )
      )
    }
    let missing = columns.indices.filter { cells[$0] == 0 && !columns[$0].isNumber }
    return AuditValue(
      cells: columns.indices.reduce(0) { $0 + (columns[$1].isNumber ? 0 : cells[$1]) },
      cuts: judged.filter { $0.cells.contains { $0 > 0 } }.count,
      columns: columns.count,
      violations: violations,
      notJudged: missing.map { columns[$0].name },
      reason: cells.contains { $0 > 0 } ? nil : reason(findings),
      remarks: remarks(findings)
    )
  }

  /// The columns whose lag is searched for; of many that look ahead few are enough to see why.
  private static let mostLags = 20

  /// The most longer windows that are tried.
  private static let mostRetries = 12

  private func reason(_ findings: [Finding]) -> String {
    findings.compactMap(\.reason).first
      ?? (findings.isEmpty ? "there are too few rows" : "nothing of it is there at any cut")
  }

  private func remarks(_ findings: [Finding]) -> [String] {
    let gaps = subject.gaps.map { gap in "taken as it stands: `\(gap.text)`, as \(gap.reason)" }
    let isIncomplete = findings.contains(where: \.isIncomplete)
    return gaps
      + (isIncomplete ? ["taken as they stand: rows whose times do not compare with these"] : [])
  }

  /// The stack of a thread that evaluates: expressions may be as deeply nested as in a program.
  private static let stackSize = 16 << 20

  private func findings(at cuts: [AuditSchedule.Cut]) throws -> [Finding] {
    let context = context
    return try context.workers.map(cuts.count, stackSize: Audit.stackSize) { number in
      try context.report(Progress("audit", done: number, total: cuts.count, unit: "cuts"))
      return finding(at: cuts[number])
    }
  }

  /// Looks at longer windows for columns that no finding could judge, until one can.
  private func retried(after findings: [Finding], _ schedule: AuditSchedule) throws -> [Finding] {
    var further: [Finding] = []
    for place in columns.indices {
      func isJudged() -> Bool {
        (findings + further).contains { $0.reason == nil && $0.cells[place] > 0 }
      }
      guard further.count < Audit.mostRetries, !columns[place].isNumber, !isJudged() else {
        continue
      }
      for cut in schedule.longer(for: columns[place]) {
        try context.report(Progress("audit", done: 0, total: 1))
        further.append(finding(at: cut))
        if isJudged() { break }
      }
    }
    return further
  }

  // One cut

  private func finding(at cut: AuditSchedule.Cut) -> Finding {
    var finding = Finding(
      cut: cut,
      cells: Array(repeating: 0, count: columns.count),
      moved: Array(repeating: nil, count: columns.count)
    )
    do {
      let window = window(of: cut)
      let moment = clock.closing(of: cut.row)
      let (kept, isIncomplete) = try outcome(.kept, window, after: moment)
      finding.isIncomplete = isIncomplete
      for kind in World.Kind.allCases where kind != .kept {
        let (other, _) = try outcome(kind, window, after: moment)
        let comparison = Comparison(kept, other, kind, clock: clock, rows: rows, until: moment)
        for place in columns.indices {
          let (cells, row) = comparison.result(of: place)
          finding.cells[place] = max(finding.cells[place], cells)
          if let row, finding.moved[place] == nil { finding.moved[place] = (row, kind) }
        }
      }
    } catch let error as any Explainable {
      finding.reason = error.explanation.sentence
    } catch let error as Diagnostic {
      finding.reason = error.explanation.sentence
    } catch {
      finding.reason = "\(error)"
    }
    return finding
  }

  private func window(of cut: AuditSchedule.Cut) -> World.Window {
    World.Window(
      first: cut.row <= cut.past ? .first : clock.closing(of: cut.row - cut.past),
      last: cut.ahead >= clock.count
        ? .never : clock.closing(of: min(clock.count - 1, cut.row + cut.ahead))
    )
  }

  /// Returns the columns as they are in a world.
  private func outcome(
    _ kind: World.Kind,
    _ window: World.Window,
    after moment: EventTime
  ) throws -> (columns: [JudgedColumn], isIncomplete: Bool) {
    let world = World(
      kind,
      window: window,
      after: moment,
      hasTimes: clock.times != nil,
      stream: stream
    )
    let value = try subject.value(changed: world.changed)
    return (JudgedColumn.columns(of: value) ?? [], world.isIncomplete)
  }

  // The lag

  /// Returns how many bars ahead a row looks: the most after which a change of later bars alone still
  /// moves it.
  private func lag(
    of place: Int,
    _ moved: (row: Int, kind: World.Kind),
    _ cut: AuditSchedule.Cut
  ) throws -> AuditValue.Lag {
    let window = window(of: cut)
    let nearest = cut.row + 1 - moved.row
    let furthest = min(clock.count - 1, cut.row + cut.ahead) - moved.row
    let rows = moved.row..<moved.row + 1
    func moves(_ lag: Int) throws -> Bool {
      let moment = clock.closing(of: moved.row + lag - 1)
      let (kept, _) = try outcome(.kept, window, after: moment)
      let (other, _) = try outcome(moved.kind, window, after: moment)
      return Comparison(
        kept,
        other,
        moved.kind,
        clock: clock,
        rows: rows,
        until: clock.closing(of: moved.row)
      ).result(of: place).row != nil
    }
    guard furthest >= nearest else { return .atLeast(1) }
    if try moves(furthest) {
      return moved.row + furthest == clock.count - 1 ? .toTheEnd : .atLeast(furthest)
    }
    var (low, high) = (nearest, furthest)
    while high - low > 1 {
      let middle = (low + high) / 2
      if try moves(middle) { low = middle } else { high = middle }
    }
    return .bars(low)
  }
}

extension EventTime {
  /// Before everything.
  fileprivate static let first = EventTime(Instant(nanoseconds: .min))
}
