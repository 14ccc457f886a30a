package import Numerics

/// A pass of some windows through a network, forth and back.
///
/// A convolution is one product of matrices for all windows: the patches under the kernel, laid side
/// by side, times the weights. A batch is cut into passes of a fixed number of windows, which
/// threads share out; whoever drives them sees to it that each statistic of the batch is complete
/// before the passes go on.
package final class NetworkPass<S: NetworkScalar>: @unchecked Sendable {
  let shape: NetworkShape
  /// How many windows are under way.
  package var count = 0
  /// The windows; the newest bar first.
  package let input: SharedBuffer<S>
  /// The derivatives by all parameters.
  package let gradient: SharedBuffer<S>
  let mean: [SharedBuffer<S>]
  let squares: [SharedBuffer<S>]

  private let blas: BLAS
  private let basis: SharedBuffer<S>?
  private let rawPatches: SharedBuffer<S>
  private let patches: [SharedBuffer<S>]
  private let outputs: [SharedBuffer<S>]
  private let gates: [SharedBuffer<S>]
  private let pooled: [SharedBuffer<S>]
  private let results: [SharedBuffer<S>]
  private let openings: [SharedBuffer<S>]
  private let slopes: [SharedBuffer<S>]
  private let patchSlopes: SharedBuffer<S>
  private let pooledSlopes: [SharedBuffer<S>]
  private let resultSlopes: [SharedBuffer<S>]

  /// Creates a pass of up to `capacity` windows; one that predicts only has no room for derivatives.
  ///
  /// With a `basis`, patches under the first kernel are multiplied by this square matrix before they
  /// meet the weights.
  package init(
    _ shape: NetworkShape,
    capacity: Int,
    basis: SharedBuffer<S>? = nil,
    learns: Bool,
    blas: BLAS
  ) {
    (self.shape, self.basis, self.blas) = (shape, basis, blas)
    func room(_ sizes: [Int], when needed: Bool = true) -> [SharedBuffer<S>] {
      sizes.map { SharedBuffer(needed ? $0 : 0, of: 0) }
    }
    let layers = shape.convolutions
    let outputSizes = layers.map { capacity * $0.length * $0.channels }
    let pooledSizes = layers.map { capacity * $0.pooledLength * $0.channels }
    let patchSizes = layers.map { capacity * $0.length * $0.patch }
    let resultSizes = shape.dense.map { capacity * $0.outputs }
    input = SharedBuffer(capacity * shape.windowSize, of: 0)
    gradient = SharedBuffer(learns ? shape.parameterCount : 0, of: 0)
    mean = room(layers.map(\.channels))
    squares = room(layers.map(\.channels))
    rawPatches = SharedBuffer(basis == nil ? 0 : patchSizes[0], of: 0)
    patches = room(patchSizes)
    outputs = room(outputSizes)
    gates = room(outputSizes)
    pooled = room(pooledSizes)
    results = room(resultSizes)
    openings = room(resultSizes)
    slopes = room(outputSizes, when: learns)
    patchSlopes = SharedBuffer(learns ? patchSizes.max() ?? 0 : 0, of: 0)
    pooledSlopes = room(pooledSizes, when: learns)
    resultSlopes = room(resultSizes, when: learns)
  }

  /// The log-odds of the classes, window after window.
  package var logits: UnsafeMutablePointer<S> { results[results.count - 1].pointer }

  /// Returns the outputs of one channel of a convolution before their normalisation.
  func outputs(_ number: Int, channel: Int) -> [Double] {
    let layer = shape.convolutions[number]
    return (0..<count * layer.length).map {
      Double(outputs[number].pointer[$0 * layer.channels + channel])
    }
  }

  private func multiply(
    _ a: BLAS.Operand<S>,
    _ b: BLAS.Operand<S>,
    into c: UnsafeMutablePointer<S>,
    _ size: ProductSize
  ) {
    S.multiply(a, b, into: c, size, keeping: 0, by: blas)
  }
}

// Forth

extension NetworkPass {
  /// Computes the outputs of a convolution before their normalisation.
  func convolve(_ number: Int, _ parameters: UnsafePointer<S>) {
    let layer = shape.convolutions[number]
    let rows = count * layer.length
    let source = number == 0 ? input : pooled[number - 1]
    let target = patches[number].pointer
    if number == 0, let basis {
      Kernels.unfold(source.pointer, into: rawPatches.pointer, windows: count, layer)
      multiply(
        BLAS.Operand(rawPatches.pointer, stride: layer.patch),
        BLAS.Operand(basis.pointer, stride: layer.patch),
        into: target,
        ProductSize(rows, layer.patch, layer.patch)
      )
    } else {
      Kernels.unfold(source.pointer, into: target, windows: count, layer)
    }
    multiply(
      BLAS.Operand(target, stride: layer.patch),
      BLAS.Operand(parameters + layer.weights, stride: layer.channels),
      into: outputs[number].pointer,
      ProductSize(rows, layer.patch, layer.channels)
    )
  }

  /// Computes the mean and the sum of squares of each channel in these windows.
  func measure(_ number: Int) {
    let layer = shape.convolutions[number]
    Kernels.moments(
      outputs[number].pointer,
      rows: count * layer.length,
      channels: layer.channels,
      mean: mean[number].pointer,
      squares: squares[number].pointer
    )
  }

  /// Normalises the outputs of a convolution, rectifies and pools them.
  func activate(_ number: Int, _ normalisation: Normalisation<S>) {
    Kernels.rectifyAndPool(
      outputs[number].pointer,
      scale: normalisation.scale.pointer,
      shift: normalisation.shift.pointer,
      into: pooled[number].pointer,
      gates: gates[number].pointer,
      windows: count,
      shape.convolutions[number]
    )
  }

