package import Numerics

/// The windows that a network learns from, with a target for each class.
package struct WindowSamples<S: NetworkScalar>: Sendable {
  /// The windows, newest bar first, each bar with its five numbers.
  package let windows: SharedBuffer<S>
  /// 0 or 1 for each class of each window; NaN where it is not known.
  package let targets: SharedBuffer<S>
  package let weights: SharedBuffer<S>
  package let count: Int

  package init(_ count: Int, _ shape: NetworkShape) {
    windows = SharedBuffer(count * shape.windowSize, of: 0)
    targets = SharedBuffer(count * shape.classes, of: .nan)
    weights = SharedBuffer(count, of: 1)
    self.count = count
  }
}

/// A network in training.
///
/// A batch is cut into passes of sixteen windows, whatever the number of threads; what they found is
/// added up in their order, so that the parameters are the same, bit for bit, for any number.
package final class NetworkTrainer<S: NetworkScalar>: @unchecked Sendable {
  package let shape: NetworkShape
  package let parameters: SharedBuffer<S>
  let normalisations: [Normalisation<S>]
  private let passes: [NetworkPass<S>]
  private let targets: [SharedBuffer<S>]
  private let weights: [SharedBuffer<S>]
  private let batch: Int
  private let workers: Workers
  private var adam: Adam<S>

  /// How many windows a pass has.
  ///
  /// Two passes of sixteen keep two threads busy at the usual batch of
  /// 32; smaller ones make the products of the dense layers slow.
  package static var windowsOfPass: Int { 16 }

  package init(
    _ shape: NetworkShape,
    parameters: [S],
    batch: Int,
    basis: SharedBuffer<S>? = nil,
    workers: Workers,
    blas: BLAS
  ) {
    precondition(parameters.count == shape.parameterCount, "the parameters of the shape")
    (self.shape, self.batch, self.workers) = (shape, batch, workers)
    self.parameters = SharedBuffer(parameters.count, of: 0)
    for (i, value) in parameters.enumerated() { self.parameters.pointer[i] = value }
    normalisations = shape.convolutions.map { Normalisation(channels: $0.channels) }
    let count = (batch + Self.windowsOfPass - 1) / Self.windowsOfPass
    passes = (0..<count).map { _ in
      NetworkPass(shape, capacity: Self.windowsOfPass, basis: basis, learns: true, blas: blas)
    }
    targets = passes.map { _ in SharedBuffer(Self.windowsOfPass * shape.classes, of: 0) }
    weights = passes.map { _ in SharedBuffer(Self.windowsOfPass, of: 0) }
    adam = Adam(count: parameters.count)
  }

  /// Learns from a batch of the samples, and returns the mean cross-entropy of a class before.
  package func step(
    _ samples: WindowSamples<S>,
    _ chosen: ArraySlice<Int>,
    rate: Double,
    dropout: Dropout?
  ) -> Double {
    let loss = derive(samples, chosen, dropout: dropout)
    adam.advance(rate: rate)
    let (adam, passes, parameters) = (adam, passes, parameters)
    let parts = workers.count
    let count = shape.parameterCount
    run(parts) { part in
      let range = count * part / parts..<count * (part + 1) / parts
      NetworkTrainer.gather(passes, range)
      adam.update(parameters.pointer, by: passes[0].gradient.pointer, range)
    }
    return loss
  }

  /// Returns the mean cross-entropy of a batch and its derivatives by the parameters.
  package func gradient(
    _ samples: WindowSamples<S>,
    _ chosen: ArraySlice<Int>,
    dropout: Dropout?
  ) -> (loss: Double, gradient: [S]) {
    let loss = derive(samples, chosen, dropout: dropout)
    NetworkTrainer.gather(passes, 0..<shape.parameterCount)
    let gradient = passes[0].gradient
    return (loss, (0..<shape.parameterCount).map { gradient.pointer[$0] })
  }

  /// The averages over the batches of the channels of a convolution.
  package func averages(_ number: Int) -> (mean: [S], variance: [S]) {
    let normalisation = normalisations[number]
    return (normalisation.runningMean.values, normalisation.runningVariance.values)
  }

  /// Adds the derivatives of the passes to those of the first, in order.
  private static func gather(_ passes: [NetworkPass<S>], _ range: Range<Int>) {
    let sums = passes[0].gradient.pointer + range.lowerBound
    for pass in passes.dropFirst() where pass.count > 0 {
      Kernels.add(pass.gradient.pointer + range.lowerBound, to: sums, count: range.count)
    }
  }

  private var theta: UnsafePointer<S> { UnsafePointer(parameters.pointer) }

  private func run(_ pieces: Int, _ body: @Sendable (Int) -> Void) {
    _ = workers.map(pieces, body)
  }

  /// Leads a batch through the network, forth and back.
  private func derive(
    _ samples: WindowSamples<S>,
    _ chosen: ArraySlice<Int>,
    dropout: Dropout?
  ) -> Double {
    precondition(!chosen.isEmpty && chosen.count <= batch, "a batch of at least one window")
    let layers = shape.convolutions.count
    for (number, pass) in passes.enumerated() {
      pass.count = max(0, min(Self.windowsOfPass, chosen.count - number * Self.windowsOfPass))
    }
    let used = (chosen.count + Self.windowsOfPass - 1) / Self.windowsOfPass
    run(used) { [self] number in
      load(number, samples, chosen)
      passes[number].convolve(0, theta)
      passes[number].measure(0)
    }
    normalisations[0].join(passes, 0, theta)
    for layer in 1..<layers {
      run(used) { [self] number in
        passes[number].activate(layer - 1, normalisations[layer - 1])
        passes[number].convolve(layer, theta)
        passes[number].measure(layer)
      }
      normalisations[layer].join(passes, layer, theta)
    }
    let divisor = Double(chosen.count * shape.classes)
    let losses = workers.map(used) { [self] number in
      let pass = passes[number]
      pass.activate(layers - 1, normalisations[layers - 1])
      pass.classify(theta, dropout: dropout?.part(number))
      let loss = pass.loss(
        targets: targets[number].pointer,
        weights: weights[number].pointer,
        divisor: divisor
      )
      pass.returnDense(theta)
      pass.unpool(layers - 1, normalisations[layers - 1])
      return loss
    }
    for layer in (0..<layers).reversed() {
      normalisations[layer].joinSlopes(passes, layer)
      run(used) { [self] number in
        passes[number].returnConvolution(layer, normalisations[layer], theta)
        if layer > 0 { passes[number].unpool(layer - 1, normalisations[layer - 1]) }
      }
    }
    return losses.reduce(0, +) / divisor
  }

  /// Copies the windows of a pass and their targets.
  private func load(_ number: Int, _ samples: WindowSamples<S>, _ chosen: ArraySlice<Int>) {
    let pass = passes[number]
    let (size, classes) = (shape.windowSize, shape.classes)
    let first = chosen.startIndex + number * Self.windowsOfPass
    for place in 0..<pass.count {
      let sample = chosen[first + place]
      (pass.input.pointer + place * size)
        .update(from: samples.windows.pointer + sample * size, count: size)
      (targets[number].pointer + place * classes)
        .update(from: samples.targets.pointer + sample * classes, count: classes)
      weights[number].pointer[place] = samples.weights.pointer[sample]
    }
  }
}
