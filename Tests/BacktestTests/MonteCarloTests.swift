import Backtest
import Numerics
import Synchronization
import Testing

@Suite struct MonteCarloTests {
  private let stream = RandomStream(seed: 11, path: "monte carlo")
  private let returns = SP500In2008.returns

  private func run(
    _ method: MonteCarlo.Method = .stationary,
    block: Double? = nil,
    paths: Int = 200,
    horizon: Int? = nil,
    workers: Int = 1
  ) -> MonteCarloResult {
    MonteCarlo.run(
      returns: returns,
      method: method,
      block: block,
      paths: paths,
      capital: 1000,
      horizon: horizon,
      stream: stream,
      workers: Workers(count: workers)
    )
  }

  @Test(arguments: MonteCarlo.Method.allCases)
  func sameForAnyNumberOfWorkers(_ method: MonteCarlo.Method) {
    let one = run(method, workers: 1)
    #expect(one == run(method, workers: 2) && one == run(method, workers: 5))
  }

  @Test(arguments: MonteCarlo.Method.allCases)
  func aPathDoesNotDependOnHowManyThereAre(_ method: MonteCarlo.Method) {
    let (few, many) = (run(method, paths: 20), run(method, paths: 2000))
    #expect(few.finals[7] == many.finals[7] && few.maxDrawdowns[7] == many.maxDrawdowns[7])
    #expect(few.finals == Array(many.finals.prefix(20)))
  }

  /// Batches that were walked before are taken as they are, and those that are not wanted left out.
  @Test func goesOnFromTheBatchesThatAreFinished() {
    let kept = Mutex<[Int: PathBatch]>([:])
    func run(_ isWanted: @escaping @Sendable (Int) -> Bool) -> MonteCarloResult {
      MonteCarlo.run(
        returns: returns,
        method: .stationary,
        paths: 300,
        capital: 1000,
        stream: stream,
        workers: Workers(count: 2),
        keeper: { number, walk in
          if let batch = kept.withLock({ $0[number] }) { return batch }
          guard isWanted(number) else { return nil }
          let batch = walk()
          kept.withLock { $0[number] = batch }
          return batch
        }
      )
    }
    let part = run { $0 < 2 }
    #expect(part.paths == 128 && kept.withLock { $0.count } == 2)
    let whole = self.run(paths: 300)
    #expect(part.finals == Array(whole.finals.prefix(128)))
    #expect(run { _ in true } == whole)
    #expect(run { _ in false } == whole)
  }

  /// Independent draws: the mean of the finals is (1 + m)ʰ and their variance is known.
  @Test(arguments: [(MonteCarlo.Method.trades, nil), (.stationary, 1.0), (.block, 1.0)])
  func independentReturnsKeepTheirMoments(_ method: MonteCarlo.Method, _ block: Double?) {
    let paths = 20_000
    let result = run(method, block: block, paths: paths, horizon: 60, workers: 2)
    let growth = result.finals.map { $0 / 1000 }
    let mean = 1 + Statistics.mean(returns)
    let square = mean * mean + Statistics.variance(returns, ddof: 0)
    var (expected, second) = (1.0, 1.0)
    for _ in 0..<60 { (expected, second) = (expected * mean, second * square) }
    let variance = second - expected * expected
    let error = (variance / Double(paths)).squareRoot()
    #expect(abs(Statistics.mean(growth) - expected) < 4 * error)
    #expect(close(Statistics.variance(growth), variance, 0.08))
  }

  /// Days that follow each other belong together: blocks keep what single draws destroy.
  @Test func blocksKeepTheDependence() {
    var numbers = RandomStream(seed: 3, path: "dependent returns")
    var last = 0.0
    // Each return keeps 0.8 of the last: sums of them are 3 times as wide as independent ones.
    let trending = (0..<2000).map { _ in
      last = 0.8 * last + 0.001 * numbers.normal()
      return last
    }
    func spread(_ method: MonteCarlo.Method) -> Double {
      let result = MonteCarlo.run(
        returns: trending,
        method: method,
        paths: 500,
        capital: 1,
        stream: stream,
        workers: .single
      )
      return Statistics.stdev(result.finals.map(Elementary.log))
    }
    #expect(spread(.stationary) > 2 * spread(.trades))
    #expect(spread(.block) > 2 * spread(.trades))
  }

