import Foundation
import Language
import Notebook
import Synchronization
import TestSupport
import Testing

/// Whatever becomes of a recorded notebook, its verification ends in the code of that, and names the
/// first cell that differs and the reason.
struct VerificationMatrixTests {
  private static let notebook = """
    # A study

    %% es
    es = load "ROOT/bars.csv"
    use es

    %% n
    n = input 20, range=5..60

    %% r
    r = ret(close, 1)
    mean(r)

    %% s
    s = sma(close, n)

    %% mc
    bt = backtest (if close > s then 1 else 0) on es
    mc = montecarlo bt, paths=50
    mc.final

    %% off  skip
    o = 1

    %% eq
    plot close

    %% bad  expect=error
    nope

    %% last
    q = 3 # three
    q

    """

  /// What happens to a notebook or its data, and what is to be said of it.
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: ExitCode
    /// What the first line has to say.
    let said: [String]
    /// What has to be said somewhere.
    var also: [String] = []
    let change: @Sendable (TemporaryFolder) throws -> Void

    init(
      _ name: String,
      _ code: ExitCode,
      _ said: String...,
      also: [String] = [],
      change: @escaping @Sendable (TemporaryFolder) throws -> Void
    ) {
      (testDescription, self.code, self.said, self.also) = (name, code, said, also)
      self.change = change
    }

