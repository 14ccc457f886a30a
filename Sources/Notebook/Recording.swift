public import Language
internal import TimeSeries

extension Document {
  /// Returns the notebook with what a run of it gave: recorded lines and header.
  ///
  /// The header keeps the `engine`, the version of the program, and the `stamp`, the date and the
  /// machine. Cells that took a second or more keep their `seconds`, which are never compared.
  public func recorded(
    _ results: [Session.CellResult],
    in context: RunContext,
    stamp: String,
    seconds: [String: Double],
    engine: String
  ) -> Document {
    var document = self
    let bySlug = Dictionary(results.map { ($0.slug, $0) }, uniquingKeysWith: { $1 })
    for place in document.sections.indices {
      guard let slug = document.sections[place].slug, let result = bySlug[slug] else { continue }
      var lines = result.recorded
      if let time = seconds[slug], time >= 1 {
        lines.append(Recorded(.volatile, NumberText.fixed(time, 1) + " s"))
      }
      document.sections[place].recorded = lines
    }
    var header = document.header ?? Header()
    header["mmb"] = "1"
    header["language"] = "1"
    header["title"] = header["title"] ?? firstHeading
    header["seed"] = String(context.seed)
    let files = context.files.all
    header.setValues(
      files.isEmpty
        ? nil
        : files.map {
          RecordedFile(
            path: $0.path,
            rows: $0.rows,
            span: $0.span.replacing(" → ", with: ".."),
            sha256: $0.sha256
          ).line
        },
      for: "data"
    )
    header["engine"] = engine
    header["verified"] = "\(stamp) cells=\(results.count) ok trials=\(context.trials.count)"
    document.header = header
    return document
  }
}

extension Document {
  /// The text of the first Markdown heading in the prose.
  fileprivate var firstHeading: String? {
    let prose = preamble + sections.filter { $0.kind == .prose }.flatMap(\.lines)
    return prose.first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }
  }
}
