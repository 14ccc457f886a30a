internal import Language

/// What a fresh run does not give as it was recorded, cell by cell in the order of the notebook, each
/// with the reason.
struct VerificationReport: Sendable {
  struct Finding: Sendable, Hashable {
    /// The name of the cell; nil for a fact of the header.
    let cell: String?
    let why: String
    var differences: [Verification.Difference] = []
  }

  private(set) var findings: [Finding] = []

  /// Compares results with what the notebook has recorded, those of `cells` only where it is given.
  init(
    _ run: NotebookRun,
    _ results: [Session.CellResult],
    exact: Bool,
    by recorder: Recorder,
    cells: Set<String>? = nil
  ) {
    let document = run.document
    let changes = CellChanges(document)
    let sections = Dictionary(
      document.cells.map { ($0.slug ?? "", $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var differences: [String: [Verification.Difference]] = [:]
    for result in results {
      differences[result.slug] = sections[result.slug].map {
        Verification.differences($0, result, exact: exact)
      }
    }
    let facts = HeaderFacts(run, changes, isWhole: cells == nil, recorder)
    let ran = document.cells.filter { differences[$0.slug ?? ""] != nil }
    var reasons = Reasons(registry: run.registry)
    var found: [String: Finding] = [:]
    for section in ran {
      let slug = section.slug ?? ""
      let lines = differences[slug] ?? []
      let kinds = changes.kinds(of: slug)
      let isAltered = kinds.contains(.code) || kinds.contains(.added)
      let input = reasons.reason(
        of: section,
        differs: !lines.isEmpty,
        isAltered: isAltered
      )
      guard !lines.isEmpty else { continue }
      let own = changes.changes.filter { $0.cell == slug && $0.kind != .moved }.map(\.sentence)
      let why = own.first ?? input ?? facts.reason ?? Reasons.unknown(isKnown: changes.isKnown)
      found[slug] = Finding(cell: slug, why: why, differences: lines)
    }
    let told = Set(ran.filter(\.tells).compactMap(\.slug))
    findings = VerificationReport.joined(changes, found, ran.compactMap(\.slug), told)
    if let cells { findings.removeAll { !cells.contains($0.cell ?? "") } }
    findings += facts.findings
  }

  /// What is seen before anything runs: the cells that are not those of the header, and its facts.
  init(beforeRunning run: NotebookRun, cells: Set<String>? = nil) {
    let changes = CellChanges(run.document)
    findings = VerificationReport.joined(changes, [:], run.document.cells.compactMap(\.slug), [])
    if let cells { findings.removeAll { !cells.contains($0.cell ?? "") } }
    findings += HeaderFacts.conditions(run, hasRun: false)
  }

  /// Compares a second run with the first.
  init(_ run: NotebookRun, _ first: [Session.CellResult], again second: [Session.CellResult]) {
    let sections = Dictionary(
      run.document.cells.map { ($0.slug ?? "", $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var reasons = Reasons(registry: run.registry)
    for (before, after) in zip(first, second) {
      guard let section = sections[before.slug] else { continue }
      let lines = Verification.differences(between: before.recorded, and: after, tolerance: nil)
      let input = reasons.reason(of: section, differs: !lines.isEmpty, isAltered: false)
      guard !lines.isEmpty else { continue }
      let why = input ?? "what it reads is the same, and it gives other values each time"
      findings.append(Finding(cell: before.slug, why: why, differences: lines))
    }
  }

  /// Puts the findings about outputs and those about the cells themselves into one order; `compared`
  /// are the cells whose outputs were.
  private static func joined(
    _ changes: CellChanges,
    _ found: [String: Finding],
    _ slugs: [String],
    _ compared: Set<String>
  ) -> [Finding] {
    let places = Dictionary(
      slugs.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
    var findings: [(place: Int, finding: Finding)] = []
    var told: Set<String> = []
    var place = -1
    for change in changes.changes {
      place = places[change.cell] ?? place
      guard told.insert(change.cell).inserted else { continue }
      var why = change.sentence
      if change.kind == .code, compared.contains(change.cell), found[change.cell] == nil {
        why += ", though it gives what was recorded"
      }
      findings.append((place, found[change.cell] ?? Finding(cell: change.cell, why: why)))
    }
    for (slug, finding) in found where !told.contains(slug) {
      findings.append((places[slug] ?? 0, finding))
    }
    // A removed cell has the place of the one before it, and comes after it.
    return findings.enumerated()
      .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element.finding)
  }
}

/// What a header says of the whole run, beside what the run was.
private struct HeaderFacts {
  private(set) var findings: [VerificationReport.Finding] = []
  /// What explains a difference in a cell that was not changed itself, nor what it reads.
  private(set) var reason: String?

  init(_ run: NotebookRun, _ changes: CellChanges, isWhole: Bool, _ recorder: Recorder) {
    let header = run.document.header
    findings = HeaderFacts.conditions(run, hasRun: true)
    var reasons = findings.map(\.why)
    if let seed = run.options.seed, findings.isEmpty, String(seed) != header?["seed"] ?? "42" {
      reasons.append("the seed is \(seed), recorded with \(header?["seed"] ?? "42")")
    }
    reasons += changes.changes.filter { $0.kind == .moved || $0.kind == .removed }.map { change in
      "cell `\(change.cell)`: \(change.sentence)"
    }
    if let engine = header?["engine"], engine != recorder.engine {
      reasons.append("it was recorded by \(engine), and run by \(recorder.engine)")
    }
    let machines = [header?["verified"], recorder.stamp].map {
      $0?.split(separator: " ").dropFirst().first
    }
    if let then = machines[0], let now = machines[1], then != now {
      reasons.append("it was recorded on \(then), and run on \(now)")
    }
    reason = reasons.first
    guard isWhole, run.options.seed == nil else { return }
    compareCounts(run, changes)
    compareFiles(run)
    compareImports(run)
    compareUnsealing(run)
  }

  /// The facts that a person can change and that were noted down when the notebook was recorded.
  static func conditions(_ run: NotebookRun, hasRun: Bool) -> [VerificationReport.Finding] {
    guard let recorded = Conditions(run.document.header), run.options.seed == nil else { return [] }
    let header = run.document.header
    // Where a statement sets the seed before the first number is drawn, the header's has no say.
    let seed = hasRun ? run.session.firstSeed : header?.seed ?? 42
    let now = Conditions(seed: seed, holdout: header?.holdout)
    var findings: [VerificationReport.Finding] = []
    if now.seed != recorded.seed {
      let (old, new) = (recorded.seed ?? "none", now.seed ?? "none")
      findings.append(fact("seed", old, new, "the seed is \(new), recorded with \(old)"))
    }
    if now.holdout != recorded.holdout {
      let (old, new) = (recorded.holdout ?? "none", now.holdout ?? "none")
      findings.append(fact("holdout", old, new, "the holdout is \(new), recorded with \(old)"))
    }
    return findings
  }

  private static func fact(
    _ name: String,
    _ recorded: String?,
    _ actual: String?,
    _ why: String
  ) -> VerificationReport.Finding {
    let difference = Verification.Difference(
      cell: "",
      recorded: recorded.map { "\(name): \($0)" },
      actual: actual.map { "\(name): \($0)" }
    )
    return VerificationReport.Finding(cell: nil, why: why, differences: [difference])
  }

  private mutating func add(_ name: String, _ recorded: String?, _ actual: String?, _ why: String) {
    findings.append(HeaderFacts.fact(name, recorded, actual, why))
  }

  private mutating func compareCounts(_ run: NotebookRun, _ changes: CellChanges) {
    let words = run.document.header?["verified"]?.split(separator: " ") ?? []
    func count(_ key: String) -> Int? {
      words.first { $0.hasPrefix(key + "=") }.flatMap { Int($0.dropFirst(key.count + 1)) }
    }
    let cells = run.document.cells.count { !$0.isSkipped }
    if !changes.isKnown, let recorded = count("cells"), recorded != cells {
      let change = recorded > cells ? "a cell was removed or skipped" : "a cell was added"
      let why = "\(change): the header says cells=\(recorded), and the notebook has \(cells)"
      add("cells", String(recorded), String(cells), why)
    }
    let trials = run.evaluator.context.trials.count
    if let recorded = count("trials"), recorded != trials {
      let why = "the header counts other trials than the run makes"
      add("trials", String(recorded), String(trials), why)
    }
  }

  private mutating func compareFiles(_ run: NotebookRun) {
    let recorded = run.document.header?.files ?? []
    let read = run.session.readFiles
    for file in recorded {
      guard let now = read.first(where: { $0.path == file.path }) else {
        add("data", file.line, nil, "the run does not read \(file.path)")
        continue
      }
      if (now.rows, now.span) != (file.rows, file.span) {
        let why = "the header says other rows of \(file.path) than it has"
        add(
          "data",
          "\(file.path)  rows=\(file.rows)  span=\(file.span)",
          "\(now.path)  rows=\(now.rows)  span=\(now.span)",
          why
        )
      }
    }
    for file in read where !recorded.contains(where: { $0.path == file.path }) {
      add("data", nil, file.line, "\(file.path) is read, and its hash was not recorded")
    }
  }

  private mutating func compareImports(_ run: NotebookRun) {
    let recorded = run.document.header?.imports ?? []
    let read = run.session.readImports
    for file in recorded where !read.contains(where: { $0.path == file.path }) {
      add("imports", file.line, nil, "the run does not import \(file.path)")
    }
    for file in read where !recorded.contains(where: { $0.path == file.path }) {
      add("imports", nil, file.line, "\(file.path) is imported, and its hash was not recorded")
    }
  }

  private mutating func compareUnsealing(_ run: NotebookRun) {
    func fact(_ text: String?) -> String? {
      guard let text, let range = text.firstRange(of: "after ") else { return nil }
      return String(text[range.lowerBound...])
    }
    let recorded = run.document.header?["unsealed"]
    let actual = run.evaluator.context.seal.reason.map { "after \($0.trials) trials: \($0.text)" }
    guard fact(recorded) != actual else { return }
    add("unsealed", recorded, actual, "the header tells another unsealing than the run")
  }
}

extension Session {
  /// The data files that were read so far, as a header records them.
  var readFiles: [RecordedFile] {
    evaluator.context.files.data.map { file in
      RecordedFile(
        path: file.path,
        rows: file.rows,
        span: file.span.replacing(" → ", with: ".."),
        sha256: file.sha256
      )
    }
  }
  /// The notebooks whose functions were imported so far, as a header records them.
  var readImports: [RecordedImport] {
    evaluator.context.files.imports.map { RecordedImport(path: $0.path, sha256: $0.sha256) }
  }
}
