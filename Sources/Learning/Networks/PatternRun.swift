internal import Numerics

/// A fit under way: the windows, and the network after the epochs so far.
struct PatternRun {
  private let settings: PatternCNN.Settings
  private let bars: FeatureTable
  private let sample: PatternSample
  private let generated: GeneratedWindows?
  private let shape: NetworkShape
  private let training: WindowSamples<Float>
  private let validation: WindowSamples<Float>
  private let basis: SharedBuffer<Float>
  private let trainer: NetworkTrainer<Float>
  private let stream: RandomStream
  private let workers: Workers
  private let blas: BLAS

  init(
    _ bars: FeatureTable,
    _ sample: PatternSample,
    _ generated: GeneratedWindows?,
    settings: PatternCNN.Settings,
    stream: RandomStream,
    workers: Workers,
    blas: BLAS
  ) throws(LearningError) {
    (self.bars, self.sample, self.generated) = (bars, sample, generated)
    (self.settings, self.stream, self.workers) = (settings, stream, workers)
    self.blas = blas
    let shape = NetworkShape(window: settings.window, classes: sample.labels.count)
    self.shape = shape
    let first = try generated?.training(
      bars,
      rows: sample.training,
      window: settings.window,
      stream: stream.substream(3).substream(0)
    )
    precondition(
      first?.labels.count ?? shape.classes == shape.classes,
      "generated windows have the labels of the data"
    )
    training = WindowSamples(sample.training.count + (first?.rows.count ?? 0), shape)
    training.set(0, sample, sample.training)
    if let first { training.set(sample.training.count, first) }
    let more = Int(Double(generated?.count ?? 0) * settings.validationShare)
    validation = WindowSamples(sample.validation.count + more, shape)
    validation.set(0, sample, sample.validation)
    if let generated, more > 0 {
      let windows = try generated.validation(
        more,
        window: settings.window,
        stream: stream.substream(4)
      )
      validation.set(sample.validation.count, windows)
    }
    let start = FirstWeights(shape, training, stream: stream.substream(0), blas: blas)
    basis = start.basis
    trainer = NetworkTrainer(
      shape,
      parameters: start.parameters,
      batch: min(settings.batch, training.count),
      basis: basis,
      workers: workers,
      blas: blas
    )
  }

  /// Replaces the generated windows by those of an epoch.
  private func renew(_ epoch: Int) throws(LearningError) {
    guard let generated, epoch > 0 else { return }
    let windows = try generated.training(
      bars,
      rows: sample.training,
      window: settings.window,
      stream: stream.substream(3).substream(epoch)
    )
    let count = training.count - sample.training.count
    training.set(sample.training.count, windows, count: count)
  }

  /// Returns the network of the best epoch.
  func network(
    names: [String],
    progress: ProgressReport?
  ) throws(LearningError) -> PatternNetwork {
    var (history, best) = ([PatternNetwork.Epoch](), NetworkState(trainer))
    var bestEpoch = 0
    for epoch in 0..<settings.epochs {
      try renew(epoch)
      let loss = learn(epoch)
      let state = NetworkState(trainer)
      let validationLoss = PatternRun.loss(margins(state, validation), validation)
      history.append(PatternNetwork.Epoch(loss: loss, validationLoss: validationLoss))
      // Where nothing validates, no loss is at least another, and the last epoch is the best.
      if epoch == 0 || !(validationLoss >= history[bestEpoch].validationLoss) {
        (best, bestEpoch) = (state, epoch)
      }
      let goesOn =
        progress?(epoch + 1, settings.epochs) {
          validationLoss.isNaN
            ? TrainingScore("loss", loss) : TrainingScore("validation loss", validationLoss)
        } ?? true
      if !goesOn || epoch - bestEpoch >= settings.patience { break }
    }
    return PatternNetwork(
      state: best.folding(basis),
      thresholds: thresholds(margins(best, validation)),
      featureNames: names,
      history: history,
      bestEpoch: bestEpoch
    )
  }

  /// Leads all windows through the network once, and returns their mean loss on the way.
  private func learn(_ epoch: Int) -> Double {
    var order = Array(0..<training.count)
    var shuffle = stream.substream(1).substream(epoch)
    for i in order.indices.dropFirst() { order.swapAt(i, shuffle.index(below: i + 1)) }
    let batch = min(settings.batch, training.count)
    let steps = training.count / batch
    let drops = stream.substream(2).substream(epoch)
    var sum = 0.0
    for step in 0..<steps {
      let done = (Double(epoch) + Double(step) / Double(steps)) / Double(settings.epochs)
      sum += trainer.step(
        training,
        order[step * batch..<(step + 1) * batch],
        rate: rate(done),
        dropout: Dropout(chances: settings.dropout, stream: drops.substream(step))
      )
    }
    return sum / Double(steps)
  }

  /// Returns the rate after a share of all steps: between the first and the last along a cosine.
  private func rate(_ done: Double) -> Double {
    let height = 0.5 * (1 + Elementary.cos(done * .pi))
    return settings.rate * (settings.finalRate + (1 - settings.finalRate) * height)
  }

  private func margins(_ state: NetworkState, _ samples: WindowSamples<Float>) -> [Float] {
    let size = shape.windowSize
    return state.margins(
      samples.count,
      together: 32,
      basis: basis,
      workers: workers,
      blas: blas
    ) {
      $1.update(from: samples.windows.pointer + $0 * size, count: size)
    }
  }

  /// Returns the mean cross-entropy of a class; missing without windows.
  private static func loss(_ margins: [Float], _ samples: WindowSamples<Float>) -> Double {
    guard samples.count > 0 else { return .nan }
    let classes = margins.count / samples.count
    var (sum, total) = (0.0, 0.0)
    for (place, margin) in margins.enumerated() {
      let target = Double(samples.targets.pointer[place])
      guard !target.isNaN else { continue }
      let weight = Double(samples.weights.pointer[place / classes])
      sum += weight * Loss.logistic.value(margin: Double(margin), target: target)
      total += weight
    }
    return sum / total
  }

  /// Returns for each class the probability from which on its F1 is largest in the validation
  /// windows; one half where fewer than five of them show the pattern.
  private func thresholds(_ margins: [Float]) -> [Double] {
    (0..<shape.classes).map { number in
      var known: [(margin: Float, isPresent: Bool)] = []
      for window in 0..<validation.count {
        let place = window * shape.classes + number
        let target = validation.targets.pointer[place]
        if !target.isNaN { known.append((margins[place], target == 1)) }
      }
      return PatternRun.threshold(known)
    }
  }

  private static func threshold(_ known: [(margin: Float, isPresent: Bool)]) -> Double {
    let present = known.count { $0.isPresent }
    guard present >= 5 else { return 0.5 }
    let sorted = known.sorted { $0.margin > $1.margin }
    var (found, best, cut) = (0, 0.0, 0)
    for (place, window) in sorted.enumerated() {
      if window.isPresent { found += 1 }
      let isLastOfEqual = place + 1 == sorted.count || sorted[place + 1].margin < window.margin
      // 2 P R / (P + R) = 2 found / (named + present).
      let score = 2 * Double(found) / Double(place + 1 + present)
      if isLastOfEqual, score > best { (best, cut) = (score, place) }
    }
    let next = cut + 1 < sorted.count ? sorted[cut + 1].margin : sorted[cut].margin
    return Elementary.sigmoid(0.5 * (Double(sorted[cut].margin) + Double(next)))
  }
}
