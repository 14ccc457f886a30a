internal import Glibc
internal import Notebook

/// Keeps the session of a person at the prompt in a journal, and knows those that earlier ones left.
final class JournalKeeper {
  let folder = JournalFolder()
  private let engine: String
  private(set) var journal: Journal?
  /// Whether lines are kept: a person types them, and the disk takes them.
  private(set) var isOn = false
  /// Whether everything is in a notebook.
  private(set) var isSaved = true
  /// Whether the session was saved at some time.
  private var hasSaved = false
  /// What the cells of the line print, in the form that does not depend on the window.
  private var records: [Recorded]?

  init(engine: String) {
    self.engine = engine
  }

  /// Seconds since 1970.
  static var now: Int64 { Int64(time(nil)) }

  /// Begins to keep what a person enters, and tells of a session that can be recovered.
  func start() {
    isOn = true
    let sessions = folder.prune(at: JournalKeeper.now)
    let told = sessions.first {
      !$0.session.isSaved && !($0.session.isLeft && $0.session.isOffered)
    }
    guard let told else { return }
    Terminal.print(told.session.offer(others: sessions.count - 1, at: JournalKeeper.now))
    if told.session.isLeft { try? folder.take(told.name).markOffered() }
  }

  /// Begins a journal whose first lines are those of another one.
  func begin(recovering other: String) {
    guard isOn else { return }
    open(recovering: other)
  }

  /// Keeps a line before it runs; the first one makes the journal.
  func begin(_ code: String, cell: Int?, isCopied: Bool) {
    records = nil
    guard isOn else { return }
    if journal == nil { open(recovering: nil) }
    journal?.begin(code, cell: cell, isCopied: isCopied, at: JournalKeeper.now)
    checkFailure()
  }

  /// Hears what a cell gave.
  func note(_ result: Session.CellResult) {
    records = (records ?? []) + result.recorded
  }

  /// What the cells of the line print, as a hash; nil where it had none.
  var prints: String? { records.map(Journal.hash(of:)) }

  /// Keeps how a line ended.
  func end(_ ending: JournaledSession.Ending, output: [String]) {
    if ending.outcome.hasRun { isSaved = false }
    journal?.end(ending, output: output)
    checkFailure()
  }

  func saved() {
    (isSaved, hasSaved) = (true, true)
    journal?.saved(at: JournalKeeper.now)
  }

  /// Ends the journal of a session that is left, and tells what becomes of its cells.
  func leave(cells: Int) {
    let isLost = journal == nil || journal?.failure != nil
    guard suspend(cells: cells), !isLost else { return }
    guard !hasSaved else {
      return Terminal.print(
        "what came after the last :save is not saved; the next start can :recover it"
      )
    }
    let count = JournaledSession.count(cells)
    Terminal.print("\(count) not saved; the next start can :recover \(cells == 1 ? "it" : "them")")
  }

  /// Ends the journal, and returns whether it has cells that are in no notebook.
  @discardableResult
  func suspend(cells: Int) -> Bool {
    let isKept = cells > 0 && !isSaved
    journal?.leave(isKept: isKept, at: JournalKeeper.now)
    (journal, isSaved, hasSaved) = (nil, true, false)
    return isKept
  }

  /// Makes the new journal the only one of the lines that it has taken over.
  func takeOver(_ other: TakenJournal) {
    journal?.takeOver(other)
    checkFailure()
  }

  private func open(recovering other: String?) {
    do {
      journal = try folder.begin(engine: engine, recovering: other, at: JournalKeeper.now)
    } catch {
      isOn = false
      Terminal.complain("this session is not kept in a journal: \(error.reason)")
    }
  }

  /// Says once that the disk refuses.
  private func checkFailure() {
    guard isOn, let failure = journal?.failure else { return }
    isOn = false
    Terminal.complain("what is entered from here on is not kept in a journal: \(failure.reason)")
  }
}
