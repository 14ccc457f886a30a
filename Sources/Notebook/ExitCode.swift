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
  /// The notebook was recorded in an older version of the language.
  case olderLanguage = 8
  case timedOut = 124
  case interrupted = 130

  /// What the summary of a command says.
  var state: String {
    switch self {
    case .ok: "ok"
    case .dataDiffers, .outputDiffers, .runsDiffer, .olderLanguage: "differs"
    case .timedOut: "timeout"
    case .interrupted: "interrupted"
    case .error, .usage, .checkFailed, .assertionFailed: "error"
    }
  }

  /// The code for an error that ended a run.
  public init(_ error: Diagnostic) {
    switch error.code {
    case "E501": self = .assertionFailed
    case "E503": self = .interrupted
    default: self = .error
    }
  }
}
