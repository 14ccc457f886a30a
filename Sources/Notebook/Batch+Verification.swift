internal import Language
internal import MarketData

extension Batch {
  /// The cells that are compared; nil for all.
  private func compared(_ document: Document) -> Set<String>? {
    guard let cells = options.cells else { return nil }
    let slugs = document.cells.compactMap(\.slug)
    let start = slugs.firstIndex(of: cells.first) ?? 0
    let end = slugs.firstIndex(of: cells.last) ?? slugs.count - 1
    return Set(start <= end ? slugs[start...end] : [])
  }

  /// Compares the data files and the imported notebooks with the hashes in the header, before
  /// anything is computed.
  ///
  /// Each file is read once: the run takes the bytes that were hashed.
  func dataDiffers(_ document: Document) -> Bool {
    func isSame(_ path: String, _ recorded: String, tell: (String?, String?) -> Void) -> Bool {
      let bytes = try? DataBytes.read(path: path)
      let actual = bytes.map(Fingerprint.sha256)
      if actual == recorded, let bytes {
        options.contents.keep(bytes, of: path)
        return true
      }
      tell(actual, document.cell(loading: path, registry.grammar))
      return false
    }
    let files = (document.header?.files ?? []).map { file in
      isSame(file.path, file.sha256) { tell(file, $0, cell: $1) }
    }
    let imports = (document.header?.imports ?? []).map { file in
      isSame(file.path, file.sha256) { tell(file, $0, cell: $1) }
    }
    return (files + imports).contains(false)
  }

  /// Returns the code of a run that ended in an error: where the notebook is not the one that was
  /// recorded, that is told of too, and is what the verification has found.
  func codeOfFailure(_ document: Document, _ code: ExitCode) throws -> ExitCode {
    guard isVerifying, code == .error, document.flaws.isEmpty else { return code }
    var options = runOptions
    options.mode = .check
    let run = try NotebookRun(document, file: path, registry: registry, options: options)
    let report = VerificationReport(beforeRunning: run, cells: compared(run.document))
    tell(report, headline: "the notebook is not the one that was recorded")
    return report.findings.isEmpty ? code : differing(document)
  }

  func verify(_ finished: Finished, exact: Bool) -> ExitCode {
    let document = finished.run.document
    guard
      document.cells.contains(where: { !$0.recorded.isEmpty })
        || document.header?["verified"] != nil
    else {
      reporting.complain(
        "\(path) has no recorded output; run `mamba run \(path) --record` first"
      )
      return .outputDiffers
    }
    if filesChanged(finished) { return .dataDiffers }
    let report = VerificationReport(
      finished.run,
      finished.results,
      exact: exact,
      by: recorder,
      cells: compared(document)
    )
    let isCell = report.findings.contains { $0.cell != nil }
    tell(report, headline: isCell ? "output differs" : "the header differs")
    if document.isOlder {
      if report.findings.isEmpty {
        reporting.complain(
          "every cell gives what was recorded; `--record` makes it of this version"
        )
      }
      return .olderLanguage
    }
    guard report.findings.isEmpty else { return .outputDiffers }
    if !reporting.isJSON {
      let count = compared(document)?.count ?? finished.results.count
      reporting.complain("\(path): \(NumberText.counted(count, "cell")) verified")
    }
    return .ok
  }

  private func differing(_ document: Document) -> ExitCode {
    document.isOlder ? .olderLanguage : .outputDiffers
  }

  /// Whether a file that was too large to be kept is another by the time it was loaded.
  private func filesChanged(_ finished: Finished) -> Bool {
    var differs = false
    for file in finished.run.document.header?.files ?? [] {
      let read = finished.run.session.readFiles.first { $0.path == file.path }
      guard let read, read.sha256 != file.sha256 else { continue }
      differs = true
      let cell = finished.run.document.cell(loading: file.path, registry.grammar)
      tell(file, read.sha256, cell: cell)
    }
    return differs
  }
}

extension Document {
  /// Whether the notebook was recorded in an older version of the language.
  var isOlder: Bool { header.map { $0.language < Document.language } ?? false }

  /// Returns the name of the first cell whose code names a file, or a pattern that it may fit.
  fileprivate func cell(loading path: String, _ grammar: Grammar) -> String? {
    var named = self
    named.nameCells(grammar)
    return named.cells.first { section in
      (Parser.words(of: section.code) ?? []).contains { word in
        guard word.kind == .constant, word.text.hasPrefix("\"") else { return false }
        let text = word.text.dropFirst().dropLast()
        guard let star = text.firstIndex(of: "*") else { return text == path }
        let rest = text[star...].drop { $0 == "*" }
        return path.hasPrefix(text[..<star]) && (rest.contains("*") || path.hasSuffix(rest))
      }
    }?.slug
  }
}
