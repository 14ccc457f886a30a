public import Language
public import Learning
public import MarketData
public import Plotting
public import TimeSeries

extension DataError: Explainable {
  public var explanation: Explanation {
    switch self {
    case .notFound(let path):
      Explanation(
        "E601",
        "there is no file \(path)",
        repair: "paths start at the folder in which mamba was started"
      )
    case .noSample(let path):
      Explanation(
        "E601",
        "mamba carries no table called \(path)",
        repair: Suggestion.nearest(to: path, in: SampleData.paths).map { "did you mean `\($0)`?" }
          ?? "there are \(SampleData.paths.joined(separator: ", "))"
      )
    case .noMatch(let pattern):
      Explanation(
        "E601",
        "no file matches \(pattern)",
        repair:
          "paths start at the folder in which mamba was started, and `*` stands for any letters"
      )
    case .notReadable(let path, let reason):
      Explanation("E601", "\(path) cannot be read: \(reason)")
    case .tooLarge(let path, let limit):
      Explanation("E604", "\(path) has more than \(limit) bytes", repair: "split it")
    case .noRoom(let path):
      Explanation(
        "E604",
        "\(path) takes more memory than mamba may use",
        repair: "split it, or allow more with `--memory`"
      )
    case .tooManyFields(let path, let line, let limit):
      Explanation(
        "E604",
        "\(path):\(line): more than \(NumberText.count(limit)) fields in a line",
        repair: "keep the columns that are needed"
      )
    case .longName(let path, let column, let limit):
      Explanation(
        "E604",
        "\(path): the name of column \(column) has more than \(NumberText.count(limit)) bytes",
        repair: "shorten it"
      )
    case .tooManyFiles(let pattern, let limit):
      Explanation(
        "E604",
        "more than \(NumberText.count(limit)) files match \(pattern)",
        repair: "name fewer"
      )
    case .badGzip(let path, let reason):
      Explanation("E605", "\(path) is a damaged gzip file: \(reason)", repair: "fetch it again")
    case .empty(let path):
      Explanation("E401", "\(path) is empty", repair: "fetch it again")
    case .noRows(let path):
      Explanation(
        "E401",
        "\(path) has a header and no rows below it",
        repair: "fetch it again: the site may not know the symbol or the dates"
      )
    case .page(let path):
      Explanation(
        "E402",
        "\(path) is a page for a browser, not a table",
        repair: "fetch it again: a site that refuses sends a page in place of the file"
      )
    case .commaNumber(let path, let line, let column, let name, let text):
      Explanation(
        "E405",
        "\(path):\(line):\(column): `\(text.prefix(40))` has a comma in it, in column `\(name)`",
        repair: "write its numbers as `\(DataError.withoutCommas(text.prefix(40)))`"
      )
    case .binary(let path, let line):
      Explanation("E402", "\(path):\(line): a zero byte, so this is not a text file")
    case .notUTF8(let path, let line):
      Explanation("E402", "\(path):\(line): not UTF-8", repair: "save it as UTF-8")
    case .noColumns(let path):
      Explanation(
        "E403",
        "\(path) has no column of numbers",
        repair: "is it the right file? its first lines need a header, and numbers below it"
      )
    case .raggedRow(let path, let line, let found, let expected):
      Explanation(
        "E404",
        "\(path):\(line): \(found) fields where the first row has \(expected)",
        repair: "mend or remove the line"
      )
    case .unterminatedQuote(let path, let line):
      Explanation("E404", "\(path):\(line): a quote is opened and never closed")
    case .badNumber(let path, let line, let column, let name, let text):
      Explanation(
        "E405",
        "\(path):\(line):\(column): `\(text.prefix(40))` is not a number, in column `\(name)`",
        repair: "leave a missing value empty"
      )
    case .infiniteNumber(let path, let line, let column, let name, let text):
      Explanation(
        "E405",
        "\(path):\(line):\(column): `\(text.prefix(40))` is not finite, in column `\(name)`",
        repair: "leave a missing value empty"
      )
    case .badDate(let path, let line, let column, let text):
      Explanation(
        "E406",
        "\(path):\(line):\(column): `\(text.prefix(40))` is not a date like those above it",
        repair: "keep to one form of date in a file"
      )
    case .outOfOrder(let path, let line, let previous, let this):
      Explanation(
        "E407",
        "\(path):\(line): \(this) comes after \(previous)",
        repair: "sort the file by time"
      )
    case .duplicateTime(let path, let line, let time):
      Explanation(
        "E408",
        "\(path):\(line): \(time) is there twice",
        repair: "keep one row for each time"
      )
    }
  }
}

