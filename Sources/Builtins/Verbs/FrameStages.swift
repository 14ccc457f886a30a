import Language
import TimeSeries

/// Verbs that choose rows and columns of a frame.
enum FrameStages {
  static let verbs: [Verb] = [
    Verb(
      "where",
      "Keeps the rows whose condition holds; a missing condition counts as false.",
      usage: "es | where volume > 0",
      mostOperands: 2,
      takesInput: true
    ) { call in try filtered(call) },
    Verb(
      "select",
      "Keeps the named columns.",
      usage: "es | select close, volume",
      mostOperands: .max,
      takesInput: true
    ) { call in
      let (frame, names) = try columns(call)
      let columns = names.compactMap { name in frame.columns.last { $0.name == name } }
      return Outcome(try call.frame(Frame(clock: frame.clock, columns: columns)))
    },
    Verb(
      "drop",
      "Leaves the named columns out.",
      usage: "es | drop volume",
      mostOperands: .max,
      takesInput: true
    ) { call in
      let (frame, names) = try columns(call)
      let columns = frame.columns.filter { !names.contains($0.name) }
      return Outcome(try call.frame(Frame(clock: frame.clock, columns: columns)))
    },
    Verb(
      "sort",
      "The rows in the order of a column, as a table to look at.",
      usage: "es | sort close",
      options: [descending.description],
      mostOperands: 2,
      takesInput: true
    ) { call in try sorted(call) },
  ]

  private static let descending = Parameter.truth("descending", default: false, "largest first")

  private static func filtered(_ call: CommandCall) throws -> Outcome {
    let (frame, name, condition) = try parts(call)
    let inner = call.evaluator.inScope(FrameScope(frame, name: name))
    let value = try inner.evaluate(condition)
    guard let test = value.asSeries, test.kind == .boolean, test.clock.matches(frame.clock) else {
      throw call.located(
        Problem.wrongType(
          found: value.typeName,
          wanted: "a series of truth values",
          what: "the condition"
        ),
        condition.range
      )
    }
    let keep = test.values.map { $0 == 1 }
    let missing = test.missingCount - min(test.warmUp, test.missingCount)
    if missing > 0 { call.context.notes.count("na in condition", rows: missing) }
    let clock = frame.clock.kept(where: keep)
    let step = "where \(call.evaluator.source.phrase(condition.range))"
    func kept(_ column: Frame.Column) -> Frame.Column {
      let values = zip(column.series.values, keep).filter(\.1).map(\.0)
      let knowledge = Knowledge.derived(
        from: [column.series.knowledge, test.knowledge],
        step: step
      )
      // The rows that are left are not those that the reach counts; the times are.
      let times = Series.statedTimes(
        of: [column.series, test],
        through: .present,
        always: knowledge.reach.seesFuture
      )
      return Frame.Column(
        name: column.name,
        header: column.header,
        series: Series(
          values,
          clock: clock,
          kind: column.series.kind,
          knowledge: knowledge,
          stated: times.map { zip($0, keep).filter(\.1).map(\.0) }
        )
      )
    }
    return Outcome(
      try call.frame(Frame(clock: clock, columns: frame.columns.map(kept))) { _, raw in
        kept(Frame.Column(name: "", series: raw)).series
      }
    )
  }

  /// Returns the frame that is filtered or sorted, and the expression that says how.
  private static func parts(
    _ call: CommandCall
  ) throws -> (frame: Frame, name: String, by: Expression) {
    guard let by = call.command.operands.last,
      call.command.operands.count == (call.input == nil ? 2 : 1)
    else { throw call.misused }
    let (frame, name) = try call.frameInput()
    return (frame, name, by)
  }

  private static func columns(_ call: CommandCall) throws -> (Frame, [String]) {
    let (frame, name) = try call.frameInput()
    let operands =
      call.input == nil ? call.command.operands.dropFirst() : call.command.operands[...]
    guard !operands.isEmpty else { throw call.misused }
    let names = try operands.map { operand -> String in
      guard case .name(let word) = operand.kind, frame.columns.contains(where: { $0.name == word })
      else {
        let word = call.evaluator.source.text(operand.range)
        throw call.located(
          Problem.unknownColumn(
            word,
            frame: name,
            suggestion: Suggestion.nearest(to: word, in: frame.columns.map(\.name))
          ),
          operand.range
        )
      }
      return word
    }
    return (frame, names)
  }

  private static func sorted(_ call: CommandCall) throws -> Outcome {
    let (frame, name, by) = try parts(call)
    let value = try call.evaluator.inScope(FrameScope(frame, name: name)).evaluate(by)
    guard let key = value.asSeries, key.clock.matches(frame.clock) else {
      throw call.located(
        Problem.wrongType(found: value.typeName, wanted: "a series", what: "the order"),
        by.range
      )
    }
    let isDescending = try call.option(descending)
    let order = key.values.indices.sorted { a, b in
      let (x, y) = (key.values[a], key.values[b])
      if x.isNaN || y.isNaN { return !x.isNaN }
      return x == y ? a < b : isDescending ? x > y : x < y
    }
    return Outcome(.object(OrderedRows(frame, order)), isShown: true)
  }
}

extension CommandCall {
  /// Returns the frame that a stage made of its input: what is made of features stays features.
  ///
  /// `made` does to what goes into a fitted stage what the stage did to the columns.
  func frame(
    _ frame: Frame,
    made: (_ name: String, Series) -> Series = { $1 }
  ) throws -> Value {
    let value = try input ?? evaluator.evaluate(requiredOperand())
    guard let features = value.object as? FeatureSet else {
      guard value.isComputed else { return .frame(frame) }
      return .object(ExcerptValue(frame, rows: 0..<frame.count, isComputed: true))
    }
    let kept = features.fitted.filter { frame[$0.name] != nil }
    let fitted = kept.map { name, feature in
      (name: name, feature: feature.mapped { made(name, $0) })
    }
    return .object(FeatureSet(columns: frame, fitted: fitted))
  }
}

extension Value {
  /// Whether its columns were computed and are no data, as those of features are.
  var isComputed: Bool {
    object is FeatureSet || (object as? ExcerptValue)?.isComputed ?? false
      || asFrame?.isComputed ?? false
  }
}
