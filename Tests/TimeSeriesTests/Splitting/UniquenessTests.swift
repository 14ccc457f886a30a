import TestSupport
import Testing
import TimeSeries

@Suite struct UniquenessTests {
  private func labels(_ spans: [ClosedRange<Int>], rows count: Int) -> LabelSpans {
    let clock = Clock(count: count)
    var known = [EventTime](repeating: .never, count: count)
    for span in spans { known[span.lowerBound] = clock.closing(of: span.upperBound) }
    return LabelSpans(rows: spans.map(\.lowerBound), clock: clock, knownTimes: known)
  }

  /// Labels over the rows 0...2, 1...3 and 4...5: the rows hold 1, 2, 2, 1, 1 and 1 of them.
  @Test func weightsByHand() {
    let uniqueness = Uniqueness(labels([0...2, 1...3, 4...5], rows: 8))
    let (all, two) = (uniqueness.weights(of: [0, 1, 4]), uniqueness.weights(of: [1, 4]))
    #expect(all.map { ($0 * 12).rounded() } == [8, 8, 12])
    #expect(zip(all, [2.0 / 3, 2.0 / 3, 1]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(two == [1, 1], "only the labels of the fold count")
    #expect(uniqueness.weights(of: []).isEmpty)
  }

  /// After their own rows those labels take 1...2, 2...3 and 5...5: row 2 holds two of them.
  @Test func theOverlapByHand() {
    let uniqueness = Uniqueness(labels([0...2, 1...3, 4...5], rows: 8))
    #expect(abs(uniqueness.overlap(of: [0, 1, 4]) - 3 / 2.5) < 1e-15)
    #expect(uniqueness.overlap(of: []) == 1)
  }

  /// Labels that end between rows take the row that closes next; those without an end all the rest.
  @Test func endsBetweenRowsAndNever() {
    let clock = Clock(times: [0, 10, 20, 30].map { Instant(nanoseconds: $0) })
    let labels = LabelSpans(
      rows: 0..<4,
      clock: clock,
      knownTimes: [EventTime(Instant(nanoseconds: 12)), .never, clock.closing(of: 2), .never]
    )
    // 0...2, 1...3, 2...2 and 3...3: the rows hold 1, 2, 3 and 2 of them.
    let expected = [
      (1 + 1.0 / 2 + 1.0 / 3) / 3, (1.0 / 2 + 1.0 / 3 + 1.0 / 2) / 3, 1.0 / 3, 1.0 / 2,
    ]
    let weights = Uniqueness(labels).weights(of: [0, 1, 2, 3])
    #expect(zip(weights, expected).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  /// n labels over h rows each are worth n / h; the sum of their uniqueness is (n + h - 1) / h, since
  /// the first and the last overlap fewer.
  @Test(arguments: [1, 2, 5, 12, 60])
  func equalLabelsAreWorthTheirNumberOverTheirLength(horizon: Int) {
    let count = 600
    let clock = Clock(count: count + horizon + 1)
    let equal = LabelSpans(rows: 0..<count, clock: clock, horizon: horizon)
    let exact = Double(count) / Uniqueness(equal).overlap(of: equal.rows)
    #expect(exact == Double(count) / Double(horizon))
    // One label far from the others and of another length makes the sum be taken.
    var known = (0..<clock.count).map {
      $0 + horizon < clock.count ? clock.closing(of: $0 + horizon) : .never
    }
    known[count] = clock.closing(of: count)
    let other = LabelSpans(rows: 0...count, clock: clock, knownTimes: known)
    let sum = Double(other.count) / Uniqueness(other).overlap(of: other.rows)
    // The odd label takes its own row alone, among the others that end there.
    let rest = Double(count + horizon - 1) / Double(horizon)
    #expect(abs(sum - rest) < 1 && abs(sum - exact) < 2)
  }

  @Test func theEventsOfTheReference() {
    var known = [EventTime](repeating: .never, count: CUSUMLabels.rowCount)
    let clock = Clock(count: CUSUMLabels.rowCount)
    for (start, end) in zip(CUSUMLabels.starts, CUSUMLabels.ends) {
      known[start] = clock.closing(of: end)
    }
    let labels = LabelSpans(rows: CUSUMLabels.starts, clock: clock, knownTimes: known)
    let weights = Uniqueness(labels).weights(of: labels.rows)
    let mean = weights.reduce(0, +) / Double(weights.count)
    #expect(abs(mean - CUSUMLabels.meanUniqueness) < 1e-13)
  }

  /// The reference has ten digits.
  @Test(
    .enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)),
    arguments: [
      ("t1", "avg_uniqueness"), ("b_t1", "b_avg_uniqueness"), ("t1", "avg_uniqueness_cusum"),
    ]
  )
  func everyWeightOfTheReference(end: String, column: String) throws {
    let table = try Shared.table("reference/labels_sp500.csv.gz")
    let expected = table[column]
    let rows = expected.indices.filter { !expected[$0].isNaN }
    #expect(rows.count == (column == "avg_uniqueness_cusum" ? 948 : 4971))
    let spans = rows.map { Int(table["t0"][$0])...Int(table[end][$0]) }
    let labels = labels(spans, rows: 5031)
    let weights = Uniqueness(labels).weights(of: labels.rows)
    #expect(firstDifference(weights, rows.map { expected[$0] }, relative: 1e-9) == nil)
  }
}
