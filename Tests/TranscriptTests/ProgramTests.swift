import Foundation
import Language
import Notebook
import Numerics
import Testing

/// The built program, given the same malformed text.
@Suite struct ProgramTests {
  struct Ending: Equatable {
    let reason: Process.TerminationReason
    let code: Int32
    let message: String
  }

  /// The program stands beside the tests.
  private static let program = URL(filePath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "mamba")

  private static func ending(_ arguments: [String], input: [UInt8] = []) throws -> Ending {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input))
    try standardInput.fileHandleForWriting.close()
    let message = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Ending(
      reason: process.terminationReason,
      code: process.terminationStatus,
      message: String(decoding: message.prefix(200), as: UTF8.self)
    )
  }

  /// An error ends the program with 1, and an assertion that does not hold with 7.
  private static func isError(_ ending: Ending) -> Bool {
    let code: Int32 = ending.message.contains("error[E501]") ? 7 : 1
    return ending.reason == .exit && ending.code == code && ending.message.contains("error[E")
  }

  @Test func standardInput() throws {
    let start = Array((Malformed.prelude + "\n").utf8)
    let endings = try Workers(count: 4).map(Malformed.lines.count) {
      try Self.ending(["-"], input: start + Malformed.lines[$0].bytes)
    }
    for (program, ending) in zip(Malformed.lines, endings) {
      #expect(Self.isError(ending), "\(program.name): \(ending)")
    }
  }

  @Test func standardInputHugeOrDeep() throws {
    let programs = Malformed.stacked
    let start = Array((Malformed.prelude + "\n").utf8)
    let endings = try Workers(count: 2).map(programs.count) {
      try Self.ending(["-"], input: start + programs[$0].bytes)
    }
    for (program, ending) in zip(programs, endings) {
      #expect(Self.isError(ending), "\(program.name): \(ending)")
    }
  }

  @Test(arguments: [
    "1 +", "nothing", "(", "sma(5, 5)", "\"", "2024-02-30", "load \"nowhere.csv\"",
    "fn f(f) = f(f)\nf(f)",
    "assert 1 > 2", "1e999", "é", "series([])[0]", "sweep a in 1..1e12, score=1 { a }", ":help",
  ])
  func code(_ text: String) throws {
    #expect(Self.isError(try Self.ending(["-e", text])), "\(text)")
  }

  /// A trial runs on a thread of its own, which has as much stack as a program needs.
  @Test func aSweepMayBeNestedAsDeeplyAsAProgram() throws {
    let block = String(repeating: "(", count: 250) + "a" + String(repeating: ")", count: 250)
    let calls = String(repeating: "abs(", count: 250) + "a" + String(repeating: ")", count: 250)
    for inner in [block, calls] {
      let ending = try Self.ending([
        "-e", "assert (sweep a in 1..64, score=a { \(inner) }).score == 64",
      ])
      #expect(ending.reason == .exit && ending.code == 0, "\(ending)")
    }
  }

  /// The threads that trials run on leave no trace in what they give.
  @Test(arguments: [1, 2, 5])
  func aSweepGivesTheSameOnAnyNumberOfThreads(workers: Int) {
    let text = """
      es = load "Tests/Transcripts/data/bars.csv"
      use es
      k = sweep n in 2..9, m in [1, 2] {
        backtest (if sma(close, n) > lag(close, m) then 1 else 0) on es
      }
      k
      k.table
      """
    var session = Transcript.session(workers: workers)
    var single = Transcript.session()
    #expect(session.run(text, slug: "k").output == single.run(text, slug: "k").output)
  }
}
