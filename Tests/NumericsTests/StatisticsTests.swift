import Numerics
import Testing

@Suite struct StatisticsTests {
  /// Worked by hand: deviations -2, -1, 0, 1, 2 about 3, and one far value for the higher moments.
  @Test func momentsOfSmallColumns() {
    #expect(Statistics.mean([1, 2, 3, 4, 5]) == 3)
    #expect(Statistics.variance([1, 2, 3, 4, 5]) == 2.5)
    #expect(Statistics.variance([1, 2, 3, 4, 5], ddof: 0) == 2)
    #expect(Statistics.skewness([1, 2, 3, 4, 5]) == 0)
    #expect(Statistics.kurtosis([1, 2, 3, 4, 5]) == 1.7)
    #expect(abs(Statistics.skewness([0, 0, 0, 1]) - 2 / 3.0.squareRoot()) < 1e-15)
  }

  @Test func quantilesInterpolate() {
    #expect(Statistics.quantile([4, 1, 3, 2], 0.5) == 2.5)
    #expect(Statistics.quantile([4, 1, 3, 2], 0) == 1)
    #expect(Statistics.quantile([4, 1, 3, 2], 1) == 4)
    #expect(Statistics.quantile([10, 20], 0.25) == 12.5)
  }

  @Test func emptyAndConstantColumnsAreMissing() {
    #expect(Statistics.mean([]).isNaN && Statistics.variance([1]).isNaN)
    #expect(Statistics.quantile([], 0.5).isNaN && Statistics.skewness([2, 2]).isNaN)
    #expect(Statistics.correlation([1, 1], [1, 2]).isNaN)
  }

  @Test func tiedRanksShareTheirMean() {
    #expect(Statistics.ranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2])
  }

  @Test func correlationOfALineIsOne() {
    #expect(abs(Statistics.correlation([1, 2, 4], [3, 5, 9]) - 1) < 1e-15)
    #expect(abs(Statistics.correlation([1, 2, 3], [3, 2, 1]) + 1) < 1e-15)
  }
}
