internal import Numerics

/// The parameters of a network and the averages of its normalisations: all that a prediction needs.
struct NetworkState: Sendable, Hashable {
  let shape: NetworkShape
  var parameters: [Float]
  /// The averages over the batches, convolution after convolution.
  var means: [[Float]]
  var variances: [[Float]]

  /// Takes the present state of a network in training.
  init(_ trainer: NetworkTrainer<Float>) {
    shape = trainer.shape
    parameters = trainer.parameters.values
    means = shape.convolutions.indices.map { trainer.averages($0).mean }
    variances = shape.convolutions.indices.map { trainer.averages($0).variance }
  }

  init(shape: NetworkShape, parameters: [Float], means: [[Float]], variances: [[Float]]) {
    (self.shape, self.parameters) = (shape, parameters)
    (self.means, self.variances) = (means, variances)
  }

  /// Returns the state whose first weights take the patches as they are, not times the basis.
  func folding(_ basis: SharedBuffer<Float>) -> NetworkState {
    let layer = shape.convolutions[0]
    var folded = self
    for row in 0..<layer.patch {
      for channel in 0..<layer.channels {
        var sum = 0.0
        for i in 0..<layer.patch {
          let weight = parameters[layer.weights + i * layer.channels + channel]
          sum += Double(basis.pointer[row * layer.patch + i]) * Double(weight)
        }
        folded.parameters[layer.weights + row * layer.channels + channel] = Float(sum)
      }
    }
    return folded
  }

  /// Returns the log-odds of the classes of `count` windows, window after window.
  ///
  /// `write` lays a window down, by number. The last bits of a product depend on the place of a row
  /// among others, so windows that go `together` depend on each other in these; of one at a time
  /// each has its own.
  func margins(
    _ count: Int,
    together size: Int = 1,
    basis: SharedBuffer<Float>? = nil,
    workers: Workers,
    blas: BLAS,
    write: @Sendable (Int, UnsafeMutablePointer<Float>) -> Void
  ) -> [Float] {
    let chunks = (count + size - 1) / size
    let parts = max(1, min(chunks, workers.count))
    let theta = SharedBuffer(parameters)
    let normalisations = averages(theta)
    let margins = workers.map(parts) { part -> [Float] in
      let pass = NetworkPass(
        shape,
        capacity: size,
        basis: basis,
        learns: false,
        blas: blas
      )
      pass.count = size
      var margins: [Float] = []
      for chunk in chunks * part / parts..<chunks * (part + 1) / parts {
        let first = chunk * size
        let present = min(size, count - first)
        pass.input.pointer.update(repeating: 0, count: pass.input.count)
        for place in 0..<present {
          write(first + place, pass.input.pointer + place * shape.windowSize)
        }
        for layer in shape.convolutions.indices {
          pass.convolve(layer, theta.pointer)
          pass.activate(layer, normalisations[layer])
        }
        pass.classify(theta.pointer)
        for place in 0..<present * shape.classes { margins.append(pass.logits[place]) }
      }
      return margins
    }
    return Array(margins.joined())
  }

  private func averages(_ theta: SharedBuffer<Float>) -> [Normalisation<Float>] {
    shape.convolutions.enumerated().map { number, layer in
      let normalisation = Normalisation<Float>(channels: layer.channels)
      for c in 0..<layer.channels {
        normalisation.runningMean.pointer[c] = means[number][c]
        normalisation.runningVariance.pointer[c] = variances[number][c]
      }
      normalisation.foldAverages(theta.pointer, layer)
      return normalisation
    }
  }
}

extension SharedBuffer {
  /// Creates a buffer with these elements; at least one.
  convenience init(_ elements: [Element]) {
    self.init(elements.count, of: elements[0])
    for (i, element) in elements.enumerated() { pointer[i] = element }
  }

  /// The elements.
  var values: [Element] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}
