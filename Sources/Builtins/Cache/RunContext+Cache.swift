import Foundation
import Language
import Learning

extension RunContext {
  /// Whether anyone keeps what a computation gives: the cache, or the statement for when it goes on.
  var keepsResults: Bool { (cache != nil || finished != nil) && mode == .run }

  /// Returns the key of a computation, which is long to find; empty where nobody keeps anything.
  func decided(by key: () -> ResultKey) -> String { keepsResults ? key().text : "" }

  /// Returns what was kept of a computation, or what it gives now, which is kept.
  ///
  /// - Parameters:
  ///   - key: What decides the result, from `decided(by:)`.
  ///   - make: The computation; what it throws is not kept.
  /// - Returns: The result, the same bytes either way.
  /// - Throws: What the computation throws.
  func kept<Result: Codable, Failure: Error>(
    _ key: String,
    _ make: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard isKeeping else { return try make() }
    if let known: Result = found(key) { return known }
    let (result, seconds) = try timed(make)
    keep(result, seconds, key)
    return result
  }

  /// Returns the model that was kept, or that of a fit, which is kept.
  func keptModel(
    targets: [Double],
    _ fit: () throws -> any Predictor,
    key: String
  ) throws -> any Predictor {
    guard isKeeping else { return try fit() }
    if let known: KeptModel = found(key), let model = known.model(targets: targets) { return model }
    let (model, seconds) = try timed(fit)
    if KeptModel.size(of: model) <= KeptModel.mostBytes, let form = KeptModel(model) {
      keep(form, seconds, key)
    }
    return model
  }

  /// Whether results are kept: a check has none.
  private var isKeeping: Bool { cache != nil && mode == .run && !isAssembling }

  private func timed<Result, Failure: Error>(
    _ make: () throws(Failure) -> Result
  ) throws(Failure) -> (Result, Double) {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try make()
    return (result, (clock.now - start) / .seconds(1))
  }

  private func keep(_ result: some Codable, _ seconds: Double, _ key: String) {
    guard let data = try? KeptForm.encoder.encode(result) else { return }
    cache?.keep([UInt8](data), seconds: seconds, for: key, isPinned: pinsResults)
  }

  private func found<Result: Codable>(_ key: String) -> Result? {
    do throws(DamagedResult) {
      guard let entry = try cache?.result(for: key) else { return nil }
      guard let result = try? KeptForm.decoder.decode(Result.self, from: Data(entry.bytes)) else {
        throw DamagedResult(place: key)
      }
      cacheTally.add(hit: entry.seconds)
      return result
    } catch {
      cacheTally.add(error)
      return nil
    }
  }
}

/// How results are written: as JSON, whose numbers give back every bit.
private enum KeptForm {
  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf",
      negativeInfinity: "-inf",
      nan: "nan"
    )
    return encoder
  }

  static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf",
      negativeInfinity: "-inf",
      nan: "nan"
    )
    return decoder
  }
}
