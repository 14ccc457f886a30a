import Numerics
import TimeSeries
import Testing

/// Folds of random labels, beside a plain program that compares each row with each block.
@Suite struct SplitPropertyTests {
  /// Rows of a clock with uneven steps, some of which take part, with labels of random lengths: none
  /// at all, a few rows, or a great many; ending at closes, at opens, between rows, or never.
  private struct Sample {
    let labels: LabelSpans
    let groups: Int
    let tested: Int
    let embargo: Int

    init(_ number: Int) {
      var stream = RandomStream(seed: 77, path: "spans").substream(number)
      let count = 12 + stream.index(below: 60)
      var moments: [Int64] = []
      for _ in 0..<count {
        moments.append((moments.last ?? 0) + 2 * Int64(1 + stream.index(below: 4)))
      }
      let clock = Clock(times: moments.map { Instant(nanoseconds: $0) })
      let longest = [1, 4, 12, 200][stream.index(below: 4)]
      let known = (0..<count).map { row -> EventTime in
        if stream.index(below: 25) == 0 { return .never }
        let length = Int64(stream.index(below: longest))
        let phase = stream.index(below: 3) == 0 ? EventTime.Phase.open : .close
        return EventTime(Instant(nanoseconds: moments[row] + length), phase)
      }
      let sparse = number % 3 == 0
      let rows = (0..<count).filter { _ in !sparse || stream.index(below: 3) > 0 }
      labels = LabelSpans(rows: rows, clock: clock, knownTimes: known)
      groups = 2 + stream.index(below: min(6, max(1, rows.count - 1)))
      tested = 1 + stream.index(below: groups - 1)
      embargo = [0, 1, 3, 50][stream.index(below: 4)]
    }
  }

  private func meet(_ a: (EventTime, EventTime), _ b: (EventTime, EventTime)) -> Bool {
    a.0 <= b.1 && b.0 <= a.1
  }

  /// Returns where each row that takes part goes: "test", "purged", "embargoed" or "train".
  private func uses(_ sample: Sample, testing isTest: [Bool]) -> [String] {
    let labels = sample.labels
    var blocks: [(first: EventTime, last: EventTime)] = []
    for place in isTest.indices where isTest[place] {
      if place == 0 || !isTest[place - 1] {
        blocks.append((labels.starts[place], labels.ends[place]))
      } else {
        blocks[blocks.count - 1].last = max(blocks[blocks.count - 1].last, labels.ends[place])
      }
    }
    return isTest.indices.map { place in
      let span = (labels.starts[place], labels.ends[place])
      if isTest[place] { return "test" }
      if blocks.contains(where: { meet(span, ($0.first, $0.last)) }) { return "purged" }
      let isEmbargoed = blocks.contains { block in
        let between = isTest.indices.count {
          labels.starts[$0] > block.last && labels.starts[$0] < span.0
        }
        return span.0 > block.last && between < sample.embargo
      }
      return isEmbargoed ? "embargoed" : "train"
    }
  }

  @Test(arguments: 0..<400)
  func foldsAreThoseOfThePlainProgram(number: Int) {
    let sample = Sample(number)
    let labels = sample.labels
    let plan = Splitter.combinatorial(
      labels,
      groups: sample.groups,
      tested: sample.tested,
      embargo: sample.embargo
    )
    #expect(plan.folds.count == Combinations.count(of: sample.groups, taking: sample.tested))
    for fold in plan.folds {
      let uses = uses(sample, testing: labels.rows.map(fold.test.contains))
      func rows(_ use: String) -> [Int] {
        uses.indices.filter { uses[$0] == use }.map { labels.rows[$0] }
      }
      #expect(Array(fold.train) == rows("train"))
      #expect(Array(fold.purged) == rows("purged"))
      #expect(Array(fold.embargoed) == rows("embargoed"))
    }
  }

  /// No label that trains meets one that is tested, compared pair by pair.
  @Test(arguments: 0..<400)
  func noLabelThatTrainsMeetsOneThatIsTested(number: Int) {
    let sample = Sample(number)
    let labels = sample.labels
    let place = Dictionary(uniqueKeysWithValues: zip(labels.rows, labels.rows.indices))
    func spans(_ rows: RowSet) -> [(EventTime, EventTime)] {
      rows.compactMap { place[$0] }.map { (labels.starts[$0], labels.ends[$0]) }
    }
    let validated = Splitter.combinatorial(
      labels,
      groups: sample.groups,
      tested: sample.tested,
      embargo: sample.embargo
    ).folds
    let walked = Splitter.walkForward(
      labels,
      train: .rows(labels.count / 2),
      test: .rows(3),
      stride: .rows(2),
      expanding: number % 2 == 0
    )
    for fold in validated + walked {
      let tested = spans(fold.test)
      #expect(spans(fold.train).allSatisfy { span in !tested.contains { meet(span, $0) } })
    }
    for fold in walked {
      let first = tested(first: fold, labels)
      #expect(spans(fold.train).allSatisfy { $0.1 < first })
      #expect(spans(fold.purged).allSatisfy { $0.1 >= first })
      #expect(fold.embargoed.isEmpty)
    }
  }

  private func tested(first fold: Fold, _ labels: LabelSpans) -> EventTime {
    fold.test.first.map(labels.clock.closing(of:)) ?? .never
  }
}