extension DataError {
  /// Returns `1,234.50` as `1234.50`, and `1,5` as `1.5`.
  fileprivate static func withoutCommas(_ text: some StringProtocol) -> String {
    let parts = text.split(separator: ",")
    let isGrouped =
      text.contains(".") || parts.count > 2 || parts.last.map { $0.count == 3 } ?? false
    return parts.joined(separator: isGrouped ? "" : ".")
  }
}

extension PanelError: Explainable {
  public var explanation: Explanation {
    switch self {
    case .noTimes(let symbol):
      Explanation(
        "E222",
        "a panel needs times, and the rows of \(symbol) have numbers only",
        repair: "give its file a column of dates or times"
      )
    case .datesAndTimes(let first, let second):
      Explanation(
        "E220",
        "the rows of \(first) are whole dates, and those of \(second) have times of day",
        repair: "load the ones and the others as panels of their own"
      )
    }
  }
}

extension ResamplingError: Explainable {
  public var explanation: Explanation {
    switch self {
    case .noTimes: Problem.clockHasNoTimes("`resample`").explanation
    case .unevenStretch(let period):
      Explanation(
        "E305",
        "a day cannot be cut into stretches of \(period)",
        repair: "resample to a part of a day such as 5m or 4h, or to whole days, weeks or months"
      )
    case .tooLong(let period):
      Explanation(
        "E305",
        "stretches of \(period) are too long",
        repair: "resample to 100 years at most, within the years 1678 to 2262"
      )
    case .notLonger(let period, let step):
      Explanation(
        "E305",
        "the rows are \(step) apart, and stretches of \(period) would not be longer",
        repair: "resample to a longer duration"
      )
    }
  }
}

extension OutputError: Explainable {
  var explanation: Explanation {
    switch self {
    case .outside(let path):
      Explanation(
        "E610",
        "\(path) lies outside the folder in which mamba was started",
        repair: "write below it, as in \"plots/eq.svg\", or allow it with `--allow-write`"
      )
    case .sample(let path):
      Explanation(
        "E611",
        "\(path) cannot be written: what begins with `\(SampleData.prefix)` is a part of mamba",
        repair: "choose another name"
      )
    case .cannotWrite(let path): Explanation("E611", "\(path) cannot be written")
    case .notAFile(let path):
      Explanation(
        "E611",
        "\(path) cannot be written: it is there and is not a file",
        repair: "choose another name"
      )
    case .link(let path, let link):
      Explanation(
        "E611",
        "\(path) cannot be written: nothing is written through the link \(link)",
        repair: "name the place itself"
      )
    case .hidden(let path, let name):
      Explanation(
        "E611",
        "\(path) cannot be written: `\(name)` is hidden, and other programs may act on what is in it",
        repair: "choose a name that does not begin with a dot"
      )
    case .kept(let path):
      Explanation(
        "E611",
        "\(path) cannot be written: it is the notebook that runs",
        repair: "choose another name"
      )
    case .strangeName(let path):
      Explanation(
        "E611",
        "\(path) cannot be written: a character of its name is invisible",
        repair: "choose another name"
      )
    }
  }
}