  @Test func aShuffleChangesThePathAndNotTheEnd() {
    let result = run(.shuffle, horizon: 9999)
    let end = EquityCurve.compounding(returns, from: 1000).last ?? .nan
    #expect(result.horizon == 253 && result.block == nil)
    #expect(result.finals.allSatisfy { close($0, end, 1e-12) })
    #expect(Set(result.maxDrawdowns).count > 190)
  }

  /// Every figure of a path, again from its whole curve.
  @Test func figuresAreThoseOfTheCurves() {
    let result = run(.trades, paths: 50)
    for path in 0..<50 {
      var numbers = stream.substream(path)
      let rows = Bootstrap.independentIndexes(of: returns.count, using: &numbers)
      let drawn = rows.map { returns[$0] }
      let equity = EquityCurve.compounding(drawn, from: 1000)
      #expect(result.finals[path] == equity.last)
      #expect(result.lowest[path] == equity.min())
      #expect(result.maxDrawdowns[path] == Drawdown.series(equity).min())
    }
  }

  @Test func bandsAreTheQuantilesOfTheAccounts() {
    let result = run(paths: 301)
    #expect(result.times.first == 0 && result.times.last == 253 && result.times.count == 251)
    #expect(result.times == result.times.sorted() && Set(result.times).count == 251)
    #expect(result.bands.count == 5 && result.bands.allSatisfy { $0.count == 251 })
    for (level, band) in zip(MonteCarloResult.levels, result.bands) {
      #expect(band.first == 1000 && band.last == Statistics.quantile(result.finals, level))
    }
    for time in result.times.indices {
      let fan = result.bands.map { $0[time] }
      #expect(fan == fan.sorted())
    }
  }

  @Test func ruinIsAShareOfThePaths() {
    let result = run(paths: 400, horizon: 500)
    let ruined = result.lowest.count { $0 <= 500 }
    #expect(result.ruinAt == 0.5 && result.ruinProbability == Double(ruined) / 400)
    #expect(ruined > 0 && ruined < 400)
    let sure = MonteCarlo.run(
      returns: [-0.5, -0.5],
      method: .trades,
      paths: 10,
      capital: 3,
      stream: stream,
      workers: .single
    )
    #expect(sure.ruinProbability == 1 && sure.maxDrawdowns.allSatisfy { $0 == -0.75 })
  }

  @Test func theBlockIsChosenFromTheReturnsAndSaid() throws {
    let chosen = try #require(run().block)
    #expect(chosen.isChosen && close(chosen.rows, 11.2630450990568))
    #expect(run(.block).block == MonteCarloResult.Block(rows: 13, isChosen: true))
    #expect(run(.block, block: 20.4).block == MonteCarloResult.Block(rows: 20, isChosen: false))
    #expect(run(block: 1e9).block == MonteCarloResult.Block(rows: 253, isChosen: false))
    #expect(run(block: -2).block == MonteCarloResult.Block(rows: 1, isChosen: false))
    #expect(run(.trades).block == nil)
  }

