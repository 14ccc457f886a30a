import Features

/// The 15 patterns from the sentences of the catalogue, each bar afresh.
struct PlainPatterns {
  let columns: PlainColumns
  let body: [Double]
  let range: [Double]
  let upper: [Double]
  let lower: [Double]
  let trueRange: [Double]

  init(_ columns: PlainColumns) {
    self.columns = columns
    (body, range) = (columns.body, columns.range)
    (upper, lower, trueRange) = (columns.upper, columns.lower, columns.trueRange)
  }

  /// Returns the column of a pattern by its usual settings.
  func column(_ pattern: CandlePattern) -> [Double] {
    switch pattern {
    case .doji: rows(1) { body[$0] < 0.1 * range[$0] }
    case .marubozu:
      rows(1) { t in
        body[t] > 0.9 * range[t] && upper[t] < 0.05 * range[t] && lower[t] < 0.05 * range[t]
      }
    case .hammer: shadowed(long: lower, other: upper, trend: -1)
    case .shootingStar: shadowed(long: upper, other: lower, trend: 1)
    case .engulfingBullish: engulfing(rising: true)
    case .engulfingBearish: engulfing(rising: false)
    case .morningStar: star(1)
    case .eveningStar: star(-1)
    case .threeWhiteSoldiers: soldiers(1)
    case .threeBlackCrows: soldiers(-1)
    case .harami: harami
    case .piercingLine: piercing(1)
    case .darkCloudCover: piercing(-1)
    case .tweezerTop: tweezers(columns.high, trend: 1)
    case .tweezerBottom: tweezers(columns.low, trend: -1)
    }
  }

  // Tools

  private func open(_ t: Int) -> Double { columns.open[t] }
  private func close(_ t: Int) -> Double { columns.close[t] }
  private func rise(_ t: Int) -> Double { close(t) - open(t) }

  /// The mean of the `n` values before row t; missing where one is, or is not there.
  private func before(_ t: Int, _ values: [Double], _ n: Int = 14) -> Double {
    t < n ? .nan : values[(t - n)..<t].reduce(0, +) / Double(n)
  }

  /// -1 or 1 where the five rows up to and with t have fallen or risen by half a mean true range.
  private func trend(_ t: Int) -> Double {
    guard t >= 5 else { return .nan }
    let (change, range) = (close(t) - close(t - 5), before(t + 1, trueRange))
    guard !(change + range).isNaN else { return .nan }
    return change > 0 && change >= 0.5 * range ? 1 : change < 0 && change <= -0.5 * range ? -1 : 0
  }

  /// Returns where `holds`, for patterns of `count` bars; missing where a bar or one of the `needs`
  /// is.
  private func rows(
    _ count: Int,
    needs: (Int) -> [Double] = { _ in [] },
    _ holds: (Int) -> Bool
  ) -> [Double] {
    columns.close.indices.map { t in
      guard t >= count - 1 else { return .nan }
      let bars = (t - count + 1)...t
      let missing = bars.contains { (range[$0] + body[$0]).isNaN }
      guard !missing, !needs(t).contains(where: \.isNaN) else { return .nan }
      return bars.allSatisfy { range[$0] > 0 } && holds(t) ? 1 : 0
    }
  }

  // Patterns; `side` is 1 for the bullish form and -1 for the bearish one

  private func shadowed(long: [Double], other: [Double], trend side: Double) -> [Double] {
    rows(1, needs: { $0 < 1 ? [.nan] : [trend($0 - 1)] }) { t in
      trend(t - 1) == side && long[t] > 0.6 * range[t] && other[t] < 0.1 * range[t]
        && body[t] < 0.3 * range[t]
    }
  }

  func engulfing(rising: Bool) -> [Double] {
    rows(2) { t in
      let (top, bottom) = (max(open(t), close(t)), min(open(t), close(t)))
      let (lastTop, lastBottom) = (
        max(open(t - 1), close(t - 1)), min(open(t - 1), close(t - 1))
      )
      let turns = rising ? rise(t) > 0 && rise(t - 1) < 0 : rise(t) < 0 && rise(t - 1) > 0
      return turns && top >= lastTop && bottom <= lastBottom && body[t] > body[t - 1]
    }
  }

  private func star(_ side: Double) -> [Double] {
    rows(3, needs: { [before($0 - 2, body), before($0 - 1, body)] }) { t in
      let average = before(t - 2, body)
      let head = side > 0 ? max(open(t - 1), close(t - 1)) : min(open(t - 1), close(t - 1))
      let middle = (open(t - 2) + close(t - 2)) / 2
      return side * rise(t - 2) < 0 && body[t - 2] >= average
        && body[t - 1] <= 0.5 * before(t - 1, body)
        && side * (head - close(t - 2)) <= 0.1 * average
        && side * rise(t) > 0 && side * (close(t) - middle) >= 0
    }
  }

  private func soldiers(_ side: Double) -> [Double] {
    let ahead = side > 0 ? upper : lower
    return rows(3, needs: { t in (0...2).map { before(t - $0, body) } }) { t in
      (t - 2...t).allSatisfy { s in
        side * rise(s) > 0 && body[s] >= before(s, body) && ahead[s] <= 0.3 * body[s]
      }
        && (t - 1...t).allSatisfy { s in
          side * (close(s) - close(s - 1)) > 0 && side * (open(s) - open(s - 1)) >= 0
            && side * (open(s) - close(s - 1)) <= 0
        }
    }
  }

  private var harami: [Double] {
    rows(2, needs: { [before($0 - 1, body)] }) { t in
      body[t - 1] > 0 && body[t - 1] >= before(t - 1, body) && body[t] <= 0.5 * body[t - 1]
        && max(open(t), close(t)) <= max(open(t - 1), close(t - 1))
        && min(open(t), close(t)) >= min(open(t - 1), close(t - 1))
    }
  }

  private func piercing(_ side: Double) -> [Double] {
    let edge = side > 0 ? columns.low : columns.high
    return rows(2, needs: { $0 < 2 ? [.nan] : [trend($0 - 2), before($0 - 1, body)] }) { t in
      trend(t - 2) == -side && side * rise(t - 1) < 0 && body[t - 1] >= before(t - 1, body)
        && side * (open(t) - edge[t - 1]) < 0
        && side * (close(t) - (open(t - 1) + close(t - 1)) / 2) > 0
        && side * (close(t) - open(t - 1)) < 0
    }
  }

  private func tweezers(_ ends: [Double], trend side: Double) -> [Double] {
    rows(2, needs: { $0 < 2 ? [.nan] : [trend($0 - 2)] }) { t in
      trend(t - 2) == side && side * rise(t - 1) > 0 && side * rise(t) < 0
        && abs(ends[t] - ends[t - 1]) <= 0.05 * before(t - 1, trueRange)
    }
  }
}
