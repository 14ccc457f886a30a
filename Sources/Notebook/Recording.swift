internal import Language
internal import TimeSeries

/// Who records a run, and what cannot be known from the run itself.
public struct Recorder: Sendable {
  /// The version of the program.
  let engine: String
  /// The date and the machine, as in `2026-11-21 linux-x86_64`.
  let stamp: String
  /// How long the cells took, by name; those of a second and more are told, and never compared.
  public var seconds: [String: Double] = [:]

  public init(engine: String, stamp: String) {
    (self.engine, self.stamp) = (engine, stamp)
  }
}

extension Document {
  /// Returns the notebook with what a run of it gave: recorded lines and header.
  func recorded(
    _ results: [Session.CellResult],
    in session: Session,
    by recorder: Recorder
  ) -> Document {
    var document = self
    let bySlug = Dictionary(results.map { ($0.slug, $0) }, uniquingKeysWith: { $1 })
    for place in document.sections.indices {
      guard let slug = document.sections[place].slug, let result = bySlug[slug] else { continue }
      var lines = result.recorded
      if let time = recorder.seconds[slug], time >= 1 {
        lines.append(Recorded(.volatile, NumberText.fixed(time, 1) + " s"))
      }
      document.sections[place].recorded = lines
    }
    document.header = header(results.map(\.slug), in: session, by: recorder)
    return document
  }

  private func header(_ ran: [String], in session: Session, by recorder: Recorder) -> Header {
    let context = session.evaluator.context
    var header = header ?? Header()
    header["mmb"] = String(Document.newestFormat)
    header["language"] = String(Document.language)
    header["title"] = header["title"] ?? firstHeading
    header["seed"] = String(session.firstSeed)
    let files = session.readFiles.map(\.line)
    header.setValues(files.isEmpty ? nil : files, for: "data")
    let imports = session.readImports.map(\.line)
    header.setValues(imports.isEmpty ? nil : imports, for: "imports")
    if let reason = context.seal.reason {
      header["unsealed"] = "\(recorder.stamp) after \(reason.trials) trials: \(reason.text)"
    }
    header["engine"] = recorder.engine
    header["verified"] = "\(recorder.stamp) cells=\(ran.count) ok trials=\(context.trials.count)"
    header["conditions"] = Conditions(seed: session.firstSeed, holdout: header.holdout).text
    let cells = RecordedCells(of: self, ran: Set(ran)).lines
    header.setValues(cells.isEmpty ? nil : cells, for: "cells")
    return header
  }

  /// The text of the first Markdown heading in the prose.
  private var firstHeading: String? {
    let prose = preamble + sections.filter { $0.kind == .prose }.flatMap(\.lines)
    return prose.first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }
  }
}