  /// Computes the log-odds of the classes, with some of the inputs dropped where there is a dropout.
  func classify(_ parameters: UnsafePointer<S>, dropout: Dropout? = nil) {
    var source = pooled[pooled.count - 1].pointer
    for (number, layer) in shape.dense.enumerated() {
      let (result, opening) = (results[number].pointer, openings[number].pointer)
      multiply(
        BLAS.Operand(source, stride: layer.inputs),
        BLAS.Operand(parameters + layer.weights, stride: layer.outputs),
        into: result,
        ProductSize(count, layer.inputs, layer.outputs)
      )
      let bias = parameters + layer.bias
      if number == shape.dense.count - 1 {
        for window in 0..<count {
          Kernels.add(bias, to: result + window * layer.outputs, count: layer.outputs)
        }
      } else {
        Kernels.rectify(result, bias: bias, gates: opening, count: count, width: layer.outputs)
        dropout?.apply(number, to: result, gates: opening, count: count * layer.outputs)
      }
      source = result
    }
  }
}

// Back

extension NetworkPass {
  /// Returns the sum of the cross-entropies of the windows, and computes the derivatives by their
  /// log-odds, each divided by `divisor`; a class whose target is missing does not count.
  func loss(
    targets: UnsafePointer<S>,
    weights: UnsafePointer<S>,
    divisor: Double
  ) -> Double {
    let classes = shape.classes
    let slopes = resultSlopes[resultSlopes.count - 1].pointer
    var sum = 0.0
    for window in 0..<count {
      let weight = Double(weights[window])
      for place in window * classes..<(window + 1) * classes {
        guard !targets[place].isNaN else {
          slopes[place] = 0
          continue
        }
        let (margin, target) = (Double(logits[place]), Double(targets[place]))
        sum += weight * Loss.logistic.value(margin: margin, target: target)
        slopes[place] = S(weight * (Elementary.sigmoid(margin) - target) / divisor)
      }
    }
    return sum
  }

  /// Computes the derivatives by the parameters of the dense layers, and by their inputs.
  func returnDense(_ parameters: UnsafePointer<S>) {
    for number in shape.dense.indices.reversed() {
      let layer = shape.dense[number]
      let slope = resultSlopes[number].pointer
      let isFirst = number == 0
      let source = isFirst ? pooled[pooled.count - 1].pointer : results[number - 1].pointer
      multiply(
        BLAS.Operand(source, stride: layer.inputs, transposed: true),
        BLAS.Operand(slope, stride: layer.outputs),
        into: gradient.pointer + layer.weights,
        ProductSize(layer.inputs, count, layer.outputs)
      )
      let bias = gradient.pointer + layer.bias
      bias.update(repeating: 0, count: layer.outputs)
      for window in 0..<count {
        Kernels.add(slope + window * layer.outputs, to: bias, count: layer.outputs)
      }
      let below = isFirst ? pooledSlopes[pooled.count - 1] : resultSlopes[number - 1]
      multiply(
        BLAS.Operand(slope, stride: layer.outputs),
        BLAS.Operand(parameters + layer.weights, stride: layer.outputs, transposed: true),
        into: below.pointer,
        ProductSize(count, layer.outputs, layer.inputs)
      )
      if !isFirst {
        let opening = openings[number - 1].pointer
        Kernels.multiply(below.pointer, by: opening, count: count * layer.inputs)
      }
    }
  }

  /// Computes the derivatives by the normalised outputs of a convolution, and by the scale and the
  /// shift of the normalisation.
  func unpool(_ number: Int, _ normalisation: Normalisation<S>) {
    let layer = shape.convolutions[number]
    Kernels.unpool(
      pooledSlopes[number].pointer,
      gates: gates[number].pointer,
      values: outputs[number].pointer,
      normalisation.statistics,
      into: slopes[number].pointer,
      sums: (gradient.pointer + layer.shift, gradient.pointer + layer.scale),
      windows: count,
      layer
    )
  }

  /// Computes the derivatives by the weights of a convolution, and by its inputs but for the first.
  func returnConvolution(
    _ number: Int,
    _ normalisation: Normalisation<S>,
    _ parameters: UnsafePointer<S>
  ) {
    let layer = shape.convolutions[number]
    let rows = count * layer.length
    let slope = slopes[number].pointer
    Kernels.denormalise(
      slope,
      values: outputs[number].pointer,
      normalisation.statistics,
      scale: parameters + layer.scale,
      means: (
        UnsafePointer(normalisation.shiftSlope.pointer),
        UnsafePointer(normalisation.scaleSlope.pointer)
      ),
      rows: rows,
      channels: layer.channels
    )
    multiply(
      BLAS.Operand(patches[number].pointer, stride: layer.patch, transposed: true),
      BLAS.Operand(slope, stride: layer.channels),
      into: gradient.pointer + layer.weights,
      ProductSize(layer.patch, rows, layer.channels)
    )
    guard number > 0 else { return }
    multiply(
      BLAS.Operand(slope, stride: layer.channels),
      BLAS.Operand(parameters + layer.weights, stride: layer.channels, transposed: true),
      into: patchSlopes.pointer,
      ProductSize(rows, layer.channels, layer.patch)
    )
    Kernels.fold(
      patchSlopes.pointer,
      into: pooledSlopes[number - 1].pointer,
      windows: count,
      layer
    )
  }
}
