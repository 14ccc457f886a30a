public import Language
public import Plotting

/// Writes figures where a program may write.
public enum FigureFile {
  /// Draws `figure` into the files `base.svg`, `base.png` and the script `base.gp`.
  ///
  /// - Returns: The paths of the files, the pictures first.
  public static func write(
    _ figure: Figure,
    to base: String,
    formats: [FigureFormat],
    by access: WriteAccess
  ) throws -> [String] {
    for ending in ["gp"] + formats.map(\.rawValue) {
      _ = try OutputFile.allowed("\(base).\(ending)", by: access)
    }
    let files = try Gnuplot.render(figure, to: base, formats: formats)
    return files.filter { !$0.hasSuffix(".gp") } + files.filter { $0.hasSuffix(".gp") }
  }
}
