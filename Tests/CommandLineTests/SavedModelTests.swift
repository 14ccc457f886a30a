import Foundation
import TestSupport
import Testing

/// Models that are written by one run and read by another.
@Suite struct SavedModelTests {
  private static let setting = """
    es = load "bars.csv"
    x = features on es { r1 = ret(close, 1); r3 = ret(close, 3); v = volume / sma(volume, 3) }
    up = target on es, direction(2)
    r = target on es, forward_return(2)
    """

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let bars = try String(contentsOfFile: "Tests/Transcripts/data/bars.csv", encoding: .utf8)
    try folder.write(bars, to: "bars.csv")
    return folder
  }

  @Test(arguments: [
    "gbm to up on x, trees=5", "gbm to r on x, trees=3, leaves=4", "forest to up on x, trees=5",
    "ridge to r on x", "logistic to up on x", "ensemble to r on x, trees=3",
    "cnn to up on es, epochs=2, batch=8",
  ])
  func predictsTheSameBitForBit(_ command: String) throws {
    let folder = try Self.folder()
    let input = command.contains(" on es") ? "es" : "x"
    let program = """
      \(Self.setting)
      m = fit \(command)
      export m to "m.json"
      p = predict m on \(input)
      export p to "p.csv"
      """
    try folder.write(program, to: "fit.mmb")
    let again = """
      \(Self.setting)
      m = load "m.json"
      p = predict m on \(input)
      export p to "q.csv"
      export m to "n.json"
      """
    try folder.write(again, to: "again.mmb")
    for name in ["fit.mmb", "again.mmb"] {
      let ended = try Mamba.run("run", name, in: folder)
      #expect(ended.code == 0, "\(ended.errors)")
    }
    #expect(try folder.read("p.csv") == folder.read("q.csv"))
    #expect(try folder.read("m.json") == folder.read("n.json"))
  }

  /// A model from a file still knows how far ahead it foretells, so that the blocks of a Monte Carlo
  /// are as long as for the model that was saved; one that was saved without it is read.
  @Test func theHorizonStays() throws {
    let folder = try Self.folder()
    let after = """
      p = predict m on x over 2024-02-16..
      montecarlo (backtest sign(p) on es over 2024-02-16..), paths=1
      """
    let fit = """
      \(Self.setting)
      far = target on es, forward_return(9)
      m = fit ridge to far on x over ..2024-01-31
      export m to "m.json"
      \(after)
      """
    try folder.write(fit, to: "fit.mmb")
    try folder.write("\(Self.setting)\nm = load \"m.json\"\n\(after)", to: "use.mmb")
    for name in ["fit.mmb", "use.mmb"] {
      let ended = try Mamba.run("run", name, in: folder)
      #expect(ended.code == 0 && ended.output.contains("9.0 bars long"), "\(name): \(ended)")
    }
    let saved = try folder.read("m.json")
    let old = saved.replacing("\"horizon\":9,", with: "")
    #expect(old != saved)
    try folder.write(old, to: "m.json")
    let ended = try Mamba.run("run", "use.mmb", in: folder)
    #expect(ended.code == 0 && !ended.output.contains("9.0 bars long"))
  }

  /// A model from a file still knows which rows it has seen.
  @Test func theFutureStaysOut() throws {
    let folder = try Self.folder()
    let fit =
      Self.setting + "\nm = fit gbm to up on x over ..2024-02-16, trees=2\nexport m to \"m.json\""
    try folder.write(fit, to: "fit.mmb")
    #expect(try Mamba.run("run", "fit.mmb", in: folder).code == 0)
    for (start, code) in [("2024-02-16", 1), ("2024-02-21", 0)] {
      let use = """
        \(Self.setting)
        m = load "m.json"
        p = predict m on x over \(start)..
        backtest p > 0.5 on es over \(start)..
        """
      try folder.write(use, to: "use.mmb")
      let ended = try Mamba.run("run", "use.mmb", in: folder)
      #expect(Int(ended.code) == code, "\(start): \(ended.errors)")
    }
  }

  @Test(arguments: [
    "", "{", "[]", "{\"format\":\"mamba model\"}", "null", "{\"a\":1}",
    """
    {"format":"mamba model","version":2,"kind":"gbm","features":["a"],"rows":1,"knownRow":"","model":{}}
    """,
    """
    {"format":"mamba model","version":1,"kind":"gbm","features":["a"],"rows":1,"knownRow":"","model":{}}
    """,
    """
    {"format":"mamba model","version":1,"kind":"gbm","features":["a"],"rows":1,"knownRow":"",
     "model":{"members":[{"name":"x","weight":1,"model":{}}]}}
    """,
  ])
  func whatIsNoModelIsRefused(_ text: String) throws {
    let folder = try Self.folder()
    try folder.write(text, to: "m.json")
    try folder.write("m = load \"m.json\"", to: "use.mmb")
    let ended = try Mamba.run("run", "use.mmb", in: folder)
    #expect(ended.code == 1)
    #expect(ended.errors.contains("E606"), "\(ended.errors)")
  }
}
