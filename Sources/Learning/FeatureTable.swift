/// Named columns of features, one row for each moment that a model may learn from or predict.
///
/// A value that is not finite is missing; by convention it is NaN.
public struct FeatureTable: Sendable {
  public let names: [String]
  /// The values, column by column.
  public let columns: [[Double]]

  /// Creates a table of columns of equal length, one for each name.
  public init(names: [String], columns: [[Double]]) {
    precondition(names.count == columns.count, "one name for each column")
    precondition(columns.allSatisfy { $0.count == columns[0].count }, "columns of equal length")
    (self.names, self.columns) = (names, columns)
  }

  /// The number of rows; 0 where there is no column.
  public var rowCount: Int { columns.first?.count ?? 0 }
}
