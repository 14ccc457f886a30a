/// What an account did over its bars: columns with one value a row, and records in order of events.
public struct BacktestResult: Sendable {
  public let settings: EngineSettings
  /// Cash plus position times price at each close.
  public let equity: [Double]
  /// The change of equity over each row as a fraction; 0 from the row after a ruin on.
  ///
  /// The first row stands against the capital: it is 0 unless an order filled at its close.
  public let returns: [Double]
  /// The units held at each close, negative where short.
  public let position: [Double]
  /// The value of the position at each close as a fraction of equity; 0 once the account is ruined.
  public let exposure: [Double]
  public let orders: [OrderRecord]
  public let fills: [Fill]
  /// The trades in the order of their exits, and last the one that is still open, at its mark.
  public let trades: [Trade]
  /// How many times a bar did not tell what filled, whether or not something did.
  public let ambiguousCount: Int
  /// The row at whose close equity was zero or less, which ended trading; nil where that never was.
  public let ruinRow: Int?
  /// How many conditions of the strategy were missing, and so counted as false.
  public let missingConditions: Int

  /// The equity at the last close; the capital where there are no rows.
  public var finalEquity: Double { equity.last ?? settings.capital }
  /// The commission paid, in money.
  public var commission: Double { fills.reduce(0) { $0 + $1.commission } }
  /// What slippage cost, in money.
  public var slippage: Double { fills.reduce(0) { $0 + $1.slippage } }
  /// How many trades a bar leaves in doubt.
  public var ambiguousTrades: Int { trades.count { $0.isAmbiguous } }
  /// How many orders were rejected.
  public var rejected: Int {
    orders.count { if case .rejected = $0.state { true } else { false } }
  }
}
