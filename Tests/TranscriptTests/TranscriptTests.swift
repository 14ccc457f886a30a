import Foundation
import Language
import Notebook
import Testing

@Suite struct TranscriptTests {
  /// Set to write what a script prints into it, to be read before it is committed.
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] != nil

  @Test func thereAreScripts() {
    #expect(Transcript.all.count >= 50)
  }

  @Test(arguments: Transcript.all)
  func printsWhatItSays(_ script: Transcript) throws {
    let found = script.replayed()
    if Self.isRecording {
      try (found.joined(separator: "\n") + "\n")
        .write(toFile: script.path, atomically: true, encoding: .utf8)
      return
    }
    let difference = unifiedDifference(script.lines, found)
    #expect(difference.isEmpty, "\(script.path)\n\(difference)")
  }
}
