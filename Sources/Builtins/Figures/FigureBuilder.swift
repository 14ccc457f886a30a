import Language
import Plotting
import TimeSeries

/// Puts what is plotted into panels.
///
/// A series joins the last panel of lines where the two ranges of values overlap by a tenth of the
/// wider one or more, as a price and its average do; otherwise it gets a panel below, as a drawdown
/// under an equity curve does. Truth values over price bars mark the bars where they hold.
struct FigureBuilder {
  private struct Group {
    var layers: [Layer] = []
    var range: ClosedRange<Double>?
    var labels: [String] = []
    var format = NumberFormat.plain
    /// A panel that came whole, whose labels and lines are kept.
    var whole: Panel?
    /// What names the part that it came with.
    var part = ""
  }

  private var groups: [Group] = []
  private var titles: [String] = []
  private var subtitles: [(part: String, text: String)] = []
  private var partCount = 0
  private var clock: Clock?

  mutating func add(_ series: Series, label: String) {
    clock = clock ?? series.clock
    if series.kind == .boolean, mark(series, label: label) { return }
    let layer = Layer.line(x: axis(series.clock), y: series.values, label: label)
    let range = extent(series.values)
    titles.append(label)
    if let last = groups.indices.last, joins(range, groups[last]) {
      groups[last].layers.append(layer)
      groups[last].labels.append(label)
      groups[last].range = union(groups[last].range, range)
      return
    }
    var group = Group()
    group.layers = [layer]
    group.labels = [label]
    group.range = range
    group.format = series.kind == .fraction ? .percent : .thousands
    groups.append(group)
  }

  /// Adds the price bars of a frame that has them, its other columns, and of truth values those that
  /// hold anywhere.
  mutating func add(_ frame: Frame, label: String) {
    let bars = Bars(frame)
    if let bars { add(FigureFunctions.candles(bars), label: label) }
    // Prices that repeat the close, as adjusted ones often do, would only cover the bars.
    for column in frame.columns
    where (column.series.kind != .boolean || column.series.values.contains(1))
      && (bars == nil || !Bars.columnNames.contains(column.name))
      && (bars == nil || column.series.values != bars?.close)
    {
      add(column.series, label: column.name)
    }
  }

  /// Puts a mark beside each price bar of the last panel where `series` holds; returns false where
  /// there are no such bars.
  private mutating func mark(_ series: Series, label: String) -> Bool {
    guard let last = groups.indices.last,
      let marks = BarMarks(series, label: label, over: groups[last].layers)
    else { return false }
    groups[last].layers.append(marks.layer)
    return true
  }

  mutating func add(_ part: PlotPart, label: String) {
    if !titles.contains(part.title) { titles.append(part.title) }
    if let text = part.subtitle { subtitles.append((label, text)) }
    partCount += 1
    for (number, panel) in part.panels.enumerated() {
      var group = Group()
      (group.whole, group.part) = (panel, label)
      group.layers = panel.layers
      group.range = part.takesLines && number == 0 ? extent(panel.layers) : nil
      group.format = panel.format
      groups.append(group)
    }
  }

  /// How many lines are drawn.
  var lineCount: Int {
    groups.reduce(0) { sum, group in
      sum + group.layers.count { if case .line = $0 { true } else { false } }
    }
  }

  /// What the parts say of themselves; of several with their names.
  private var ownSubtitle: String? {
    guard partCount > 1, !subtitles.isEmpty else { return subtitles.first?.text }
    return subtitles.map { "\($0.part): \($0.text)" }.joined(separator: " · ")
  }

  /// Returns the figure; what has to be said of it stands before its smaller line, or the line that
  /// was asked for.
  func figure(title: String?, subtitle: String?, remarks: String? = nil) -> Figure {
    let own = titles.count <= 3 ? titles.joined(separator: ", ") : titles[0] + " and others"
    let line = subtitle ?? ownSubtitle ?? clock.map { "\($0.stepLabel) · \($0.spanText)" }
    let lines = [remarks, line].compactMap { $0 }
    return Figure(
      title: title ?? own,
      subtitle: lines.isEmpty ? nil : lines.joined(separator: " · "),
      panels: groups.enumerated().map(panel)
    )
  }

  private func panel(_ number: Int, _ group: Group) -> Panel {
    if let whole = group.whole {
      // Two curves of one kind are told apart by what they are curves of.
      let named = [group.part, whole.yLabel].compactMap { $0 }.joined(separator: ": ")
      return Panel(
        yLabel: partCount > 1 ? named : whole.yLabel,
        xLabel: whole.xLabel,
        format: whole.format,
        xFormat: whole.xFormat,
        layers: group.layers,
        references: whole.references,
        weight: whole.weight
      )
    }
    let isDrawdown = group.labels.allSatisfy { $0.hasPrefix("drawdown(") }
    let layers = isDrawdown ? group.layers.map(\.asArea) : group.layers
    return Panel(
      yLabel: group.labels.count == 1 ? group.labels.first : nil,
      format: group.format,
      layers: group.labels.count == 1 ? layers.map(\.unlabelled) : layers,
      weight: number == 0 || groups.count == 1 ? 2 : 1
    )
  }

  private func joins(_ range: ClosedRange<Double>?, _ group: Group) -> Bool {
    guard group.whole == nil || group.range != nil, let a = range, let b = group.range else {
      return false
    }
    let overlap = min(a.upperBound, b.upperBound) - max(a.lowerBound, b.lowerBound)
    let wider = max(a.upperBound - a.lowerBound, b.upperBound - b.lowerBound)
    return wider == 0 ? a == b : overlap >= wider / 10
  }

  private func extent(_ values: [Double]) -> ClosedRange<Double>? {
    let known = values.filter(\.isFinite)
    guard let low = known.min(), let high = known.max() else { return nil }
    return low...high
  }

  private func extent(_ layers: [Layer]) -> ClosedRange<Double>? {
    layers.compactMap { layer -> ClosedRange<Double>? in
      guard case .candles(_, _, let high, let low, _, _) = layer else { return nil }
      return extent(high + low)
    }.reduce(nil, union)
  }

  private func union(
    _ a: ClosedRange<Double>?,
    _ b: ClosedRange<Double>?
  ) -> ClosedRange<Double>? {
    guard let a, let b else { return a ?? b }
    return min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
  }

  private func axis(_ clock: Clock) -> Axis { Drawing.axis(clock) }
}

extension Layer {
  /// The line as a surface down from zero.
  fileprivate var asArea: Layer {
    guard case .line(let x, let y, let label) = self else { return self }
    return .area(x: x, y: y, label: label)
  }

  /// The same without an entry in the legend, where the axis says it already.
  fileprivate var unlabelled: Layer {
    switch self {
    case .line(let x, let y, _): .line(x: x, y: y)
    case .area(let x, let y, _): .area(x: x, y: y)
    default: self
    }
  }
}
