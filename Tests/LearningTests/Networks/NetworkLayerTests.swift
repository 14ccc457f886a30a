import Learning
import Numerics
import Testing

/// The layers and the optimiser against loops and steps written out.
@Suite struct NetworkLayerTests {
  /// Both passes of a batch, its windows normalised together, in double precision.
  @Test func aBatchHasTheLossOfPlainLoops() throws {
    let blas = try #require(BLAS.shared)
    let shape = NetworkShape(window: 11, inputs: 5, channels: [3, 4, 5], dense: [7, 6, 2])
    let batch = 21
    var stream = RandomStream(seed: 1, path: "layers")
    let samples = WindowSamples<Double>(batch, shape)
    for i in 0..<batch * shape.windowSize { samples.windows.pointer[i] = stream.normal() }
    for i in 0..<batch * 2 { samples.targets.pointer[i] = stream.uniform() < 0.4 ? 1 : 0 }
    let parameters = (0..<shape.parameterCount).map { _ in 0.4 * stream.normal() }
    let trainer = NetworkTrainer<Double>(
      shape,
      parameters: parameters,
      batch: batch,
      workers: .single,
      blas: blas
    )
    let windows = (0..<batch).map { sample in
      (0..<11).map { bar in
        (0..<5).map { samples.windows.pointer[(sample * 11 + bar) * 5 + $0] }
      }
    }
    let logits = PlainNetwork(shape: shape, parameters: parameters).logits(windows)
    var expected = 0.0
    for (sample, classes) in logits.enumerated() {
      for (c, margin) in classes.enumerated() {
        let p = 1 / (1 + Elementary.exp(-margin))
        let target = samples.targets.pointer[sample * 2 + c]
        expected -= Elementary.log(target == 1 ? p : 1 - p) / Double(batch * 2)
      }
    }
    let loss = trainer.gradient(samples, Array(0..<batch)[...], dropout: nil).loss
    #expect(abs(loss - expected) < 1e-12 * expected)
    #expect(expected > 0.1)
  }

  /// A stored network with known weights, normalised by its averages, in single precision.
  @Test func aPredictionIsThatOfPlainLoops() throws {
    let network = try PatternNetwork(RandomNetwork.document(classes: 3))
    let bars = RandomNetwork.bars(80)
    let rows = Array(19..<80)
    let found = try network.margins(bars, rows: rows)
    let plain = RandomNetwork.plain(network.document)
    let expected = plain.logits(rows.map { PlainNetwork.window(bars, endingAt: $0, length: 20) })
    for (place, margins) in expected.enumerated() {
      for (c, margin) in margins.enumerated() {
        #expect(abs(found[c][place] - margin) < 2e-5 * max(1, abs(margin)))
      }
    }
    #expect(Statistics.variance(found[0], ddof: 1) > 1e-4)
  }

  /// Steps of 0.1 along 0.5 and then -1: the averages freed of their start are 0.5 and 0.25, then
  /// -0.055 / 0.19 and 0.00124975 / 0.001999.
  @Test func adamTakesTheStepsOfItsPaper() {
    var adam = Adam<Double>(count: 1)
    var parameter = 1.0
    adam.advance(rate: 0.1)
    adam.update(&parameter, by: [0.5], 0..<1)
    #expect(abs(parameter - 0.900000002) < 1e-12)
    adam.advance(rate: 0.1)
    adam.update(&parameter, by: [-1], 0..<1)
    let root = (0.00124975 / 0.001999).squareRoot()
    #expect(abs(parameter - (0.900000002 + 0.1 * (0.055 / 0.19) / (root + 1e-8))) < 1e-12)
  }

  /// A tenth of new and nine tenths of old after each batch, the variance with divisor n - 1.
  @Test func aBatchMovesTheAveragesByATenth() throws {
    let blas = try #require(BLAS.shared)
    let shape = NetworkShape(window: 8, inputs: 5, channels: [2], dense: [1])
    var stream = RandomStream(seed: 2, path: "averages")
    let parameters = (0..<shape.parameterCount).map { _ in stream.normal() }
    let samples = WindowSamples<Double>(3, shape)
    for i in 0..<3 * shape.windowSize { samples.windows.pointer[i] = stream.normal() }
    for i in 0..<3 { samples.targets.pointer[i] = 1 }
    let trainer = NetworkTrainer<Double>(
      shape,
      parameters: parameters,
      batch: 3,
      workers: .single,
      blas: blas
    )
    _ = trainer.gradient(samples, [0, 1, 2], dropout: nil)
    let outputs = (0..<3).flatMap { window in
      (0..<8).map { bar in
        (0..<15).reduce(0.0) { sum, i in
          let neighbour = bar + i / 5 - 1
          guard (0..<8).contains(neighbour) else { return sum }
          let x = samples.windows.pointer[window * 40 + neighbour * 5 + i % 5]
          return sum + x * parameters[i * 2]
        }
      }
    }
    let (mean, variance) = trainer.averages(0)
    #expect(abs(mean[0] - 0.1 * Statistics.mean(outputs)) < 1e-12)
    #expect(abs(variance[0] - (0.9 + 0.1 * Statistics.variance(outputs, ddof: 1))) < 1e-12)
  }
}
