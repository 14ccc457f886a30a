/// The rows of one fold: train on some, predict others.
public struct Fold: Hashable, Sendable {
  public let train: RowSet
  public let test: RowSet
  /// The rows that were left out of training because their labels meet those of the test rows.
  public let purged: RowSet
  /// The rows after a test block that were left out of training because their features remember it.
  public let embargoed: RowSet

  public init(
    train: RowSet,
    test: RowSet,
    purged: RowSet = RowSet(),
    embargoed: RowSet = RowSet()
  ) {
    (self.train, self.test) = (train, test)
    (self.purged, self.embargoed) = (purged, embargoed)
  }
}

/// The folds of a cross-validation, and how they join into predictions of every row.
public struct CrossValidationPlan: Hashable, Sendable {
  /// The groups that the rows were dealt into; each is tested as a whole.
  public let groups: [RowSet]
  public let folds: [Fold]
  /// The folds that predict each group, one list for each path.
  ///
  /// Group g of path p is predicted by fold `paths[p][g]`. Every path covers all of the rows, and
  /// each test group of a fold is used once.
  public let paths: [[Int]]
}
