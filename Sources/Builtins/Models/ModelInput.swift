import Language
import Learning
import TimeSeries

/// What a model reads, row by row: features that have passed their gate, or bars.
struct ModelInput {
  let columns: Frame
  /// The whole of what was named, of which a kind of model may read some columns only.
  let named: Frame
  let table: FeatureTable
  var clock: Clock { columns.clock }
  let knowledge: Knowledge
  /// The stages that are fitted on each training window, before a model sees the columns.
  let steps: [StagedLearner.Step]
  /// The leading rows of which a model cannot say anything.
  let warmUp: Int

  /// Reads the operand of `on`.
  init(_ call: CommandCall, _ reads: ModelKind.Reads) throws {
    let operand = try call.required("on")
    switch reads {
    case .features:
      let features: FeatureSet = try call.object(operand, as: "features", what: "`on`")
      self.init(
        columns: features.inputs,
        named: features.columns,
        knowledge: features.knowledge,
        steps: features.steps,
        warmUp: features.warmUp
      )
    case .bars(let window):
      let (frame, _) = try call.frame(operand)
      let names = FeatureTable.barNames
      let missing = names.filter { frame[$0] == nil }
      guard missing.isEmpty else {
        throw call.located(
          Problem.missingColumns(missing, function: call.verb.name),
          operand.range
        )
      }
      let columns = Frame(
        clock: frame.clock,
        columns: names.compactMap { name in
          frame[name].map { Frame.Column(name: name, series: $0) }
        }
      )
      let knowledge = Knowledge.derived(
        from: columns.columns.map(\.series.effective),
        offsets: Reach(1 - window, 0),
        step: call.evaluator.source.phrase(operand.range)
      )
      guard !knowledge.reach.seesFuture else {
        throw call.located(
          Problem.looksAhead(
            name: "on",
            reach: knowledge.reach,
            path: knowledge.path,
            place: "what a model reads"
          ),
          operand.range
        )
      }
      let longest = columns.columns.map(\.series.warmUp).max() ?? 0
      self.init(
        columns: columns,
        named: frame,
        knowledge: knowledge,
        warmUp: longest + window - 1
      )
    }
  }

  /// Whether these are the columns, with the stages, that a model was trained on.
  func fits(_ model: ModelValue) -> Bool {
    table.names == model.featureNames && Set(steps) == Set(model.steps)
  }

  private init(
    columns: Frame,
    named: Frame,
    knowledge: Knowledge,
    steps: [StagedLearner.Step] = [],
    warmUp: Int
  ) {
    table = FeatureTable(
      names: columns.columns.map(\.name),
      columns: columns.columns.map(\.series.values)
    )
    (self.columns, self.named) = (columns, named)
    self.knowledge = knowledge
    self.steps = steps
    self.warmUp = warmUp
  }
}
