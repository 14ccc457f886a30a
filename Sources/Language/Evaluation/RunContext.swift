public import Numerics
internal import Synchronization

/// What a run may use and whom it tells, apart from the program itself.
public struct RunContext: Sendable {
  public enum Mode: Sendable, Hashable {
    /// Everything is computed.
    case run
    /// Everything is evaluated on frames without rows: types, names and reach are found, and
    /// nothing is trained, drawn or written.
    case check
  }

  public var mode: Mode
  public var workers: Workers
  public var seed: UInt64
  /// The cell that runs, which owns the random streams.
  public private(set) var cell: String
  /// What a person calls the cell: its name, or at the prompt its number.
  public private(set) var cellTitle: String
  /// The number of the statement within its cell.
  public var statement: Int
  /// The statement that runs, as the random streams know it.
  private(set) var site = StatementSite()
  /// The name that the statement's value gets; nil where it gets none.
  public var boundName: String?
  public private(set) var notes: Notes
  /// What the statement takes from outside the program.
  public internal(set) var log = StatementLog()
  /// What it took when it ran first, where it is run again in another world; nil in a first run.
  var replay: Replay?
  /// The files that were read, for the header of the notebook.
  public private(set) var files: FileLog
  /// The bytes of files that were read before the run.
  public var contents = FileContents()
  /// Where the program may write.
  public var writing = WriteAccess()
  /// Reads a notebook whose functions are imported, or takes it from what was read before.
  public var importedFile: @Sendable (String, FileContents) throws -> ImportedFile = { path, _ in
    throw Problem.cannotImport(path)
  }
  /// Values for `input` statements that come from outside, by name.
  public var inputs: [String: OutsideInput] = [:]
  /// The backtests that were scored on each stretch of data, for the deflated Sharpe ratio.
  public private(set) var trials: TrialLedger
  /// Whether this is one of several trials, which leaves nothing behind but its result.
  public private(set) var isTrial = false
  /// The rows that are held out.
  public var seal = Seal()
  /// Whether backtests prove on the data that their signals know nothing of the future.
  public var isAuditing = true
  /// Where results are kept; nil where everything is computed afresh.
  public var cache: (any ResultCache)?
  /// Whether what is kept from here on is kept for good.
  public var pinsResults = false
  /// What the cache has done for the cell.
  public private(set) var cacheTally = CacheTally()
  /// The parts of the statement that are finished, where one that is stopped may go on; else nil.
  public var finished: FinishedParts?
  /// Whether long computations give what they have finished, and do no more.
  public var isAssembling = false
  /// Whether the person has asked to stop; asked from any thread, often.
  public var isStopped: @Sendable () -> Bool = { false }
  /// What the cell reads and makes; nil where nobody asks.
  public internal(set) var trace: Trace?
  /// What the cell, or the trial, has made so far, which it does not read from others.
  var made: Set<Resource> = []
  /// Told of progress; returns false to stop.
  public var progress: @Sendable (Progress) -> Bool

  public init(
    mode: Mode = .run,
    workers: Workers = .single,
    seed: UInt64 = 42,
    trials: TrialLedger = TrialLedger(),
    files: FileLog = FileLog(),
    progress: @escaping @Sendable (Progress) -> Bool = { _ in true }
  ) {
    self.mode = mode
    self.workers = workers
    self.seed = seed
    self.trials = trials
    self.files = files
    self.progress = progress
    (cell, cellTitle, statement, notes) = ("", "", 0, Notes())
  }

  /// Returns a context that computes nothing and leaves no trace.
  public func checking() -> RunContext {
    var check = self
    check.mode = .check
    check.seal = seal.copy()
    return check
  }

  /// Returns a context for one of several trials that run side by side: on one thread, with logs of
  /// its own, so that what a trial sees does not depend on which others have ended.
  public func forked() -> RunContext {
    var fork = self
    fork.workers = .single
    fork.progress = { [isStopped] _ in !isStopped() }
    fork.finished = nil
    (fork.notes, fork.files, fork.log) = (Notes(), FileLog(), StatementLog())
    fork.site = site.inside
    fork.trials = TrialLedger(copying: trials)
    fork.seal = seal.copy()
    fork.isTrial = true
    return fork
  }

