/// Rows that lie a length of time apart, of which there are more or fewer from day to day.
extension Clock {
  /// Returns for each row the first that closes a `period` later or thereafter; `count` where none
  /// does.
  public func rows(after period: Period) -> [Int] {
    (0..<count).map { row in
      let time = closing(of: row)
      return self.row(closingAtOrAfter: EventTime(time.instant.advanced(by: period), time.phase))
    }
  }

  /// Returns for each row the last that closes a `period` earlier or before that; -1 where none does.
  public func rows(before period: Period) -> [Int] {
    (0..<count).map { row in
      let time = closing(of: row)
      let limit = EventTime(time.instant.retreated(by: period), time.phase)
      let next = self.row(closingAtOrAfter: limit)
      return next < count && closing(of: next) == limit ? next : next - 1
    }
  }

  /// Returns how many rows lie within `period` at most: by the usual step, or by the rows that `rows`
  /// gives for each row, where these are more.
  public func mostRows(within period: Period, _ rows: [Int]) -> Int {
    let found = zip(rows.indices, rows).reduce(0) { most, pair in
      pair.1 < 0 || pair.1 >= count ? most : max(most, abs(pair.1 - pair.0))
    }
    return max(1, found, step.map { period.count(of: $0) } ?? Reach.unbounded)
  }

  /// Returns how many rows cover `rows` rows of another clock, by the usual steps of both: at least 1
  /// for any, and as many where one of them has numbers only.
  public func rows(covering rows: Int, of other: Clock) -> Int {
    guard rows > 0 else { return 0 }
    guard let step, let length = other.step, rows < Reach.unbounded else { return rows }
    return max(1, length.count(of: step, times: rows))
  }
}
