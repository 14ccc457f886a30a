public import Language

/// What a command says to the shell when it ends.
public enum ExitCode: Int32, Sendable {
  case ok = 0
  /// An error of a run, of `-e` or of `-`.
  case error = 1
  case usage = 2
  /// A data file is not the one that was recorded.
  case dataDiffers = 3
  /// An output is not the one that was recorded.
  case outputDiffers = 4
  /// `--check` found an error.
  case checkFailed = 5
  /// Two runs of `--twice` differ.
  case runsDiffer = 6
  case assertionFailed = 7
  case timedOut = 124
  case interrupted = 130

  /// The code for an error that ended a run.
  public init(_ error: Diagnostic) {
    switch error.code {
    case "E501": self = .assertionFailed
    case "E503": self = .interrupted
    default: self = .error
    }
  }
}