  /// What was found falls below a least length of 20.4, and not below one of 5; an asked length holds.
  @Test func aChosenBlockIsNotShorterThanTheLeastOne() throws {
    func block(
      _ method: MonteCarlo.Method,
      asked: Double? = nil,
      least: Double
    ) -> MonteCarloResult.Block? {
      MonteCarlo.run(
        returns: returns,
        method: method,
        block: asked,
        leastBlock: least,
        paths: 1,
        capital: 1,
        stream: stream,
        workers: .single
      ).block
    }
    let longer = MonteCarloResult.Block(rows: 20.4, isChosen: true, isLeast: true)
    #expect(block(.stationary, least: 20.4) == longer)
    #expect(block(.stationary, least: 5) == run().block && run().block?.isLeast == false)
    #expect(block(.block, least: 20.4)?.rows == 20)
    #expect(block(.stationary, asked: 3, least: 20)?.rows == 3)
    #expect(block(.stationary, least: 1e9)?.rows == 253)
    #expect(block(.trades, least: 5) == nil)
    let still = MonteCarlo.run(
      returns: [Double](repeating: 0.01, count: 30),
      method: .stationary,
      leastBlock: 7,
      paths: 1,
      capital: 1,
      stream: stream,
      workers: .single
    )
    #expect(still.block == MonteCarloResult.Block(rows: 7, isChosen: true, isLeast: true))
  }

  @Test func methodsSayWhichQuestionTheyAnswer() {
    #expect(run(.shuffle).question == .order && run(.trades).question == .sampling)
    #expect(run(.stationary).question == .dependence && run(.block).question == .dependence)
    #expect(run(.block).method == .block)
    #expect(MonteCarloQuestion.allCases.count == 5)
    #expect(Set(MonteCarloQuestion.allCases.map(\.statement)).count == 5)
  }

  /// Paths of another maker, such as a strategy on resampled bars: too short, too long, empty.
  @Test func summarisesThePathsOfOthers() {
    let paths: [[Double]] = [[0.5, -0.5, 0.2], [1], [], [-0.6, 0.5]]
    let result = MonteCarlo.simulate(
      question: .market,
      paths: 4,
      capital: 100,
      horizon: 2,
      workers: .single
    ) { path, _ in paths[path] }
    #expect(result.finals == [75, 200, 100, 60] && result.lowest == [75, 100, 100, 40])
    #expect(result.maxDrawdowns == [-0.5, 0, 0, -0.6] && result.ruinProbability == 0.25)
    #expect(result.question == .market && result.method == nil)
  }

  @Test func progressCountsToTheLastPath() {
    let counts = Counter()
    _ = MonteCarlo.run(
      returns: returns,
      method: .trades,
      paths: 500,
      capital: 1,
      stream: stream,
      workers: Workers(count: 2),
      progress: { counts.note($0) }
    )
    #expect(counts.highest == 500)
  }

  @Test(arguments: MonteCarlo.Method.allCases)
  func nastyArgumentsDoNotTrap(_ method: MonteCarlo.Method) {
    #expect(run(method, paths: 0).finals.isEmpty && run(method, paths: 0).ruinProbability.isNaN)
    #expect(run(method, paths: -5).paths == 0 && run(method, paths: 0).bands[2][0].isNaN)
    #expect(run(method, horizon: 0).finals.allSatisfy { $0 == 1000 })
    #expect(run(method, horizon: -7).times == [0])
    #expect(run(method, block: .nan, paths: 2).paths == 2)
    #expect(run(method, block: .infinity, paths: 2).paths == 2)
    for column in [[], [.nan, 0.1], [0.1], [-3, 0.2], [.infinity, -0.5]] as [[Double]] {
      let result = MonteCarlo.run(
        returns: column,
        method: method,
        paths: 3,
        capital: 1,
        horizon: 4,
        stream: stream,
        workers: .single
      )
      #expect(result.paths == (column.isEmpty ? 0 : 3))
    }
  }

  /// A missing return must not pass for a path without a loss.
  @Test func aMissingReturnIsSeen() {
    let result = MonteCarlo.run(
      returns: [0.1, .nan],
      method: .shuffle,
      paths: 3,
      capital: 1,
      stream: stream,
      workers: .single
    )
    for value in result.finals + result.maxDrawdowns { #expect(value.isNaN) }
    #expect(result.bands[0].last?.isNaN == true)
  }
}
