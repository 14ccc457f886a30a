internal import TimeSeries

/// An expression that is evaluated row by row, because it names something that changes as a strategy
/// runs: `bars_held >= 12`, or `close < entry_price - 2 * atr(14)`.
///
/// Whatever in it does not change is computed as a whole column before the run.
public indirect enum RowExpression: Sendable {
  case constant(Double)
  case column([Double])
  /// A state of the strategy, by its place.
  case state(Int)
  case unary(@Sendable (Double) -> Double, RowExpression)
  case binary(@Sendable (Double, Double) -> Double, RowExpression, RowExpression)
  case choice(RowExpression, then: RowExpression, else: RowExpression)

  /// Returns the value at `row`, where the strategy's states are `states`.
  public func value(at row: Int, states: [Double]) -> Double {
    switch self {
    case .constant(let value): value
    case .column(let values): values[row]
    case .state(let place): states[place]
    case .unary(let kernel, let x): kernel(x.value(at: row, states: states))
    case .binary(let kernel, let x, let y):
      kernel(x.value(at: row, states: states), y.value(at: row, states: states))
    case .choice(let test, let first, let second):
      test.value(at: row, states: states) == 1
        ? first.value(at: row, states: states) : second.value(at: row, states: states)
    }
  }

  /// Whether the value depends on the strategy's states.
  public var isStateful: Bool {
    switch self {
    case .constant, .column: false
    case .state: true
    case .unary(_, let x): x.isStateful
    case .binary(_, let x, let y): x.isStateful || y.isStateful
    case .choice(let test, let x, let y): test.isStateful || x.isStateful || y.isStateful
    }
  }
}
