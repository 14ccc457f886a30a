/// When a market order fills.
public enum FillTime: String, Sendable, CaseIterable {
  /// At the open of the bar after the decision.
  case nextOpen = "next_open"
  /// At the close of the bar after the decision.
  case nextClose = "next_close"
  /// At the close of the decision's own bar: only for signals known before it, as the caller checks.
  case close
}

/// Which of a stop and a take counts as reached first where one bar reaches both.
public enum TieRule: String, Sendable, CaseIterable {
  /// The stop: the worst reading of the bar.
  case stop
  /// The take: the best reading of the bar.
  case target
  /// The one on the side of the extreme that lies nearer to the open.
  case nearest
}

/// Why settings cannot be used.
public enum SettingsError: Error, Equatable, Sendable {
  case capital(Double)
  case size(Double)
  case commission(Double)
  case slippage(Double)
}

/// The account that a backtest begins with and the assumptions that it makes.
public struct EngineSettings: Hashable, Sendable {
  public var capital: Double
  /// The value of a full position as a multiple of equity.
  public var size: Double
  public var fill: FillTime
  public var costs: Costs
  public var ties: TieRule
  /// Whether a price that a bar only touches fills a limit order.
  public var limitTouch: Bool
  /// Whether units are rounded down to whole ones.
  public var wholeUnits: Bool

  public init(
    capital: Double = 100_000,
    size: Double = 1,
    fill: FillTime = .nextOpen,
    costs: Costs = Costs(),
    ties: TieRule = .stop,
    limitTouch: Bool = false,
    wholeUnits: Bool = false
  ) {
    (self.capital, self.size, self.fill, self.costs) = (capital, size, fill, costs)
    (self.ties, self.limitTouch, self.wholeUnits) = (ties, limitTouch, wholeUnits)
  }

  /// Checks that capital and size are above zero, and costs fractions from 0 to below 1.
  ///
  /// A run with other settings does not trap: orders that come to no finite size are rejected.
  ///
  /// - Throws: The first setting that cannot be used.
  public func validate() throws(SettingsError) {
    guard capital > 0, capital.isFinite else { throw .capital(capital) }
    guard size > 0, size.isFinite else { throw .size(size) }
    guard 0..<1 ~= costs.commission else { throw .commission(costs.commission) }
    guard 0..<1 ~= costs.slippage else { throw .slippage(costs.slippage) }
  }
}
