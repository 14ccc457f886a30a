import Numerics
import Testing

@Suite struct QuantilesTests {
  private static let columns: [[Double]] = {
    var numbers = RandomStream(seed: 9, path: "quantiles")
    let random = (0..<1001).map { _ in numbers.normal() }
    return [
      random, random.sorted(), random.sorted().reversed(), random.map { $0.rounded() },
      Array(repeating: 3, count: 50), [1], [2, 1], [.infinity, -.infinity, 0], [0, -0.0, 1],
    ]
  }()

  /// Whatever the order of the values, nothing differs from a full sort.
  @Test(arguments: columns)
  func sameAsOfSortedValues(_ values: [Double]) {
    let shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1, 0.333]
    let expected = shares.map { Statistics.quantile(values, $0) }
    let quantiles = Statistics.quantiles(values, shares)
    for (actual, expected) in zip(quantiles, expected) {
      #expect(actual == expected || actual.isNaN && expected.isNaN)
    }
  }

  @Test func undefinedIsMissing() {
    #expect(Statistics.quantiles([], [0.5])[0].isNaN)
    #expect(Statistics.quantiles([1, .nan], [0.5])[0].isNaN)
    let outside = Statistics.quantiles([1, 2], [-0.1, 0.5, 1.1, .nan])
    #expect(outside[0].isNaN && outside[1] == 1.5 && outside[2].isNaN && outside[3].isNaN)
    #expect(Statistics.quantiles([1, 2], []).isEmpty)
  }
}
