/// The batch normalisation of the channels of a convolution: y = scale (x - mean) / deviation + shift.
///
/// Ioffe and Szegedy, "Batch normalization" (ICML 2015). A batch that trains is normalised by its own
/// mean and variance; a prediction by averages over the batches, each new batch weighing 0.1, whose
/// variances have the divisor n - 1. The deviation is √(variance + 1e-5).
final class Normalisation<S: NetworkScalar>: @unchecked Sendable {
  let channels: Int
  /// 1 / deviation, and y = scale x + shift with both folded in.
  let mean: SharedBuffer<S>
  let inverse: SharedBuffer<S>
  let scale: SharedBuffer<S>
  let shift: SharedBuffer<S>
  /// The means over the batch of dy and of dy times the normalised x.
  let shiftSlope: SharedBuffer<S>
  let scaleSlope: SharedBuffer<S>
  let runningMean: SharedBuffer<S>
  let runningVariance: SharedBuffer<S>
  private let squares: SharedBuffer<S>

  static var epsilon: S { 1e-5 }
  static var momentum: S { 0.1 }

  init(channels: Int) {
    self.channels = channels
    func room(_ value: S = 0) -> SharedBuffer<S> { SharedBuffer(channels, of: value) }
    (mean, inverse, scale, shift) = (room(), room(), room(), room())
    (shiftSlope, scaleSlope, squares) = (room(), room(), room())
    (runningMean, runningVariance) = (room(), room(1))
  }

  var statistics: (mean: UnsafePointer<S>, inverse: UnsafePointer<S>) {
    (UnsafePointer(mean.pointer), UnsafePointer(inverse.pointer))
  }

  /// Joins the moments of the passes, in order, and folds them into a scale and a shift.
  ///
  /// By Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample
  /// variances" (1979).
  func join(
    _ passes: [NetworkPass<S>],
    _ number: Int,
    _ parameters: UnsafePointer<S>
  ) {
    let layer = passes[0].shape.convolutions[number]
    var total: S = 0
    mean.pointer.update(repeating: 0, count: channels)
    squares.pointer.update(repeating: 0, count: channels)
    for pass in passes where pass.count > 0 {
      let rows = S(pass.count * layer.length)
      let share = rows / (total + rows)
      let (passMean, passSquares) = (pass.mean[number].pointer, pass.squares[number].pointer)
      for c in 0..<channels {
        let distance = passMean[c] - mean.pointer[c]
        mean.pointer[c] += distance * share
        squares.pointer[c] += passSquares[c] + distance * distance * (total * share)
      }
      total += rows
    }
    for c in 0..<channels {
      let variance = squares.pointer[c] / total
      inverse.pointer[c] = 1 / (variance + Self.epsilon).squareRoot()
      let unbiased = squares.pointer[c] / max(1, total - 1)
      runningMean.pointer[c] += Self.momentum * (mean.pointer[c] - runningMean.pointer[c])
      runningVariance.pointer[c] += Self.momentum * (unbiased - runningVariance.pointer[c])
    }
    fold(parameters, layer, mean: mean.pointer)
  }

  /// Folds the averages over the batches into a scale and a shift.
  func foldAverages(_ parameters: UnsafePointer<S>, _ layer: NetworkShape.Convolution) {
    for c in 0..<channels {
      inverse.pointer[c] = 1 / (runningVariance.pointer[c] + Self.epsilon).squareRoot()
    }
    fold(parameters, layer, mean: runningMean.pointer)
  }

  private func fold(
    _ parameters: UnsafePointer<S>,
    _ layer: NetworkShape.Convolution,
    mean: UnsafePointer<S>
  ) {
    for c in 0..<channels {
      scale.pointer[c] = parameters[layer.scale + c] * inverse.pointer[c]
      shift.pointer[c] = parameters[layer.shift + c] - mean[c] * scale.pointer[c]
    }
  }

  /// Joins what the passes know of the derivatives by the scale and the shift, in order.
  func joinSlopes(_ passes: [NetworkPass<S>], _ number: Int) {
    let layer = passes[0].shape.convolutions[number]
    shiftSlope.pointer.update(repeating: 0, count: channels)
    scaleSlope.pointer.update(repeating: 0, count: channels)
    var rows = 0
    for pass in passes where pass.count > 0 {
      Kernels.add(pass.gradient.pointer + layer.shift, to: shiftSlope.pointer, count: channels)
      Kernels.add(pass.gradient.pointer + layer.scale, to: scaleSlope.pointer, count: channels)
      rows += pass.count * layer.length
    }
    for c in 0..<channels {
      shiftSlope.pointer[c] /= S(rows)
      scaleSlope.pointer[c] /= S(rows)
    }
  }
}
