public import Language
internal import TimeSeries

extension Workbook {
  /// A text with what it gave when it ran last.
  public struct Cell: Sendable {
    public enum State: Sendable {
      case fresh
      /// Its text, or something that it reads, has changed since it ran.
      case stale
      case failed(Diagnostic)
    }

    public let number: Int
    public internal(set) var code: String
    /// The name to which its random streams belong.
    public internal(set) var slug: String
    public internal(set) var state = State.stale
    /// The text as it is parsed: the same object for the same text, as functions refer to it.
    private(set) var source: Source
    var run: Run?

    init(number: Int, code: String, slug: String) {
      (self.number, self.code, self.slug) = (number, code, slug)
      source = Source(code)
    }

    /// Returns the cell with another text; what ran last stays to be compared with.
    func with(_ code: String, slug: String) -> Cell {
      var cell = self
      (cell.code, cell.slug) = (code, slug)
      let isAsRun = run.map { $0.code == code && $0.result.slug == slug } ?? false
      cell.source = isAsRun ? run?.source ?? Source(code) : Source(code)
      return cell
    }

    public var isFresh: Bool { if case .fresh = state { true } else { false } }

    public var hasFailed: Bool { if case .failed = state { true } else { false } }

    /// What it gave when it ran last; nil before it has run.
    public var result: Session.CellResult? { run?.result }

    /// How long it took.
    public var seconds: Double? { run?.seconds }

    /// The names that it gives values to, in order.
    public var names: [String] {
      (run?.writes ?? []).compactMap { write in
        if case .name(let name, _) = write.content { name } else { nil }
      }.sorted()
    }
  }

  /// The identity of something that a cell has made: it stays while the value stays the same.
  final class Stamp: Sendable {}

  /// What a cell found when it read a resource.
  struct Read: Sendable {
    let stamp: Stamp?
    var origin: Origin?
  }

  /// What a cell has made for those below.
  struct Write: Sendable {
    enum Content: Sendable {
      case name(String, Value)
      case last(Value)
      case cell(Int, Value?)
      case scope(FrameScope)
      case seed(UInt64)
      case seal(Seal)
      case loads
      case file(String, sha256: String)
    }

    var content: Content
    /// The same without rows, for checks.
    private(set) var emptied: Content
    var stamp: Stamp
    var origin: Origin?

    init(_ content: Content, stamp: Stamp, origin: Origin?) {
      (self.content, self.stamp, self.origin) = (content, stamp, origin)
      emptied = content.emptied
    }
  }

  /// A run of a cell: what it read, made, and left behind.
  struct Run: Sendable {
    let code: String
    let source: Source
    let result: Session.CellResult
    let seconds: Double
    var reads: [Resource: Read]
    /// Where names come from that it did not read, and might in a world of other data: an audit of what
    /// it made reads them then.
    var mentions: [Resource: Read]
    /// The files that it wrote.
    let places: [String]
    var writes: [Write]
    /// Names that were no columns in scope, and the scope that did not have them.
    let lacking: Set<String>
    let scope: Stamp?
    /// Whether it matters how what it read was made.
    let rerunsOrigins: Bool
    /// The trials that it made, and whether it looked at how many there are.
    let trials: Trials
    let readsTrials: Bool
    /// What tells the trials that it saw from others.
    let trialsMark: Int
    let files: [FileLog.Entry]
    let promises: [String: Value]
    /// The seed after its first statement; nil without one.
    let firstSeed: UInt64?
  }
}

extension Workbook.Write {
  var resource: Resource {
    switch content {
    case .name(let name, _): .name(name)
    case .last: .last
    case .cell(let number, _): .cell(number)
    case .scope: .scope
    case .seed: .seed
    case .seal: .seal
    case .loads: .loads
    case .file(let place, _): .file(place)
    }
  }
}

extension Workbook.Write.Content {
  fileprivate var emptied: Workbook.Write.Content {
    switch self {
    case .name(let name, let value): .name(name, value.emptied)
    case .last(let value): .last(value.emptied)
    case .cell(let number, let value): .cell(number, value?.emptied)
    case .scope(let scope): .scope(FrameScope(scope.frame.emptied(), name: scope.name))
    case .seed, .seal, .loads, .file: self
    }
  }

  /// The value of it; nil where it is none.
  var value: Value? {
    switch self {
    case .name(_, let value), .last(let value): value
    case .cell(_, let value): value
    case .scope(let scope): .frame(scope.frame)
    case .seed, .seal, .loads, .file: nil
    }
  }
}
