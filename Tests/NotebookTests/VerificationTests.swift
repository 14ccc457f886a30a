import Language
import Notebook
import Testing

struct VerificationTests {
  private static let source = """
    %% es
    es = load "datasets/sp500-daily.csv"
    use es

    %% r
    r = ret(close, 1)
    mean(r)

    %% wf
    x = features on es { r5 = ret(close, 5) }
    y = target on es, direction(5)
    wf = walkforward gbm to y on x, train=3000, test=1000, trees=5

    %% bad  expect=error
    plot nope

    %% eq
    plot close

    """

  /// Made once, as it trains.
  private static let whole = Result { try recorded(source) }

  private func whole() throws -> String { try VerificationTests.whole.get() }

  /// Returns the differences after the one line that begins with `start` has been changed.
  private func differences(
    after start: String,
    exact: Bool = false,
    _ change: (String) -> String?
  ) throws -> [Verification.Difference] {
    let lines = try whole().split(separator: "\n", omittingEmptySubsequences: false)
    let place = try #require(lines.firstIndex { $0.hasPrefix(start) }, "no line \(start)")
    var changed = lines.map(String.init)
    if let line = change(changed[place]) {
      changed[place] = line
    } else {
      changed.remove(at: place)
    }
    return try NotebookTests.differences(changed.joined(separator: "\n"), exact: exact)
  }

  @Test func whatWasRecordedIsGivenAgain() throws {
    let text = try whole()
    for kind in [">> es ", ">>= es exact", ">>= r sketch", ">>~ wf.auc", ">>! E102", ">>@ figure"] {
      #expect(text.contains("\n" + kind), "\(kind)")
    }
    #expect(try NotebookTests.differences(text).isEmpty)
    #expect(try NotebookTests.differences(text, exact: true).isEmpty)
  }

  @Test func textIsComparedByEveryDigit() throws {
    let found = try differences(after: ">> es ") { $0.replacing("5,031", with: "5,032") }
    #expect(found.count == 1)
    #expect(found.first?.cell == "es")
    #expect(found.first?.recorded?.contains("5,032") == true)
    #expect(found.first?.actual?.contains("5,031") == true)
    #expect(try differences(after: ">> es ") { $0.replacing("×", with: "x") }.count == 1)
  }

  @Test func loadedDataIsComparedExactly() throws {
    let change = { (line: String) in
      line.last == "0" ? line.dropLast() + "1" : line.dropLast() + "0"
    }
    #expect(try differences(after: ">>= es exact") { String(change($0)) }.count == 1)
  }

  @Test func fingerprintsOfNumbersHaveATolerance() throws {
    // A projection moved by one unit in its last place: its lowest byte comes first in the Base64.
    let nudge = { (line: String) -> String in
      let start = line.firstRange(of: "p=")?.upperBound ?? line.startIndex
      let first = line[start]
      return line[..<start] + (first == "A" ? "B" : "A") + line[line.index(after: start)...]
    }
    #expect(try differences(after: ">>= r sketch", nudge).isEmpty)
    #expect(try differences(after: ">>= r sketch", exact: true, nudge).count == 1)
    #expect(
      try differences(after: ">>= r sketch") { $0.replacing("na=1", with: "na=2") }.count == 1
    )
    #expect(
      try differences(after: ">>= r sketch") { $0.replacing("r sk", with: "q sk") }.count == 1
    )
    // The four lowest bytes of a double weigh 2^32 units in its last place: 1e-6 of it.
    #expect(
      try differences(after: ">>= r sketch") {
        $0.replacing(/p=....../, with: "p=999999")
      }.count == 1
    )
  }

  @Test func namedNumbersHaveTheirOwnTolerance() throws {
    func move(by tolerances: Double) throws -> Int {
      try differences(after: ">>~ wf.auc") { line in
        let words = line.split(separator: " ")
        let tolerance = Double(words[3].dropFirst()) ?? .nan
        return ">>~ wf.auc \((Double(words[2]) ?? .nan) + tolerances * tolerance) \(words[3])"
      }.count
    }
    #expect(try move(by: 0.9) == 0)
    #expect(try move(by: -0.9) == 0)
    #expect(try move(by: 1.1) == 1)
    #expect(try differences(after: ">>~ wf.auc") { $0.replacing("±", with: "±9") }.count == 1)
    #expect(try differences(after: ">>~ wf.auc") { $0.replacing("auc", with: "ic") }.count == 1)
  }

  @Test func expectedErrorsAreComparedByCode() throws {
    #expect(try differences(after: ">>! E102") { _ in ">>! E103" }.count == 1)
    #expect(try differences(after: ">>! E102") { _ in nil }.count == 1)
  }

  @Test func figuresAreComparedByTheirHashes() throws {
    #expect(try differences(after: ">>@") { $0.replacing("data=", with: "data=0") }.count == 1)
    #expect(try differences(after: ">>@") { $0.replacing("spec=", with: "spec=0") }.count == 1)
  }

  @Test func whatIsVolatileIsNeverCompared() throws {
    #expect(try differences(after: ">> es ") { $0 + "\n>>? 74.1 s, 1.1 GB" }.isEmpty)
  }

  @Test func aLineTooFewOrTooManyShows() throws {
    #expect(try !differences(after: ">> es ") { _ in nil }.isEmpty)
    let more = try differences(after: ">>@ figure") { $0 + "\n>> more" }
    #expect(more.map(\.recorded) == [">> more"])
    #expect(more.map(\.actual) == [nil])
  }

  @Test func aCellMayWidenItsTolerance() throws {
    let text = try whole().replacing("%% r\n", with: "%% r  tol=1e3\n")
      .replacing(/>>= r sketch n=(\d+) na=(\d+) p=....../) {
        ">>= r sketch n=\($0.1) na=\($0.2) p=999999"
      }
    #expect(try NotebookTests.differences(text).isEmpty)
  }

  @Test func aCellThatWasToFailAndDidNotIsAnError() throws {
    let (_, results) = try run("%% a  expect=error\nx = 1\n")
    #expect(results.last?.error?.code == "E504")
  }

  /// A check has no rows, and so cannot know that a run will end in the error.
  @Test func aCheckDoesNotMissAnErrorOfTheData() throws {
    let text = "%% a  expect=error\nassert 1 > 2\n%% b\nx = 1\n"
    let (_, results) = try run(text) { $0.mode = .check }
    #expect(results.compactMap(\.error).isEmpty)
    let (_, run) = try run(text)
    #expect(run.map(\.recorded)[0].map(\.line).contains(">>! E501"))
    #expect(run.compactMap(\.error).isEmpty)
  }

  @Test func theHeaderSaysWhatWasRun() throws {
    let header = try #require(Document(text: try whole()).header)
    #expect(header["mmb"] == "1")
    #expect(header["seed"] == "42")
    #expect(header["engine"] == "mamba")
    #expect(header["verified"]?.hasPrefix("2026-11-21 linux cells=5 ok trials=") == true)
    #expect(header.files.map(\.path) == ["datasets/sp500-daily.csv"])
    #expect(header.files.map(\.rows) == [5031])
    #expect(header.files.map(\.span) == ["1999-01-04..2018-12-31"])
  }
}
