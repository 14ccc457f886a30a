/// The loops of the layers, over rows of channels that lie side by side.
///
/// The inner loop runs over the channels, which the compiler turns into vectors; sums run over the
/// rows in order.
enum Kernels {
  /// Lays the three neighbours of each bar side by side: row t of the patches of a window has the
  /// numbers of bars t - 1, t and t + 1, with zeros beyond the ends.
  static func unfold<S: NetworkScalar>(
    _ source: UnsafePointer<S>,
    into patches: UnsafeMutablePointer<S>,
    windows: Int,
    _ layer: NetworkShape.Convolution
  ) {
    let (width, length) = (layer.inputs, layer.length)
    for window in 0..<windows {
      let bars = source + window * length * width
      let first = patches + window * length * 3 * width
      for bar in 0..<length {
        let row = first + bar * 3 * width
        for tap in 0..<3 {
          let neighbour = bar + tap - 1
          if neighbour >= 0, neighbour < length {
            (row + tap * width).update(from: bars + neighbour * width, count: width)
          } else {
            (row + tap * width).update(repeating: 0, count: width)
          }
        }
      }
    }
  }

  /// Adds the derivatives of the patches back to the bars that they were taken from.
  static func fold<S: NetworkScalar>(
    _ patches: UnsafePointer<S>,
    into target: UnsafeMutablePointer<S>,
    windows: Int,
    _ layer: NetworkShape.Convolution
  ) {
    let (width, length) = (layer.inputs, layer.length)
    for window in 0..<windows {
      let bars = target + window * length * width
      let first = patches + window * length * 3 * width
      bars.update(repeating: 0, count: length * width)
      for bar in 0..<length {
        for tap in 0..<3 {
          let neighbour = bar + tap - 1
          guard neighbour >= 0, neighbour < length else { continue }
          add(first + (bar * 3 + tap) * width, to: bars + neighbour * width, count: width)
        }
      }
    }
  }

  /// Adds each of the numbers to its sum.
  @inline(__always)
  static func add<S: NetworkScalar>(
    _ numbers: UnsafePointer<S>,
    to sums: UnsafeMutablePointer<S>,
    count: Int
  ) {
    for i in 0..<count { sums[i] += numbers[i] }
  }

  /// Sets the mean of each channel, and the sum of squares about it.
  static func moments<S: NetworkScalar>(
    _ values: UnsafePointer<S>,
    rows: Int,
    channels: Int,
    mean: UnsafeMutablePointer<S>,
    squares: UnsafeMutablePointer<S>
  ) {
    mean.update(repeating: 0, count: channels)
    squares.update(repeating: 0, count: channels)
    guard rows > 0 else { return }
    for row in 0..<rows { add(values + row * channels, to: mean, count: channels) }
    let share = 1 / S(rows)
    for c in 0..<channels { mean[c] *= share }
    for row in 0..<rows {
      let row = values + row * channels
      for c in 0..<channels {
        let distance = row[c] - mean[c]
        squares[c] += distance * distance
      }
    }
  }

  /// Sets the pooled outputs: the greater of two neighbours of y = scale x + shift, or 0 where it is
  /// negative.
  ///
  /// The gates say how the pooled output follows each y: 1 for the one that it was taken from (of two
  /// equal ones the first), else 0.
  static func rectifyAndPool<S: NetworkScalar>(
    _ values: UnsafePointer<S>,
    scale: UnsafePointer<S>,
    shift: UnsafePointer<S>,
    into pooled: UnsafeMutablePointer<S>,
    gates: UnsafeMutablePointer<S>,
    windows: Int,
    _ layer: NetworkShape.Convolution
  ) {
    let channels = layer.channels
    for window in 0..<windows {
      for pair in 0..<layer.pooledLength {
        let place = (window * layer.length + 2 * pair) * channels
        let (early, late) = (values + place, values + place + channels)
        let (earlyGate, lateGate) = (gates + place, gates + place + channels)
        let result = pooled + (window * layer.pooledLength + pair) * channels
        for c in 0..<channels {
          let first = early[c] * scale[c] + shift[c]
          let second = late[c] * scale[c] + shift[c]
          let greater = first >= second ? first : second
          let open: S = greater > 0 ? 1 : 0
          let takesFirst: S = first >= second ? open : 0
          result[c] = greater > 0 ? greater : 0
          earlyGate[c] = takesFirst
          lateGate[c] = open - takesFirst
        }
      }
      if layer.length % 2 == 1 {
        let last = gates + ((window + 1) * layer.length - 1) * channels
        last.update(repeating: 0, count: channels)
      }
    }
  }

