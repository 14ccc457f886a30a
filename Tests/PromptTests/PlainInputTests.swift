import Foundation
import Prompt
import Testing

/// Reading without a terminal, as from a pipe.
@Suite struct PlainInputTests {
  private func inputs(_ bytes: [UInt8]) throws -> [LineEditor.Input] {
    let pipe = Pipe()
    let output = Pipe()
    let answers = Terminal.Answers()
    let editor = try LineEditor(
      program: "test",
      delegate: answers,
      input: pipe.fileHandleForReading.fileDescriptor,
      output: output.fileHandleForWriting.fileDescriptor,
      terminal: "xterm"
    )
    #expect(!editor.isInteractive)
    let writing = pipe.fileHandleForWriting
    Thread.detachNewThread {
      try? writing.write(contentsOf: Data(bytes))
      try? writing.close()
    }
    var inputs: [LineEditor.Input] = []
    repeat { inputs.append(editor.readLine()) } while inputs.last.map(isLine) ?? false
    editor.notify("nobody sees this")
    editor.close()
    try output.fileHandleForWriting.close()
    #expect(try output.fileHandleForReading.readToEnd() ?? Data() == Data())
    return inputs
  }

  private func isLine(_ input: LineEditor.Input) -> Bool {
    if case .line = input { true } else { false }
  }

  @Test func linesAreReadWithoutAPrompt() throws {
    #expect(
      try inputs(Array("a\n\nb\r\nc".utf8)) == [
        .line("a"), .line(""), .line("b"), .line("c"), .endOfInput,
      ]
    )
    #expect(try inputs([]) == [.endOfInput])
  }

  @Test func linesAreJoinedUntilTheyAreComplete() throws {
    #expect(
      try inputs(Array("f {\n  a\n}\ng {\nb".utf8)) == [
        .line("f {\n  a\n}"), .line("g {\nb"), .endOfInput,
      ]
    )
  }

  @Test func whatIsNoUTF8IsDropped() throws {
    let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x28, 0xC3, 0xA9, 0xEF, 0xBF, 0xBD, 0xE2, 0x82, 0x0A]
    #expect(try inputs(bytes) == [.line("a(é\u{FFFD}"), .endOfInput])
  }

  @Test func aMegabyteIsALine() throws {
    let long = String(repeating: "0123456789", count: 100_000)
    #expect(try inputs(Array("\(long)\n\(long)".utf8)) == [.line(long), .line(long), .endOfInput])
  }

  @Test func aClosedDescriptorIsRefused() {
    #expect(throws: LineEditorError.refused(errno: EBADF)) {
      try LineEditor(program: "test", delegate: Terminal.Answers(), input: 9999, output: 9999)
    }
  }
}
