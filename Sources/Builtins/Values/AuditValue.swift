import Language

/// A certificate of causality: what was compared, and what moved.
struct AuditValue: ObjectValue {
  /// How many bars ahead a row looks.
  enum Lag: Sendable, Hashable {
    case bars(Int)
    case atLeast(Int)
    /// As far as the data go.
    case toTheEnd
  }

  /// A column that moved at or before a cut.
  struct Violation: Sendable, Hashable {
    let column: String
    /// The row that moved.
    let time: String
    /// The last row of the data that was the same.
    let cut: String
    let lag: Lag
  }

  /// The values that were compared, each at each cut.
  let cells: Int
  let cuts: Int
  let columns: Int
  let violations: [Violation]
  /// The columns that were missing wherever the data were cut.
  let notJudged: [String]
  /// Why nothing was judged; nil where something was.
  let reason: String?
  /// What the proof takes for granted.
  let remarks: [String]

  /// Of a backtest without a signal, or one that is not audited itself.
  static let none = AuditValue(notBecause: "there is no signal")

  init(
    cells: Int,
    cuts: Int,
    columns: Int,
    violations: [Violation],
    notJudged: [String],
    reason: String?,
    remarks: [String]
  ) {
    (self.cells, self.cuts, self.columns) = (cells, cuts, columns)
    (self.violations, self.notJudged) = (violations, notJudged)
    (self.reason, self.remarks) = (reason, remarks)
  }

  /// Creates the certificate of something that was not judged.
  init(notBecause reason: String) {
    self.init(
      cells: 0,
      cuts: 0,
      columns: 0,
      violations: [],
      notJudged: [],
      reason: reason,
      remarks: []
    )
  }

  var typeName: String { "a certificate of causality" }
  var fieldNames: [String] { ["cells", "cuts", "columns", "violations", "clean", "not_judged"] }

  private func figure(_ value: Double) -> Value { .figure(value, of: "an audit") }

  func field(_ name: String) -> Value? {
    switch name {
    case "cells": figure(Double(cells))
    case "cuts": figure(Double(cuts))
    case "columns": .number(Double(columns))
    case "violations": .object(TableValue("a list of violations", table))
    case "clean": .number(Scalar(isClean, knowledge: .figure("an audit")))
    case "not_judged": .list(notJudged.map { .text($0) })
    default: nil
    }
  }

  /// Whether nothing moved; nil where that is not known.
  private var isClean: Bool? { violations.isEmpty ? (reason == nil ? true : nil) : false }

  /// The line of a backtest's report; nil where there was nothing to audit.
  var line: String? { self.reason == AuditValue.none.reason ? nil : line(of: "audit") }

  /// Returns the certificate in a line.
  func line(of what: String) -> String? {
    if let first = violations.first {
      let others =
        violations.count > 1
        ? ", and \(NumberText.counted(violations.count - 1, "other column"))" : ""
      return "\(what): `\(first.column)` at \(first.time) looks \(first.lag) ahead\(others)"
    }
    if let reason { return "\(what): not judged, because \(reason)" }
    let missing = notJudged.isEmpty ? "" : "; not judged: \(shortened(notJudged))"
    return
      "\(what): \(NumberText.counted(cells, "cell")) at \(NumberText.counted(cuts, "cut")), nothing at or before a cut moved\(missing)"
  }

  private func shortened(_ names: [String]) -> String {
    names.prefix(5).joined(separator: ", ")
      + (names.count > 5 ? " and \(names.count - 5) more" : "")
  }

  private var table: Table {
    Table(
      [
        Table.Column("column", .left), Table.Column("row", .left), Table.Column("cut", .left),
        Table.Column("looks ahead"),
      ],
      rows: violations.map { [$0.column, $0.time, $0.cut, "\($0.lag)"] }
    )
  }

  func presentation(name: String?) -> Presentation {
    let text = line(of: "audit") ?? ""
    var shown = Presentation.titled(
      name,
      StyledLine(text, violations.isEmpty ? nil : .error)
    )
    if !violations.isEmpty { shown.add(table.shortened(head: 20, tail: 5, "column")) }
    if reason == nil {
      shown.add(
        "  \(proof, .faint)"
      )
    }
    for remark in remarks { shown.add("  \(remark, .faint)") }
    return shown
  }

  /// What was done at each cut.
  private var proof: String {
    "at each cut all later data were raised, lowered and left out; \(NumberText.counted(columns, "column")), compared bit for bit"
  }
}

extension AuditValue.Lag: CustomStringConvertible {
  var description: String {
    switch self {
    case .bars(let count): NumberText.counted(count, "bar")
    case .atLeast(let count): "at least " + NumberText.counted(count, "bar")
    case .toTheEnd: "to the last bar"
    }
  }
}
