import Foundation
import Learning
import Numerics
import Testing

@Suite struct TreesDocumentTests {
  private func models() throws -> [TreeEnsemble] {
    let sample = Sample(rows: 300, features: 5, missing: 0.3)
    let forest = { (loss: Loss) in
      try RandomForest.fit(
        sample.table,
        target: sample.target(loss),
        rows: sample.rows,
        loss: loss,
        settings: .init(trees: 5),
        stream: sample.stream,
        workers: .single
      ).ensemble
    }
    return [
      try sample.fit(.logistic, .init(trees: 5)),
      try sample.fit(.squared, .init(trees: 5, leaves: 9)),
      try forest(.logistic), try forest(.squared),
    ]
  }

  private func json(_ model: TreeEnsemble) throws -> Data {
    try JSONEncoder().encode(model.document)
  }

  @Test func aModelThatIsReadAgainIsTheSame() throws {
    for model in try models() {
      let document = try JSONDecoder().decode(TreesDocument.self, from: json(model))
      let read = try TreeEnsemble(document)
      #expect(read == model && document == model.document)
      let sample = Sample(rows: 500, features: 5, missing: 0.3, seed: 9)
      let (p, q) = (
        model.predict(sample.table, rows: sample.rows),
        read.predict(sample.table, rows: sample.rows)
      )
      #expect(p.map(\.bitPattern) == q.map(\.bitPattern))
      #expect(read.importance == model.importance)
    }
    let hasInfinity = try models().contains { model in
      model.trees.contains { $0.nodes.contains { $0.threshold == .infinity } }
    }
    #expect(hasInfinity)
  }

  /// Numbers whose decimal form is long, tiny, huge, negative nothing or infinite.
  @Test func numbersKeepTheirBits() throws {
    var stream = RandomStream(seed: 3, path: "bits")
    let special: [Double] = [
      -0.0, 0.1, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity, 1.0 / 3, 1e23,
    ]
    let drawn = (0..<2000).map { _ in Double(bitPattern: stream.next()) }.filter { !$0.isNaN }
    let numbers = (special + drawn).map(TreesDocument.ExactNumber.init)
    let text = try JSONEncoder().encode(numbers)
    let read = try JSONDecoder().decode([TreesDocument.ExactNumber].self, from: text)
    #expect(read.map(\.value.bitPattern) == numbers.map(\.value.bitPattern))
  }

  /// A model of one split, as a version 1 document was written.
  @Test func theFirstVersionStaysReadable() throws {
    let text = """
      {"version": 1, "loss": "squared", "combination": "sum", "baseScore": "3.0",
       "features": ["x"], "trees": [{"feature": [0, -1, -1], "left": [1, 1, 2],
       "missingGoesLeft": [true, false, false], "number": ["40.0", "-0.75", "1.5"],
       "gain": ["6.75", "0.0", "0.0"], "cover": ["4.0", "3.0", "1.0"]}]}
      """
    let document = try JSONDecoder().decode(TreesDocument.self, from: Data(text.utf8))
    let table = FeatureTable(names: ["x"], columns: [[39, 40, .nan]])
    #expect(try TreeEnsemble(document).predict(table, rows: [0, 1, 2]) == [2.25, 4.5, 2.25])
  }

