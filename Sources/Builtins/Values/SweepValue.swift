import Backtest
import Language
import Numerics
import TimeSeries

/// The results of all combinations of parameters, and what the best of so many is worth.
struct SweepValue: ObjectValue {
  struct Axis: Sendable {
    let name: String
    let values: [Value]
  }

  struct Trial: Sendable {
    let point: [Int]
    let score: Double
    /// The backtest of the combination; nil where the block gave something else.
    var backtest: BacktestValue?
    /// How far its predictions are from chance; nil where the block gave no walk-forward.
    var skill: Skill?
    /// When the rows were known that it was scored on.
    var scoredBy: [Dated] = []
    /// What has to be said of its value.
    var marks: [Mark] = []

    /// Returns the trial with its backtest judged by all trials of a ledger.
    func counted(in ledger: TrialLedger) -> Trial {
      var trial = self
      trial.backtest?.ledger = ledger
      return trial
    }
  }

  private(set) var axes: [Axis]
  let trials: [Trial]
  let best: Trial?
  /// The share of splits in which the best of one half is below the middle in the other; nil where
  /// the trials are no backtests or too few.
  let overfitting: BacktestOverfitting.Result?
  /// How likely the best mean return is where no combination beats cash.
  let againstCash: RealityCheck.Result?
  /// How likely it is where none beats buying and holding the same bars.
  let againstHolding: RealityCheck.Result?

  /// The blocks that the data is cut into for the probability of overfitting.
  private static let blocks = 16
  /// More returns than this are not kept for the tests.
  private static let mostReturns = 50_000_000

  init(axes: [Axis], trials: [Trial], in context: RunContext) {
    self.axes = axes
    self.trials = trials
    // Of equal scores the first combination counts, so that the order of threads does not.
    // A check has no scores, and the first trial stands for the best.
    best =
      context.mode == .check
      ? trials.first
      : trials.filter { !$0.score.isNaN }.reduce(nil as Trial?) { best, trial in
        trial.score > best?.score ?? -.infinity ? trial : best
      }
    let returns = trials.compactMap { $0.backtest.map { Array($0.result.returns.dropFirst()) } }
    let periods = returns.first?.count ?? 0
    guard context.mode == .run, !context.isAssembling, returns.count == trials.count,
      trials.count > 1,
      periods >= SweepValue.blocks * 2, returns.allSatisfy({ $0.count == periods }),
      periods * returns.count <= SweepValue.mostReturns
    else {
      (overfitting, againstCash, againstHolding) = (nil, nil, nil)
      return
    }
    let key = context.decided { SweepValue.key(.overfitting, returns, SweepValue.blocks) }
    overfitting = context.kept(key) {
      BacktestOverfitting.probability(
        returns: returns,
        blocks: SweepValue.blocks,
        workers: context.workers
      )
    }
    let horizon = trials.compactMap(\.backtest?.forecastHorizon).max() ?? 1
    againstCash = SweepValue.realityCheck(returns, least: horizon, context)
    let held = Array((best?.backtest?.held.value.returns ?? []).dropFirst())
    againstHolding = SweepValue.realityCheck(
      held.count == periods ? returns.map { zip($0, held).map { $0 - $1 } } : [],
      least: horizon,
      context
    )
  }

  /// Hansen's test of many columns of excess returns at once, by a stationary bootstrap whose blocks
  /// are as long as any of the columns asks, and not shorter than `least` rows.
  private static func realityCheck(
    _ excess: [[Double]],
    least: Int,
    _ context: RunContext
  ) -> RealityCheck.Result? {
    let stream = context.stream("reality check")
    let key = context.decided {
      var key = SweepValue.key(.realityCheck, excess, least)
      key.add(stream)
      return key
    }
    return context.kept(key) {
      let blocks = context.workers.map(excess.count) { BlockLength.optimal(excess[$0]).stationary }
      guard let longest = blocks.filter(\.isFinite).max() else { return nil }
      return RealityCheck.run(
        differentials: excess,
        block: max(1, Double(least), longest),
        draws: 1000,
        stream: stream,
        workers: context.workers
      )
    }
  }

  private static func key(_ kernel: Kernel, _ returns: [[Double]], _ number: Int) -> ResultKey {
    var key = ResultKey(kernel)
    key.add(returns.count)
    returns.forEach { key.add($0) }
    key.add(number)
    return key
  }

  var provenance: [String] {
    let tried = NumberText.counted(trials.count, "trial")
    return ["\(tried) over \(axes.map(\.name).joined(separator: ", "))"]
  }

  var typeName: String { "a sweep" }
  var emptied: any ObjectValue {
    var empty = self
    empty.axes = axes.map { Axis(name: $0.name, values: $0.values.map(\.emptied)) }
    return empty
  }

  /// What has to be said of the trials.
  var marks: [Mark] { trials.reduce([]) { Mark.union($0, $1.backtest?.marks ?? $1.marks) } }
  var parts: [Value] { axes.flatMap(\.values) }
  var fieldNames: [String] { ["table", "best", "score", "trials", "pbo", "spa", "dsr"] }

  func field(_ name: String) -> Value? {
    switch name {
    case "table": .object(TableValue("a table of trials", table(of: trials)))
    case "best": .record(bestRecord)
    case "score": figure(best?.score ?? .nan)
    case "trials": figure(Double(trials.count))
    case "pbo": figure(overfitting?.probability ?? .nan)
    case "spa": figure(againstCash?.spaConsistent ?? .nan)
    case "dsr": figure(best?.backtest?.deflated ?? .nan)
    default: nil
    }
  }

