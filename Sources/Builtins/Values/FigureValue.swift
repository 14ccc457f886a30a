public import Language
public import Plotting
public import TimeSeries

/// A picture that is still to be drawn: what is in it, and where it is to go.
public struct FigureValue: ObjectValue {
  public let figure: Figure
  /// The path that was asked for, without ending; nil for one named after the cell.
  public let path: String?
  /// What has to be said of what is drawn, which its smaller line says.
  public let marks: [Mark]

  public var typeName: String { "a figure" }
  public var fieldNames: [String] { [] }

  public func field(_ name: String) -> Value? { nil }

  public func presentation(name: String?) -> Presentation { .line("figure \(figure.title)") }
}

/// Something that `plot` can draw, made by a function such as `candles(es)`.
struct PlotPart: ObjectValue {
  /// Panels of its own, or one that lines may join.
  let panels: [Panel]
  /// What the figure is called where nobody says.
  let title: String
  let subtitle: String?
  /// Whether lines that are plotted beside it are drawn over its first panel.
  let takesLines: Bool
  /// What has to be said of what it shows.
  var marks: [Mark] = []

  var typeName: String { "a part of a figure" }
  var fieldNames: [String] { [] }

  func field(_ name: String) -> Value? { nil }

  /// Returns the part of a figure of which `marks` have to be said.
  func marked(_ marks: [Mark]) -> PlotPart {
    var part = self
    part.marks = Mark.union(self.marks, marks)
    return part
  }

  func presentation(name: String?) -> Presentation { .line("a part of a figure; `plot` draws it") }
}
