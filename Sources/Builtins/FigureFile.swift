public import Plotting

/// Writes figures below the working directory.
public enum FigureFile {
  /// Draws `figure` into the files `base.svg`, `base.png` and the script `base.gp`.
  ///
  /// - Returns: The paths of the files, the pictures first.
  public static func write(
    _ figure: Figure,
    to base: String,
    formats: [FigureFormat]
  ) throws -> [String] {
    _ = try OutputFile.allowed(base + ".gp")
    let files = try Gnuplot.render(figure, to: base, formats: formats)
    return files.filter { !$0.hasSuffix(".gp") } + files.filter { $0.hasSuffix(".gp") }
  }
}
