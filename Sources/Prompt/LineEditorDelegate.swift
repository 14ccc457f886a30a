/// What a line editor asks while the user types, on the thread that reads.
///
/// Every answer is about text that may be incomplete or wrong, and most come between two keys: they
/// are to be quick and have no effects.
public protocol LineEditorDelegate: AnyObject {
  /// Returns the prompt, one row of text that may hold SGR colour sequences.
  func prompt() -> String

  /// Returns what stands at the right edge of the first row until the text reaches it.
  func rightPrompt() -> String

  /// Returns what may stand in place of the word before the cursor.
  ///
  /// - Parameters:
  ///   - line: the text so far, with all its lines.
  ///   - cursor: the place of the cursor, in bytes of UTF-8 from the start.
  /// - Returns: the words, in the order in which a list is to show them.
  func completions(line: String, cursor: Int) -> Completions

  /// Returns lines about the word at the cursor, for the F1 key; nil where there is nothing to say.
  func help(line: String, cursor: Int) -> [String]?

  /// Returns what might follow `line`, shown in grey until the user takes it; nil for nothing.
  func suggestion(for line: String) -> String?

  /// Returns the same characters with SGR colour sequences between them.
  ///
  /// Text that differs in any character is not shown.
  func highlighted(_ line: String) -> String

  /// Returns whether Enter accepts the text; otherwise it begins a new line.
  func isComplete(_ text: String) -> Bool
}

/// The words that may stand in place of the one before the cursor.
public struct Completions: Sendable, Equatable {
  public struct Candidate: Sendable, Equatable {
    /// The whole word, with whatever is to follow it (such as a parenthesis).
    public let text: String
    /// A few words of explanation.
    public let hint: String?
    /// What the word is, such as "verbs": a long list is parted by it.
    public let group: String

    public init(_ text: String, hint: String? = nil, group: String = "") {
      (self.text, self.hint, self.group) = (text, hint, group)
    }
  }

  /// Where the word starts, in bytes of UTF-8 from the start of the line.
  public let start: Int
  public let candidates: [Candidate]

  public init(start: Int, candidates: [Candidate]) {
    (self.start, self.candidates) = (start, candidates)
  }

  /// No words at all.
  public static let none = Completions(start: 0, candidates: [])
}
