import Foundation
import Plotting
import TestSupport
import Testing

/// Draws the kinds of figures that people show, from real prices.
///
/// To look at them, name a folder in the variable MAMBA_PICTURES.
@Suite(.enabled(if: Shared.isPresent && Rendering.isPossible, "../shared or gnuplot is absent"))
struct PicturesTests {
  @Test(arguments: try Samples.all())
  func picturesAreDrawn(sample: Samples.Sample) throws {
    let temporary = TemporaryFolder()
    let folder = ProcessInfo.processInfo.environment["MAMBA_PICTURES"] ?? temporary.path
    let base = "\(folder)/\(sample.name)"
    let files = try Gnuplot.render(sample.figure, to: base, formats: FigureFormat.allCases)
    #expect(files == ["gp", "svg", "png", "pdf"].map { "\(base).\($0)" })
    let svg = try String(contentsOfFile: base + ".svg", encoding: .utf8)
    #expect(wellFormedTexts(svg) != nil)
    #expect(svg.utf8.count < 250_000)
  }
}
