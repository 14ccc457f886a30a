/// The parameters of a sweep and the values that each takes.
public struct Space: Sendable, Hashable {
  public struct Axis: Sendable, Hashable {
    public let name: String
    /// How many values the axis has.
    public let count: Int

    public init(_ name: String, count: Int) {
      (self.name, self.count) = (name, count)
    }
  }

  public let axes: [Axis]

  public init(_ axes: [Axis]) {
    self.axes = axes
  }

  /// The number of points; nil where it is beyond counting.
  public var count: Int? {
    var product = 1
    for axis in axes {
      let next = product.multipliedReportingOverflow(by: axis.count)
      if next.overflow { return nil }
      product = next.partialValue
    }
    return product
  }

  /// Returns the number of the point with these places.
  public func number(_ point: [Int]) -> Int {
    zip(axes, point).reduce(0) { $0 * $1.0.count + $1.1 }
  }

  /// Returns the place on each axis of point `number`, the last axis moving fastest.
  public func point(_ number: Int) -> [Int] {
    var rest = number
    var places: [Int] = []
    for axis in axes.reversed() {
      places.append(axis.count > 0 ? rest % axis.count : 0)
      rest /= max(1, axis.count)
    }
    return places.reversed()
  }
}
