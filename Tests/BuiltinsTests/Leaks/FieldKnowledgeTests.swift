import Builtins
import Language
import Notebook
import Testing
import TimeSeries

/// No field of a result forgets that it was found from the data: what differs on other bars says so.
@Suite struct FieldKnowledgeTests {
  private static let start = """
    use es
    y = target on es, direction(5)
    change = target on es, forward_return(5)
    x = features on es { r = ret(close, 1); q = ret(close, 5); v = volume / sma(volume, 20) }
    bt = backtest (if close > sma(close, 10) then 1 else 0) on es
    w = walkforward ridge to change on x, train=200b, test=50b
    k = sweep n in [5, 10] { backtest (if close > sma(close, n) then 1 else 0) on es }

    """

  private static let values = [
    "y", "change", "x", "bt", "w", "k", "buyhold(es)", "montecarlo bt, paths=50", "audit x",
    "fit gbm to y on x, trees=3", "fit forest to y on x, trees=3", "fit ridge to change on x",
    "fit logistic to y on x", "fit ensemble to y on x, trees=3", "fit cnn to y on es, epochs=1",
    "explain (fit ridge to change on x) on x at 2024-06-03", "event_study(candle_patterns(), 5)",
    "detections(candle_patterns(), candle_patterns())", "insight(es, trees=3)",
    "es | where close > open | sort close", "es @ 2024-06-03", "es[7]", "bt.trades", "bt.fills",
    "w.folds", "k.table", "k.best", "compare bt, buyhold(es)", "es | head 5", "bt.audit",
    "strategy on es { enter long when close > 0 }", "candle_patterns()", "macd(close)", "es",
  ]

  @Test(arguments: values)
  func whatDiffersOnOtherBarsSaysSo(_ text: String) throws {
    let one = try Self.leaves(of: text, on: Bars.random(rows: 400, seed: 21))
    let other = try Self.leaves(of: text, on: Bars.random(rows: 437, seed: 22))
    for (path, leaf) in one {
      guard let second = other[path], leaf.text != second.text else { continue }
      #expect(leaf.isTold, "\(text)\(path) is \(leaf.text), then \(second.text)")
    }
  }

  /// The fields of results are found at all.
  @Test func fieldsAreFound() throws {
    let found = try Self.leaves(of: "bt", on: Bars.random(rows: 400, seed: 21))
    #expect(found[".sharpe"]?.isTold == true && found[".envelope.worst"] != nil && found.count > 20)
  }

  private struct Leaf {
    let text: String
    /// Whether the value knows that it comes from rows.
    let isTold: Bool
  }

  private static func leaves(of text: String, on frame: Frame) throws -> [String: Leaf] {
    var session = RegistryTests.session()
    session.evaluator.environment.bind("es", to: .frame(frame))
    let result = session.run(start + "value = (\(text))", slug: "a")
    if let error = result.error { throw error }
    let value = try #require(session.evaluator.environment["value"])
    var leaves: [String: Leaf] = [:]
    gather(value, "", depth: 0, into: &leaves)
    return leaves
  }

  private static func gather(
    _ value: Value,
    _ path: String,
    depth: Int,
    into leaves: inout [String: Leaf]
  ) {
    guard depth < 5 else { return }
    func gather(_ value: Value, _ step: String) {
      Self.gather(value, path + step, depth: depth + 1, into: &leaves)
    }
    let isTold = !value.knowledge.isConstant || !value.marks.isEmpty
    switch value.plain {
    case .number(let scalar):
      leaves[path] = Leaf(text: "\(scalar.value)", isTold: isTold)
    case .text(let text): leaves[path] = Leaf(text: text, isTold: isTold)
    case .instant(let instant): leaves[path] = Leaf(text: "\(instant)", isTold: isTold)
    case .series(let series):
      leaves[path] = Leaf(text: "\(series.values)", isTold: !series.reach.isConstant)
    case .list(let items): for (place, item) in items.enumerated() { gather(item, "[\(place)]") }
    case .record(let record): for field in record.fields { gather(field.value, ".\(field.name)") }
    case .frame(let frame):
      for column in frame.columns { gather(.series(column.series), ".\(column.name)") }
    case .object(let object):
      for name in object.fieldNames { object.field(name).map { gather($0, ".\(name)") } }
    default: break
    }
  }
}
