import Foundation
import TestSupport
import Testing

/// The guided notebooks, in a clone without anything that mamba keeps.
@Suite struct GuidedNotebookTests {
  private static let minutes: Double = 10 * 60

  @Test(arguments: ["sp500", "tour", "patterns", "leaks"], [1, 2])
  func isVerified(_ name: String, jobs: Int) throws {
    let folder = try Self.clone(of: name)
    let ended = try Mamba.run(
      ["run", "notebooks/\(name).mmb", "--verify", "--jobs", "\(jobs)"],
      in: folder,
      limit: Self.minutes
    )
    #expect(ended.code == 0, "\(ended.errors)")
  }

  /// The tour on a random walk of the same volatility: no model, no pattern, no setting and no
  /// forecast may come out as skill.
  @Test func theTourFindsNothingInARandomWalk() throws {
    let folder = try Self.clone(of: "tour")
    let ended = try Mamba.run(
      ["run", "notebooks/tour.mmb", "--set", "walk=1"],
      in: folder,
      limit: Self.minutes
    )
    #expect(ended.code == 0, "\(ended.errors)")
    for claim in ["some skill", "hard to explain by luck"] {
      #expect(!ended.output.contains(claim))
    }
    let denials = [
      "none differs from any bar by more than luck", "no skill to speak of",
      "indistinguishable from luck", "no signal",
    ]
    for denial in denials { #expect(ended.output.contains(denial), "\(denial)") }
  }

  /// Returns a folder with one notebook and the data.
  private static func clone(of name: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let text = try String(contentsOfFile: "notebooks/\(name).mmb", encoding: .utf8)
    try folder.write(text, to: "notebooks/\(name).mmb")
    for below in ["datasets", "models"] {
      for file in try FileManager.default.contentsOfDirectory(atPath: below) {
        let data = try Data(contentsOf: URL(filePath: "\(below)/\(file)"))
        try folder.write(data, to: "\(below)/\(file)")
      }
    }
    return folder
  }
}
