internal import Numerics

/// The parameters that a fit begins with, and the basis of the first convolution.
///
/// Weights are normal with the variances of He et al., "Delving deep into rectifiers" (ICCV 2015);
/// those of the classes of Glorot and Bengio (AISTATS 2010), with the log-odds of the class as bias.
/// Two things speed the learning of sharp rules up; neither changes what the network can express.
///
/// Prices of a bar differ little beside their level, so the first weights work on patches times a
/// basis: a bar and the older one beside it, freed of their correlation by Cholesky's factor of
/// their covariance. The finished network has both multiplied out.
///
/// Patterns end at the newest bar, which pooling would mix with those beside it. A part of the
/// channels therefore begins with weights on the newer neighbour that tell the newest bar, which has
/// none, from all others, with their normalisation set for the newest bar's values.
struct FirstWeights {
  private(set) var parameters: [Float]
  let basis: SharedBuffer<Float>

  private static let windows = 1024
  /// How much the newer neighbour weighs against a channel that is to see the newest bar only.
  private static let emphasis = 6.0

  init(
    _ shape: NetworkShape,
    _ samples: WindowSamples<Float>,
    stream: RandomStream,
    blas: BLAS
  ) {
    var drawing = stream.substream(0)
    let count = min(FirstWeights.windows, samples.count)
    let chosen = (0..<count).map { _ in drawing.index(below: samples.count) }
    basis = Decorrelation.basis(samples, chosen, shape)
    parameters = [Float](repeating: 0, count: shape.parameterCount)
    for (number, layer) in shape.convolutions.enumerated() {
      var stream = stream.substream(1 + number)
      let spread = (2 / Double(layer.patch)).squareRoot()
      for i in layer.weights..<layer.scale { parameters[i] = Float(spread * stream.normal()) }
      for i in layer.scale..<layer.shift { parameters[i] = 1 }
      markNewestBar(number, layer, stream.substream(0))
    }
    for (number, layer) in shape.dense.enumerated() {
      var stream = stream.substream(100 + number)
      let isLast = number == shape.dense.count - 1
      let fan = isLast ? Double(layer.inputs + layer.outputs) : Double(layer.inputs)
      let spread = (2 / fan).squareRoot()
      for i in layer.weights..<layer.bias { parameters[i] = Float(spread * stream.normal()) }
      if isLast { setBias(layer, samples) }
    }
    tune(shape, samples, chosen, stream: stream.substream(200), blas: blas)
  }

  /// How many channels see the newest bar only, and of the first convolution as many the one before.
  private static func marked(_ layer: NetworkShape.Convolution, _ number: Int) -> Int {
    number == 0 ? layer.channels * 3 / 8 : layer.channels / 2
  }

  private mutating func markNewestBar(
    _ number: Int,
    _ layer: NetworkShape.Convolution,
    _ stream: RandomStream
  ) {
    var stream = stream
    let marked = FirstWeights.marked(layer, number)
    // The basis puts the newer neighbour of the first convolution last, as it is.
    let first = number == 0 ? layer.patch - layer.inputs : 0
    for input in 0..<layer.inputs {
      let row = layer.weights + (first + input) * layer.channels
      let share = number == 0 ? (input == 4 ? 1 : 0.25) : 1 / Double(layer.inputs)
      let emphasis = FirstWeights.emphasis * share
      for channel in 0..<layer.channels {
        if channel < marked {
          parameters[row + channel] = Float(-emphasis)
        } else if number == 0 {
          let isSecond = channel < 2 * marked
          parameters[row + channel] = isSecond ? Float(emphasis + stream.normal()) : 0
        }
      }
    }
  }

  /// Sets the bias of each class to its log-odds.
  private mutating func setBias(_ layer: NetworkShape.Dense, _ samples: WindowSamples<Float>) {
    for c in 0..<layer.outputs {
      var (present, absent) = (0.5, 0.5)
      for window in 0..<samples.count {
        let target = samples.targets.pointer[window * layer.outputs + c]
        if target == 1 { present += 1 } else if target == 0 { absent += 1 }
      }
      parameters[layer.bias + c] = Float(Elementary.log(present / absent))
    }
  }

