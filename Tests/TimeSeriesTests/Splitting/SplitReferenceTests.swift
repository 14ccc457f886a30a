import Foundation
import TestSupport
import Testing
import TimeSeries

/// The folds beside those that a plain NumPy program made from the definitions.
@Suite struct SplitReferenceTests {
  private func check(_ plan: CrossValidationPlan, _ splits: [CUSUMLabels.Split]) {
    #expect(plan.folds.count == splits.count)
    for (fold, split) in zip(plan.folds, splits) {
      #expect(Array(fold.test) == split.tested.flatMap { Array(plan.groups[$0]) })
      #expect(Array(fold.train) == CUSUMLabels.rows(split.train), "tested \(split.tested)")
      #expect(Array(fold.purged) == CUSUMLabels.rows(split.purged), "tested \(split.tested)")
      #expect(Array(fold.embargoed) == CUSUMLabels.rows(split.embargoed), "tested \(split.tested)")
    }
  }

  /// The fixture numbers the events, so that event i is row i of a clock whose moments are the rows of
  /// the data.
  @Test func labelsOfEventsSplitAsInNumPy() {
    let labels = LabelSpans(spans: CUSUMLabels.starts, CUSUMLabels.ends)
    let embargo = Embargo(memory: Reach.unbounded, horizon: 0, count: labels.count)
    #expect(embargo.rows == 9 && embargo.reason == .share)
    check(Splitter.kFold(labels, groups: 6, embargo: embargo.rows), CUSUMLabels.kFold)
    let plan = Splitter.combinatorial(labels, groups: 6, tested: 2, embargo: embargo.rows)
    check(plan, CUSUMLabels.combinatorial)
    #expect(plan.paths == CUSUMLabels.paths)
  }

  private struct Document: Decodable {
    let embargo: Double
    let sets: [String: Rows]
  }

  private struct Rows: Decodable {
    let N: Int
    let embargo_rows: Int
    let group_first_rows: [Int]
    let purged_kfold: [Split]
    let cpcv: [Split]
    let paths: [[Int]]
    let fold2_without_embargo: Split
  }

  private struct Split: Decodable {
    let name: String
    let test_runs: [[Int]]
    let train_runs: [[Int]]
    let purged_runs: [[Int]]
    let embargoed_runs: [[Int]]

    func matches(_ fold: Fold) -> Bool {
      func runs(_ rows: RowSet) -> [[Int]] { rows.runs.map { [$0.lowerBound, $0.upperBound - 1] } }
      return runs(fold.test) == test_runs && runs(fold.train) == train_runs
        && runs(fold.purged) == purged_runs && runs(fold.embargoed) == embargoed_runs
    }
  }

  @Test(
    .enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)),
    arguments: ["A_all_events", "B_cusum_events"]
  )
  func theFoldsAreThoseOfTheReference(name: String) throws {
    let table = try Shared.table("reference/labels_sp500.csv.gz")
    let isChosen = table["cusum_event"].map { $0 == 1 || name == "A_all_events" }
    func chosen(_ column: String) -> [Int] {
      zip(table[column], isChosen).filter(\.1).map { Int($0.0) }
    }
    let labels = LabelSpans(spans: chosen("t0"), chosen("t1"))
    let document = try JSONDecoder().decode(
      Document.self,
      from: Shared.data("reference/cv_sp500.json")
    )
    let set = try #require(document.sets[name])
    #expect(labels.count == set.N && document.embargo == 0.01)
    // The reference leaves 1 % of the rows out, and does not ask for the horizon.
    let share = Embargo(memory: Reach.unbounded, horizon: 0, count: set.N).rows
    #expect(share == set.embargo_rows)
    let folds = Splitter.kFold(labels, groups: 6, embargo: share)
    #expect(folds.groups.map(\.first) == set.group_first_rows)
    #expect(folds.folds.count == 6 && set.purged_kfold.count == 6)
    for (fold, split) in zip(folds.folds, set.purged_kfold) {
      #expect(split.matches(fold), "\(split.name)")
    }
    let plan = Splitter.combinatorial(labels, groups: 6, tested: 2, embargo: share)
    #expect(plan.folds.count == 15 && set.cpcv.count == 15 && plan.paths == set.paths)
    for (fold, split) in zip(plan.folds, set.cpcv) {
      #expect(split.matches(fold), "\(split.name)")
    }
    let bare = Splitter.kFold(labels, groups: 6, embargo: 0)
    #expect(set.fold2_without_embargo.matches(bare.folds[2]))
  }
}

extension LabelSpans {
  /// Creates the spans of events, numbered from 0, that begin and end at these rows of some data.
  init(spans starts: [Int], _ ends: [Int]) {
    self.init(
      rows: starts.indices,
      clock: Clock(times: starts.map { Instant(nanoseconds: Int64($0)) }),
      knownTimes: ends.map { EventTime(Instant(nanoseconds: Int64($0))) }
    )
  }
}
