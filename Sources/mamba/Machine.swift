import Foundation
import Notebook
import Numerics
import Plotting
import Prompt
import TimeSeries

/// What the program asks of the machine that it runs on.
enum Machine {
  /// A worker for each processor.
  static var workers: Workers { Workers(count: ProcessInfo.processInfo.activeProcessorCount) }

  /// What the header of a notebook says of this program and this machine.
  static var recorder: Recorder { Recorder(engine: Version.text, stamp: stamp) }

  /// The date and the kind of machine, for the header of a notebook: `2026-11-21 linux-x86_64`.
  private static var stamp: String {
    #if arch(x86_64)
      let processor = "x86_64"
    #elseif arch(arm64)
      let processor = "arm64"
    #else
      let processor = "other"
    #endif
    let days = Int((Date().timeIntervalSince1970 / 86_400).rounded(.down))
    return "\(CivilDate(dayNumber: days)) linux-\(processor)"
  }

  /// Returns the bytes of a size such as `500m` or `8g`; nil for anything else.
  static func bytes(_ text: String) -> Int? {
    guard let unit = text.last, let scale = ["m": 1 << 20, "g": 1 << 30][unit],
      let number = Int(text.dropLast()), number > 0, number < 1 << 20
    else { return nil }
    return number * scale
  }
}
