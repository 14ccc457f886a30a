public import Language
internal import MarketData
internal import TimeSeries

extension Workbook {
  /// What a run of the stale cells did.
  public struct Report: Sendable {
    /// The cells that ran.
    public internal(set) var ran: [Int] = []
    /// The cells that were stale and did not have to run, as what they read is what it was.
    public internal(set) var reused: [Int] = []
    /// The cell that ended in an error, which ended the run.
    public internal(set) var failure: (cell: Int, error: Diagnostic)?
    /// What is wrong with stale cells, as far as types tell.
    var problems: [(cell: Int, error: Diagnostic)] = []
  }

  /// Goes through the cells from the first to the last, and runs or only marks those that are stale.
  ///
  /// - Parameters:
  ///   - state: The cells.
  ///   - runs: Whether cells run; otherwise they are checked.
  ///   - first: The number of the cell from which on all are stale; nil for none.
  ///   - finishes: Whether cells that were stopped in the middle go on.
  ///   - countsAnew: Whether the ledger has the trials of the cells above alone, as in a replay, so
  ///     that what was read off other trials is stale too.
  ///   - each: Called after each cell that ran.
  /// - Returns: The cells as they are then, and what was done.
  mutating func walked(
    _ state: State,
    runs: Bool,
    from first: Int? = nil,
    finishes: Bool = false,
    countsAnew: Bool = false,
    each: (Cell, Session.CellResult) -> Void = { _, _ in }
  ) -> (State, Report) {
    var walk = Walk(state, from: start, runs: runs)
    let ledger = start.session.evaluator.context.trials
    for place in 0..<state.count {
      guard var cell = state.cells[place] else { continue }
      let isWanted = first.map { cell.number >= $0 } ?? false
      let isForced = isWanted || finishes && cell.result?.partial != nil
      switch isForced ? .run : walk.need(of: cell, mark: countsAnew ? ledger.trials.mark : nil) {
      case .nothing: walk.keep(&cell, linking: false)
      case .links: walk.keep(&cell, linking: true)
      case .run where walk.runs: rerun(&cell, in: &walk, each)
      case .run: if cell.isFresh { cell.state = .stale }
      }
      walk.pass(cell, at: place)
      if countsAnew, cell.isFresh, let run = cell.run { ledger.add(run.trials) }
    }
    if runs { restoreFiles(as: walk.standing, in: walk.state) }
    return (walk.end, walk.report)
  }

  /// Runs a cell of a walk; an error ends the running, and the rest is only marked.
  private mutating func rerun(
    _ cell: inout Cell,
    in walk: inout Walk,
    _ each: (Cell, Session.CellResult) -> Void
  ) {
    let known = Set(cell.run?.reads.keys.map { $0 } ?? [])
    let new = cell.isAsRun ? [] : walk.standing.checking(cell).reads
    bringFiles(known.union(new), for: walk.standing, in: walk.state)
    let run = run(cell, on: walk.standing)
    each(cell, run.result)
    guard let error = run.result.error else {
      let settled = settled(run, after: cell.run)
      (cell.run, cell.state) = (settled, .fresh)
      walk.report.ran.append(cell.number)
      // Nothing below runs on a part.
      if settled.result.partial != nil { walk.runs = false }
      return noteFiles(of: settled)
    }
    noteFiles(of: run)
    cell.state = error.isInterruption ? .stale : .failed(error)
    walk.report.failure = (cell.number, error)
    walk.runs = false
  }

