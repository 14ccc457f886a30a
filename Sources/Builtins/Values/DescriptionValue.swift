import Language
import Numerics
import TimeSeries

/// The summary statistics of each column of a frame.
struct DescriptionValue: ObjectValue {
  private let frame: Frame

  init(_ frame: Frame) { self.frame = frame }

  var typeName: String { "a description" }
  var fieldNames: [String] { [] }

  func field(_ name: String) -> Value? { nil }

  func presentation(name: String?) -> Presentation {
    var shown = Presentation.line(frame.summary)
    let headers = ["n", "na", "mean", "stdev", "min", "25%", "50%", "75%", "max"]
    let rows = frame.columns.map { column -> [String] in
      let known = column.series.values.filter { !$0.isNaN }.sorted()
      let statistics =
        [Statistics.mean(known), Statistics.stdev(known)]
        + [0, 0.25, 0.5, 0.75, 1].map { Statistics.quantile(ofSorted: known, $0) }
      // The mean of true and false is a share.
      let kind: Series.Kind = column.series.kind == .boolean ? .number : column.series.kind
      return [
        column.name, NumberText.count(known.count), NumberText.count(column.series.missingCount),
      ] + NumberText.figures(statistics, kind: kind)
    }
    shown.add(Table([Table.Column("column", .left)] + headers.map { Table.Column($0) }, rows: rows))
    return shown
  }
}
