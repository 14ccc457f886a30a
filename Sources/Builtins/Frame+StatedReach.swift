import TimeSeries

/// A file of columns cannot say what they know but in their headers: `value [0..5]` looks five rows
/// ahead, and `value [..]` knows everything.
extension Frame {
  /// Returns the frame with the reach in the name of each column that knows the future.
  func statingReach() -> Frame {
    Frame(
      clock: clock,
      columns: columns.map { column in
        let reach = column.series.reach
        guard reach.seesFuture else { return column }
        return Column(name: "\(column.name) \(reach.headerText)", series: column.series)
      }
    )
  }

  /// Returns the frame whose columns know what their headers say.
  func readingReach(from path: String) -> Frame {
    Frame(
      clock: clock,
      columns: columns.map { column in
        guard let start = column.header.lastIndex(of: "["),
          let reach = Reach(headerText: column.header[start...]),
          let name = column.header[..<start].split(separator: " ").last
        else { return column }
        let path = [Knowledge.Step("load \"\(path)\"")]
        return Column(
          name: String(name),
          series: column.series.with(knowledge: Knowledge(reach: reach, path: path))
        )
      }
    )
  }
}

extension Reach {
  /// The form `[0..5]`, with nothing for no bound.
  fileprivate var headerText: String {
    "[\(low == -Reach.unbounded ? "" : "\(low)")..\(high == Reach.unbounded ? "" : "\(high)")]"
  }

  /// Creates what `headerText` says; nil for any other text.
  fileprivate init?(headerText: Substring) {
    guard headerText.first == "[", headerText.last == "]" else { return nil }
    let inside = headerText.dropFirst().dropLast()
    guard let dots = inside.indices.first(where: { inside[$0...].hasPrefix("..") }) else {
      return nil
    }
    let (low, high) = (inside[..<dots], inside[dots...].dropFirst(2))
    guard let from = low.isEmpty ? -Reach.unbounded : Int(low),
      let to = high.isEmpty ? Reach.unbounded : Int(high), from <= to
    else { return nil }
    self.init(from, to)
  }
}
