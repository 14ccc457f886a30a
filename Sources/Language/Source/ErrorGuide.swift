/// What each error code is about, for `:help E210` and the reference.
public enum ErrorGuide {
  /// The codes in order, each with what it means, what usually helps, and a line that has the error.
  public static let entries: [(code: String, text: String)] = descriptions.map { code, text in
    (code, examples[code].map { "\(text) \($0.text)" } ?? text)
  }

  private static let descriptions: [(code: String, text: String)] = [
    ("E001", "A character that has no meaning, or a byte that is not UTF-8."),
    ("E002", "A text in quotes that does not end, or an unknown escape in it."),
    ("E003", "A number that is too large, or a unit that does not exist."),
    ("E004", "A date or a time that does not exist."),
    ("E005", "A name that begins with `_`, which stands for the last value."),
    ("E006", "A bracket that is never closed, or one that closes nothing."),
    ("E007", "A word or sign that cannot stand at its place, or a line that ends too early."),
    ("E008", "More levels of nesting than the language takes: give a part a name."),
    ("E009", "Comparisons in a chain, or `=` where `==` is meant."),
    ("E010", "A word of the language used as a name."),
    ("E011", "`enter` without `long` or `short`."),
    ("E012", "A line of the prompt, such as `:save`, inside a program."),
    ("E013", "A rule such as `enter long` outside a strategy."),
    (
      "E014",
      "A mark with an attribute that no cell has, or with a value that it does not take: docs/notebook.md has them all."
    ),
    ("E015", "The name of a cell that is none, or that another cell has."),
    ("E016", "A header that is not closed, or a line in it that cannot be read."),
    ("E017", "A recorded line with an unknown mark."),
    ("E018", "A merge that was not finished: its marks stand in the file."),
    ("E019", "A notebook of a later version of mamba."),
    (
      "E020",
      "A part of a value is given another one. Values never change: give the new one a name, as a feature."
    ),
    ("E101", "No such column in the frame that is in scope."),
    ("E102", "No such name or function."),
    ("E103", "No such field; `.` and Tab show those that there are."),
    ("E104", "No such verb."),
    ("E105", "A verb that a later version has."),
    ("E106", "No such option or named argument."),
    ("E107", "A word that the option does not know."),
    ("E108", "The function needs the columns of a frame, and none is in scope: `use es`."),
    ("E109", "`_` before there is a value."),
    ("E110", "The frame lacks columns that the function needs, such as high and low."),
    ("E111", "A moment before the first row."),
    (
      "E112",
      "A function across symbols, such as `xrank`, where no whole frame of a panel is in scope: slices and selections of one are none."
    ),
    ("E113", "What was computed for one symbol, inside a function across all of them."),
    ("E114", "Notebooks that import one another in a circle, or too many in a row."),
    (
      "E115",
      "A function of an imported notebook uses data or a result of that notebook: an import brings only functions and the constants that they use."
    ),
    (
      "E210",
      "A feature, a rule or a position knows rows after its own, or a target all of them. The note shows by which steps the future came in. Delay it with `lag`, use a trailing window, or make it part of the target."
    ),
    ("E211", "A signal that uses a close cannot be filled at that close: `fill=next_open`."),
    ("E212", "Bars chosen by `where` cannot be traded: the bars between them are missing."),
    (
      "E213",
      "The audit of a backtest found that the signal moves when later bars change. The note has the column, the row and how many bars ahead it looks: `audit` of the features finds the one to blame."
    ),
    ("E214", "Rows that are held out: what `holdout` and `unseal` may not do."),
    ("E215", "`assume` is for columns that were loaded with `reach=unknown`, which need it."),
    (
      "E219",
      "An audit runs statements again with other data, and one of them took another turn than before."
    ),
    (
      "E216",
      "Bars are traded at prices that somebody was offered: not at those of features, nor at prices of other rows, such as averages."
    ),
    ("E217", "A backtest names another frame than the one that its rules stand on."),
    ("E220", "Series of different frames, whose rows do not match."),
    ("E221", "A row that does not exist."),
    ("E222", "A range of dates on rows that have numbers only."),
    ("E301", "A value of the wrong type."),
    ("E302", "An argument too few, too many, or given twice."),
    ("E303", "Something that is not a function is called like one."),
    ("E304", "A value without fields is asked for one."),
    ("E305", "A number outside the range that it may have, or one that should be whole."),
    ("E306", "An operator between values that it does not join."),
    ("E307", "A name that changes as a strategy runs, given to a function of whole columns."),
    ("E308", "`max` or `min` of two series: write `pmax` or `pmin`."),
    ("E309", "A verb without what it needs, or with something that it does not take."),
    ("E310", "More or fewer names than values."),
    ("E311", "A single prediction of a kind of model that is not explained row by row."),
    ("E401", "A data file without rows."),
    ("E402", "A data file that is not text, or not UTF-8."),
    ("E403", "A data file without a column of numbers."),
    ("E404", "A row with too many or too few fields, or a quote that does not end."),
    ("E405", "A field that is not a number in a column of numbers."),
    ("E406", "A date in another form than those above it."),
    ("E407", "Rows that are not in order of time."),
    ("E408", "A time that is there twice."),
    ("E410", "No row or no feature to learn from."),
    ("E411", "A target that is the same in all training rows."),
    ("E412", "A target or a weight that a model cannot use."),
    ("E413", "Too few rows for one training window and one test block."),
    ("E501", "An assertion that does not hold."),
    ("E502", "A result that would be too large to hold."),
    ("E503", "Interrupted by the person."),
    ("E504", "A cell that was expected to end in an error, and did not."),
    ("E601", "A file that is not there or cannot be read."),
    ("E602", "A notebook that is not UTF-8 text."),
    ("E603", "A notebook that cannot be written."),
    ("E604", "A data file that is too large."),
    ("E605", "A damaged gzip file."),
    ("E606", "A file that keeps no model, or one of another version, or a damaged one."),
    ("E610", "A path outside the folder in which mamba was started."),
    ("E611", "A file that cannot be written."),
    ("E612", "A value that is written to files with another ending."),
    ("E620", "A figure that cannot be drawn."),
  ]

  /// Returns what a code means; nil for one that does not exist.
  public static func text(for code: String) -> String? {
    entries.first { $0.code == code.uppercased() }?.text
  }
}