  /// Returns the context with logs of its own that know the same: what goes on with the old ones is
  /// not seen.
  public func detached() -> RunContext {
    var detached = self
    (detached.notes, detached.log, detached.cacheTally) = (Notes(), StatementLog(), CacheTally())
    (detached.files, detached.trials) = (FileLog(copying: files), TrialLedger(copying: trials))
    detached.seal = seal.copy()
    return detached
  }

  /// Goes back to the logs of `home`, which learn what was logged apart from them: a trial that was
  /// looked at is never forgotten.
  public mutating func rejoin(_ home: RunContext) {
    home.notes.absorb(notes)
    home.trials.merge(trials)
    for file in files.changes.files { home.files.add(file) }
    if let start = seal.start { home.seal.set(from: start) }
    if let reason = seal.reason {
      home.seal.open(because: reason.text, afterTrials: reason.trials)
    }
    (notes, files, trials, seal) = (home.notes, home.files, home.trials, home.seal)
    cacheTally = home.cacheTally
  }

  /// Puts a log of its own that knows the same in the place of the log of files.
  public mutating func separateFiles() { files = FileLog(copying: files) }

  /// Ends the tracing of a cell.
  public mutating func endTracing() { (trace, made) = (nil, []) }

  /// Takes over what a trial has logged; called for one trial after the other, in their order.
  public func absorb(_ fork: RunContext) {
    notes.absorb(fork.notes)
    for file in fork.files.all { files.add(file) }
    trials.merge(fork.trials)
  }

  /// Whether a statement is run again in another world, where values may be as they never are.
  public var isReplaying: Bool { replay != nil }

  /// Records a data file that the statement reads.
  public func read(_ file: FileLog.Entry) {
    files.add(file)
    writes(.loads)
    log.add(file)
  }

  /// Goes on to the statements of a cell, which a person knows by `title`, or else by its name.
  public mutating func begin(cell: String, called title: String? = nil) {
    (self.cell, statement, site) = (cell, 0, StatementSite())
    cellTitle = title ?? cell
  }

  /// Goes on to a statement that gives its value the name `name`, or none.
  mutating func begin(_ name: String?) {
    // A statement that is run again stands where it stood.
    if !isReplaying { site.next(name) }
    boundName = name
    log = StatementLog()
  }

  /// Goes back to the statement that an origin tells of.
  mutating func resume(_ origin: Origin) {
    (cell, statement, site, seed) = (origin.cell, origin.statement, origin.site, origin.seed)
    cellTitle = origin.cellTitle
  }

  /// Returns the stream that belongs to this statement of this cell, for one purpose; each call in a
  /// statement gets a stream of its own.
  public func stream(_ purpose: String) -> RandomStream {
    let earlier = log.add(stream: purpose)
    reads(.seed)
    return RandomStream(seed: seed, path: cell, site.text, purpose).substream(earlier)
  }

  /// Tells of progress; throws where the person has asked to stop, or no more memory may be used.
  public func report(_ progress: Progress) throws {
    guard self.progress(progress) else { throw Problem.interrupted }
    try checkStop()
  }
}

/// An expression that was given on the command line.
public struct OutsideInput: Sendable {
  public let expression: Expression
  public let source: Source

  public init(expression: Expression, source: Source) {
    self.expression = expression
    self.source = source
  }
}

/// Facts that a cell reports beside its result: rows that were undefined, names that are shadowed.
public final class Notes: Sendable {
  private struct State {
    var lines: [String] = []
    var counts: [(reason: String, rows: Int)] = []
  }

  private let state = Mutex(State())

  public init() {}

  /// Adds a line, once.
  public func add(_ line: String) {
    state.withLock { if !$0.lines.contains(line) { $0.lines.append(line) } }
  }

  /// Adds to the number of rows that `reason` befell.
  public func count(_ reason: String, rows: Int) {
    state.withLock { state in
      if let index = state.counts.firstIndex(where: { $0.reason == reason }) {
        state.counts[index].rows += rows
      } else {
        state.counts.append((reason, rows))
      }
    }
  }

  /// Takes over what others have collected.
  func absorb(_ other: Notes) {
    let taken = other.state.withLock { $0 }
    for line in taken.lines { add(line) }
    for (reason, rows) in taken.counts { count(reason, rows: rows) }
  }

  /// Returns the lines collected so far, and forgets them.
  public func take() -> [String] {
    state.withLock { state in
      defer { state = State() }
      return state.lines
        + state.counts.map {
          "\($0.reason): \(NumberText.counted($0.rows, "row"))"
        }
    }
  }
}
