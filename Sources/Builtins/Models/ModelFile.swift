import Foundation
import Language
import Learning
import MarketData
import Numerics
import TimeSeries

/// A model as a file keeps it: what was learned, from which columns, and up to when.
struct ModelFile: Codable {
  static let format = "mamba model"
  static let currentVersion = 1
  /// A larger file is not read.
  static let mostBytes = 256 << 20
  /// How many bytes of memory each byte of a file takes while it is read.
  private static let room = 16

  var format: String
  var version: Int
  var kind: String
  var features: [String]
  /// What a network finds, where that is several things at once; else absent.
  var classes: [String]?
  var rows: Int
  /// The newest moment that the model knows, in nanoseconds since 1970; absent for a table without
  /// times.
  var knownThrough: Int64?
  /// The name of that row.
  var knownRow: String
  /// How many rows ahead it foretells; absent where that is none, or was not kept.
  var horizon: Int?
  /// What has to be said of what it learned from; absent where nothing has.
  var marks: [FileMark]?
  var model: LearnedDocument

  /// Something that has to be said, as a file keeps it; one that loses its point on later rows stays.
  struct FileMark: Codable {
    var kind: String
    var text: String
  }

  /// Returns the text of a file that keeps `value`; nil for a model that nothing was learned for.
  static func text(of value: ModelValue) throws(ModelFileError) -> String? {
    guard let model = value.model else { return nil }
    let file = ModelFile(
      format: format,
      version: currentVersion,
      kind: value.kind.name,
      features: value.featureNames,
      classes: value.classes.isEmpty ? nil : value.classes,
      rows: value.rowCount,
      knownThrough: value.known.time?.nanoseconds,
      knownRow: value.known.label,
      horizon: value.horizon > 0 ? value.horizon : nil,
      marks: value.marks.isEmpty
        ? nil : value.marks.map { FileMark(kind: $0.kind.rawValue, text: $0.text) },
      model: try LearnedDocument(model)
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(file), as: UTF8.self) + "\n"
    } catch {
      throw .notSaved
    }
  }

  /// Returns the bytes of a file, which may have been read before.
  static func bytes(
    of path: String,
    _ contents: FileContents?
  ) throws(ModelFileError) -> [UInt8] {
    guard let known = contents?[path] else {
      do {
        return try FileBytes.read(path: path, limit: mostBytes, room: room)
      } catch {
        throw .notReadable(error)
      }
    }
    guard known.count <= mostBytes, Memory.hasRoom(for: known.count * room) else {
      throw .notReadable(.noRoom(path: path))
    }
    return known
  }

  /// Returns the model that the bytes of a file keep; errors name `path`.
  static func read(_ path: String, _ bytes: [UInt8]) throws(ModelFileError) -> ModelValue {
    let file: ModelFile
    do {
      file = try JSONDecoder().decode(ModelFile.self, from: Data(bytes))
    } catch {
      throw .notAModel(path)
    }
    guard file.format == format else { throw .notAModel(path) }
    guard file.version == currentVersion else { throw .otherVersion(path, file.version) }
    let model: any Predictor
    do {
      model = try file.model.predictor()
    } catch {
      throw .damaged(path, ModelFile.reason(error))
    }
    guard let kind = ModelKind.all.first(where: { $0.name == file.kind }),
      file.belongsTogether(with: model)
    else { throw .damaged(path, "its parts do not belong together") }
    return ModelValue(
      loaded: model,
      kind: kind,
      featureNames: file.features,
      classes: file.classes ?? [],
      rowCount: file.rows,
      known: KnownThrough(
        time: file.knownThrough.map(Instant.init(nanoseconds:)),
        label: file.knownRow
      ),
      horizon: file.horizon ?? 0,
      marks: (file.marks ?? []).compactMap { mark in
        Mark.Kind(rawValue: mark.kind).map { Mark($0, mark.text) }
      }
    )
  }
}

extension ModelFile {
  /// Whether the parts are those that one model was saved with.
  private func belongsTogether(with model: any Predictor) -> Bool {
    let classes = classes ?? []
    let found = (model as? PatternNetwork)?.classes ?? 0
    return LearnedDocument.kind(of: model) == kind
      && LearnedDocument.features(of: model) == features
      && (classes.isEmpty ? found <= 1 : found == classes.count)
      && Set(classes).count == classes.count
      && (horizon ?? 0) >= 0
      && rows >= 0 && (rows == 0 || !knownRow.isEmpty)
      && knownRow.unicodeScalars.allSatisfy { $0.value >= 32 }
  }

  /// Returns what is wrong with a document, as a person reads it.
  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as LearningError: error.explanation.sentence
    case is TreesDocumentError: "its trees are not such as are grown"
    default: "it holds no model"
    }
  }
}

