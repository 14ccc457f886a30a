public import Numerics

extension Splitter {
  /// Deals the rows into `groups` neighbouring groups and tests each in turn.
  ///
  /// The groups are as equal as whole rows allow, the longer ones first. None where there are fewer
  /// rows than groups.
  public static func kFold(_ labels: LabelSpans, groups: Int, embargo: Int) -> CrossValidationPlan {
    combinatorial(labels, groups: groups, tested: 1, embargo: embargo)
  }

  /// Deals the rows into `groups` neighbouring groups and tests every choice of `tested` of them, in
  /// lexicographic order: combinatorial purged cross-validation.
  ///
  /// Each group is tested in C(groups - 1, tested - 1) folds, which gives as many paths over all of
  /// the rows. Of the folds that test a group the first in order belongs to the first path.
  /// López de Prado, "Advances in Financial Machine Learning" (2018), chapter 12.
  public static func combinatorial(
    _ labels: LabelSpans,
    groups: Int,
    tested: Int,
    embargo: Int
  ) -> CrossValidationPlan {
    guard groups > 1, tested > 0, tested < groups, groups <= labels.count else { return .empty }
    let parts = parts(of: labels.count, groups)
    let choices = Combinations.of(groups, taking: tested)
    var latest = labels.ends
    for i in latest.indices.dropFirst() { latest[i] = max(latest[i - 1], latest[i]) }
    return CrossValidationPlan(
      groups: parts.map(labels.rows(at:)),
      folds: choices.map { fold(of: labels, testing: $0.map { parts[$0] }, latest, embargo) },
      choices: choices
    )
  }

  /// Deals the rows into `groups` groups at random and tests each in turn, with nothing purged.
  ///
  /// The neighbours of a test row train its model: labels and features that overlap it leak. It
  /// exists to show how much.
  public static func shuffled(
    _ labels: LabelSpans,
    groups: Int,
    stream: RandomStream
  ) -> CrossValidationPlan {
    guard groups > 1, groups <= labels.count else { return .empty }
    var stream = stream
    var order = Array(0..<labels.count)
    for last in order.indices.reversed() { order.swapAt(last, stream.index(below: last + 1)) }
    var group = [Int](repeating: 0, count: order.count)
    for (number, part) in parts(of: order.count, groups).enumerated() {
      for place in part { group[order[place]] = number }
    }
    let tests = (0..<groups).map { number in
      RowSet(group.indices.lazy.filter { group[$0] == number }.map { labels.rows[$0] })
    }
    let folds = (0..<groups).map { number in
      Fold(
        train: RowSet(group.indices.lazy.filter { group[$0] != number }.map { labels.rows[$0] }),
        test: tests[number]
      )
    }
    return CrossValidationPlan(groups: tests, folds: folds, paths: [Array(0..<groups)])
  }

  /// Returns `count` places in `groups` neighbouring parts; the first ones are longer by one where
  /// the count does not divide.
  private static func parts(of count: Int, _ groups: Int) -> [Range<Int>] {
    let (size, longer) = count.quotientAndRemainder(dividingBy: groups)
    return (0..<groups).map { group in
      let start = group * size + min(group, longer)
      return start..<(start + size + (group < longer ? 1 : 0))
    }
  }

  private enum Use { case train, test, purged, embargoed }

  /// Returns the fold that tests the places of `parts`.
  ///
  /// For each block of neighbouring test rows, from its first start S to its last end E, a row is
  /// purged where its label meets [S, E]; the embargo takes the rows after those that start by E.
  /// Both ends of a span belong to it. `latest` has the latest end up to each place.
  private static func fold(
    of labels: LabelSpans,
    testing parts: [Range<Int>],
    _ latest: [EventTime],
    _ embargo: Int
  ) -> Fold {
    var uses = [Use](repeating: .train, count: labels.count)
    for part in parts { for place in part { uses[place] = .test } }
    for block in blocks(of: parts) {
      let start = labels.starts[block.lowerBound]
      let end = labels.ends[block].max() ?? start
      var earlier = block.lowerBound - 1
      while earlier >= 0, latest[earlier] >= start {
        if labels.ends[earlier] >= start, uses[earlier] != .test { uses[earlier] = .purged }
        earlier -= 1
      }
      var later = block.upperBound
      while later < labels.count, labels.starts[later] <= end {
        if uses[later] != .test { uses[later] = .purged }
        later += 1
      }
      for place in later..<(later + min(max(0, embargo), labels.count - later))
      where uses[place] == .train {
        uses[place] = .embargoed
      }
    }
    func rows(_ use: Use) -> RowSet {
      RowSet(uses.indices.lazy.filter { uses[$0] == use }.map { labels.rows[$0] })
    }
    return Fold(
      train: rows(.train),
      test: rows(.test),
      purged: rows(.purged),
      embargoed: rows(.embargoed)
    )
  }

  /// Joins parts that follow each other without a gap.
  private static func blocks(of parts: [Range<Int>]) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    for part in parts {
      if let last = blocks.last, last.upperBound == part.lowerBound {
        blocks[blocks.count - 1] = last.lowerBound..<part.upperBound
      } else {
        blocks.append(part)
      }
    }
    return blocks
  }
}

extension CrossValidationPlan {
  /// The plan of rows that do not suffice.
  static let empty = CrossValidationPlan(groups: [], folds: [], paths: [])

  /// Joins folds of which fold i tests the groups `choices[i]` into paths.
  init(groups: [RowSet], folds: [Fold], choices: [[Int]]) {
    let testing = groups.indices.map { group in
      choices.indices.filter { choices[$0].contains(group) }
    }
    let count = testing.first?.count ?? 0
    self.init(
      groups: groups,
      folds: folds,
      paths: (0..<count).map { path in testing.map { $0[path] } }
    )
  }
}

/// The ways to choose some of several things.
public enum Combinations {
  /// Returns how many there are; nil where that is more than an integer holds.
  public static func count(of n: Int, taking k: Int) -> Int? {
    guard k >= 0, k <= n else { return 0 }
    var count = 1
    for i in 0..<min(k, n - k) {
      let (product, overflow) = count.multipliedReportingOverflow(by: n - i)
      guard !overflow else { return nil }
      count = product / (i + 1)
    }
    return count
  }

  /// Returns all choices of `k` of the numbers below `n`, each ascending, in lexicographic order.
  static func of(_ n: Int, taking k: Int) -> [[Int]] {
    guard k > 0, k <= n else { return [] }
    var choice = Array(0..<k)
    var all = [choice]
    while let place = choice.indices.last(where: { choice[$0] < n - k + $0 }) {
      choice[place] += 1
      for next in choice.indices.dropFirst(place + 1) { choice[next] = choice[next - 1] + 1 }
      all.append(choice)
    }
    return all
  }
}
