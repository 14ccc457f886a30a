import Builtins
import Foundation
import Language
import Notebook
import Testing
import TimeSeries

/// Sessions at random: whatever was added, edited, run, taken back and done again, what is saved ends
/// where the session ends.
struct WorkbookSoakTests {
  enum Step: CustomStringConvertible {
    case add(kind: String, String)
    /// The cell, by its place from the end, and its new text.
    case edit(Int, String)
    /// Gives a cell a comment, which changes its text and no value.
    case retype(Int)
    case drop(Int)
    case run, undo, redo
    case save

    var name: String {
      switch self {
      case .add: "add"
      case .edit: "edit"
      case .retype: "retype"
      case .drop: "drop"
      case .run: "run"
      case .undo: "undo"
      case .redo: "redo"
      case .save: "save"
      }
    }

    var description: String {
      switch self {
      case .add(_, let code): code
      case .edit(let place, let code): ":edit -\(place) \(code)"
      case .retype(let place): ":edit -\(place) with a comment"
      case .drop(let place): ":drop -\(place)"
      default: ":\(name)"
      }
    }
  }

  private static let sessions = 500

  @Test func aSavedSessionEndsWhereTheSessionEnds() throws {
    let folder = "plots/soak-\(UUID().uuidString.prefix(8))"
    try Self.writeData(in: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var counts: [String: Int] = [:]
    for seed in 0..<Self.sessions {
      let steps = Self.steps(seed: UInt64(seed), folder: folder)
      var session = SoakSession(folder: folder, seed: UInt64(seed))
      guard let fault = session.fault(of: steps) else {
        counts.merge(session.counts) { $0 + $1 }
        continue
      }
      let short = Self.shortest(steps, folder: folder, seed: UInt64(seed))
      Issue.record(
        "seed \(seed): \(fault)\n\(short.map(\.description).joined(separator: "\n"))"
      )
      return
    }
    print(counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    for name in ["add", "edit", "drop", "run", "undo", "redo", "save", "slice", "compared"] {
      #expect(counts[name, default: 0] >= 100, "\(name)")
    }
    for name in ["reused", "refused", "failed", "replayed"] {
      #expect(counts[name, default: 0] >= 50, "\(name)")
    }
    for kind in ProgramGenerator.kinds
    where !kind.name.hasPrefix("wrong") && kind.name != "unfinished" {
      #expect(counts["ran \(kind.name)", default: 0] > 0, "\(kind.name)")
    }
  }

  /// The comparison sees a difference of one bit, of a missing value, and of what is known.
  @Test func theComparisonCanFail() {
    let clock = Clock(count: 3)
    let value = Value.series(Series([1, 2, .nan], clock: clock))
    #expect(Likeness.isSame(value, .series(Series([1, 2, -.nan], clock: clock))))
    #expect(!Likeness.isSame(value, .series(Series([1, (2.0).nextUp, .nan], clock: clock))))
    #expect(!Likeness.isSame(value, .series(Series([1, 2, 3], clock: clock))))
    #expect(
      !Likeness.isSame(
        value,
        .series(Series([1, 2, .nan], clock: clock, knowledge: .init(reach: .init(-1, 0))))
      )
    )
    #expect(!Likeness.isSame(.number(1), .text("1")))
  }

  private static func steps(seed: UInt64, folder: String) -> [Step] {
    var generator = ProgramGenerator(random: TestRandom(seed: seed), folder: folder)
    var steps: [Step] = generator.start().map { .add(kind: "start", $0) }
    for _ in 0..<(10 + generator.random.below(14)) {
      let (kind, code) = generator.line()
      switch generator.random.below(20) {
      case 0..<9: steps.append(.add(kind: kind, code))
      case 9..<12: steps.append(.edit(generator.random.below(14), code))
      case 12..<14: steps.append(.retype(generator.random.below(20)))
      case 14: steps.append(.drop(generator.random.below(12)))
      case 15: steps.append(.run)
      case 16: steps.append(.undo)
      case 17..<19: steps += [.undo, .redo]
      default: steps.append(.save)
      }
    }
    return steps + [.save]
  }

  /// Leaves out one step after the other, as long as it still goes wrong.
  private static func shortest(_ steps: [Step], folder: String, seed: UInt64) -> [Step] {
    var steps = steps
    var place = 0
    while place < steps.count {
      var fewer = steps
      fewer.remove(at: place)
      var session = SoakSession(folder: folder, seed: seed)
      if session.fault(of: fewer) != nil { steps = fewer } else { place += 1 }
    }
    return steps
  }

  private static func writeData(in folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var random = TestRandom(seed: 7)
    for (name, count) in [("small", 45), ("other", 30)] {
      var (lines, price) = (["date,open,high,low,close,volume"], 100.0)
      for row in 0..<count {
        let open = price
        price += Double(random.below(41) - 20) / 10
        let date = "2024-0\(1 + row / 28)-" + String(101 + row % 28).dropFirst()
        lines.append(
          "\(date),\(open),\(max(open, price) + 1),\(min(open, price) - 1),\(price),\(1000 + row)"
        )
      }
      try lines.joined(separator: "\n").write(
        toFile: "\(folder)/\(name).csv",
        atomically: true,
        encoding: .utf8
      )
    }
  }
}

/// A session that is played and compared with its replay.
private struct SoakSession {
  var book = Workbook(
    registry: registry,
    context: RunContext(),
    drawing: FigureDrawing(writesFiles: false)
  )
  let folder: String
  var random: TestRandom
  var counts: [String: Int] = [:]

