/// The five questions that go by the name of Monte Carlo; their answers are not one number.
public enum MonteCarloQuestion: String, CaseIterable, Sendable, Codable {
  case order
  case sampling
  case dependence
  case market
  case robustness

  /// What is drawn, in a few words.
  public var name: String {
    switch self {
    case .order: "order of trades"
    case .sampling: "trades resampled"
    case .dependence: "blocks of returns"
    case .market: "bars resampled"
    case .robustness: "parameters and costs jittered"
    }
  }

  /// The question in one sentence.
  public var statement: String {
    switch self {
    case .order:
      "Which paths could the same trades have taken in another order? The end is always the same."
    case .sampling:
      "What if other trades like these, each independent of the last, had come?"
    case .dependence:
      "What if other stretches of returns like these had come, each as long as their memory?"
    case .market:
      "What would the strategy have done in another market made of blocks of these bars?"
    case .robustness:
      "What is left if parameters, costs and fills had been a little different?"
    }
  }
}
