internal import TimeSeries

extension Figure {
  /// The bytes of the data alone, for a hash: places, values and the names of categories.
  ///
  /// Every list is preceded by its length, numbers are the bits of IEEE 754 in little-endian order,
  /// all missing values are one.
  public var canonicalData: [UInt8] {
    var bytes = CanonicalBytes()
    for panel in panels {
      bytes.append(panel.layers.count)
      for layer in panel.layers {
        bytes.append(places: layer)
        bytes.append(layer.columns.count)
        for column in layer.columns { bytes.append(column) }
      }
    }
    return bytes.bytes
  }

  /// The bytes of everything but the data, for a hash: titles, labels, formats, kinds and order.
  public var canonicalSpecification: [UInt8] {
    var bytes = CanonicalBytes()
    bytes.append(title)
    bytes.append(subtitle)
    bytes.append(panels.count)
    for panel in panels {
      bytes.append(panel.yLabel)
      bytes.append(panel.xLabel)
      bytes.append(panel.format.rawValue)
      bytes.append(panel.xFormat.rawValue)
      bytes.append(panel.weight)
      bytes.append(panel.layers.count)
      for layer in panel.layers { bytes.append(specification: layer) }
      bytes.append(panel.references.count)
      for reference in panel.references { bytes.append(reference) }
    }
    return bytes.bytes
  }
}

private struct CanonicalBytes {
  var bytes: [UInt8] = []

  mutating func append(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ value: Double) {
    let bits = value.isNaN ? Double.nan.bitPattern : value.bitPattern
    withUnsafeBytes(of: bits.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ values: [Double]) {
    append(values.count)
    bytes.reserveCapacity(bytes.count + 8 * values.count)
    for value in values { append(value) }
  }

  mutating func append(_ text: String) {
    append(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends a text that may be absent, which is not the same as empty.
  mutating func append(_ text: String?) {
    append(text == nil ? 0 : 1)
    if let text { append(text) }
  }

  mutating func append(_ texts: [String]) {
    append(texts.count)
    for text in texts { append(text) }
  }

  mutating func append(places layer: Layer) {
    switch layer {
    case .bars(let labels, _, _): append(labels)
    case .heatmap(let x, let y, _, _, _):
      append(x)
      append(y)
    case .histogram(let edges, _, _): append(edges)
    default:
      switch layer.axis {
      case .times(let times):
        append("times")
        append(times.count)
        for time in times { append(Int(time.nanoseconds)) }
      case .numbers(let numbers):
        append("numbers")
        append(numbers)
      case nil: break
      }
    }
  }

  mutating func append(specification layer: Layer) {
    switch layer {
    case .line(_, _, let label):
      append("line")
      append(label)
    case .area(_, _, let label):
      append("area")
      append(label)
    case .band(_, _, _, let label, let depth):
      append("band")
      append(label)
      append(depth)
    case .candles(_, _, _, _, _, let label):
      append("candles")
      append(label)
    case .points(_, _, let label, let shape):
      append("points")
      append(label)
      append(shape.rawValue)
    case .bars(_, _, let label):
      append("bars")
      append(label)
    case .heatmap(_, _, _, let valueLabel, let best):
      append("heatmap")
      append(valueLabel)
      append(best?.rawValue)
    case .histogram(_, _, let label):
      append("histogram")
      append(label)
    }
  }

  mutating func append(_ reference: ReferenceLine) {
    switch reference.position {
    case .value(let value):
      append("value")
      append(value)
    case .time(let time):
      append("time")
      append(Int(time.nanoseconds))
    case .number(let number):
      append("number")
      append(number)
    }
    append(reference.label)
  }
}
