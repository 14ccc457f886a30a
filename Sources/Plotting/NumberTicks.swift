internal import Foundation

/// A mark on an axis with its label; `context` is what stands below it, such as the year.
struct Tick: Equatable {
  let position: Double
  let label: String
  var context = ""
}

/// Marks at round numbers.
enum NumberTicks {
  /// Returns at most about `count` marks in `range`, at multiples of 1, 2, 2.5 or 5 times a power
  /// of ten.
  static func ticks(in range: ClosedRange<Double>, count: Int, format: NumberFormat) -> [Tick] {
    let rough = range.length / Double(max(1, count))
    guard rough > 1e-290, rough < 1e290 else { return [] }
    var exponent = Int(exactly: log10(rough).rounded(.down)) ?? 0
    // The logarithm of the C library may miss the whole number by a bit.
    while power10(exponent) > rough { exponent -= 1 }
    while power10(exponent + 1) <= rough { exponent += 1 }
    let tenths = [10, 20, 25, 50, 100].first { Double($0) * power10(exponent - 1) >= rough } ?? 100
    let step = Double(tenths) * power10(exponent - 1)
    guard let first = Int(exactly: (range.lowerBound / step - 1e-9).rounded(.up)),
      let last = Int(exactly: (range.upperBound / step + 1e-9).rounded(.down)), first <= last,
      last - first < 1000, abs(first) < 1 << 50
    else { return [] }
    let places = tenths == 25 ? 1 - exponent : tenths == 100 ? -exponent - 1 : -exponent
    let decimals = max(0, format == .percent ? places - 2 : places)
    return (first...last).map { number in
      let position = multiple(number * tenths, exponent - 1)
      return Tick(
        position: position,
        label: NumberText.text(position, format: format, decimals: decimals)
      )
    }
  }

  /// Returns `digits` times a power of ten, rounded once where the power is exact.
  private static func multiple(_ digits: Int, _ exponent: Int) -> Double {
    exponent < 0 ? Double(digits) / power10(-exponent) : Double(digits) * power10(exponent)
  }

  private static func power10(_ exponent: Int) -> Double {
    Double("1e\(exponent)") ?? 0
  }
}

/// The range of an axis.
enum AxisRange {
  /// Returns a range that shows all of `values` with some air; nil where none is finite.
  ///
  /// Around equal values it goes `margin` to both sides, or else a twentieth of them.
  static func around(
    _ values: some Sequence<Double>,
    padding: Double = 0.05,
    includingZero: Bool = false,
    margin: Double? = nil
  ) -> ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    guard low <= high else { return nil }
    if includingZero { (low, high) = (min(low, 0), max(high, 0)) }
    // gnuplot's own limit is just below the largest double.
    (low, high) = (max(low, -1e300), min(high, 1e300))
    let size = max(abs(low), abs(high))
    guard high - low > size * 1e-12, high - low > 1e-280 else {
      let margin = margin ?? (size > 1e-280 ? size * 0.05 : 1)
      return low - margin...high + margin
    }
    let air = (high - low) * padding
    let lower = includingZero && low == 0 ? 0 : low - air
    return lower...(includingZero && high == 0 ? 0 : high + air)
  }
}

extension ClosedRange<Double> {
  var length: Double { upperBound - lowerBound }
}
