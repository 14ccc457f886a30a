/// The standard normal distribution.
public enum NormalDistribution {
  /// Returns the share of the distribution at or below `x`.
  public static func cumulative(_ x: Double) -> Double {
    0.5 * complementaryError(-x / 2.0.squareRoot())
  }

  /// Returns 2 / √π times the integral of e^(-t²) from `x` to infinity.
  ///
  /// Cody, "Rational Chebyshev approximations for the error function" (Mathematics of Computation
  /// 23, 1969), to a few parts in 10¹⁶. The C library's depends on the processor, as it calls `exp`.
  private static func complementaryError(_ x: Double) -> Double {
    let y = abs(x)
    guard y > 0.46875 else { return 1 - x * ratio(x * x, errorCentral) }
    guard y < 27.3 else { return x < 0 ? 2 : 0 }
    let inverse = 1 / (y * y)
    let scaled =
      y <= 4
      ? ratio(y, errorMiddle) : (0.5641895835477563 - inverse * ratio(inverse, errorOuter)) / y
    // e^(-y²) in two factors, since the rounding of y² would cost digits.
    let head = (y * 16).rounded(.towardZero) / 16
    let upper = Elementary.exp(-head * head) * Elementary.exp(-(y - head) * (y + head)) * scaled
    return x < 0 ? 2 - upper : upper
  }

  /// Returns the point below which the share `p` lies; infinite at 0 and 1, missing outside.
  ///
  /// Wichura's algorithm AS 241 (Applied Statistics 37, 1988), accurate to about 1 part in 10¹⁶.
  public static func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    let q = p - 0.5
    if abs(q) <= 0.425 {
      let r = 0.180625 - q * q
      return q * ratio(r, central)
    }
    let r = (-Elementary.log(min(p, 1 - p))).squareRoot()
    let tail = r <= 5 ? ratio(r - 1.6, middle) : ratio(r - 5, outer)
    return q < 0 ? -tail : tail
  }

  private typealias Rational = (top: [Double], bottom: [Double])

  private static func ratio(_ x: Double, _ r: Rational) -> Double {
    polynomial(x, r.top) / polynomial(x, r.bottom)
  }

  /// Horner's rule, the highest power first.
  private static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
    coefficients.reduce(0) { $0 * x + $1 }
  }

  private static let central: Rational = (
    [
      2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
      4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
      1.3314166789178437745e2, 3.3871328727963666080e0,
    ],
    [
      5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
      2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
      4.2313330701600911252e1, 1,
    ]
  )

  private static let middle: Rational = (
    [
      7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
      1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0,
      4.63033784615654529590e0, 1.42343711074968357734e0,
    ],
    [
      1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
      1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0,
      2.05319162663775882187e0, 1,
    ]
  )

  private static let outer: Rational = (
    [
      2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
      2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0,
      5.46378491116411435990e0, 6.65790464350110377720e0,
    ],
    [
      2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
      7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
      5.99832206555887937690e-1, 1,
    ]
  )

  private static let errorCentral: Rational = (
    [
      1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2,
      3.77485237685302021e2, 3.20937758913846947e3,
    ],
    [
      1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3,
      2.84423683343917062e3,
    ]
  )

  private static let errorMiddle: Rational = (
    [
      2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0,
      6.61191906371416295e1, 2.98635138197400131e2, 8.81952221241769090e2,
      1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
    ],
    [
      1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2,
      1.62138957456669019e3, 3.29079923573345963e3, 4.36261909014324716e3,
      3.43936767414372164e3, 1.23033935480374942e3,
    ]
  )

  private static let errorOuter: Rational = (
    [
      1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1,
      1.25781726111229246e-1, 1.60837851487422766e-2, 6.58749161529837803e-4,
    ],
    [
      1, 2.56852019228982242e0, 1.87295284992346725e0, 5.27905102951428412e-1,
      6.05183413124413191e-2, 2.33520497626869185e-3,
    ]
  )
}
