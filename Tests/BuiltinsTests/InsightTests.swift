import Builtins
import Foundation
import Language
import Notebook
import Numerics
import Testing
import TimeSeries

/// What `insight` says of bars in which something, or nothing, can be foretold.
@Suite struct InsightTests {
  /// Bars whose close swings about a level with a period of twenty rows, and a little noise.
  private static func swing(rows: Int) -> Frame {
    var stream = RandomStream(seed: 4, path: "swing")
    var columns: [String: [Double]] = [:]
    var open = 100.0
    for row in 0..<rows {
      let close =
        100 + 5 * Elementary.sin(Double(row) * Double.pi / 10) + 0.3 * stream.normal()
      let wick = 0.2 * stream.uniform()
      columns["open", default: []].append(open)
      columns["high", default: []].append(max(open, close) + wick)
      columns["low", default: []].append(min(open, close) - wick)
      columns["close", default: []].append(close)
      columns["volume", default: []].append(1000 + 100 * stream.uniform())
      open = close
    }
    let clock = Clock(count: rows)
    return Frame(
      clock: clock,
      columns: ["open", "high", "low", "close", "volume"].map {
        Frame.Column(name: $0, series: Series(columns[$0] ?? [], clock: clock))
      }
    )
  }

  private static func session(_ frame: Frame) -> Session {
    var session = RegistryTests.session()
    session.evaluator.environment.bind("es", to: .frame(frame))
    return session
  }

  private static func text(_ program: String, _ session: inout Session) throws -> String {
    let result = session.run(program, slug: "a")
    if let error = result.error { throw error }
    return result.output.map(\.text).joined(separator: "\n")
  }

  /// A swing goes on: the forecasts of half a period and less must show their skill, and signal.
  @Test func findsWhatRepeats() throws {
    var session = Self.session(Self.swing(rows: 1200))
    let shown = try Self.text("i = insight(es, \"swing\", trees=20)\ni", &session)
    #expect(shown.contains("some skill"))
    #expect(shown.contains("Price forecast"))
    let skill = try Self.text("show i.forecasts.h5.ic > 0.8", &session)
    #expect(skill == "true")
  }

  @Test func findsNothingWhereThereIsNothing() throws {
    var session = Self.session(Self.swing(rows: 1200))
    let shown = try Self.text("i = insight(random_walk(es), trees=20)\ni", &session)
    #expect(!shown.contains("some skill") && !shown.contains("Price forecast"))
  }

  /// The keys by which programs know the record.
  @Test func isARecordOfJSON() throws {
    var session = Self.session(Self.swing(rows: 600))
    let text = try Self.text("show json(insight(es, \"swing\", trees=5))", &session)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let insight = try #require(object)
    #expect(
      Set(insight.keys) == [
        "symbol", "patterns", "price_predictions", "signals", "confidence", "timestamp",
        "current_price", "model_status",
      ]
    )
    let forecasts = try #require(insight["price_predictions"] as? [String: [String: Any]])
    #expect(Set(forecasts.keys) == ["1", "5", "15", "60"])
    for forecast in forecasts.values {
      #expect(
        Set(forecast.keys) == [
          "prediction", "price", "gbm", "leafwise", "forest", "agreement", "std", "ic", "ic_error",
        ]
      )
      let members = ["gbm", "leafwise", "forest"].compactMap { forecast[$0] as? Double }
      let mean = zip(members, [0.4, 0.4, 0.2]).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs((forecast["prediction"] as? Double ?? .nan) - mean) < 1e-12)
    }
    let status = try #require(insight["model_status"] as? [String: Bool])
    #expect(
      status == [
        "pattern_cnn_loaded": false, "price_predictor_loaded": true, "models_loaded": false,
      ]
    )
  }

  /// Too few rows to learn from give no forecast, and no number that looks like one.
  @Test func saysNothingOfFewBars() throws {
    var session = Self.session(Self.swing(rows: 300))
    let shown = try Self.text("i = insight(es)\ni", &session)
    #expect(shown.contains("too few bars to learn from"))
    #expect(try Self.text("show i.forecasts.h5.prediction", &session) == "na")
  }
}
