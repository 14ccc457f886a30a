import Features
import Language
import TimeSeries

/// An insight as a person and a program read it.
struct InsightValue: JSONValue {
  /// nil while checking.
  let insight: Insight?
  let symbol: String

  var typeName: String { "an insight" }
  var fieldNames: [String] {
    ["symbol", "time", "price", "patterns", "forecasts", "signals", "confidence"]
  }

  func field(_ name: String) -> Value? {
    plainField(name)?.knowing(.figure("an insight"), step: "an insight")
  }

  private func plainField(_ name: String) -> Value? {
    switch name {
    case "symbol": .text(symbol)
    case "time": .text(insight?.time ?? "")
    case "price": figure(insight?.close ?? .nan)
    case "patterns": .record(patterns)
    case "forecasts": .record(forecasts(named: { "h\($0)" }))
    case "signals": .list((insight?.signals ?? []).map(signal))
    case "confidence": figure(insight?.confidence ?? .nan)
    default: nil
    }
  }

  private func figure(_ value: Double) -> Value { .figure(value, of: "an insight") }

  private var patterns: Record {
    let sightings = insight?.sightings ?? []
    let strongest = sightings.max { $0.probability < $1.probability }
    return Record([
      (
        "detected",
        .record(Record(sightings.map { ($0.pattern.name, figure($0.probability)) }))
      ),
      ("count", figure(Double(sightings.count))),
      (
        "strongest",
        .list(strongest.map { [.text($0.pattern.name), figure($0.probability)] } ?? [])
      ),
    ])
  }

  /// A record for each horizon, of missing numbers where nothing could be forecast.
  private func forecasts(named name: (Int) -> String) -> Record {
    Record(
      Insight.horizons.map { horizon in
        let forecast = insight?.forecasts.first { $0.horizon == horizon }
        let price = (insight?.close ?? .nan) * (1 + (forecast?.prediction ?? .nan))
        let members = Insight.members.map { name in
          (name, forecast?.members.first { $0.name == name }?.prediction)
        }
        let fields =
          [("prediction", forecast?.prediction), ("price", price)] + members + [
            ("agreement", forecast?.agreement), ("std", forecast?.spread),
            ("ic", forecast?.skill.value), ("ic_error", forecast?.skill.error),
          ]
        return (name(horizon), .record(Record(fields.map { ($0, figure($1 ?? .nan)) })))
      }
    )
  }

  private func signal(_ signal: Insight.Signal) -> Value {
    .record(
      Record([
        ("type", .text(signal.isBuy ? "BUY" : "SELL")), ("source", .text(signal.source)),
        ("reason", .text(signal.reason)), ("confidence", figure(signal.confidence)),
      ])
    )
  }

  /// The record that programs ask for, with horizons as keys.
  var json: Value {
    let isNetwork = insight?.isSeenByNetwork ?? false
    let isForecast = !(insight?.forecasts.isEmpty ?? true)
    let status = Record([
      ("pattern_cnn_loaded", .truth(isNetwork)), ("price_predictor_loaded", .truth(isForecast)),
      ("models_loaded", .truth(isNetwork && isForecast)),
    ])
    return .record(
      Record([
        ("symbol", .text(symbol)), ("patterns", .record(patterns)),
        ("price_predictions", .record(forecasts(named: { String($0) }))),
        ("signals", .list((insight?.signals ?? []).map(signal))),
        ("confidence", figure(insight?.confidence ?? .nan)),
        ("timestamp", .text(insight?.time ?? "")),
        ("current_price", figure(insight?.close ?? .nan)), ("model_status", .record(status)),
      ])
    )
  }

  func presentation(name: String?) -> Presentation {
    guard let insight else { return .line("an insight") }
    var shown = Presentation.titled(
      name,
      "insight\(symbol.isEmpty ? "" : " of \(symbol)")  \(insight.time)  close \(NumberText.cell(insight.close, kind: .number))"
    )
    shown.add("  \(patternLine(insight))")
    shown.add(
      Table(
        [
          Table.Column("bars ahead"), Table.Column("forecast"), Table.Column("price"),
          Table.Column("agreement"), Table.Column("IC on the last fifth"), Table.Column("", .left),
        ],
        rows: insight.forecasts.map { forecast in
          [
            String(forecast.horizon), NumberText.percent(forecast.prediction, 2),
            NumberText.cell(insight.close * (1 + forecast.prediction), kind: .number),
            NumberText.fixed(forecast.agreement, 2),
            "\(NumberText.fixed(forecast.skill.value, 3)) ± \(NumberText.fixed(forecast.skill.error, 3))",
            forecast.skill.isShown(asBestOf: insight.forecasts.count)
              ? "some skill" : "no skill to speak of",
          ]
        },
        note: insight.forecasts.isEmpty ? "too few bars to learn from" : nil
      )
    )
    for signal in insight.signals {
      shown.add(
        "  \(signal.isBuy ? "BUY" : "SELL")  \(signal.source): \(signal.reason)  (confidence \(NumberText.fixed(signal.confidence, 2)))"
      )
    }
    if insight.signals.isEmpty {
      shown.add(
        "  no signal: neither a pattern that these bars have borne out nor a forecast that has shown skill"
      )
    }
    return shown
  }

  private func patternLine(_ insight: Insight) -> String {
    let source = insight.isSeenByNetwork ? "seen by the network" : "by their rules"
    guard !insight.sightings.isEmpty else { return "patterns \(source): none" }
    let names = insight.sightings.map { sighting in
      insight.isSeenByNetwork
        ? "\(sighting.pattern.name) \(NumberText.fixed(sighting.probability, 2))"
        : sighting.pattern.name
    }
    return "patterns \(source): \(names.joined(separator: ", "))"
  }
}
