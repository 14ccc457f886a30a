import Numerics
import TimeSeries
import Testing

@Suite struct CrossValidationSplitTests {
  private func labels(_ count: Int, horizon: Int) -> LabelSpans {
    LabelSpans(rows: 0..<count, clock: Clock(count: count), horizon: horizon)
  }

  /// Ten rows in three groups, labels over 2 rows, embargo 1, worked by hand.
  ///
  /// Testing 4...6: its labels take the rows 4 to 8. Rows 2 and 3 reach into them, 7 and 8 begin in
  /// them, and 9 is embargoed.
  @Test func foldsByHand() {
    let plan = Splitter.kFold(labels(10, horizon: 2), groups: 3, embargo: 1)
    #expect(plan.groups.map { Array($0) } == [[0, 1, 2, 3], [4, 5, 6], [7, 8, 9]])
    #expect(plan.folds.map(\.test) == plan.groups)
    #expect(plan.folds.map { Array($0.train) } == [[7, 8, 9], [0, 1], [0, 1, 2, 3, 4]])
    #expect(plan.folds.map { Array($0.purged) } == [[4, 5], [2, 3, 7, 8], [5, 6]])
    #expect(plan.folds.map { Array($0.embargoed) } == [[6], [9], []])
    #expect(plan.paths == [[0, 1, 2]])
  }

  /// Groups that touch are one block: nothing between them is purged, and one embargo follows.
  @Test func neighbouringGroupsAreOneBlock() {
    let plan = Splitter.combinatorial(labels(12, horizon: 1), groups: 4, tested: 2, embargo: 1)
    #expect(plan.folds.map { Array($0.test) }[0] == Array(0..<6))
    #expect(Array(plan.folds[0].purged) == [6] && Array(plan.folds[0].embargoed) == [7])
    #expect(Array(plan.folds[1].test) == [0, 1, 2, 6, 7, 8])
    #expect(Array(plan.folds[1].purged) == [3, 5, 9] && Array(plan.folds[1].embargoed) == [4, 10])
    #expect(Array(plan.folds[1].train) == [11])
  }

  @Test func everyFoldTestsEachOfItsGroupsOnOnePath() {
    let plan = Splitter.combinatorial(labels(60, horizon: 0), groups: 7, tested: 3, embargo: 0)
    #expect(plan.folds.count == 35 && plan.paths.count == 15)
    let uses = plan.paths.flatMap { path in path.indices.map { [path[$0], $0] } }
    #expect(Set(uses).count == uses.count && uses.count == 35 * 3)
    #expect(
      uses.allSatisfy { use in plan.groups[use[1]].allSatisfy(plan.folds[use[0]].test.contains) }
    )
  }

  @Test func shuffledGroupsAreDealtFromTheStreamAndPurgeNothing() {
    let labels = labels(103, horizon: 10)
    let plan = Splitter.shuffled(labels, groups: 5, stream: RandomStream(seed: 1, path: "deal"))
    #expect(plan.groups.map(\.count) == [21, 21, 21, 20, 20])
    #expect(plan.groups.flatMap { Array($0) }.sorted() == Array(0..<103))
    for fold in plan.folds {
      #expect((Array(fold.train) + Array(fold.test)).sorted() == Array(0..<103))
      #expect(fold.purged.isEmpty && fold.embargoed.isEmpty && fold.test.runs.count > 5)
    }
    let again = Splitter.shuffled(labels, groups: 5, stream: RandomStream(seed: 1, path: "deal"))
    let other = Splitter.shuffled(labels, groups: 5, stream: RandomStream(seed: 2, path: "deal"))
    #expect(again == plan && other != plan)
  }

  @Test func choicesThatAreNoneGiveNoFold() {
    let labels = labels(5, horizon: 0)
    for (groups, tested) in [(1, 1), (6, 1), (3, 0), (3, 3), (3, 4)] {
      let plan = Splitter.combinatorial(labels, groups: groups, tested: tested, embargo: 0)
      #expect(plan.folds.isEmpty && plan.paths.isEmpty)
    }
  }

  @Test func anEmbargoBeyondTheDataEndsWithThem() {
    let plan = Splitter.kFold(labels(9, horizon: 0), groups: 3, embargo: .max)
    #expect(plan.folds.map { Array($0.train) } == [[], [0, 1, 2], [0, 1, 2, 3, 4, 5]])
  }

  @Test(arguments: [
    (250, 12, 30_000, 250, Embargo.Reason.memory), (1000, 12, 30_000, 300, .share),
    (Reach.unbounded, 400, 30_000, 400, .horizon), (5, 12, 1000, 5, .memory),
    (0, 12, 1000, 0, .memory), (Reach.unbounded, 0, 99, 0, .horizon),
  ])
  func theEmbargoIsDerived(
    memory: Int,
    horizon: Int,
    count: Int,
    rows: Int,
    reason: Embargo.Reason
  ) {
    let embargo = Embargo(memory: memory, horizon: horizon, count: count)
    #expect(embargo.rows == rows && embargo.reason == reason && !embargo.isAssumed)
    let longer = Embargo(memory: memory, horizon: horizon, count: count, stated: rows + 1)
    #expect(longer.rows == rows + 1 && longer.reason == .stated && !longer.isAssumed)
    if rows > 0 {
      let shorter = Embargo(memory: memory, horizon: horizon, count: count, stated: rows - 1)
      #expect(shorter.rows == rows - 1 && shorter.isAssumed && shorter.derivedRows == rows)
    }
  }

  @Test func combinationsAreCounted() {
    #expect(Combinations.count(of: 10, taking: 2) == 45)
    #expect(Combinations.count(of: 60, taking: 30) == 118_264_581_564_861_424)
    #expect(Combinations.count(of: 100, taking: 50) == nil)
    #expect(Combinations.count(of: 3, taking: 4) == 0)
  }
}
