import Builtins
import Foundation
import Language
import Notebook
import Testing
import TimeSeries

/// Whoever plants a leak is found out: a suite that would notice if one of the proofs went blind.
@Suite struct LeakTests {
  /// The fewest leaks that have to be there.
  private static let fewest = 45

  @Test func thereAreEnough() {
    #expect(PlantedLeaks.all.count + WrittenLeak.all.count >= Self.fewest)
    #expect(Set(WrittenLeak.all.map(\.title)).count == WrittenLeak.all.count)
  }

  // Programs

  @Test(arguments: WrittenLeak.all)
  func aWrittenLeakIsFound(_ leak: WrittenLeak) {
    let found = Finding(of: leak.leak)
    switch leak.answer {
    case .error(let code):
      #expect(found.code == code, "\(leak): \(found.text)\n\(leak.leak)")
    case .mark(let kind):
      #expect(found.code == nil && found.text.contains("\(kind): "), "\(leak): \(found.text)")
    }
  }

  /// The same program without the leak runs, and bears no mark: it is the leak that was found.
  @Test(arguments: WrittenLeak.all)
  func itsTwinRuns(_ leak: WrittenLeak) {
    let found = Finding(of: leak.twin)
    #expect(found.code == nil, "\(leak): \(found.text)\n\(leak.twin)")
    #expect(leak.twin != leak.leak)
    if case .mark(let kind) = leak.answer { #expect(!found.text.contains("\(kind): ")) }
  }

  // The table

  private static let table = "docs/leaks.md"

  /// `RECORD_LEAKS=1` writes the page anew.
  @Test func theTableIsWhatIsFound() throws {
    let text = LeakTable.text
    if ProcessInfo.processInfo.environment["RECORD_LEAKS"] != nil {
      try text.write(toFile: Self.table, atomically: true, encoding: .utf8)
    }
    let committed = try String(contentsOfFile: Self.table, encoding: .utf8)
    #expect(committed == text, "RECORD_LEAKS=1 writes \(Self.table) anew")
  }
}

/// What comes of a program.
struct Finding {
  enum Place: String {
    /// Before any row is read.
    case check = "the check, before anything runs"
    /// When the rows tell when something was known, or that they do not fit.
    case run = "the run, by the rows"
    case audit = "the audit, on the data"
    case mark = "a mark on every result"
    case nowhere = "nothing"
  }

  private static let marks = ["selected: ", "hindsight: "]

  let place: Place
  /// The code of the error; nil where there is none.
  let code: String?
  /// Everything that is printed.
  let text: String

  init(of program: String) {
    let program = Finding.withFiles(program)
    let bars = Bars.random(rows: 700, seed: 11)
    func result(_ mode: RunContext.Mode, _ frame: Frame) -> Session.CellResult {
      var context = RunContext(mode: mode)
      context.writing = WriteAccess(folders: [Finding.folder])
      var session = Session(registry: PlantedLeaks.registry, context: context, drawing: nil)
      session.evaluator.environment.bind("es", to: .frame(frame))
      return session.run("use es\n" + program, slug: "leak")
    }
    let foreseen = result(.check, bars.emptied()).error
    let found = result(.run, bars)
    code = (foreseen ?? found.error)?.code
    text =
      found.output.map(\.text).joined(separator: "\n") + (found.error?.rendered ?? "")
      + (foreseen?.rendered ?? "")
    place =
      foreseen != nil
      ? .check
      : code == "E213"
        ? .audit
        : code != nil ? .run : Finding.marks.contains(where: text.contains) ? .mark : .nowhere
  }

  private static let folder = ".build/leaks"

  /// Gives the files of a program names of their own below the working directory.
  private static func withFiles(_ program: String) -> String {
    guard program.contains("FILE") else { return program }
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = "\(folder)/\(UUID().uuidString)"
    return program.replacingOccurrences(of: "FILE.json", with: path + ".json")
      .replacingOccurrences(of: "FILE", with: path + ".csv")
  }
}

extension WrittenLeak {
  static let groups = [
    ("Columns that look ahead", ofColumns), ("Other clocks, labels and turns", ofTimes),
    ("Choices made with hindsight", ofChoices),
    ("Rows, files and random numbers", ofRows), ("Symbols", ofSymbols), ("Models", ofModels),
    ("Rules, prices and figures of a backtest", ofTrading),
  ]
  static let all = groups.flatMap(\.1)
}
