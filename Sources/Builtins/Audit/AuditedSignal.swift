import Language
import TimeSeries

/// What a backtest trades, to be audited before its figures are printed.
struct AuditedSignal {
  private let subject: Rerun.Subject
  private let columns: [JudgedColumn]
  private let knowledge: Knowledge
  private let place: SourceRange

  init(
    _ subject: Rerun.Subject,
    _ columns: [JudgedColumn],
    knows knowledge: Knowledge,
    at place: SourceRange
  ) {
    (self.subject, self.columns, self.knowledge, self.place) = (subject, columns, knowledge, place)
  }

  /// What has to be said of it.
  var marks: [Mark] { knowledge.marks }

  /// How many rows ahead the forecasts look that it follows; nil where it follows none.
  var forecast: Int? { knowledge.forecast > 0 ? knowledge.forecast : nil }

  /// Returns the certificate of the rows that are traded, or throws where the signal looks ahead.
  func audit(rows: Range<Int>, _ call: CommandCall) throws -> AuditValue {
    guard !call.isChecking, call.context.isAuditing else { return .none }
    guard !subject.isInBlock else { return AuditValue(notBecause: "it stands inside a block") }
    let audit = Audit(subject, columns: columns, rows: rows, call.context)
    let found = try audit.result(isComplete: false)
    guard found.violations.isEmpty else {
      let name = call.evaluator.source.text(place)
      throw call.located(AuditError.looksAhead(name, found.line(of: "audit") ?? ""), place)
    }
    return found
  }
}

/// Why a backtest gives no figures.
enum AuditError: Error, Equatable {
  /// The signal of this text moves when later bars change, as the certificate says.
  case looksAhead(String, String)
  /// What a value is that cannot be audited, and why.
  case notAudited(String, String)
}

extension AuditError: Explainable {
  var explanation: Explanation {
    switch self {
    case .looksAhead(let name, let certificate):
      Explanation(
        "E213",
        "`\(name)` knows the future: it moves when only later bars are changed",
        note: certificate,
        repair: "`audit` of what it is made of finds the column to blame"
      )
    case .notAudited(let type, let reason):
      Explanation("E301", "\(type) is not audited, because \(reason)")
    }
  }
}