extension PlotError: Explainable {
  public var explanation: Explanation {
    switch self {
    case .emptyFigure(.noPanels): Explanation("E620", "there is nothing to draw")
    case .emptyFigure(.noValues):
      Explanation("E620", "there is nothing to draw: every value is missing")
    case .mixedLayers:
      Explanation(
        "E620",
        "bars and heatmaps have axes of their own and cannot share a panel",
        repair: "plot them one by one"
      )
    case .mixedAxes:
      Explanation(
        "E620",
        "times and plain numbers cannot share an axis",
        repair: "plot them one by one"
      )
    case .gnuplotMissing:
      Explanation("E620", "gnuplot is not installed", repair: "apt-get install gnuplot-nox")
    case .gnuplotTimedOut: Explanation("E620", "gnuplot took too long", repair: "plot fewer rows")
    case .gnuplotFailed(let message): Explanation("E620", "gnuplot failed: \(message)")
    case .cannotWrite(let path, let reason):
      Explanation("E620", "\(path) cannot be written: \(reason)")
    }
  }
}

extension LearningError: Explainable {
  public var explanation: Explanation {
    switch self {
    case .noRows:
      Explanation(
        "E410",
        "there is no row to learn from",
        repair: "widen the range, or look at the warm-up of the features"
      )
    case .stopped: Problem.interrupted.explanation
    case .noFeatures: Explanation("E410", "there is no feature to learn from")
    case .oneClass:
      Explanation(
        "E411",
        "the target is the same in all training rows",
        repair: "widen the range, or ask what can be either, such as `direction(5)`"
      )
    case .targetNotBinary(let value):
      Explanation(
        "E412",
        "the target is \(NumberText.short(value)), neither true nor false"
      )
    case .missingTarget(let row): Explanation("E412", "the target of row \(row) is missing")
    case .targetOutOfRange(let row):
      Explanation("E412", "the target of row \(row) is too large to be squared")
    case .weightOutOfRange(let row):
      Explanation("E412", "the weight of row \(row) is not a number of at least 0")
    case .noWeight: Explanation("E412", "all weights are 0")
    case .settingOutOfRange(let name): Explanation("E305", "`\(name)` is out of its range")
    case .lossNotSupported(.logistic):
      Explanation(
        "E412",
        "the model predicts numbers, and the target is true or false",
        repair: "fit logistic instead, or ask for `forward_return(5)`"
      )
    case .lossNotSupported(.squared):
      Explanation(
        "E412",
        "the model predicts whether something is true, and the target is a number",
        repair: "fit ridge instead, or ask for `direction(5)`"
      )
    case .libraryMissing(let name):
      Explanation("E601", "\(name) is not installed", repair: "apt-get install libopenblas0")
    case .collinear(let feature):
      Explanation(
        "E412",
        "`\(feature)` is a sum of other features, so that their coefficients are not determined",
        repair: "leave it out, or raise the penalty"
      )
    case .separable:
      Explanation(
        "E412",
        "the features tell true from false without fail, so that the coefficients have no end",
        repair: "give a penalty above 0"
      )
    case .notConverged(let iterations):
      Explanation(
        "E412",
        "the fit had not settled after \(iterations) steps",
        repair: "raise the penalty"
      )
    case .diverged:
      Explanation(
        "E412",
        "the fit has run away: its losses are no longer numbers",
        repair: "lower `rate`"
      )
    case .malformedModel(let field):
      Explanation("E601", "the saved model is damaged: `\(field)` is not as it was written")
    case .unknownVersion(let version):
      Explanation(
        "E601",
        "the saved model has the form \(version), which this version does not know"
      )
    case .notBars(let columns):
      Explanation(
        "E410",
        "a network learns from five columns of bars, not from \(columns)",
        repair: "give it open, high, low, close and volume"
      )
    case .noClasses: Explanation("E410", "there is no label to learn")
    }
  }
}
