import Builtins
import Foundation
import Language
import Notebook
import Numerics
import Testing

/// A script with its expected output inside.
///
/// A line `#> text` is a line that the code above it prints, `#! E210` the code of the error that
/// ends it, and `#! | text` a line of that error as a person reads it. A statement without any of
/// them prints nothing and ends well. All statements of a script run in one session.
struct Transcript: CustomTestStringConvertible, Sendable {
  struct Step: Sendable {
    var code: [String] = []
    var expected: [String] = []

    /// Whether a statement ends here, where `rest` follows: none of its brackets is open, and the
    /// next line does not begin with `|`.
    func isWhole(before rest: ArraySlice<String>) -> Bool {
      let text = code.joined(separator: "\n")
      guard Parser.isComplete(text), code.contains(where: Step.isCode) else { return false }
      let next = rest.first { Step.isCode($0) || Transcript.isExpectation($0) }
      return !(next?.drop { $0 == " " }.hasPrefix("|") ?? false)
    }

    private static func isCode(_ line: String) -> Bool {
      let text = line.drop { $0 == " " }
      return !text.isEmpty && !text.hasPrefix("#")
    }

    /// What of an outcome is written down: the whole message only where it was before.
    func found(_ result: Session.CellResult) -> [String] {
      let output = result.output.filter { !$0.isQuiet }.map { Step.line("#>", $0.text) }
      guard let error = result.error else { return output }
      let isWhole = expected.contains { $0.hasPrefix("#! |") }
      let message = error.rendered.split(separator: "\n").map { Step.line("#! |", $0) }
      return output + ["#! \(error.code)"] + (isWhole ? message : [])
    }

    private static func line(_ mark: String, _ text: some StringProtocol) -> String {
      text.isEmpty ? mark : "\(mark) \(text)"
    }
  }

  let path: String
  let steps: [Step]

  var testDescription: String { URL(filePath: path).lastPathComponent }

  init(path: String) throws {
    self.path = path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    var steps: [Step] = []
    var step = Step()
    for (number, line) in lines.enumerated() {
      if !Transcript.isExpectation(line) {
        step.code.append(line)
        guard step.isWhole(before: lines[(number + 1)...]) else { continue }
      } else if step.code.isEmpty, !steps.isEmpty {
        steps[steps.count - 1].expected.append(line)
        continue
      } else {
        // What is left open ends here.
        step.expected.append(line)
      }
      steps.append(step)
      step = Step()
    }
    self.steps = step.code.isEmpty ? steps : steps + [step]
  }

  private static func isExpectation(_ line: String) -> Bool {
    line.hasPrefix("#>") || line.hasPrefix("#!")
  }

  /// Every script in the folder, in the order of their names.
  static let all: [Transcript] = {
    let folder = "Tests/Transcripts"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".mamba") }.sorted().compactMap {
      try? Transcript(path: folder + "/" + $0)
    }
  }()

  /// Returns a session in which nothing is drawn.
  static func session(_ mode: RunContext.Mode = .run, workers: Int = 1) -> Session {
    Session(
      registry: Library.registry,
      context: RunContext(mode: mode, workers: Workers(count: workers)),
      drawing: nil
    )
  }

  /// Runs the steps and returns the script as it should read.
  func replayed() -> [String] {
    var session = Transcript.session()
    return steps.flatMap { step in
      let result = session.run(step.code.joined(separator: "\n"), slug: "transcript")
      return step.code + step.found(result)
    }
  }

  var lines: [String] { steps.flatMap { $0.code + $0.expected } }
}