  /// Sets the derivatives by y from those by the pooled outputs, and adds up for each channel the
  /// derivatives and their products with the normalised values.
  static func unpool<S: NetworkScalar>(
    _ pooled: UnsafePointer<S>,
    gates: UnsafePointer<S>,
    values: UnsafePointer<S>,
    _ statistics: (mean: UnsafePointer<S>, inverse: UnsafePointer<S>),
    into result: UnsafeMutablePointer<S>,
    sums: (shift: UnsafeMutablePointer<S>, scale: UnsafeMutablePointer<S>),
    windows: Int,
    _ layer: NetworkShape.Convolution
  ) {
    let channels = layer.channels
    let (mean, inverse) = statistics
    sums.shift.update(repeating: 0, count: channels)
    sums.scale.update(repeating: 0, count: channels)
    for window in 0..<windows {
      for bar in 0..<layer.length {
        let place = (window * layer.length + bar) * channels
        let (row, gate, value) = (result + place, gates + place, values + place)
        guard bar < 2 * layer.pooledLength else {
          row.update(repeating: 0, count: channels)
          continue
        }
        let above = pooled + (window * layer.pooledLength + bar / 2) * channels
        for c in 0..<channels {
          let derivative = gate[c] * above[c]
          row[c] = derivative
          sums.shift[c] += derivative
          sums.scale[c] += derivative * ((value[c] - mean[c]) * inverse[c])
        }
      }
    }
  }

  /// Turns the derivatives by y into those by x, through the mean and the variance of the batch:
  /// dx = scale / deviation (dy - mean dy - x̂ mean (dy x̂)), x̂ being the normalised x.
  static func denormalise<S: NetworkScalar>(
    _ derivatives: UnsafeMutablePointer<S>,
    values: UnsafePointer<S>,
    _ statistics: (mean: UnsafePointer<S>, inverse: UnsafePointer<S>),
    scale: UnsafePointer<S>,
    means: (shift: UnsafePointer<S>, scale: UnsafePointer<S>),
    rows: Int,
    channels: Int
  ) {
    let (mean, inverse) = statistics
    for row in 0..<rows {
      let (row, value) = (derivatives + row * channels, values + row * channels)
      for c in 0..<channels {
        let normalised = (value[c] - mean[c]) * inverse[c]
        row[c] = scale[c] * inverse[c] * (row[c] - means.shift[c] - normalised * means.scale[c])
      }
    }
  }

  /// Adds the bias to each row; what is negative then becomes 0, and the gates say where it did not.
  static func rectify<S: NetworkScalar>(
    _ rows: UnsafeMutablePointer<S>,
    bias: UnsafePointer<S>,
    gates: UnsafeMutablePointer<S>,
    count: Int,
    width: Int
  ) {
    for row in 0..<count {
      let (values, gate) = (rows + row * width, gates + row * width)
      for i in 0..<width {
        let value = values[i] + bias[i]
        let open: S = value > 0 ? 1 : 0
        values[i] = value > 0 ? value : 0
        gate[i] = open
      }
    }
  }

  /// Multiplies each number by its factor.
  @inline(__always)
  static func multiply<S: NetworkScalar>(
    _ values: UnsafeMutablePointer<S>,
    by factors: UnsafePointer<S>,
    count: Int
  ) {
    for i in 0..<count { values[i] *= factors[i] }
  }
}
