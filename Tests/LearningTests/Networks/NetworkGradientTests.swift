import Learning
import Numerics
import Testing

/// The derivatives of a batch, in double precision, against central differences of its loss.
@Suite struct NetworkGradientTests {
  private static func samples(_ count: Int, _ shape: NetworkShape) -> WindowSamples<Double> {
    let samples = WindowSamples<Double>(count, shape)
    var stream = RandomStream(seed: 3, path: "gradient")
    for i in 0..<count * shape.windowSize { samples.windows.pointer[i] = stream.uniform() }
    for i in 0..<count * shape.classes {
      let draw = stream.uniform()
      samples.targets.pointer[i] = draw < 0.1 ? .nan : draw < 0.5 ? 0 : 1
    }
    for i in 0..<count { samples.weights.pointer[i] = 0.5 + stream.uniform() }
    return samples
  }

  private static func parameters(_ shape: NetworkShape) -> [Double] {
    var stream = RandomStream(seed: 4, path: "parameters")
    return (0..<shape.parameterCount).map { _ in 0.3 * stream.normal() }
  }

  /// Returns the names of the tensors and where they lie.
  static func tensors(_ shape: NetworkShape) -> [(String, Range<Int>)] {
    shape.convolutions.enumerated().flatMap { number, layer in
      [
        ("kernel \(number)", layer.weights..<layer.scale),
        ("scale \(number)", layer.scale..<layer.shift),
        ("shift \(number)", layer.shift..<layer.end),
      ]
    }
      + shape.dense.enumerated().flatMap { number, layer in
        [
          ("weights \(number)", layer.weights..<layer.bias),
          ("bias \(number)", layer.bias..<layer.end),
        ]
      }
  }

  static let small = NetworkShape(window: 11, inputs: 5, channels: [3, 4, 5], dense: [7, 6, 2])

  /// Every parameter of a small network, over two passes, with and without dropout and a basis.
  @Test(arguments: [(false, false), (true, false), (false, true)])
  func everyDerivative(_ with: (dropout: Bool, basis: Bool)) throws {
    let shape = Self.small
    let worst = try Self.worst(shape, with, batch: 21) { Array($0) }
    for (name, error) in worst { #expect(error < 1e-6, "\(name): \(error)") }
  }

  /// Some parameters of each tensor of the network of the patterns.
  @Test func someDerivativesOfTheWholeNetwork() throws {
    let shape = NetworkShape(window: 20, classes: 15)
    let worst = try Self.worst(shape, (true, true), batch: 18) { range in
      var stream = RandomStream(seed: 5, path: "some")
      return (0..<6).map { _ in range.lowerBound + stream.index(below: range.count) }
    }
    for (name, error) in worst { #expect(error < 1e-5, "\(name): \(error)") }
  }

  /// Returns for each tensor the largest error of a derivative, relative to the largest of the
  /// tensor's derivatives.
  private static func worst(
    _ shape: NetworkShape,
    _ with: (dropout: Bool, basis: Bool),
    batch: Int,
    _ choose: (Range<Int>) -> [Int]
  ) throws -> [(String, Double)] {
    let blas = try #require(BLAS.shared)
    let samples = samples(batch, shape)
    var basis: SharedBuffer<Double>?
    if with.basis {
      var stream = RandomStream(seed: 6, path: "basis")
      let size = shape.convolutions[0].patch
      let matrix = SharedBuffer(size * size, of: 0.0)
      for i in 0..<size * size { matrix.pointer[i] = 0.4 * stream.normal() }
      basis = matrix
    }
    let trainer = NetworkTrainer<Double>(
      shape,
      parameters: parameters(shape),
      batch: batch,
      basis: basis,
      workers: .single,
      blas: blas
    )
    let dropout = Dropout(
      chances: with.dropout ? [0.5, 0.3] : [0, 0],
      stream: RandomStream(seed: 7, path: "dropout")
    )
    let all = Array(0..<batch)
    let gradient = trainer.gradient(samples, all[...], dropout: dropout).gradient
    return tensors(shape).map { name, range in
      let largest = range.map { abs(gradient[$0]) }.max() ?? 0
      let errors = choose(range).map { place in
        let (value, h) = (trainer.parameters.pointer[place], 1e-6)
        let losses = [value + h, value - h].map { moved in
          trainer.parameters.pointer[place] = moved
          return trainer.gradient(samples, all[...], dropout: dropout).loss
        }
        trainer.parameters.pointer[place] = value
        return abs((losses[0] - losses[1]) / (2 * h) - gradient[place]) / largest
      }
      return (name, largest > 0 ? errors.max() ?? .nan : .infinity)
    }
  }
}
