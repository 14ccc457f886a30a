import Builtins
import Foundation
import Language
import Notebook
import Synchronization
import TestSupport
import Testing

/// Keeps results in memory, and counts.
final class MemoryCache: ResultCache {
  private struct State {
    var results: [String: KeptResult] = [:]
    var hits = 0
    var order: [String] = []
  }

  private let state = Mutex(State())

  func result(for key: String) throws(DamagedResult) -> KeptResult? {
    state.withLock { state in
      let result = state.results[key]
      if result != nil { state.hits += 1 }
      return result
    }
  }

  func keep(_ bytes: [UInt8], seconds: Double, for key: String, isPinned: Bool) {
    state.withLock { state in
      if state.results.updateValue(KeptResult(bytes: bytes, seconds: seconds), forKey: key) == nil {
        state.order.append(key)
      }
    }
  }

  var count: Int { state.withLock { $0.results.count } }
  var hits: Int { state.withLock { $0.hits } }
  /// All that was kept, in an order that does not depend on threads.
  var contents: [[UInt8]] {
    state.withLock { state in state.results.values.map(\.bytes) }.sorted { a, b in
      a.lexicographicallyPrecedes(b)
    }
  }

  /// Replaces every result by other bytes.
  func spoil(_ change: ([UInt8]) -> [UInt8]) {
    state.withLock { state in
      state.results = state.results.mapValues {
        KeptResult(bytes: change($0.bytes), seconds: $0.seconds)
      }
    }
  }
}

/// What is kept is what would be computed, and nothing else is found under its key.
@Suite struct CacheTests {
  private static let data = """
    %% es
    es = load "datasets/sp500-daily.csv"
    %% x
    x = features on es { a = ret(close, 5); b = zscore(close, 20); c = zscore(volume, 50) }
    y = target on es, direction(5)
    r = target on es, ahead(log(close), 5) - log(close)

    """

  private func cells(
    _ code: String,
    _ cache: (any ResultCache)?,
    seed: UInt64? = nil
  ) throws -> [Session.CellResult] {
    let (_, results) = try run(CacheTests.data + code) {
      $0.cache = cache
      $0.seed = seed
    }
    try #require(results.compactMap(\.error).isEmpty, "\(results.compactMap(\.error))")
    return results
  }

  private static let programs = [
    (
      "gbm",
      "%% m\nm = fit gbm to y on x over ..2012-12-31, trees=20, subsample=0.7\nm\np = predict m on x over 2013-02-01..\n"
    ),
    (
      "forest",
      "%% m\nm = fit forest to y on x over ..2012-12-31, trees=20\nm\nm.oob_auc\np = predict m on x over 2013-02-01..\n"
    ),
    (
      "ridge",
      "%% m\nm = fit ridge to r on x over ..2012-12-31\nm\np = predict m on x over 2013-02-01..\n"
    ),
    (
      "logistic",
      "%% m\nm = fit logistic to y on x over ..2012-12-31\nm\np = predict m on x over 2013-02-01..\n"
    ),
    (
      "ensemble",
      "%% m\nm = fit ensemble to y on x over ..2012-12-31, trees=10\nm\np = predict m on x over 2013-02-01..\n"
    ),
    (
      "cnn",
      "%% m\nm = fit cnn to y on es over ..2001-12-31, epochs=2\nm\np = predict m on es over 2002-02-01..2002-12-31\n"
    ),
    (
      "walkforward",
      "%% wf\nwf = walkforward gbm to y on x, train=8y, test=2y, trees=10\nwf\nwf.importance\n"
    ),
    ("cpcv", "%% cv\ncv = fit ridge to r on x by cpcv(6, 2), weights=uniqueness\ncv\n"),
    (
      "montecarlo",
      "%% bt\nbt = backtest (if es.close > sma(es.close, 50) then 1 else 0) on es\nmc = montecarlo bt, paths=100\nmc\n"
    ),
    (
      "sweep",
      "%% k\nk = sweep n in [20, 50, 90] { backtest (if es.close > sma(es.close, n) then 1 else 0) on es }\nk\nk.table\n"
    ),
    ("insight", "%% i\ninsight(es, trees=5)\n"),
  ]

  @Test(arguments: programs) func aSecondRunIsTheFirst(_ name: String, _ code: String) throws {
    let cache = MemoryCache()
    let without = try cells(code, nil)
    let first = try cells(code, cache)
    #expect(first.map(\.recorded) == without.map(\.recorded))
    #expect(cache.count > 0 && cache.hits == 0)
    let second = try cells(code, cache)
    #expect(cache.hits == cache.count)
    #expect(second.map(\.recorded) == without.map(\.recorded))
    #expect(second.map(\.output) == without.map(\.output))
    #expect(second.last.map { $0.cacheUse.hits } == cache.hits)
  }

  private static let fit = "%% m\nm = fit gbm to y on x, trees=5\n"

  /// What a text means is in the key, and not how it is written.
  @Test(arguments: [
    "%% m\n# a comment\nm = fit gbm   to y on x, trees = 5  # another\n",
    "%% m\nfive = 5\nm = fit gbm to y on x, trees=five\n",
    "%% m\nfeatures_of_mine = x\nm = fit gbm to y on features_of_mine, trees=5\n",
    "%% other\n1 + 1\n%% m\nm = fit gbm to y on x, depth=6, trees=5\n",
  ])
  func aTextThatMeansTheSameFindsIt(_ code: String) throws {
    let cache = MemoryCache()
    _ = try cells(CacheTests.fit, cache)
    _ = try cells(code, cache)
    #expect(cache.count == 1 && cache.hits == 1)
  }

