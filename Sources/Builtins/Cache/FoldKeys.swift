import Language
import Learning
import Numerics
import TimeSeries

/// The keys of the folds of one run.
///
/// The rows are hashed once, in blocks, and a fold's key takes the blocks up to its last row: rows
/// that come later leave it as it is.
struct FoldKeys: Sendable {
  private let start: ResultKey
  private let table: FeatureTable
  private let target: [Double]
  /// The keys of the whole blocks of rows, in order.
  private let blocks: [String]
  private static let blockSize = 1024

  init(_ task: LearningTask) {
    var start = ResultKey(.fold(task.kind))
    start.add(task.learner)
    start.add(task.target.loss.rawValue)
    (table, target) = (task.input.table, task.target.target.values)
    table.names.forEach { start.add($0) }
    self.start = start
    let (table, target) = (table, target)
    blocks = (0..<(target.count / FoldKeys.blockSize)).map { number in
      let rows = (number * FoldKeys.blockSize)..<((number + 1) * FoldKeys.blockSize)
      return FoldKeys.key(of: rows, table, target).text
    }
  }

  private static func key(
    of rows: Range<Int>,
    _ table: FeatureTable,
    _ target: [Double]
  ) -> ResultKey {
    var key = ResultKey(Kernel(name: "rows", revision: 1))
    for column in table.columns { key.add(column[rows]) }
    key.add(target[rows])
    return key
  }

  /// Returns the key of a fold.
  func key(_ fold: OutOfSample.FoldTask) -> ResultKey {
    let end = 1 + max(fold.rows.last ?? -1, fold.fold.test.last ?? -1)
    let whole = min(blocks.count, end / FoldKeys.blockSize)
    var key = start
    for block in blocks[..<whole] { key.add(block) }
    key.add(FoldKeys.key(of: (whole * FoldKeys.blockSize)..<end, table, target).text)
    key.add(fold.rows)
    key.add(Array(fold.fold.test))
    key.add(fold.weights == nil ? 0 : 1)
    key.add(fold.rows.map { fold.weights?[$0] ?? 1 })
    key.add(fold.stream)
    return key
  }
}

extension RunContext {
  /// What keeps the folds of a task: those of this statement, and in the cache those of others.
  func keeper(of task: LearningTask) -> OutOfSample.FoldKeeper {
    guard keepsResults else { return { _, fit in try fit() } }
    let keys = FoldKeys(task)
    return { fold, fit throws(LearningError) in
      let key = keys.key(fold).text
      let result = try part(0, of: key) { () throws(LearningError) in try kept(key, fit) }
      guard let result else { throw .stopped }
      return result
    }
  }
}
