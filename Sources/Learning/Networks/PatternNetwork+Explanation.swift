internal import Numerics

extension PatternNetwork {
  /// What the bars of a window did to the probability of a class.
  public struct Explanation: Sendable, Hashable {
    /// The probability of the class.
    public let probability: Double
    /// What each bar of the window gave to the log-odds, the oldest first; below 0 where it spoke
    /// against the class.
    public let bars: [Double]
  }

  /// Returns what each bar of the window that ends in `row` gave to a class; missing where the window
  /// is not full.
  ///
  /// By occlusion (Zeiler and Fergus, "Visualizing and understanding convolutional networks", ECCV
  /// 2014): a bar's part is the log-odds as they are less those with the bar made neutral, averaged
  /// over two neutral bars, since a rule may take the one for a pattern of its own. Both stand about
  /// the same middle with the mean volume of the other bars: one without a range, and one with the
  /// mean range of the other bars whose body, the direction kept, is half of it. The middle and all
  /// other bars stay, and so do the window's scales. Parts need not add up to the log-odds, as bars
  /// work together.
  ///
  /// - Throws: A `LearningError` where the table has not the five columns, or OpenBLAS is missing.
  public func explain(
    _ bars: FeatureTable,
    row: Int,
    class number: Int
  ) throws(LearningError) -> Explanation {
    precondition((0..<classes).contains(number), "a class of the network")
    guard let blas = BLAS.shared else { throw .libraryMissing("OpenBLAS") }
    let windows = try BarWindow(bars, length: window)
    guard windows.isFull(row) else {
      return Explanation(
        probability: .nan,
        bars: [Double](repeating: .nan, count: window)
      )
    }
    let length = window
    // Window 0 is as it is; 1 + 2 b and 2 + 2 b have bar b, the newest first, made neutral.
    let margins = state.margins(1 + 2 * length, workers: .single, blas: blas) { variant, target in
      windows.write(row, to: target)
      guard variant > 0 else { return }
      Occlusion.apply(
        to: target,
        bar: (variant - 1) / 2,
        length: length,
        hasRange: variant % 2 == 0
      )
    }
    let margin = { (variant: Int) in Double(margins[variant * classes + number]) }
    let parts = (0..<length).map { bar in
      margin(0) - 0.5 * (margin(1 + 2 * bar) + margin(2 + 2 * bar))
    }
    return Explanation(
      probability: Elementary.sigmoid(margin(0)),
      bars: parts.reversed()
    )
  }
}

/// A bar of a scaled window made neutral.
private enum Occlusion {
  static func apply(
    to window: UnsafeMutablePointer<Float>,
    bar: Int,
    length: Int,
    hasRange: Bool
  ) {
    let own = window + bar * BarWindow.inputs
    var (range, volume): (Float, Float) = (0, 0)
    for other in 0..<length where other != bar {
      let place = window + other * BarWindow.inputs
      range += place[1] - place[2]
      volume += place[4]
    }
    range = hasRange ? range / Float(length - 1) : 0
    let middle = 0.5 * (own[1] + own[2])
    let half: Float = own[3] >= own[0] ? 0.25 : -0.25
    own[0] = middle - half * range
    own[1] = middle + 0.5 * range
    own[2] = middle - 0.5 * range
    own[3] = middle + half * range
    own[4] = volume / Float(length - 1)
  }
}
