import Foundation
import Learning
import Numerics
import Testing
import TimeSeries

@Suite struct PatternCNNTests {
  typealias Settings = PatternCNN.Settings

  private static let bars = RandomNetwork.bars(420)
  private static let rows = Array(19..<400)

  /// Whether a bar closes above the high before.
  @Sendable private static func breakout(_ bars: FeatureTable) -> [Double] {
    (0..<bars.rowCount).map { row in
      row > 0 && bars.columns[3][row] > bars.columns[1][row - 1] ? 1 : 0
    }
  }

  private static let labels = [breakout(bars), breakout(bars).map { 1 - $0 }]

  private func fit(
    _ settings: Settings = Settings(epochs: 3),
    bars: FeatureTable = bars,
    labels: [[Double]] = labels,
    rows: [Int] = rows,
    seed: UInt64 = 1,
    workers: Int = 1,
    progress: ProgressReport? = nil
  ) throws(LearningError) -> PatternNetwork {
    try PatternCNN(settings).fit(
      bars,
      labels: labels,
      rows: rows,
      stream: RandomStream(seed: seed, path: "fit"),
      workers: Workers(count: workers),
      progress: progress
    )
  }

  @Test func aNetworkIsTheSameForAnyNumberOfThreads() throws {
    let settings = Settings(epochs: 2, batch: 50)
    let one = try fit(settings)
    for workers in [2, 8] { #expect(try fit(settings, workers: workers) == one) }
    #expect(try fit(settings, seed: 2) != one)
    let many = try one.margins(Self.bars, rows: Self.rows, workers: Workers(count: 8))
    #expect(try one.margins(Self.bars, rows: Self.rows) == many)
  }

  @Test func generatedWindowsAreTheSameForAnyNumberOfThreads() throws {
    let generated = GeneratedWindows(count: 300) { [Self.breakout($0)] }
    let networks = try [1, 8].map { workers in
      try PatternCNN(Settings(epochs: 2)).fit(
        Self.bars,
        labels: [Self.labels[0]],
        rows: Self.rows,
        generated: generated,
        stream: RandomStream(seed: 1, path: "fit"),
        workers: Workers(count: workers)
      )
    }
    #expect(networks[0] == networks[1])
    let plain = try fit(Settings(epochs: 2), labels: [Self.labels[0]])
    #expect(networks[0].document.parameters != plain.document.parameters)
  }

  @Test func findsAPatternInBarsThatItNeverSaw() throws {
    let network = try PatternCNN(Settings(epochs: 8, rate: 2e-3, finalRate: 0, dropout: [0, 0]))
      .fit(
        Self.bars,
        labels: [Self.labels[0]],
        rows: Self.rows,
        generated: GeneratedWindows(count: 4000) { [Self.breakout($0)] },
        stream: RandomStream(seed: 1, path: "fit"),
        workers: Workers(count: 2)
      )
    let unseen = RandomNetwork.bars(3000, seed: 77)
    let rows = Array(19..<3000)
    let target = Self.breakout(unseen)
    let p = try network.probabilities(unseen, rows: rows)[0]
    let known = rows.map { target[$0] }
    #expect(Scores.accuracy(p, known) > 0.95)
    #expect(Scores.baseRate(known, loss: .logistic) < 0.8)
  }

  /// The first of 76 validation rows is 324; windows that end at 304 - horizon or before end, with
  /// their labels, before its window begins.
  @Test(arguments: [0, 7])
  func rowsThatReachIntoTheValidationWindowsDoNotTrain(horizon: Int) throws {
    let settings = Settings(epochs: 2, horizon: horizon)
    let network = try fit(settings)
    func changed(_ rows: Range<Int>) throws -> PatternNetwork {
      var labels = Self.labels
      for row in rows { labels[0][row] = 1 - labels[0][row] }
      return try fit(settings, labels: labels)
    }
    #expect(try changed(305 - horizon..<324) == network)
    #expect(try changed(304 - horizon..<305 - horizon) != network)
    #expect(try changed(324..<325) != network)
    #expect(try changed(324..<325).history.map(\.loss) == network.history.map(\.loss))
  }

  @Test func theBestEpochIsKept() throws {
    let settings = Settings(epochs: 40, patience: 4)
    var labels = Self.labels
    var stream = RandomStream(seed: 5, path: "noise")
    for row in 0..<labels[0].count where stream.uniform() < 0.3 {
      labels[0][row] = 1 - labels[0][row]
    }
    let network = try fit(settings, labels: labels)
    let losses = network.history.map(\.validationLoss)
    #expect(losses.firstIndex(of: losses.min() ?? .nan) == network.bestEpoch)
    #expect(network.history.count == network.bestEpoch + 5 && network.history.count < 40)
    let best = network.bestEpoch
    let stopped = try fit(
      settings,
      labels: labels,
      progress: { done, of, _ in
        done <= best && of == 40
      }
    )
    #expect(stopped.history.count == best + 1)
    #expect(stopped.document.parameters == network.document.parameters)
    #expect(stopped.document.variances == network.document.variances)
  }

  @Test func withoutValidationTheLastEpochIsKept() throws {
    let network = try fit(Settings(epochs: 3, validationShare: 0))
    #expect(network.bestEpoch == 2 && network.thresholds == [0.5, 0.5])
    #expect(network.history.allSatisfy { $0.validationLoss.isNaN })
    #expect(network.history[2].loss < network.history[0].loss)
  }

  @Test func aRowDependsOnItsWindowOnly() throws {
    let network = try fit()
    let all = try network.margins(Self.bars, rows: Array(0..<420))
    let some = [400, 25, 400, 19, 18, 333]
    let few = try network.margins(Self.bars, rows: some)
    for c in 0..<2 {
      #expect(all[c].prefix(19).allSatisfy { $0.isNaN } && !all[c][19].isNaN)
      for (place, row) in some.enumerated() {
        #expect(few[c][place].bitPattern == all[c][row].bitPattern)
      }
    }
    var columns = Self.bars.columns
    for i in 0..<5 { columns[i].replaceSubrange(401..., with: [Double](repeating: 7, count: 19)) }
    columns[1][200] = .nan
    let changed = FeatureTable(names: Self.bars.names, columns: columns)
    let after = try network.margins(changed, rows: Array(0..<420))
    for row in 19...400 {
      #expect(after[0][row].isNaN == (200..<220).contains(row))
      if !after[0][row].isNaN { #expect(after[0][row] == all[0][row]) }
    }
  }

  /// Powers of two, which change no bit of a scaled window.
  @Test func unitsDoNotMatter() throws {
    let network = try fit()
    let units = [0x1p-7, 0x1p-7, 0x1p-7, 0x1p-7, 0x1p20]
    let scaled = FeatureTable(
      names: Self.bars.names,
      columns: zip(Self.bars.columns, units).map { column, unit in column.map { $0 * unit } }
    )
    #expect(
      try network.margins(scaled, rows: Self.rows) == network.margins(Self.bars, rows: Self.rows)
    )
  }

  @Test func windowsWithoutRangeOrVolumeHaveAProbability() throws {
    let network = try fit()
    let flat = FeatureTable(
      names: Self.bars.names,
      columns: [Double](repeating: 3, count: 4).map { [Double](repeating: $0, count: 30) } + [
        [Double](repeating: 0, count: 30)
      ]
    )
    let p = try network.probabilities(flat, rows: [19, 29])
    #expect(p[0][0] >= 0 && p[0][0] <= 1 && p[0][0] == p[0][1])
  }

  /// Zero volume throughout, and bars that never move: columns without any spread.
  @Test(arguments: [false, true])
  func columnsWithoutSpreadDoNoHarm(isFlat: Bool) throws {
    var columns = Self.bars.columns
    columns[4] = [Double](repeating: 0, count: 420)
    if isFlat { for price in 0..<4 { columns[price] = [Double](repeating: 50, count: 420) } }
    let bars = FeatureTable(names: Self.bars.names, columns: columns)
    let network = try fit(bars: bars)
    #expect(network.history.allSatisfy { $0.loss.isFinite && $0.validationLoss.isFinite })
    let margins = try network.margins(bars, rows: Self.rows)
    #expect(margins.joined().allSatisfy { $0.isFinite })
    #expect((Set(margins[0]).count == 1) == isFlat)
  }

  @Test func aStoredNetworkPredictsTheSame() throws {
    for settings in [Settings(epochs: 2), Settings(epochs: 2, validationShare: 0)] {
      let network = try fit(settings)
      let text = try JSONEncoder().encode(network.document)
      let read = try JSONDecoder().decode(PatternNetwork.Document.self, from: text)
      let loaded = try PatternNetwork(read)
      #expect(loaded.document == network.document)
      #expect(
        try loaded.margins(Self.bars, rows: Self.rows)
          == network.margins(Self.bars, rows: Self.rows)
      )
    }
  }

