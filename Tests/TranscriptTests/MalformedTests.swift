import Language
import Notebook
import Testing

@Suite struct MalformedTests {
  @Test func everyLineGivesAnError() {
    #expect(Malformed.lines.count >= 200)
    let session = Malformed.session()
    for program in Malformed.lines {
      var session = session
      program.expect(session.run(bytes: program.bytes, slug: "malformed").error)
    }
  }

  @Test func everyHugeOrDeepProgramGivesAnErrorSoon() {
    let session = Malformed.session()
    let clock = ContinuousClock()
    for program in Malformed.generated {
      var session = session
      var error: Diagnostic?
      let time = clock.measure {
        error = session.run(bytes: program.bytes, slug: "malformed").error
      }
      program.expect(error)
      // About a second on a quiet machine; what takes a minute anywhere never ends.
      #expect(time < .seconds(60), "\(program.name) took \(time)")
    }
  }

  /// The prompt asks of each line whether it is complete, and colours it, before anyone runs it.
  @Test func everyProgramCanBeColoured() {
    for program in Malformed.lines + Malformed.generated where program.bytes.count < 200_000 {
      let text = String(decoding: program.bytes, as: UTF8.self)
      _ = Parser.isComplete(text)
      _ = Parser.lastValues(in: text)
      let parts = Parser.classes(of: text, registry: Malformed.registry)
      let areInside = parts.allSatisfy { part in
        part.range.lower < part.range.upper && part.range.upper <= text.utf8.count
      }
      #expect(areInside, "\(program.name)")
    }
  }
}

extension Malformed {
  /// Expects an error with a code, whose message is short and acts on no terminal.
  fileprivate func expect(_ error: Diagnostic?) {
    guard let error else {
      Issue.record("no error: \(name)")
      return
    }
    #expect(error.code != "E000", "no code: \(name)")
    let message = error.rendered
    let isPlain = message.unicodeScalars.allSatisfy {
      $0 == "\n" || ($0.value >= 32 && !(127...159).contains($0.value) && $0.value != 0x202E)
    }
    #expect(isPlain && message.count < 2000, "\(name): \(message.prefix(300))")
  }
}
