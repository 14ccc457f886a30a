internal import Language

extension Workbook {
  /// What the cells down to some place have made.
  struct Standing: Sendable {
    private(set) var session: Session
    /// The same without rows, on which cells are checked.
    private(set) var check: Session
    /// Which cell's work each resource is, at this place.
    private(set) var stamps = PersistentMap<Resource, Stamp>()

    init(_ session: Session) {
      self.session = session
      check = session
      check.drawing = nil
      check.evaluator.context = session.evaluator.context.checking()
      check.evaluator.context.separateFiles()
    }

    /// Adds what a cell has made.
    mutating func apply(_ run: Run) {
      for write in run.writes {
        session.evaluator.put(write.content, from: write.origin)
        check.evaluator.put(write.emptied, from: nil)
        // Only the first that is loaded makes a difference to whether anything was.
        if case .loads = write.content, stamps[.loads] != nil { continue }
        stamps[write.resource] = write.stamp
      }
      if let seed = run.firstSeed { session.begin(seed: seed) }
      guard !run.files.isEmpty || !run.promises.isEmpty else { return }
      session.evaluator.context.separateFiles()
      check.evaluator.context.separateFiles()
      run.files.forEach(session.evaluator.context.files.add)
      for (place, value) in run.promises {
        session.evaluator.context.files.promise(place, value)
        check.evaluator.context.files.promise(place, value)
      }
    }

    /// What a check of a cell finds.
    struct Checked {
      let result: Session.CellResult
      let reads: Set<Resource>
      let writes: Set<Resource>
      fileprivate let session: Session
    }

    /// Evaluates a cell on frames without rows, so that an error is found before anything is
    /// computed.
    func checking(_ cell: Cell) -> Checked {
      var check = check
      let trace = Trace()
      check.evaluator.context.begin(tracing: trace)
      let result = check.run(cell.source, slug: cell.slug, called: String(cell.number))
      check.evaluator.context.endTracing()
      check.evaluator.environment.keep(result.value?.emptied, ofCell: cell.number, from: nil)
      return Checked(
        result: result,
        reads: trace.reads,
        writes: trace.writes,
        session: check
      )
    }

    /// Adds, for checks of the cells below, what a check of a cell has found.
    mutating func take(_ checked: Checked) { check = checked.session }

    /// Returns where the value of a resource comes from.
    func origin(of resource: Resource) -> Origin? {
      let environment = session.evaluator.environment
      switch resource {
      case .name(let name): return environment.origin(of: name)
      case .last: return environment.origin(ofLast: nil)
      case .cell(let number): return environment.origin(ofLast: number)
      case .scope: return environment.usedOrigin
      case .seed, .seal, .loads, .file: return nil
      }
    }

    /// Whether a run would find the same here as it found.
    func need(of cell: Cell, isScopeSure: Bool = true) -> Need {
      guard let run = cell.run, run.source === cell.source, !cell.hasFailed else { return .run }
      var isMoved = false
      for (resource, read) in run.reads {
        guard stamps[resource] === read.stamp else { return .run }
        if origin(of: resource) !== read.origin { isMoved = true }
      }
      for (resource, read) in run.mentions where origin(of: resource) !== read.origin {
        isMoved = true
      }
      if !isScopeSure || stamps[.scope] !== run.scope,
        let scope = check.evaluator.environment.used,
        run.lacking.contains(where: scope.has)
      {
        return .run
      }
      guard isMoved else { return .nothing }
      return run.rerunsOrigins ? .run : .links
    }

    enum Need {
      case nothing
      /// What it read was made in another way, and is the same.
      case links
      case run
    }

    /// Returns a run whose values come from what stands here.
    func linked(_ run: Run) -> Run {
      var (run, links) = (run, Relinking())
      for (resource, read) in run.reads {
        let origin = origin(of: resource)
        if let old = read.origin, let origin, old !== origin { links.replace(old, by: origin) }
        run.reads[resource]?.origin = origin
      }
      for (resource, read) in run.mentions {
        let origin = origin(of: resource)
        if let old = read.origin, let origin, old !== origin { links.replace(old, by: origin) }
        run.mentions[resource]?.origin = origin
      }
      run.writes = run.writes.map { write in
        Write(
          write.content.linked(by: &links),
          stamp: write.stamp,
          origin: write.origin.map { links.origin($0) }
        )
      }
      return run
    }
  }
}

extension Workbook.Write.Content {
  fileprivate func linked(by links: inout Relinking) -> Workbook.Write.Content {
    switch self {
    case .name(let name, let value): .name(name, links.value(value))
    case .last(let value): .last(links.value(value))
    case .cell(let number, let value): .cell(number, value.map { links.value($0) })
    case .scope, .seed, .seal, .loads, .file: self
    }
  }
}

extension Evaluator {
  fileprivate mutating func put(_ content: Workbook.Write.Content, from origin: Origin?) {
    switch content {
    case .name(let name, let value): environment.bind(name, to: value, from: origin)
    case .last(let value): environment.keepLast(value, from: origin)
    case .cell(let number, let value): environment.keep(value, ofCell: number, from: origin)
    case .scope(let scope): environment.use(scope, from: origin)
    case .seed(let seed): context.seed = seed
    case .seal(let seal): context.seal = seal.copy()
    case .loads, .file: break
    }
  }
}
