/// Named columns on one clock.
public struct Frame: Sendable {
  public struct Column: Sendable {
    /// The name in the language, in lower snake case.
    public let name: String
    /// The name in the file that the column came from.
    public let header: String
    public let series: Series

    public init(name: String, header: String? = nil, series: Series) {
      self.name = name
      self.header = header ?? name
      self.series = series
    }
  }

  public let clock: Clock
  public let columns: [Column]
  /// Whether the columns were computed and are no data, so that nobody was offered them as prices.
  public let isComputed: Bool
  /// Where the frame stands in a panel; nil for one that is no whole member of any, as are those that
  /// were made of a member.
  public let membership: SymbolPanel.Membership?

  /// Creates a frame of columns that stand on `clock`; of two columns with one name the later holds.
  public init(clock: Clock, columns: [Column], isComputed: Bool = false) {
    self.init(clock: clock, columns: columns, isComputed: isComputed, membership: nil)
  }

  init(clock: Clock, columns: [Column], isComputed: Bool, membership: SymbolPanel.Membership?) {
    self.clock = clock
    self.columns = columns
    self.isComputed = isComputed
    self.membership = membership
  }

  public var count: Int { clock.count }

  /// Returns the column called `name`, in the language or in its file; nil where there is none.
  public subscript(name: String) -> Series? {
    let column = columns.last { $0.name == name } ?? columns.last { $0.header == name }
    return column?.series
  }

  /// Returns the rows of `range`.
  public func cut(to range: Range<Int>) -> Frame {
    let clock = clock.cut(to: range)
    return Frame(
      clock: clock,
      columns: columns.map {
        Column(name: $0.name, header: $0.header, series: $0.series.cut(to: range, clock: clock))
      },
      isComputed: isComputed
    )
  }

  /// Returns the frame without rows, which keeps every name and kind: what a check works on.
  public func emptied() -> Frame {
    if let membership { return membership.panel.emptied().frame(at: membership.place) }
    let clock = clock.emptied()
    return Frame(
      clock: clock,
      columns: columns.map {
        Column(name: $0.name, header: $0.header, series: $0.series.cut(to: 0..<0, clock: clock))
      },
      isComputed: isComputed
    )
  }
}

/// The columns of price bars, by their customary names.
public struct Bars: Sendable {
  /// The columns that make bars of a frame.
  public static let columnNames = ["open", "high", "low", "close"]

  public let clock: Clock
  public let open: [Double]
  public let high: [Double]
  public let low: [Double]
  public let close: [Double]
  /// The traded volume of each bar; nil where the data has none.
  public let volume: [Double]?

  public init(
    clock: Clock,
    open: [Double],
    high: [Double],
    low: [Double],
    close: [Double],
    volume: [Double]? = nil
  ) {
    precondition(
      [open, high, low, close, volume ?? close].allSatisfy { $0.count == clock.count },
      "one value for each row"
    )
    self.clock = clock
    (self.open, self.high, self.low, self.close) = (open, high, low, close)
    self.volume = volume
  }

  /// Creates the bars of a frame with the columns open, high, low and close; nil without them.
  public init?(_ frame: Frame) {
    guard let open = frame["open"], let high = frame["high"], let low = frame["low"],
      let close = frame["close"]
    else { return nil }
    self.init(
      clock: frame.clock,
      open: open.values,
      high: high.values,
      low: low.values,
      close: close.values,
      volume: frame["volume"]?.values
    )
  }

  public var count: Int { clock.count }
}