  /// Runs a cell on what stands above it.
  func run(_ cell: Cell, on standing: Standing) -> Run {
    var session = standing.session
    (session.width, session.window) = (width, window)
    if !drawsFiles { session.drawing = session.drawing?.withoutFiles }
    session.forgetBeginning()
    let trace = Trace()
    session.evaluator.context.begin(tracing: trace)
    let ledger = session.evaluator.context.trials
    _ = ledger.takeChanges()
    let mark = ledger.trials.mark
    let clock = ContinuousClock()
    let begin = clock.now
    let (source, slug, number) = (cell.source, cell.slug, String(cell.number))
    let ran = runner(session, slug) { $0.run(source, slug: slug, called: number) }
    if let ran { session = ran.session }
    let result = ran?.result ?? .stopped(source, slug: slug)
    let seconds = (clock.now - begin) / .seconds(1)
    let (trials, readsTrials) = ledger.takeChanges()
    let changes = session.evaluator.context.files.changes
    let writes =
      result.error == nil ? writes(of: trace, session, result, cell.number) : []
    return Run(
      code: cell.code,
      source: cell.source,
      result: result,
      seconds: seconds,
      reads: trace.reads.reduce(into: [:]) { reads, resource in
        reads[resource] = Read(
          stamp: standing.stamps[resource],
          origin: standing.origin(of: resource)
        )
      },
      mentions: writes.compactMap(\.origin).flatMap(\.inputs).reduce(into: [:]) { mentions, input in
        // What the cell has made itself is not what stands above it.
        guard let origin = input.origin,
          standing.session.evaluator.environment.origin(of: input.name) === origin
        else { return }
        mentions[.name(input.name)] = Read(stamp: nil, origin: origin)
      },
      places: trace.writes.compactMap { if case .file(let place) = $0 { place } else { nil } },
      writes: writes,
      lacking: trace.lacking,
      scope: standing.stamps[.scope],
      rerunsOrigins: trace.rerunsOrigins,
      trials: trials,
      readsTrials: readsTrials,
      trialsMark: mark,
      files: changes.files,
      promises: changes.promises,
      firstSeed: session.hasBegun ? session.firstSeed : nil
    )
  }

  private func writes(
    of trace: Trace,
    _ session: Session,
    _ result: Session.CellResult,
    _ number: Int
  ) -> [Write] {
    let (environment, context) = (session.evaluator.environment, session.evaluator.context)
    let made = trace.writes.compactMap { resource -> Write? in
      func write(_ content: Write.Content?, _ origin: Origin? = nil) -> Write? {
        content.map { Write($0, stamp: Stamp(), origin: origin) }
      }
      switch resource {
      case .name(let name):
        return write(environment[name].map { .name(name, $0) }, environment.origin(of: name))
      case .last: return write(environment.last.map { .last($0) }, environment.origin(ofLast: nil))
      case .scope: return write(environment.used.map { .scope($0) }, environment.usedOrigin)
      case .seed: return write(.seed(context.seed))
      case .seal: return write(.seal(context.seal))
      case .loads: return write(.loads).map { Write($0.content, stamp: Workbook.any, origin: nil) }
      case .file(let place):
        return write(.file(place, sha256: (try? Fingerprint.sha256(ofFile: place)) ?? ""))
      case .cell: return nil
      }
    }
    return made + [Write(.cell(number, result.value), stamp: Stamp(), origin: result.origin)]
  }

  /// That anything was loaded is the same whoever did it.
  private static let any = Stamp()

  /// Returns a run with the values and stamps of the one before where it has given the very same.
  ///
  /// The values of one run stay together: a clock that two of them share is one object in both or in
  /// neither. Single numbers and texts have none.
  private func settled(_ run: Run, after old: Run?) -> Run {
    guard let old else { return run }
    var run = run
    let before = Dictionary(old.writes.map { ($0.resource, $0) }, uniquingKeysWith: { $1 })
    let readsValues = run.reads.keys.contains { $0.isValue }
    var comparison = Repetition(makesClocks: !readsValues)
    let same = run.writes.map { write in
      before[write.resource].map { write.content.isSame(as: $0.content, &comparison) } ?? false
    }
    let isAllSame = zip(run.writes, same).allSatisfy { $1 || $0.content.standsAlone }
    for (place, isSame) in zip(run.writes.indices, same) where isSame {
      let write = run.writes[place]
      guard isAllSame || write.content.standsAlone, let old = before[write.resource] else {
        continue
      }
      let content = write.content.tellsMore ? write.content : old.content
      run.writes[place] = Write(content, stamp: old.stamp, origin: write.origin)
    }
    return run
  }

  // Files that cells write and others read