  @Test func flawsAreNamed() throws {
    let good = try models()[0].document
    let probabilities = try models()[2].document
    let tree = 1
    func flaw(
      _ document: TreesDocument,
      _ change: (inout TreesDocument) -> Void
    ) -> TreesDocumentError? {
      var document = document
      change(&document)
      do throws(TreesDocumentError) {
        _ = try TreeEnsemble(document)
        return nil
      } catch { return error }
    }
    typealias Number = TreesDocument.ExactNumber
    let leaf = try #require(good.trees[tree].feature.firstIndex(of: -1))
    let last = good.trees[tree].feature.count - 1
    #expect(flaw(good) { _ in } == nil)
    #expect(flaw(good) { $0.version = 2 } == .versionUnknown(2))
    #expect(flaw(good) { $0.loss = "hinge" } == .lossUnknown("hinge"))
    #expect(flaw(good) { $0.combination = "max" } == .combinationUnknown("max"))
    #expect(flaw(good) { $0.baseScore = Number(.infinity) } == .baseScoreOutOfRange(.infinity))
    #expect(flaw(probabilities) { $0.baseScore = Number(1.5) } == .baseScoreOutOfRange(1.5))
    #expect(flaw(good) { $0.features = [] } == .featureOutOfRange(tree: 0, node: 0))
    #expect(flaw(good) { $0.trees[tree].feature = [] } == .treeIncomplete(tree: tree))
    #expect(flaw(good) { $0.trees[tree].gain.removeLast() } == .treeIncomplete(tree: tree))
    for feature in [-2, 5, Int.max, Int.min] {
      #expect(
        flaw(good) { $0.trees[tree].feature[0] = feature }
          == .featureOutOfRange(tree: tree, node: 0)
      )
    }
    for child in [0, -1, last, last + 1, Int.max, Int.min] {
      #expect(
        flaw(good) { $0.trees[tree].left[0] = child } == .childOutOfPlace(tree: tree, node: 0)
      )
    }
    #expect(flaw(good) { $0.trees[tree].left[0] = 3 } == .nodeUnreachable(tree: tree, node: 1))
    #expect(
      flaw(good) { $0.trees[tree].left[leaf] = 0 } == .childOutOfPlace(tree: tree, node: leaf)
    )
    for threshold in [Double.nan, -.infinity] {
      #expect(
        flaw(good) { $0.trees[tree].number[0] = Number(threshold) }
          == .thresholdOutOfRange(tree: tree, node: 0)
      )
    }
    for value in [Double.nan, .infinity] {
      #expect(
        flaw(good) { $0.trees[tree].number[leaf] = Number(value) }
          == .valueOutOfRange(tree: tree, node: leaf)
      )
    }
    let vote = try #require(probabilities.trees[tree].feature.firstIndex(of: -1))
    #expect(
      flaw(probabilities) { $0.trees[tree].number[vote] = Number(-0.1) }
        == .valueOutOfRange(tree: tree, node: vote)
    )
    #expect(
      flaw(good) { $0.trees[tree].gain[0] = Number(-1) }
        == .gainOrCoverOutOfRange(tree: tree, node: 0)
    )
    #expect(
      flaw(good) { $0.trees[tree].cover[0] = Number(.nan) }
        == .gainOrCoverOutOfRange(tree: tree, node: 0)
    )
  }

  @Test func textThatIsCutOffIsNoModel() throws {
    let text = try json(models()[0])
    for count in stride(from: 0, to: text.count, by: 37) {
      #expect(throws: (any Error).self) {
        try JSONDecoder().decode(TreesDocument.self, from: text.prefix(count))
      }
    }
  }

  /// Whatever single bytes are changed, the text is refused or makes a model that predicts.
  @Test func garbledTextIsRefusedOrPredicts() throws {
    let sample = Sample(rows: 20, features: 5, missing: 0.3)
    let text = try json(sample.fit(.logistic, .init(trees: 2, depth: 3, minChildWeight: 0)))
    var stream = RandomStream(seed: 1, path: "garble")
    var (refused, read) = (0, 0)
    for _ in 0..<3000 {
      var garbled = text
      for _ in 0...stream.index(below: 2) {
        let byte = UInt8(truncatingIfNeeded: 0x20 + stream.index(below: 0x5F))
        garbled[stream.index(below: garbled.count)] = byte
      }
      guard let document = try? JSONDecoder().decode(TreesDocument.self, from: garbled),
        let model = try? TreeEnsemble(document)
      else {
        refused += 1
        continue
      }
      read += 1
      guard model.featureNames.count == 5 else { continue }
      #expect(model.predict(sample.table, rows: sample.rows).allSatisfy { (0...1).contains($0) })
    }
    #expect(refused > 1000 && read > 100)
  }
}