  /// Another constant, target, column, range, weighting, stream or kind is another result.
  @Test(arguments: [
    "%% m\nm = fit gbm to y on x, trees=6\n",
    "%% m\nm = fit gbm to y on x, trees=5, depth=5\n",
    "%% m\nm = fit gbm to r on x, trees=5\n",
    "%% m\nm = fit gbm to y on x over ..2010-12-31, trees=5\n",
    "%% m\nm = fit gbm to y on x, trees=5, weights=uniqueness\n",
    "%% m\nz = features on es { a = ret(close, 5); b = zscore(close, 21); c = zscore(volume, 50) }\nm = fit gbm to y on z, trees=5\n",
    "%% m-2\nm = fit gbm to y on x, trees=5\n",
    "%% m\nother = fit gbm to y on x, trees=5\n",
    "%% m\nm = fit forest to y on x, trees=5\n",
    "%% s\nseed 43\n%% m\nm = fit gbm to y on x, trees=5\n",
  ])
  func whatDecidesTheResultIsInItsKey(_ code: String) throws {
    let cache = MemoryCache()
    _ = try cells(CacheTests.fit, cache)
    let alone = try cells(code, nil)
    let after = try cells(code, cache)
    #expect(cache.count == 2 && cache.hits == 0)
    #expect(after.map(\.recorded) == alone.map(\.recorded))
  }

  /// The same for folds, cross-validations and histories: options, groups, stages, methods.
  @Test(arguments: [
    (
      "walkforward gbm to y on x, train=6y, test=2y, trees=5",
      "walkforward gbm to y on x, train=6y, test=2y, trees=5, rate=0.2"
    ),
    (
      "walkforward gbm to y on x, train=6y, test=2y, trees=5",
      "walkforward gbm to y on x, train=6y, test=2y, trees=5, weights=uniqueness"
    ),
    (
      "walkforward gbm to y on x, train=6y, test=2y, trees=5",
      "walkforward gbm to y on x, train=6y, test=2y, trees=5, expanding=true"
    ),
    (
      "walkforward gbm to y on x, train=6y, test=2y, trees=5",
      "walkforward gbm to y on (features on es { a = ret(close, 5); b = fitted(zscore, close); c = zscore(volume, 50) }), train=6y, test=2y, trees=5"
    ),
    (
      "fit logistic to y on x by cpcv(5, 2), penalty=9",
      "fit logistic to y on x by cpcv(6, 2), penalty=9"
    ),
    (
      "fit logistic to y on x by kfold(5), penalty=9",
      "fit logistic to y on x by kfold(5), penalty=8"
    ),
    ("montecarlo bt, paths=80", "montecarlo bt, paths=80, method=block"),
    ("montecarlo bt, paths=80", "montecarlo bt, paths=80, block=9"),
    ("montecarlo bt, paths=80", "montecarlo bt, paths=81"),
  ])
  func whatDecidesAFoldOrAHistoryIsInItsKey(_ one: String, _ two: String) throws {
    let bt = "%% bt\nbt = backtest (if es.close > sma(es.close, 50) then 1 else 0) on es\n%% m\n"
    let cache = MemoryCache()
    _ = try cells(bt + "m = \(one)\nm\n", cache)
    let after = try cells(bt + "m = \(two)\nm\n", cache)
    #expect(after.map(\.recorded) == (try cells(bt + "m = \(two)\nm\n", nil)).map(\.recorded))
  }

  /// Rows that come later leave the folds before them as they are.
  @Test func newRowsCostOnlyTheirOwnFolds() throws {
    let folder = try TemporaryFolder()
    let lines = try String(contentsOfFile: "datasets/sp500-daily.csv", encoding: .utf8)
      .split(separator: "\n")
    let cache = MemoryCache()
    func folds(_ rows: Int) throws -> [Session.CellResult] {
      try folder.write(lines.prefix(rows + 1).joined(separator: "\n") + "\n", to: "es.csv")
      let (_, results) = try run(
        """
        %% es
        es = load "\(folder.path("es.csv"))"
        x = features on es { a = ret(close, 5); b = zscore(close, 20) }
        y = target on es, direction(5)
        %% wf
        wf = walkforward gbm to y on x, train=1000b, test=250b, trees=5
        wf
        """
      ) { $0.cache = cache }
      try #require(results.compactMap(\.error).isEmpty)
      return results
    }
    _ = try folds(3000)
    let before = cache.count
    _ = try folds(3500)
    // The last fold of the shorter data was cut short, and two folds are new.
    #expect(cache.count - before <= 3 && cache.hits >= before - 1 && cache.hits > 4)
  }

  /// An entry that cannot be read is computed again, and said.
  @Test(arguments: [[], [0], Array("{}".utf8), Array("not what was kept".utf8)])
  func aSpoiltEntryIsComputedAgain(_ bytes: [UInt8]) throws {
    let cache = MemoryCache()
    let first = try cells(CacheTests.fit, cache)
    cache.spoil { _ in bytes }
    let second = try cells(CacheTests.fit, cache)
    #expect(second.map(\.recorded) == first.map(\.recorded))
    let use = try #require(second.last?.cacheUse)
    #expect(use.hits == 0 && use.damaged.count == 1)
    #expect(use.lines.contains { $0.contains("damaged") })
  }

  @Test func aCellThatAsksForItIsNotCached() throws {
    let cache = MemoryCache()
    _ = try cells(CacheTests.fit.replacing("%% m", with: "%% m cache=off"), cache)
    #expect(cache.count == 0)
  }

  @Test(arguments: [(74.2, "[cached: saved 74 s]"), (1.234, "[cached: saved 1.2 s]")])
  func tellsWhatItSaved(_ seconds: Double, _ line: String) {
    var use = CacheUse()
    use.hits = 3
    use.seconds = seconds
    #expect(use.lines == [line])
  }
}