  mutating func noteFiles(of run: Run) {
    // A cell that failed may have written nobody's file.
    for place in run.places { disk[place] = Stamp() }
    for write in run.writes {
      if case .file(let place, _) = write.content { disk[place] = write.stamp }
    }
  }

  /// Has every file that is to be read written again, where another cell has written it since.
  mutating func bringFiles(
    _ reads: some Sequence<Resource>,
    for standing: Standing,
    in state: State
  ) {
    for case .file(let place) in reads {
      guard let stamp = standing.stamps[.file(place)], disk[place] !== stamp else { continue }
      write(stamp, in: state)
    }
  }

  mutating func restoreFiles(as standing: Standing, in state: State) {
    bringFiles(disk.keys.sorted().map(Resource.file), for: standing, in: state)
  }

  /// Runs the cell once more that has made a file.
  private mutating func write(_ stamp: Stamp, in state: State) {
    var standing = start
    for place in 0..<state.count {
      guard let cell = state.cells[place], let written = cell.run, !cell.hasFailed else { continue }
      guard written.writes.contains(where: { $0.stamp === stamp }) else {
        standing.apply(written)
        continue
      }
      bringFiles(written.reads.keys.map { $0 }, for: standing, in: state)
      if run(cell, on: standing).result.error == nil { noteFiles(of: written) }
      return
    }
  }
}

extension Workbook.Cell {
  /// Whether its text is the one that ran last.
  fileprivate var isAsRun: Bool { run.map { $0.source === source } ?? false }
}

extension Resource {
  fileprivate var isValue: Bool {
    switch self {
    case .name, .last, .cell, .scope: true
    case .seed, .seal, .loads, .file: false
    }
  }
}

extension Workbook.Write.Content {
  fileprivate func isSame(as other: Self, _ comparison: inout Repetition) -> Bool {
    switch (self, other) {
    case (.name(_, let a), .name(_, let b)), (.last(let a), .last(let b)):
      return comparison.isSame(a, b)
    case (.cell(_, let a), .cell(_, let b)):
      guard let a, let b else { return a == nil && b == nil }
      return comparison.isSame(a, b)
    case (.scope(let a), .scope(let b)):
      return a.name == b.name && comparison.isSame(.frame(a.frame), .frame(b.frame))
    case (.seed(let a), .seed(let b)): return a == b
    case (.seal(let a), .seal(let b)):
      return a.start == b.start && a.isSet == b.isSet && a.reason?.text == b.reason?.text
    case (.loads, .loads): return true
    case (.file(_, let a), .file(_, let b)): return a == b && !a.isEmpty
    default: return false
    }
  }

  /// Whether it says more than its value: of a function where its names come from, of a seal after how
  /// many trials it was opened.
  fileprivate var tellsMore: Bool {
    if case .seal = self { return true }
    if case .function? = value { return true }
    return false
  }

  /// Whether it refers to no rows, so that it is the same wherever it was made.
  fileprivate var standsAlone: Bool {
    switch self {
    case .seed, .seal, .loads, .file: true
    case .name, .last, .cell, .scope: value?.standsAlone ?? true
    }
  }
}

extension Value {
  fileprivate var standsAlone: Bool {
    switch self {
    case .number(let scalar): scalar.knowledge.dated.isEmpty && scalar.knowledge.marks.isEmpty
    case .text, .duration, .bars, .ticks, .instant, .timeOfDay: true
    case .list(let items): items.allSatisfy(\.standsAlone)
    case .record(let record): record.fields.allSatisfy(\.value.standsAlone)
    case .range(let range):
      (range.lower?.standsAlone ?? true) && (range.upper?.standsAlone ?? true)
    case .series, .frame, .function, .object, .informed: false
    }
  }
}

extension Diagnostic {
  /// Whether a person has ended what ran.
  public var isInterruption: Bool { code == "E503" }
}

extension Session.CellResult {
  /// The result of a cell that was stopped before there was any.
  fileprivate static func stopped(_ source: Source, slug: String) -> Session.CellResult {
    var result = Session.CellResult(slug: slug)
    let place = SourceRange(0, source.bytes.count)
    result.error = Diagnostic(Problem.interrupted.explanation, in: source, at: place)
    return result
  }
}
