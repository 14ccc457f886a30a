/// What a trade costs a side, in proportion to its value.
public struct Costs: Hashable, Sendable {
  /// The commission, as a fraction of the value traded.
  public var commission: Double
  /// How much worse than quoted the price is, as a fraction, for market and stop orders.
  public var slippage: Double

  /// Creates costs; without arguments the assumed 1 basis point of each.
  public init(commission: Double = 0.0001, slippage: Double = 0.0001) {
    (self.commission, self.slippage) = (commission, slippage)
  }

  public static let none = Costs(commission: 0, slippage: 0)

  /// Returns the price paid by a buyer (`sign` 1) or had by a seller (-1) where `quoted` stands.
  func slipped(_ quoted: Double, sign: Double) -> Double {
    quoted * (1 + sign * slippage)
  }
}
