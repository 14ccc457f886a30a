import Backtest
import Language
import Numerics
import TimeSeries

/// Functions that make bars of bars, to hold results against.
enum SimulationFunctions {
  static let functions: [Builtin] = [
    .function(
      "random_walk",
      "A random walk with the volatility, the shapes and the volume of a frame's bars, in which nothing can be foretold.",
      .value("frame", type: "a frame", "the bars that it is like"),
      isSource: true
    ) { call, value in
      try made(of: value, inNewWorld: true, call) { RandomWalk.bars(like: $0, stream: call.stream) }
    },
    .function(
      "disturbed",
      "The bars of a frame with every price moved by chance, and all of them by one factor.",
      .value("frame", type: "a frame", "the bars"),
      .number("noise", default: 0.02, in: 0...1, "how far at most, as a share of the bar's range"),
      .number("shift", default: 0, in: -0.99...1e6, "what all prices are raised by, as a share"),
      isSource: true
    ) { call, value, noise, shift in
      try made(of: value, call) {
        RandomWalk.disturbed($0, noise: noise, shift: shift, stream: call.stream)
      }
    },
  ]

  /// Returns the frame of the bars that `make` makes of a frame's; its other columns are left out.
  private static func made(
    of value: Value,
    inNewWorld: Bool = false,
    _ call: Call,
    _ make: (Bars) -> Bars?
  ) throws -> Value {
    guard case .frame(let frame) = value else {
      throw Problem.wrongType(found: value.typeName, wanted: "a frame", what: "`frame`")
    }
    let bars = try Bars.required(of: frame, for: call.name)
    guard let made = frame.count == 0 ? bars : make(bars) else {
      throw Problem.tooFewBars(function: call.name)
    }
    // A walk is a world of its own, which knows nothing of its future although it was drawn from all
    // bars; but what the frame itself could not know in time, neither can anything made of it.
    let knowledge = Knowledge.derived(
      from: frame.columns.map(\.series.knowledge) + call.inputs.knowledge,
      offsets: .present,
      step: call.text
    )
    let clock = inNewWorld ? frame.clock.inNewWorld() : frame.clock
    var columns = [("open", made.open), ("high", made.high), ("low", made.low)]
    columns.append(("close", made.close))
    if let volume = made.volume { columns.append(("volume", volume)) }
    return .frame(
      Frame(
        clock: clock,
        columns: columns.map { name, values in
          Frame.Column(name: name, series: Series(values, clock: clock, knowledge: knowledge))
        }
      )
    )
  }
}

extension Call {
  /// The random numbers of this function in the statement that calls it.
  fileprivate var stream: RandomStream { evaluator.context.stream(name) }
}
