public import TimeSeries

/// A value of the language, which never changes.
public enum Value: Sendable {
  case number(Scalar)
  case text(String)
  case duration(Period)
  case bars(Int)
  case ticks(Double)
  case instant(Instant)
  /// A time of day, in nanoseconds since midnight.
  case timeOfDay(Int64)
  indirect case range(RangeValue)
  case series(Series)
  case frame(Frame)
  case list([Value])
  case record(Record)
  case function(FunctionValue)
  /// A value of the domain: features, a model, a backtest, a figure.
  case object(any ObjectValue)
  /// A value that cannot say itself what it knows, such as a text that was chosen by a number from
  /// later rows.
  indirect case informed(Value, Knowledge)

  public static func number(_ value: Double) -> Value { .number(Scalar(value)) }
  public static func truth(_ value: Bool?) -> Value { .number(Scalar(value)) }

  /// The columns that the value is or stands for, such as features.
  public var asFrame: Frame? {
    switch self {
    case .frame(let frame): frame
    case .object(let object): object.frame
    default: nil
    }
  }

  /// The value without what chose it.
  public var plain: Value {
    if case .informed(let value, _) = self { value.plain } else { self }
  }

  /// The name of the type, with its article, for messages.
  public var typeName: String {
    switch self {
    case .number(let scalar): scalar.kind == .boolean ? "a truth value" : "a number"
    case .text: "a text"
    case .duration: "a duration"
    case .bars: "a number of bars"
    case .ticks: "a number of ticks"
    case .instant: "a date"
    case .timeOfDay: "a time of day"
    case .range: "a range"
    case .series(let series): series.kind == .boolean ? "a series of truth values" : "a series"
    case .frame: "a frame"
    case .list: "a list"
    case .record: "a record"
    case .function: "a function"
    case .object(let object) where object.marks.contains { $0.kind == .partial }:
      "a part of " + object.typeName
    case .object(let object): object.typeName
    case .informed(let value, let knowledge)
    where knowledge.marks.contains { $0.kind == .partial }:
      "a part of " + value.typeName
    case .informed(let value, _): value.typeName + ", chosen by what some rows know,"
    }
  }

  /// The value without rows, as a check has it.
  public var emptied: Value {
    switch self {
    case .series(let series): .series(series.emptied())
    case .frame(let frame): .frame(frame.emptied())
    case .list(let items): .list(items.map(\.emptied))
    case .record(let record): .record(Record(record.fields.map { ($0.name, $0.value.emptied) }))
    case .function(let function): .function(function.emptied)
    case .object(let object): .object(object.emptied)
    case .informed(let value, let knowledge): .informed(value.emptied, knowledge)
    default: self
    }
  }

  /// The column that the value is or stands for, such as the predictions of a walk-forward.
  public var asSeries: Series? {
    switch self {
    case .series(let series): series
    case .object(let object): object.series
    default: nil
    }
  }
}

/// The ends of a range, either of which may be open.
public struct RangeValue: Sendable {
  public let lower: Value?
  public let upper: Value?
  public let isHalfOpen: Bool
  public let step: Double?

  public init(lower: Value?, upper: Value?, isHalfOpen: Bool = false, step: Double? = nil) {
    self.lower = lower
    self.upper = upper
    self.isHalfOpen = isHalfOpen
    self.step = step
  }
}

/// Named values in order.
public struct Record: Sendable {
  public let fields: [(name: String, value: Value)]

  public init(_ fields: [(name: String, value: Value)]) {
    self.fields = fields
  }

  public subscript(name: String) -> Value? {
    fields.last { $0.name == name }?.value
  }
}

/// A value of the domain, which the language hands about without knowing what is inside.
public protocol ObjectValue: Sendable {
  /// The name of the type, with its article: "a backtest".
  var typeName: String { get }
  /// The fields that `.name` reaches.
  var fieldNames: [String] { get }
  /// Returns the field called `name`; nil where there is none.
  func field(_ name: String) -> Value?
  /// The column that the value stands for in expressions; nil where it stands for none.
  var series: Series? { get }
  /// The columns that the value stands for, such as features; nil where it stands for none.
  var frame: Frame? { get }
  /// Figures by which the value is recognised in a notebook, each with a tolerance.
  var namedNumbers: [NamedNumber] { get }
  /// What is worth knowing of how it came about, a line each: trials, ranges, what was assumed.
  var provenance: [String] { get }
  /// Returns what belongs beside a field where that is asked for alone, such as its interval.
  func particulars(of field: String) -> [(name: String, text: String)]
  /// The values of the language that it holds, such as those of a parameter that was varied.
  var parts: [Value] { get }
  /// The value without rows, as a check has it.
  var emptied: any ObjectValue { get }
  /// Returns the value that knows `knowledge` as well; nil where it has no place for it.
  func knowing(_ knowledge: Knowledge, step: String) -> (any ObjectValue)?
  /// Returns the value with the cell that the future came in by; nil where nothing is to be placed.
  func placed(in cell: String) -> (any ObjectValue)?
  /// What has to be said wherever the value, or anything made of it, is shown.
  var marks: [Mark] { get }
  /// What a person sees; `name` is the name that the value is shown under.
  func presentation(name: String?) -> Presentation
}

extension ObjectValue {
  public var series: Series? { nil }
  public var frame: Frame? { nil }
  public var namedNumbers: [NamedNumber] { [] }
  public var parts: [Value] { [] }
  public var provenance: [String] { [] }
  public func particulars(of field: String) -> [(name: String, text: String)] { [] }
  public var emptied: any ObjectValue { self }
  public func knowing(_ knowledge: Knowledge, step: String) -> (any ObjectValue)? { nil }
  public func placed(in cell: String) -> (any ObjectValue)? { nil }
  public var marks: [Mark] { series?.marks ?? frame?.marks ?? [] }
}

/// A figure of a value with the difference that another machine may show.
public struct NamedNumber: Sendable, Hashable {
  public let name: String
  public let value: Double
  public let tolerance: Double

  public init(_ name: String, _ value: Double, tolerance: Double) {
    (self.name, self.value, self.tolerance) = (name, value, tolerance)
  }
}
