import Learning
import Numerics

/// The network written out in loops, in double precision.
struct PlainNetwork {
  let shape: NetworkShape
  let parameters: [Double]
  /// The averages by which each convolution is normalised; nil to normalise by the batch.
  var averages: [(mean: [Double], variance: [Double])]?

  /// Returns the log-odds of the classes of each window; a window is a list of bars, newest first.
  func logits(_ windows: [[[Double]]]) -> [[Double]] {
    var maps = windows
    for (number, layer) in shape.convolutions.enumerated() {
      let outputs = maps.map { convolve($0, layer) }
      let (mean, variance) =
        averages.map { $0[number] } ?? PlainNetwork.moments(outputs, layer.channels)
      maps = outputs.map { map in
        let active = map.map { bar in
          bar.indices.map { c in
            let normal = (bar[c] - mean[c]) / (variance[c] + 1e-5).squareRoot()
            return max(0, normal * parameters[layer.scale + c] + parameters[layer.shift + c])
          }
        }
        return (0..<active.count / 2).map { pair in
          (0..<layer.channels).map { max(active[2 * pair][$0], active[2 * pair + 1][$0]) }
        }
      }
    }
    return maps.map { map in
      var values = Array(map.joined())
      for (number, layer) in shape.dense.enumerated() {
        values = (0..<layer.outputs).map { output in
          var sum = parameters[layer.bias + output]
          for input in 0..<layer.inputs {
            sum += values[input] * parameters[layer.weights + input * layer.outputs + output]
          }
          return number == shape.dense.count - 1 ? sum : max(0, sum)
        }
      }
      return values
    }
  }

  private func convolve(
    _ map: [[Double]],
    _ layer: NetworkShape.Convolution
  ) -> [[Double]] {
    map.indices.map { bar in
      (0..<layer.channels).map { channel in
        var sum = 0.0
        for tap in 0..<3 where map.indices.contains(bar + tap - 1) {
          for input in 0..<layer.inputs {
            let row = tap * layer.inputs + input
            sum +=
              map[bar + tap - 1][input] * parameters[layer.weights + row * layer.channels + channel]
          }
        }
        return sum
      }
    }
  }

  private static func moments(
    _ maps: [[[Double]]],
    _ channels: Int
  ) -> (mean: [Double], variance: [Double]) {
    let bars = maps.flatMap { $0 }
    let mean = (0..<channels).map { c in Statistics.mean(bars.map { $0[c] }) }
    return (mean, (0..<channels).map { c in Statistics.variance(bars.map { $0[c] }, ddof: 0) })
  }

  /// Returns a window as the network sees it, written out from the definition.
  static func window(_ bars: FeatureTable, endingAt row: Int, length: Int) -> [[Double]] {
    let rows = Array((row - length + 1)...row)
    let lowest = rows.map { bars.columns[2][$0] }.min() ?? .nan
    let highest = rows.map { bars.columns[1][$0] }.max() ?? .nan
    let volume = rows.map { bars.columns[4][$0] }.max() ?? .nan
    return rows.reversed().map { row in
      (0..<4).map { (bars.columns[$0][row] - lowest) / (highest - lowest) }
        + [bars.columns[4][row] / volume]
    }
  }
}