  init(folder: String, seed: UInt64) {
    self.folder = folder
    random = TestRandom(seed: seed &+ 1_000_003)
    try? FileManager.default.removeItem(atPath: "\(folder)/out.csv")
  }

  /// Plays steps; returns what goes wrong, or nil.
  mutating func fault(of steps: [WorkbookSoakTests.Step]) -> String? {
    for step in steps {
      if let fault = fault(of: step) { return "\(step.name): \(fault)" }
    }
    return nil
  }

  private mutating func count(_ name: String, _ more: Int = 1) { counts[name, default: 0] += more }

  private mutating func fault(of step: WorkbookSoakTests.Step) -> String? {
    switch step {
    case .add(let kind, let code):
      guard runs() else { return nil }
      let isKept = book.enter(code).error == nil
      count(isKept ? "add" : "refused")
      if isKept { count("ran \(kind)") }
    case .edit(let place, let code):
      guard let cell = cell(place) else { return nil }
      // Half of the edits keep the first name.
      let name = cell.names.first.flatMap { name in
        code.contains(" = ") && random.below(2) == 0 ? name : nil
      }
      let text = name.map { $0 + code.drop { $0 != " " } } ?? code
      count((try? book.edit(cell.number, to: text)) == nil ? "refused" : "edit")
    case .retype(let place):
      guard let cell = cell(place), !cell.code.contains("\n") else { return nil }
      let text = cell.code + " # \(random.below(100))"
      count((try? book.edit(cell.number, to: text)) == nil ? "refused" : "edit")
    case .drop(let place):
      guard let cell = cell(place), cell.number > ProgramGenerator.startCount else { return nil }
      _ = book.drop(cell.number)
      count("drop")
    case .run: if !book.stale.isEmpty { _ = runs() }
    case .undo: count("undo", book.undo() == nil ? 0 : 1)
    case .redo: count("redo", book.redo() == nil ? 0 : 1)
    case .save:
      _ = runs()
      return savedFault()
    }
    return nil
  }

  private func cell(_ place: Int) -> Workbook.Cell? {
    let cells = book.cells
    return cells.indices.contains(cells.count - 1 - place) ? cells[cells.count - 1 - place] : nil
  }

  /// Runs what is stale.
  private mutating func runs() -> Bool {
    guard !book.stale.isEmpty else { return true }
    let report = book.run()
    count("run")
    count("reused", report.reused.isEmpty ? 0 : 1)
    guard report.failure != nil else { return true }
    count("failed")
    // Most people take back what does not run.
    if random.below(4) > 0 { for _ in 0..<2 { count("undo", book.undo() == nil ? 0 : 1) } }
    return false
  }

  private mutating func savedFault() -> String? {
    // A file that is left of a cell that was taken back is data now, which later cells may overwrite.
    let files = book.session.evaluator.context.files.all
    guard !files.contains(where: { $0.path.hasSuffix("out.csv") }) else { return nil }
    let environment = book.session.evaluator.environment
    let isWhole = book.stale.isEmpty
    let names = environment.values.keys.filter { !$0.hasPrefix("t") }.sorted()
    do {
      count("save")
      let saved = try book.notebook(by: recorder)
      if let fault = try fault(of: saved, isWhole ? names : []) { return fault }
      if isWhole, !names.isEmpty {
        let name = random.pick(names)
        count("slice")
        let slice = try book.notebook(.slice(name), by: recorder)
        if let fault = try fault(of: slice, [name]) { return "slice \(name): \(fault)" }
        guard random.below(3) == 0 else { return nil }
        let since = book.cells[random.below(book.cells.count)].number
        let rest = try book.notebook(.since(since), by: recorder)
        if let fault = try fault(of: rest, []) { return "since \(since): \(fault)" }
      }
      return nil
    } catch let error as Diagnostic {
      return error.rendered
    } catch {
      return "\(error)"
    }
  }