    /// The row of a text that is replaced in the notebook.
    init(
      _ name: String,
      _ code: ExitCode,
      _ said: String...,
      also: [String] = [],
      replacing old: String,
      with new: String
    ) {
      (testDescription, self.code, self.said, self.also) = (name, code, said, also)
      change = { folder in
        let text = try folder.read("nb.mmb")
        try #require(text.contains(old), "\(old)")
        try folder.write(text.replacing(old, with: new, maxReplacements: 1), to: "nb.mmb")
      }
    }
  }

  static let rows: [Row] = [
    Row("nothing", .ok, "8 cells verified") { _ in },
    Row("a comment and the layout", .ok, replacing: "q = 3 # three", with: "# four\n  q   =  3"),
    Row("changed data", .dataDiffers, "cell `es`", "bars.csv is not the file that was recorded") {
      try $0.write(
        try $0.read("bars.csv").replacing("877000000", with: "877000001"),
        to: "bars.csv"
      )
    },
    Row("a missing data file", .dataDiffers, "cell `es`", "bars.csv is missing") {
      try FileManager.default.removeItem(atPath: $0.path("bars.csv"))
    },
    Row(
      "a changed number",
      .outputDiffers,
      "cell `last`",
      "the recorded lines were edited",
      also: ["@@ last\n- >> q  4\n+ >> q  3"],
      replacing: ">> q  3",
      with: ">> q  4"
    ),
    Row(
      "changed code",
      .outputDiffers,
      "cell `s`",
      "it was changed since it was recorded",
      also: ["cell `mc`: its input `s` (cell `s`) gives other values", "@@ s\n", "@@ mc\n"],
      replacing: "sma(close, n)",
      with: "sma(close, n + 1)"
    ),
    Row(
      "changed code of the same result",
      .outputDiffers,
      "cell `last`",
      "it was changed since it was recorded, though it gives what was recorded",
      replacing: "q = 3",
      with: "q = 2 + 1"
    ),
    Row(
      "a changed parameter",
      .outputDiffers,
      "cell `n`: it was changed since it was recorded",
      also: ["cell `s`: its input `n` (cell `n`) was changed"],
      replacing: "input 20",
      with: "input 25"
    ),
    Row(
      "a changed seed",
      .outputDiffers,
      "cell `mc`: the seed is 43, recorded with 42",
      also: ["@@ header\n- seed: 42\n+ seed: 43"],
      replacing: "\nseed: 42",
      with: "\nseed: 43"
    ),
    Row(
      "a removed cell",
      .outputDiffers,
      "cell `eq`: it was removed: the header lists 8 cells"
    ) { try remove("eq", from: $0) },
    Row(
      "a removed cell that others need",
      .outputDiffers,
      "error[E102] nothing is called `n`",
      also: ["first in cell `n`: it was removed"]
    ) { try remove("n", from: $0) },
    Row(
      "a removed cell, in a header without the list",
      .outputDiffers,
      "the header differs: a cell was removed or skipped: the header says cells=8"
    ) { folder in
      try remove("eq", from: folder)
      let text = try folder.read("nb.mmb")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let kept = lines.filter {
        !$0.hasPrefix("cells:") && $0.wholeMatch(of: /[ ]+[a-z]+[ ]+[0-9a-f]{12}/) == nil
      }
      try folder.write(kept.joined(separator: "\n"), to: "nb.mmb")
    },
    Row(
      "reordered cells",
      .outputDiffers,
      "the cells stand in another order: it was recorded"
    ) { folder in
      let cell = try remove("r", from: folder)
      let text = try folder.read("nb.mmb").replacing("%% eq\n", with: cell + "%% eq\n")
      try folder.write(text, to: "nb.mmb")
    },
    Row(
      "an added cell",
      .outputDiffers,
      "cell `more`: it was added",
      replacing: "%% r\n",
      with: "%% more\nz = 1\n\n%% r\n"
    ),
    Row(
      "a skipped cell",
      .outputDiffers,
      "cell `r`: it was recorded, and is skipped now",
      replacing: "%% r\n",
      with: "%% r  skip\n"
    ),
    Row(
      "a cell that was skipped",
      .outputDiffers,
      "cell `off`: it was added since",
      replacing: "%% off  skip",
      with: "%% off"
    ),
    Row(
      "a changed figure",
      .outputDiffers,
      "cell `eq`: it was changed since it was recorded",
      also: ["- >>@ figure plots/eq data="],
      replacing: "plot close",
      with: "plot high"
    ),
    Row(
      "a figure's record",
      .outputDiffers,
      "cell `eq`: its code and its inputs are as recorded",
      replacing: "plots/eq data=",
      with: "plots/eq data=0"
    ),
    Row(
      "a changed error code",
      .outputDiffers,
      "cell `bad`",
      also: ["@@ bad\n- >>! E103\n+ >>! E102"],
      replacing: ">>! E102",
      with: ">>! E103"
    ),
    Row(
      "other rows in the header",
      .outputDiffers,
      "the header differs",
      "bars.csv",
      replacing: "rows=799",
      with: "rows=798"
    ),
    Row(
      "other trials in the header",
      .outputDiffers,
      "the header counts other trials",
      also: ["@@ header\n- trials: 9\n+ trials: 1"],
      replacing: "trials=1",
      with: "trials=9"
    ),
    Row(
      "a holdout",
      .outputDiffers,
      "cell `es`: the holdout is 2000-01-01.., recorded with none",
      also: ["cell `r`: the columns in scope (cell `es`) give other values"],
      replacing: "\nseed: 42",
      with: "\nseed: 42\nholdout: 2000-01-01.."
    ),
    Row(
      "another version of the program",
      .outputDiffers,
      "cell `last`: it was recorded by mamba 0.0.9, and run by mamba"
    ) { folder in
      let text = try folder.read("nb.mmb").replacing("engine: mamba", with: "engine: mamba 0.0.9")
      try folder.write(text.replacing(">> q  3", with: ">> q  4"), to: "nb.mmb")
    },
    Row(
      "an older language",
      .olderLanguage,
      "was recorded in language 0 by mamba; mamba runs language 1",
      replacing: "language: 1",
      with: "language: 0"
    ),
    Row(
      "a newer language",
      .error,
      "error[E019]",
      also: ["update mamba"],
      replacing: "language: 1",
      with: "language: 2"
    ),
    Row(
      "a newer format",
      .error,
      "error[E019]",
      also: ["update mamba"],
      replacing: "mmb: 1",
      with: "mmb: 2"
    ),
    Row(
      "an assertion",
      .assertionFailed,
      "error[E501]",
      replacing: "%% last\n",
      with: "%% claim\nassert r[5] > 1\n%% last\n"
    ),
    Row(
      "an error in changed code",
      .outputDiffers,
      "error[E102]",
      also: ["first in cell `s`: it was changed since it was recorded"],
      replacing: "sma(close, n)",
      with: "smaa(close, n)"
    ),
    Row(
      "data that were not recorded",
      .outputDiffers,
      "the header differs",
      "bars.csv is read, and its hash was not recorded"
    ) { folder in
      let lines = try folder.read("nb.mmb").split(separator: "\n", omittingEmptySubsequences: false)
      let kept = lines.filter { !$0.contains("file=sha256:") && $0 != "data:" }
      try folder.write(kept.joined(separator: "\n"), to: "nb.mmb")
    },
  ]

  /// Takes a cell out of the notebook, and returns it.
  @discardableResult
  private static func remove(_ slug: String, from folder: TemporaryFolder) throws -> String {
    let text = try folder.read("nb.mmb")
    let start = try #require(text.range(of: "%% \(slug)\n")?.lowerBound)
    let end = text.range(of: "%%", range: text.index(start, offsetBy: 2)..<text.endIndex)
    let cell = String(text[start..<(end?.lowerBound ?? text.endIndex)])
    try folder.write(text.replacing(cell, with: ""), to: "nb.mmb")
    return cell
  }

  @Test(arguments: rows)
  func whatChangedIsSaid(row: Row) throws {
    let folder = try TemporaryFolder()
    let bars = try String(contentsOfFile: "datasets/sp500-daily.csv", encoding: .utf8)
    let part = bars.split(separator: "\n").prefix(800).map { $0 + "\n" }.joined()
    try folder.write(part, to: "bars.csv")
    try folder.write(Self.notebook.replacing("ROOT", with: folder.path("")), to: "nb.mmb")
    let recorded = execute(.record, in: folder)
    #expect(recorded.code == .ok, "\(recorded.said)")
    try row.change(folder)
    let verified = execute(.verify(exact: false, twice: false), in: folder)
    #expect(verified.code == row.code, "\(verified.said)")
    let first = verified.said.split(separator: "\n").first ?? ""
    for text in row.said { #expect(first.contains(text), "\(verified.said)") }
    for text in row.also { #expect(verified.said.contains(text), "\(verified.said)") }
  }

  private func execute(
    _ task: Batch.Task,
    in folder: TemporaryFolder
  ) -> (code: ExitCode, said: String) {
    var options = NotebookRun.Options()
    options.drawing = FigureDrawing(writesFiles: false)
    let lines = Lines()
    let batch = Batch(
      path: folder.path("nb.mmb"),
      task: task,
      options: options,
      registry: registry,
      recorder: recorder,
      print: { _ in },
      complain: { lines.add($0.plain) }
    )
    return (batch.execute(), lines.all.joined(separator: "\n"))
  }

  private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
  }
}