  @Test func aDamagedDocumentIsRefused() throws {
    let whole = RandomNetwork.document(classes: 2)
    let damages: [(inout PatternNetwork.Document) -> Void] = [
      { $0.version = 2 }, { $0.window = 7 }, { $0.window = .max }, { $0.classes = 0 },
      { $0.classes = 3 }, { $0.featureNames = [] }, { $0.parameters.removeLast() },
      { $0.parameters[5] = Float.nan.bitPattern }, { $0.means.removeLast() },
      { $0.means[1][3] = Float.infinity.bitPattern },
      { $0.variances[2][0] = Float(-1).bitPattern }, { $0.variances[0].append(0) },
      { $0.thresholds = [0.5] }, { $0.thresholds[0] = .nan }, { $0.validationLosses = [1] },
      { $0.bestEpoch = 2 }, { $0.bestEpoch = -1 },
    ]
    _ = try PatternNetwork(whole)
    for (number, damage) in damages.enumerated() {
      var document = whole
      damage(&document)
      #expect("damage \(number)") {
        _ = try PatternNetwork(document)
      } throws: { error in
        switch error as? LearningError {
        case .malformedModel, .unknownVersion: true
        default: false
        }
      }
    }
  }

  @Test func walksForwardAsALearner() throws {
    let target = Self.labels[0]
    let folds = Splitter.walkForward(
      LabelSpans(rows: 19..<420, clock: Clock(count: 420), horizon: 0),
      train: .rows(250),
      test: .rows(80)
    )
    let run = try OutOfSample.run(
      PatternCNN(Settings(epochs: 40, patience: 40, dropout: [0.1, 0.1])),
      table: Self.bars,
      target: target,
      folds: folds,
      horizon: 0,
      loss: .logistic,
      stream: RandomStream(seed: 1, path: "walk"),
      workers: Workers(count: 2)
    )
    #expect(run.scores.auc > 0.8)
    #expect(abs(run.importance.reduce(0, +) - 1) < 1e-9)
  }

  @Test func whatCannotBeLearnedIsNamed() throws {
    let four = FeatureTable(
      names: ["a", "b", "c", "d"],
      columns: Array(Self.bars.columns.prefix(4))
    )
    #expect(throws: LearningError.notBars(columns: 4)) { try fit(bars: four) }
    #expect(throws: LearningError.noClasses) { try fit(labels: []) }
    #expect(throws: LearningError.noRows) { try fit(rows: []) }
    #expect(throws: LearningError.noRows) { try fit(rows: Array(0..<19)) }
    #expect(throws: LearningError.noRows) {
      try fit(labels: [[Double](repeating: .nan, count: 420)])
    }
    #expect(throws: LearningError.targetNotBinary(0.5)) {
      try fit(labels: [[Double](repeating: 0.5, count: 420)])
    }
    let cnn = PatternCNN(Settings(epochs: 1))
    for (weight, error) in [(0.0, LearningError.noWeight), (-1, .weightOutOfRange(row: 19))] {
      #expect(throws: error) {
        try cnn.fit(
          Self.bars,
          labels: Self.labels,
          rows: Self.rows,
          weights: [Double](repeating: weight, count: 420),
          stream: RandomStream(seed: 1, path: ""),
          workers: .single
        )
      }
    }
    #expect(throws: LearningError.lossNotSupported(.squared)) {
      try cnn.fit(
        Self.bars,
        target: Self.labels[0],
        rows: Self.rows,
        loss: .squared,
        stream: RandomStream(seed: 1, path: ""),
        workers: .single
      )
    }
    #expect(throws: LearningError.settingOutOfRange("generated")) {
      try cnn.fit(
        Self.bars,
        labels: Self.labels,
        rows: Self.rows,
        generated: GeneratedWindows(count: 99) { _ in Self.labels },
        stream: RandomStream(seed: 1, path: ""),
        workers: .single
      )
    }
    let network = try fit(Settings(epochs: 1))
    #expect(throws: LearningError.notBars(columns: 4)) {
      try network.probabilities(four, rows: [30])
    }
    #expect(network.predict(four, rows: [30])[0].isNaN)
  }

  @Test(arguments: [
    ("window", Settings(window: 7)), ("epochs", .init(epochs: 0)), ("batch", .init(batch: 1)),
    ("rate", .init(rate: .nan)), ("finalRate", .init(finalRate: 2)),
    ("patience", .init(patience: 0)), ("validationShare", .init(validationShare: 0.6)),
    ("horizon", .init(horizon: -1)), ("dropout", .init(dropout: [0.5])),
    ("dropout", .init(dropout: [0.5, 1])),
  ])
  func settingsOutOfTheirRangeAreNamed(name: String, settings: Settings) {
    #expect(throws: LearningError.settingOutOfRange(name)) { try fit(settings) }
  }
}