  /// Returns how a replay of what was saved differs in the values of `names`, or in what it prints.
  private mutating func fault(of saved: Workbook.Saved, _ names: [String]) throws -> String? {
    // A replay writes the files of the notebook, which may be fewer than those of the session.
    let file = "\(folder)/out.csv"
    let written = FileManager.default.contents(atPath: file)
    defer {
      try? FileManager.default.removeItem(atPath: file)
      if let written { try? written.write(to: URL(filePath: file)) }
    }
    if let error = saved.error { return "not saved: \(error.rendered)" }
    let text = saved.document.text
    let (played, results) = try run(text, file: nil)
    if let error = results.compactMap(\.error).first { return error.rendered + text }
    let differing = results.flatMap { result in
      played.document.cells.filter { $0.slug == result.slug }.flatMap {
        Verification.differences($0, result, exact: true)
      }
    }
    if let place = differing.first {
      return "\(place.cell) prints \(place.actual ?? "-"), saved \(place.recorded ?? "-")\n\(text)"
    }
    if let header = played.recorded(results, by: recorder).header, header != saved.document.header {
      return "the header is \(header), saved \(String(describing: saved.document.header))"
    }
    count("replayed")
    guard !names.isEmpty else { return nil }
    // Among the same trials the same figures.
    let replay = replay(saved.document, among: book.session.evaluator.context.trials)
    for name in names {
      guard let here = book.session.evaluator.environment[name] else { continue }
      guard let there = replay[name] else { return "\(name) is missing\n\(text)" }
      count("compared")
      if !Likeness.isSame(here, there) {
        return
          "\(name) is \(Likeness.text(of: here)), replayed \(Likeness.text(of: there))\n\(text)"
      }
    }
    return nil
  }

  private func replay(_ document: Document, among trials: TrialLedger) -> Environment {
    var session = Session(
      registry: registry,
      context: RunContext(seed: document.header?.seed ?? 42, trials: trials),
      drawing: nil
    )
    for cell in document.cells { _ = session.run(cell.code, slug: cell.slug ?? "") }
    return session.evaluator.environment
  }
}

/// Whether two values are the same to the last bit, as far as anyone can see.
enum Likeness {
  static func isSame(_ a: Value, _ b: Value) -> Bool { text(of: a) == text(of: b) }

  /// Returns all that can be seen of a value.
  static func text(of value: Value) -> String {
    switch value {
    case .number(let scalar): "\(bits(scalar.value)) \(scalar.kind) \(text(of: scalar.knowledge))"
    case .series(let series):
      "\(series.values.map(bits)) \(text(of: series.clock)) \(series.kind) \(series.reach) \(series.warmUp) \(series.marks.map(\.description)) \(series.stated.map { "\($0)" } ?? "") \(text(of: series.knowledge))"
    case .frame(let frame):
      "frame \(text(of: frame.clock)) \(frame.isComputed) "
        + frame.columns.map { "\($0.name) \($0.header) \(text(of: .series($0.series)))" }.joined()
    case .list(let items): "\(items.map(text))"
    case .record(let record): "\(record.fields.map { "\($0.name) \(text(of: $0.value))" })"
    case .function(let function):
      "fn \(function.parameters.map(\.name.text)) \(function.source.text(function.body.range))"
    case .object(let object):
      "\(object.typeName) \(object.series.map { text(of: .series($0)) } ?? "") \(object.frame.map { text(of: .frame($0)) } ?? "") \(object.namedNumbers) \(object.marks.map(\.description)) \(object.presentation(name: "v").blocks) \(object.fieldNames.compactMap { name in object.field(name).flatMap { if case .number(let scalar) = $0 { bits(scalar.value) } else { nil } } })"
    case .informed(let inner, let knowledge): "\(text(of: inner)) \(text(of: knowledge))"
    default: value.text
    }
  }

  private static func bits(_ value: Double) -> String {
    value.isNaN ? "na" : String(value.bitPattern, radix: 16)
  }

  private static func text(of clock: Clock) -> String {
    "\(clock.rows) \(clock.isSelection) \(clock.isDaily) \(clock.isSimulated)"
  }

  private static func text(of knowledge: Knowledge) -> String {
    "\(knowledge.reach) \(knowledge.forecast) \(knowledge.path.map { "\($0.text) \($0.cell == nil)" }) \(knowledge.marks.map(\.description)) \(knowledge.dated.map { $0.time.map { "\($0)" } ?? "-" })"
  }
}