/// What was learned, as plain data: one of these.
struct LearnedDocument: Codable {
  var trees: TreesDocument?
  var linear: LinearModel.Document?
  var network: PatternNetwork.Document?
  var members: [Member]?
  /// The stages that the features go through first; absent without any.
  var stages: [StageDocument]?

  /// A stage, with what its training rows have given it.
  struct StageDocument: Codable {
    var feature: String
    var stage: String
    var numbers: [Double]
  }

  struct Member: Codable {
    var name: String
    var weight: Double
    var model: LearnedDocument
  }

  init(_ model: any Predictor) throws(ModelFileError) {
    switch model {
    case let model as TreeEnsemble: trees = model.document
    case let model as BaggedTrees: trees = model.ensemble.document
    case let model as LinearModel: linear = model.document
    case let model as PatternNetwork: network = model.document
    case let model as StagedModel:
      self = try LearnedDocument(model.inner)
      stages = model.stages.map {
        StageDocument(feature: $0.feature, stage: $0.stage.rawValue, numbers: $0.numbers)
      }
    case let model as EnsembleModel:
      var members: [Member] = []
      for member in model.members {
        let document = try LearnedDocument(member.model)
        members.append(Member(name: member.name, weight: member.weight, model: document))
      }
      self.members = members
    default: throw .notSaved
    }
  }

  /// Returns the model; throws what is wrong with the document.
  func predictor() throws -> any Predictor {
    guard let stages else { return try plainPredictor() }
    let fitted = stages.compactMap { document in
      FeatureStage(rawValue: document.stage).flatMap {
        FittedStage($0, of: document.feature, numbers: document.numbers)
      }
    }
    let model = try plainPredictor()
    let names = Set(LearnedDocument.features(of: model) ?? [])
    guard fitted.count == stages.count, Set(fitted.map(\.feature)).count == fitted.count,
      names.isSuperset(of: fitted.map(\.feature))
    else { throw LearningError.malformedModel(field: "stages") }
    return StagedModel(stages: fitted, inner: model)
  }

  private func plainPredictor() throws -> any Predictor {
    if let trees { return try TreeEnsemble(trees) }
    if let linear { return try LinearModel(linear) }
    if let network { return try PatternNetwork(network) }
    guard let members, !members.isEmpty,
      members.allSatisfy({ $0.weight > 0 && $0.weight.isFinite })
    else { throw LearningError.malformedModel(field: "members") }
    let fitted = try members.map {
      EnsembleModel.Member(name: $0.name, model: try $0.model.predictor(), weight: $0.weight)
    }
    guard Set(fitted.map { LearnedDocument.features(of: $0.model) }).count == 1 else {
      throw LearningError.malformedModel(field: "members")
    }
    return EnsembleModel(members: fitted)
  }

  /// Returns the name of the kind that gives such models; nil for a model of no kind.
  static func kind(of model: any Predictor) -> String? {
    switch model {
    case let model as TreeEnsemble: model.combination == .sum ? "gbm" : "forest"
    case let model as LinearModel: model.loss == .squared ? "ridge" : "logistic"
    case is EnsembleModel: "ensemble"
    case let model as StagedModel: kind(of: model.inner)
    case let model as PatternNetwork where model.window == PatternCNN.Settings().window: "cnn"
    default: nil
    }
  }

  /// Returns the names of the features that a model reads.
  static func features(of model: any Predictor) -> [String]? {
    switch model {
    case let model as TreeEnsemble: model.featureNames
    case let model as LinearModel: model.featureNames
    case let model as PatternNetwork: model.featureNames
    case let model as EnsembleModel: model.members.first.flatMap { features(of: $0.model) }
    case let model as StagedModel: features(of: model.inner)
    default: nil
    }
  }
}

/// Why a model was not saved or read.
enum ModelFileError: Error, Equatable {
  case notReadable(DataError)
  case notAModel(String)
  case otherVersion(String, Int)
  case damaged(String, String)
  case notSaved
}

extension ModelFileError: Explainable {
  var explanation: Explanation {
    switch self {
    case .notReadable(let error): error.explanation
    case .notAModel(let path):
      Explanation(
        "E606",
        "\(path) is not a model",
        repair: "a model is written by `export m to \"m.json\"`"
      )
    case .otherVersion(let path, let version):
      Explanation(
        "E606",
        "\(path) is a model in form \(version), and this mamba reads form \(ModelFile.currentVersion)",
        repair: "train it again, or run it with the mamba that wrote it"
      )
    case .damaged(let path, let reason):
      Explanation("E606", "\(path) is damaged: \(reason)", repair: "export the model again")
    case .notSaved: Explanation("E606", "this model has no form that a file could keep")
    }
  }
}
