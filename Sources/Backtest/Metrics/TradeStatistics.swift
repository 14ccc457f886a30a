import Numerics

/// The figures of a list of closed trades.
///
/// A trade wins where its profit, after costs, is above zero, and loses where it is below; one that
/// ends even is counted but is neither. A figure that is not defined is missing, such as the profit
/// factor without a loss.
public struct TradeStatistics: Hashable, Sendable {
  /// How many trades were closed.
  public let count: Int
  /// The share of the trades that won.
  public let winRate: Double
  /// The 95 % Wilson interval of `winRate`.
  public let winRateInterval: ConfidenceInterval
  /// The sum of the profits over the size of the sum of the losses, in money.
  public let profitFactor: Double
  /// The mean return of the winning trades, as a fraction.
  public let averageWin: Double
  /// The mean return of the losing trades, as a fraction below zero.
  public let averageLoss: Double
  /// The mean return of all trades, as a fraction.
  public let averageReturn: Double
  /// The mean profit of a trade, in money.
  public let expectancy: Double
  /// The mean winning profit over the size of the mean losing one, in money.
  public let payoff: Double

  /// Creates the figures of trades by their profits in money and their returns as fractions.
  public init(profits: [Double], returns: [Double]) {
    precondition(profits.count == returns.count, "one profit and one return for each trade")
    let broken = profits.contains(where: \.isNaN) || returns.contains(where: \.isNaN)
    let trades = broken ? [] : profits.indices.map { (profit: profits[$0], part: returns[$0]) }
    let wins = trades.filter { $0.profit > 0 }
    let losses = trades.filter { $0.profit < 0 }
    let (won, lost) = (wins.map(\.profit), losses.map(\.profit))

    count = profits.count
    winRate = trades.isEmpty ? .nan : Double(wins.count) / Double(trades.count)
    winRateInterval = .wilson(hits: wins.count, of: trades.count)
    profitFactor = losses.isEmpty ? .nan : won.reduce(0, +) / -lost.reduce(0, +)
    averageWin = Statistics.mean(wins.map(\.part))
    averageLoss = Statistics.mean(losses.map(\.part))
    averageReturn = Statistics.mean(trades.map(\.part))
    expectancy = Statistics.mean(trades.map(\.profit))
    payoff = Statistics.mean(won) / -Statistics.mean(lost)
  }
}
