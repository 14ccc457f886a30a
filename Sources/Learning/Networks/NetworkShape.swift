/// The sizes of a network of convolutions and dense layers, and where each layer's parameters lie.
///
/// Parameters stand in one vector, layer after layer: of a convolution the weights (3 x inputs rows,
/// channels columns; the rows of the newest of its three bars first), the scale and the shift of its
/// normalisation; of a dense layer the weights (inputs rows, outputs columns) and the bias. The
/// convolutions have no bias, as the normalisation would take it off again. Activations lie window
/// after window, bar after bar, channel after channel.
package struct NetworkShape: Sendable, Hashable {
  /// A convolution over three neighbours with zeros beyond the ends, its normalisation, and the
  /// greater of each two neighbours; the last of an odd number is left out.
  package struct Convolution: Sendable, Hashable {
    package let inputs: Int
    package let channels: Int
    package let length: Int
    package let weights: Int

    package static let taps = 3
    /// The numbers that one output is made of.
    package var patch: Int { Convolution.taps * inputs }
    package var scale: Int { weights + patch * channels }
    package var shift: Int { scale + channels }
    package var end: Int { shift + channels }
    package var pooledLength: Int { length / 2 }
  }

  /// A dense layer.
  package struct Dense: Sendable, Hashable {
    package let inputs: Int
    package let outputs: Int
    package let weights: Int

    package var bias: Int { weights + inputs * outputs }
    package var end: Int { bias + outputs }
  }

  /// The bars of a window.
  package let window: Int
  package let convolutions: [Convolution]
  package let dense: [Dense]
  package let parameterCount: Int

  /// Creates the shape of windows of `window` bars of `inputs` numbers, with so many channels in each
  /// convolution and outputs in each dense layer, the last of which are the classes.
  package init(window: Int, inputs: Int, channels: [Int], dense: [Int]) {
    precondition(window >> channels.count > 0, "a bar is left after the last pooling")
    precondition(inputs > 0 && !channels.isEmpty && !dense.isEmpty, "layers of some size")
    var (length, width, place) = (window, inputs, 0)
    var convolutions: [Convolution] = []
    for count in channels {
      let layer = Convolution(inputs: width, channels: count, length: length, weights: place)
      convolutions.append(layer)
      (length, width, place) = (layer.pooledLength, count, layer.end)
    }
    var layers: [Dense] = []
    width *= length
    for count in dense {
      let layer = Dense(inputs: width, outputs: count, weights: place)
      layers.append(layer)
      (width, place) = (count, layer.end)
    }
    (self.window, self.convolutions, self.dense) = (window, convolutions, layers)
    parameterCount = place
  }

  /// The network of the candlestick patterns: 32, 64 and 128 channels, 256 and 128 outputs, and the
  /// classes.
  package init(window: Int, classes: Int) {
    self.init(window: window, inputs: 5, channels: [32, 64, 128], dense: [256, 128, classes])
  }

  /// The numbers of a window.
  package var windowSize: Int { window * convolutions[0].inputs }

  package var classes: Int { dense[dense.count - 1].outputs }
}
