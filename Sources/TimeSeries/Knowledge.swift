/// What a value knows: how far it looks from its row, what it was told once and for all, and what a
/// person has to be told of it.
public struct Knowledge: Sendable {
  /// Which rows it depends on, relative to its own.
  public let reach: Reach
  /// Facts that are known from one moment on, such as a mean over a sample: no row before that moment
  /// can know the value.
  public let dated: [Dated]
  /// The expressions through which the future came in, the first cause first.
  public let path: [Step]
  /// What has to be said wherever the value, or anything made of it, is shown.
  public let marks: [Mark]
  /// How many rows ahead the forecasts look that it is made of, at most; 0 without any.
  ///
  /// What follows them hangs together over as many rows.
  public let forecast: Int

  public init(
    reach: Reach,
    dated: [Dated] = [],
    path: [Step] = [],
    marks: [Mark] = [],
    forecast: Int = 0
  ) {
    (self.reach, self.dated, self.path, self.marks) = (reach, dated, path, marks)
    self.forecast = forecast
  }

  /// The knowledge of a literal.
  public static let constant = Knowledge(reach: .constant)
  /// The knowledge of a raw column.
  public static let present = Knowledge(reach: .present)

  /// Whether nothing in the data has any part in the value.
  public var isConstant: Bool { reach.isConstant && dated.isEmpty }

  /// Returns which rows of `clock` the value depends on: all of them where it was told something that
  /// was not known yet when the first row closed.
  public func reach(on clock: Clock) -> Reach {
    dated.allSatisfy { $0.isKnown(atStartOf: clock) } ? reach : .everything
  }

  /// Returns the same with other parts.
  func with(
    reach: Reach? = nil,
    dated: [Dated]? = nil,
    path: [Step]? = nil,
    marks: [Mark]? = nil
  ) -> Knowledge {
    Knowledge(
      reach: reach ?? self.reach,
      dated: dated ?? self.dated,
      path: path ?? self.path,
      marks: marks ?? self.marks,
      forecast: forecast
    )
  }

  /// Returns the marks that hold on `clock`.
  public func marks(on clock: Clock) -> [Mark] { marks.filter { $0.holds(on: clock) } }

  /// Returns the knowledge with what `clock` makes of it.
  public func resolved(on clock: Clock) -> Knowledge {
    with(reach: reach(on: clock), marks: marks(on: clock))
  }

  /// Returns the knowledge with further marks.
  public func marked(_ further: [Mark]) -> Knowledge {
    further.isEmpty ? self : with(marks: Mark.union(marks, further))
  }

  /// What the value was told, without the rows that it depends on: what a setting of it knows, such
  /// as how far a target looks ahead.
  public var ofChoices: Knowledge {
    Knowledge(reach: .constant, dated: dated, path: dated.isEmpty ? [] : path, marks: marks)
  }

  /// Returns the knowledge with one more fact.
  func told(_ fact: Dated) -> Knowledge {
    with(dated: Dated.union(dated, [fact]))
  }

  /// Returns the knowledge with one more step at the end of its path, where it has one.
  public func named(_ step: String) -> Knowledge {
    guard !path.isEmpty, path.last?.text != step else { return self }
    return with(path: Knowledge.lengthened(path, by: Step(step)))
  }

  /// Returns the knowledge with the cell that it was found in, for those steps that have none yet.
  public func placed(in cell: String) -> Knowledge {
    guard path.contains(where: { $0.cell == nil }) else { return self }
    return with(path: path.map { $0.cell == nil ? Step($0.text, cell: cell) : $0 })
  }

  /// The longest path that is kept: its first steps, where the future came in, and its last.
  private static let longestPath = 8

  private static func lengthened(_ path: [Step], by step: Step) -> [Step] {
    path.count < longestPath
      ? path + [step]
      : path.prefix(longestPath / 2) + ["…"] + path.suffix(longestPath / 2 - 2) + [step]
  }

  /// Returns what a value knows that is computed from values that know `inputs`.
  ///
  /// `offsets` says which rows of its inputs the computation takes, and `step` names it.
  public static func derived(
    from inputs: [Knowledge],
    offsets: Reach = .present,
    step: String
  ) -> Knowledge {
    let shifted = inputs.reduce(Reach.constant) { $0.hull($1.reach) }.through(offsets)
    // Whatever is in a later row, that there is one is known no sooner: `ahead(lag(x, 5), 5)` is
    // missing on the last five rows.
    let reach =
      offsets.seesFuture && !shifted.isConstant
      ? shifted.hull(Reach(offsets.high, offsets.high)) : shifted
    let dated = inputs.reduce([]) { Dated.union($0, $1.dated) }
    let marks = inputs.reduce([]) { Mark.union($0, $1.marks) }
    let forecast = inputs.reduce(0) { max($0, $1.forecast) }
    // What looked ahead and no longer does has matured; what was told once stays told.
    let causes =
      reach.seesFuture
      ? inputs.filter { $0.reach.seesFuture || !$0.path.isEmpty }
      : inputs.filter { !$0.path.isEmpty && (!$0.reach.seesFuture || !$0.dated.isEmpty) }
    let cause = causes.max { $0.reach.high < $1.reach.high }
    guard reach.seesFuture || cause != nil else {
      return Knowledge(reach: reach, dated: dated, marks: marks, forecast: forecast)
    }
    let path = cause?.path ?? []
    return Knowledge(
      reach: reach,
      dated: dated,
      path: path.last?.text == step ? path : lengthened(path, by: Step(step)),
      marks: marks,
      forecast: forecast
    )
  }
}

extension Knowledge {
  /// An expression on the way of a value.
  public struct Step: Hashable, Sendable, ExpressibleByStringLiteral {
    public let text: String
    /// The cell that it stands in; nil where that is the one under way.
    public let cell: String?

    public init(_ text: String, cell: String? = nil) {
      (self.text, self.cell) = (text, cell)
    }

    public init(stringLiteral text: String) { self.init(text) }
  }
}
