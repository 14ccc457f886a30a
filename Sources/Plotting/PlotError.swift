/// Why a figure was not drawn.
public enum PlotError: Error, Equatable, Sendable {
  public enum Emptiness: String, Sendable, Equatable {
    case noPanels
    case noValues
  }

  /// There is nothing to draw.
  case emptyFigure(Emptiness)
  /// The panel, counted from 0, has bars or a heatmap together with other layers.
  case mixedLayers(panel: Int)
  /// The panel, counted from 0, has layers on times and layers on numbers.
  case mixedAxes(panel: Int)
  case gnuplotMissing
  case gnuplotTimedOut
  /// What gnuplot said of its script, without the place in it.
  case gnuplotFailed(message: String)
  case cannotWrite(path: String, reason: String)
}
