internal import Numerics
public import TimeSeries

/// What can be wrong with a program, as plain facts; `Problem+Wording` has the sentences.
public enum Problem: Error, Hashable, Sendable {
  // Syntax
  case notUnicode
  case strangeCharacter(String)
  /// A sign that other languages have.
  case foreignSign(String, repair: String)
  /// A character that turns the direction of the text, by its number.
  case turnsDirection(String)
  case unterminatedText
  case unknownEscape
  case numberTooLarge
  case unknownUnit(String)
  case notWhole(unit: String)
  case noSuchDate(String)
  case noSuchTime(String)
  /// A date such as `01/02/2024`, which reads as a division.
  case slashedDate(String)
  case nameBeginsWithUnderscore(String)
  case unclosed(String)
  case unmatched(String)
  case unexpected(String, wanted: String?)
  case unexpectedEnd(wanted: String?)
  case nestedTooDeeply
  case callsTooDeep
  case chainedComparison
  case assignmentAsComparison
  case reservedName(String)
  /// A part of a value is given another value.
  case valuesStay(String, repair: String?)
  /// A word with which other languages begin a statement.
  case foreignWord(String, repair: String)
  /// `import` of a module of another language.
  case importOfModule(String)
  /// `==` behind a name that nothing has.
  case comparisonAsAssignment(String, value: String)
  case enterWithoutSide
  case metaInProgram(String)
  case ruleOutsideStrategy(String)

  // Names
  case unknownColumn(String, frame: String, suggestion: String?)
  /// A column that most frames have, and this one does not.
  case lackingColumn(String, frame: String, columns: [String])
  case unknownName(String, suggestion: String?)
  case columnOutOfScope(String, of: String)
  case functionWithoutCall(String)
  case unknownFunction(String, suggestion: String?)
  case unknownField(String, of: String, names: [String] = [], suggestion: String?)
  case unknownVerb(String, suggestion: String)
  case futureVerb(String)
  case unknownOption(String, of: String, suggestion: String?)
  case unknownWord(String, option: String, allowed: [String])
  case noFrame(wanted: String)
  case noLastValue(Int?)
  case missingColumns([String], function: String)
  case importCircle([String])
  case importsTooDeep(limit: Int)
  /// A function of another notebook uses what that notebook computes.
  case importUsesResult(function: String, name: String)

  // Time
  case looksAhead(
    name: String,
    reach: Reach,
    path: [Knowledge.Step],
    place: String,
    repair: String? = nil
  )
  /// A target that no row is left for to train on.
  case targetWithoutBound(of: String, path: [Knowledge.Step])
  case differentClocks(String, String)
  case rowsOutOfRange(Int, count: Int)
  case clockHasNoTimes(String)

  /// A statement that is run again asks for something that its first run did not take.
  case notTakenBefore(String)
  case fillsAtItsOwnClose
  case selectionTraded(String)

  // Types
  case wrongType(found: String, wanted: String, what: String)
  /// A value of another type, with what is meant most often.
  case mistyped(found: String, wanted: String, what: String, repair: String)
  case missingArgument(String, of: String)
  case tooManyArguments(of: String, limit: Int)
  case repeatedArgument(String)
  case notCallable(String)
  case noField(String, type: String)
  case outsideRange(what: String, value: String, range: String)
  /// A negative number of rows where one looks back or ahead.
  case negativeShift(function: String, value: String, repair: String)
  /// A row before the first.
  case negativeRow(String)
  case notAWholeNumber(what: String, value: String)
  case notADistance(String, value: String)
  case badOperands(String, String, operator: String)
  case changesDuringRun(String, function: String)
  case elementwiseExtreme(function: String, arguments: String)
  case missingClause(verb: String, clause: String, usage: String)
  case unexpectedClause(verb: String, clause: String, usage: String)
  case wrongOperands(verb: String, usage: String)
  case missingBlock(verb: String, usage: String)
  case countsDiffer(names: Int, values: Int)

  // Data
  case tooFewRows(Int)
  case tooManyGroups(Int, rows: Int)
  case tooFewBars(function: String)

  // Numeric and running
  case assertionFailed(String, value: String)
  case tooMuch(what: String, count: String, limit: String)
  /// The process holds as much memory as it may.
  case outOfMemory(limit: String)
  case interrupted

  // Files
  case cannotImport(String)
}

extension Problem {
  /// The process holds as much memory as it may.
  public static var noMemory: Problem { .outOfMemory(limit: ByteCount.text(Memory.limit)) }
}
