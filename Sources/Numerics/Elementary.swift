/// Exponential, logarithm, sine and cosine in plain arithmetic.
///
/// The C library chooses a variant of these by the processor that it runs on, so that the last bit
/// of a result could differ between two machines; these give the same bits everywhere. Their error
/// stays below one unit in the last place or so.
public enum Elementary {
  // ln 2 in two parts; the high part has 32 bits, so that k times it is exact.
  @usableFromInline static let ln2High = 0x1.62e42feep-1
  @usableFromInline static let ln2Low = 0x1.a39ef35793c76p-33

  /// Returns e to the power `x`.
  ///
  /// Writes x = k ln 2 + r with |r| ≤ ln 2 / 2 and sums the Taylor series of r to the 13th power,
  /// whose remainder is below 5e-18.
  @inlinable public static func exp(_ x: Double) -> Double {
    guard x < 709.7827128933841 else { return x.isNaN ? x : .infinity }
    guard x > -745.2 else { return x.isNaN ? x : 0 }
    let k = (x * 1.4426950408889634).rounded()
    let r = (x - k * ln2High) - k * ln2Low
    var sum = 1.0 / 6227020800
    sum = sum * r + 1.0 / 479001600
    sum = sum * r + 1.0 / 39916800
    sum = sum * r + 1.0 / 3628800
    sum = sum * r + 1.0 / 362880
    sum = sum * r + 1.0 / 40320
    sum = sum * r + 1.0 / 5040
    sum = sum * r + 1.0 / 720
    sum = sum * r + 1.0 / 120
    sum = sum * r + 1.0 / 24
    sum = sum * r + 1.0 / 6
    sum = sum * r + 0.5
    let y = 1 + (r + r * r * sum)
    // Two steps, so that results below the normal range are rounded and not flushed.
    let half = Int(k) / 2
    return y * power2(half) * power2(Int(k) - half)
  }

  /// Returns the natural logarithm of `x`: minus infinity at 0, missing below.
  ///
  /// Writes x = 2ᵏ m with √½ < m ≤ √2 and sums the series of 2 artanh(f / (2 + f)), f = m - 1.
  @inlinable public static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x < 0 ? .nan : x }
    var m = x.significand
    var k = Double(x.exponent)
    if m > 1.4142135623730951 {
      m *= 0.5
      k += 1
    }
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    var sum = 2.0 / 23
    sum = sum * z + 2.0 / 21
    sum = sum * z + 2.0 / 19
    sum = sum * z + 2.0 / 17
    sum = sum * z + 2.0 / 15
    sum = sum * z + 2.0 / 13
    sum = sum * z + 2.0 / 11
    sum = sum * z + 2.0 / 9
    sum = sum * z + 2.0 / 7
    sum = sum * z + 2.0 / 5
    sum = sum * z + 2.0 / 3
    sum *= z
    // ln m = f - (f²/2 - s (f²/2 + sum)): the small terms first, as the leading f is exact.
    let halfSquare = 0.5 * f * f
    return k * ln2High - ((halfSquare - (s * (halfSquare + sum) + k * ln2Low)) - f)
  }

  /// Returns 1 / (1 + e⁻ˣ).
  @inlinable public static func sigmoid(_ x: Double) -> Double {
    1 / (1 + exp(-x))
  }

  /// Returns the sine of an angle in radians.
  public static func sin(_ x: Double) -> Double {
    wave(x, quarters: 0)
  }

  /// Returns the cosine of an angle in radians.
  public static func cos(_ x: Double) -> Double {
    wave(x, quarters: 1)
  }

  /// Returns sin(x + quarters π/2): takes off whole quarter turns and sums a Taylor series.
  ///
  /// π/2 stands in three parts of 33 bits each, so that angles below a million lose nothing.
  private static func wave(_ x: Double, quarters: Int) -> Double {
    guard x.isFinite else { return .nan }
    let angle = abs(x) < 1e6 ? x : x.remainder(dividingBy: 2 * .pi)
    let turns = (angle * 0.6366197723675814).rounded()
    let r =
      ((angle - turns * 0x1.921fb544p0) - turns * 0x1.0b4611a6p-34) - turns * 0x1.3198a2e037073p-69
    let z = r * r
    let quarter = (Int(turns) + quarters) & 3
    let value = quarter % 2 == 0 ? sineSeries(r, z) : cosineSeries(z)
    return quarter < 2 ? value : -value
  }

  private static func sineSeries(_ r: Double, _ z: Double) -> Double {
    var sum = 1.0 / 355_687_428_096_000
    sum = sum * z - 1.0 / 1_307_674_368_000
    sum = sum * z + 1.0 / 6_227_020_800
    sum = sum * z - 1.0 / 39_916_800
    sum = sum * z + 1.0 / 362_880
    sum = sum * z - 1.0 / 5040
    sum = sum * z + 1.0 / 120
    sum = sum * z - 1.0 / 6
    return r + r * z * sum
  }

  private static func cosineSeries(_ z: Double) -> Double {
    var sum = 1.0 / 20_922_789_888_000
    sum = sum * z - 1.0 / 87_178_291_200
    sum = sum * z + 1.0 / 479_001_600
    sum = sum * z - 1.0 / 3_628_800
    sum = sum * z + 1.0 / 40_320
    sum = sum * z - 1.0 / 720
    sum = sum * z + 1.0 / 24
    return 1 - 0.5 * z + z * z * sum
  }

  @inlinable static func power2(_ k: Int) -> Double {
    Double(bitPattern: UInt64(bitPattern: Int64(k + 1023)) << 52)
  }
}