  /// Sets the normalisation of the marked channels so that at their bar the outputs have the spread 1
  /// and means about 0.3, from convolution to convolution.
  private mutating func tune(
    _ shape: NetworkShape,
    _ samples: WindowSamples<Float>,
    _ chosen: [Int],
    stream: RandomStream,
    blas: BLAS
  ) {
    let pass = NetworkPass(shape, capacity: chosen.count, basis: basis, learns: false, blas: blas)
    pass.count = chosen.count
    let size = shape.windowSize
    for (place, sample) in chosen.enumerated() {
      (pass.input.pointer + place * size)
        .update(from: samples.windows.pointer + sample * size, count: size)
    }
    for (number, layer) in shape.convolutions.enumerated() {
      var stream = stream.substream(number)
      let theta = SharedBuffer(parameters)
      pass.convolve(number, theta.pointer)
      let normalisation = Normalisation<Float>(channels: layer.channels)
      let marked = FirstWeights.marked(layer, number)
      for c in 0..<layer.channels {
        let values = pass.outputs(number, channel: c)
        let all = FirstWeights.moments(values)
        let inverse = 1 / (all.variance + 1e-5).squareRoot()
        let isMarked = c < (number == 0 ? 2 * marked : marked)
        var (scale, shift) = (1.0, 0.0)
        if isMarked {
          let bar = c < marked ? 0 : 1
          let own = FirstWeights.moments(
            stride(from: bar, to: values.count, by: layer.length).map { values[$0] }
          )
          let spread = max(1e-3, own.variance.squareRoot() * inverse)
          scale = 1 / spread
          shift = 0.3 + 0.5 * stream.normal() - (own.mean - all.mean) * inverse / spread
        }
        parameters[layer.scale + c] = Float(scale)
        parameters[layer.shift + c] = Float(shift)
        normalisation.scale.pointer[c] = Float(scale * inverse)
        normalisation.shift.pointer[c] = Float(shift - all.mean * scale * inverse)
      }
      pass.activate(number, normalisation)
    }
  }

  private static func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    let mean = Statistics.mean(values)
    return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
  }
}

/// The basis in which the numbers of a bar and of the older one beside it do not correlate.
enum Decorrelation {
  /// What is added to the variances, so that a column that never moves does no harm.
  private static let ridge = 1e-7

  /// Returns the matrix by which patches of the first convolution are multiplied: first come the bar
  /// itself (close, open, high, low, volume) and the older one in the same order, each freed of what
  /// those before say of it and scaled to the spread 1, then the newer bar as it is.
  static func basis(
    _ samples: WindowSamples<Float>,
    _ chosen: [Int],
    _ shape: NetworkShape
  ) -> SharedBuffer<Float> {
    let inputs = shape.convolutions[0].inputs
    let order = inputs == 5 ? [3, 0, 1, 2, 4] : Array(0..<inputs)
    let pair = order.map { inputs + $0 } + order.map { 2 * inputs + $0 }
    let factor = inverseFactor(covariance(samples, chosen, shape, pair.map { $0 - inputs }))
    let patch = 3 * inputs
    let basis = SharedBuffer(patch * patch, of: Float(0))
    for (i, row) in factor.enumerated() {
      for j in 0...i { basis.pointer[pair[j] * patch + i] = Float(row[j]) }
    }
    for input in 0..<inputs { basis.pointer[input * patch + 2 * inputs + input] = 1 }
    return basis
  }

  /// Returns the covariance of numbers at some places of two bars side by side.
  private static func covariance(
    _ samples: WindowSamples<Float>,
    _ chosen: [Int],
    _ shape: NetworkShape,
    _ places: [Int]
  ) -> [[Double]] {
    let inputs = shape.convolutions[0].inputs
    var sums = [Double](repeating: 0, count: places.count)
    var products = [[Double]](repeating: sums, count: places.count)
    let count = Double(chosen.count * (shape.window - 1))
    for sample in chosen {
      for bar in 0..<shape.window - 1 {
        let first = samples.windows.pointer + sample * shape.windowSize + bar * inputs
        let values = places.map { Double(first[$0]) }
        for i in places.indices {
          sums[i] += values[i]
          for j in 0...i { products[i][j] += values[i] * values[j] }
        }
      }
    }
    return places.indices.map { i in
      (0...i).map { j in products[i][j] / count - sums[i] / count * (sums[j] / count) }
    }
  }

  /// Returns the inverse of Cholesky's factor L of the lower triangle of a matrix A = L Lᵀ.
  private static func inverseFactor(_ matrix: [[Double]]) -> [[Double]] {
    let count = matrix.count
    var factor = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for i in 0..<count {
      for j in 0...i {
        var sum = matrix[i][j] + (i == j ? ridge : 0)
        for k in 0..<j { sum -= factor[i][k] * factor[j][k] }
        factor[i][j] = i == j ? max(sum, ridge).squareRoot() : sum / factor[j][j]
      }
    }
    var inverse = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for i in 0..<count {
      inverse[i][i] = 1 / factor[i][i]
      for j in 0..<i {
        var sum = 0.0
        for k in j..<i { sum += factor[i][k] * inverse[k][j] }
        inverse[i][j] = -sum / factor[i][i]
      }
    }
    return inverse
  }
}