  /// The values of the best combination, or `na` where no score is known.
  private var bestRecord: Record {
    let values = axes.indices.map { axis -> Value in
      guard let trial = best else { return figure(.nan) }
      return dated(axes[axis].values[trial.point[axis]])
    }
    return Record(
      zip(axes.map(\.name), values).map { ($0, $1) } + [("score", figure(best?.score ?? .nan))]
    )
  }

  /// The best value was chosen with the whole span in view.
  private func dated(_ value: Value) -> Value {
    let words = zip(axes, best?.point ?? []).map { "\($0.name) = \($0.values[$1].text)" }
    let mark = Mark(
      .selected,
      "\(words.joined(separator: ", ")), the best of \(NumberText.counted(trials.count, "trial")) on these rows",
      until: trials.reduce([]) { Dated.union($0, $1.scoredBy) }
    )
    let knowledge = Knowledge(reach: .constant, marks: Mark.union([mark], marks))
    return value.knowing(knowledge, step: SweepValue.cause)
  }

  private static let cause = "the best of a sweep"

  private func figure(_ value: Double) -> Value {
    let facts = trials.reduce([]) { Dated.union($0, $1.scoredBy) }
    let knowledge = Knowledge(
      reach: .constant,
      dated: facts.isEmpty ? [.never] : facts,
      path: [Knowledge.Step(SweepValue.cause)],
      marks: marks
    )
    return .number(Scalar(value, knowledge: knowledge))
  }

  func presentation(name: String?) -> Presentation {
    var shown = Presentation.titled(
      name,
      "sweep over \(axes.map(\.name).joined(separator: ", "))  \(NumberText.counted(trials.count, "trial"))"
    )
    for line in verdict { shown.add("  " + line) }
    let order = trials.indices.sorted { a, b in
      let (x, y) = (trials[a].score, trials[b].score)
      if x.isNaN || y.isNaN { return !x.isNaN && y.isNaN }
      return x == y ? a < b : x > y
    }
    let top = order.prefix(8).map { trials[$0] }
    let note =
      trials.count > 8
      ? "the best 8 of \(NumberText.count(trials.count)); `.table` has all" : nil
    shown.add(table(of: top, note: note))
    if let line = trials.first?.backtest?.audit.line(of: "audit of the first trial") {
      shown.add("  \(line, .faint)")
    }
    return shown
  }

  /// What the best combination is worth, once it is known of how many it is the best.
  private var verdict: [StyledLine] {
    if let skill = best?.skill { return [StyledLine(skill.verdict(bestOf: trials.count))] }
    guard let best = best?.backtest else { return [] }
    let deflated = best.deflated
    let count = NumberText.counted(max(best.trials, trials.count), "trial")
    var figures = ["deflated Sharpe probability \(NumberText.fixed(deflated, 3))"]
    if let overfitting {
      figures.append(
        "probability of overfitting \(NumberText.fixed(overfitting.probability, 3))"
      )
    }
    var lines: [StyledLine] = [
      "the best of \(count) on this span: \(judgement(deflated))",
      "  \(figures.joined(separator: ", "))",
    ]
    if let againstCash, let againstHolding {
      let (cash, holding) = (againstCash.spaConsistent, againstHolding.spaConsistent)
      lines.append(
        "  reality check p = \(NumberText.fixed(cash, 3)) against cash and \(NumberText.fixed(holding, 3)) against buying and holding"
      )
    }
    return lines
  }

  private func judgement(_ deflated: Double) -> String {
    guard let overfitting, let againstCash, let againstHolding else {
      return "too little to tell skill from luck"
    }
    guard deflated >= 0.95, overfitting.probability < 0.5, againstCash.spaConsistent < 0.05 else {
      return "indistinguishable from luck"
    }
    return againstHolding.spaConsistent < 0.05
      ? "hard to explain by luck alone"
      : "better than cash by more than luck, but not than buying and holding"
  }

  private func table(of trials: [Trial], note: String? = nil) -> Table {
    let isBacktest = self.trials.first?.backtest != nil
    let further = isBacktest ? ["return", "Sharpe", "drawdown", "trades"] : []
    let scores = NumberText.column(trials.map { SweepValue.sensible($0.score) })
    return Table(
      (axes.map(\.name) + ["score"] + further).map { Table.Column($0) },
      rows: zip(trials, scores).map(row),
      note: note
    )
  }

  /// Returns a score with so many digits as can mean something.
  private static func sensible(_ score: Double) -> Double {
    abs(score) < 1000 ? (score * 1e4).rounded() / 1e4 : score
  }

  private func row(_ trial: Trial, _ score: String) -> [StyledLine] {
    let values = zip(axes, trial.point).map { StyledLine($0.values[$1].text) }
    guard let backtest = trial.backtest else { return values + [StyledLine(score)] }
    guard backtest.nothing == nil else {
      return values + [StyledLine("no trades", .faint), "", "", "", "0"]
    }
    return values + [
      StyledLine(score), .change(backtest.metrics.totalReturn),
      StyledLine(NumberText.fixed(backtest.metrics.sharpe, 2)),
      .change(backtest.metrics.maxDrawdown), StyledLine(NumberText.count(backtest.trades.count)),
    ]
  }
}
