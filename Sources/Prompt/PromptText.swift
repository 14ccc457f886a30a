/// A prompt in the form that the editor counts columns by.
enum PromptText {
  private static let mark: Unicode.Scalar = "\u{1}"

  /// Returns the prompt with each run of escape sequences between marks, and on one row.
  ///
  /// A run belongs to the character after it, so one at the end goes before the blank that ends the
  /// prompt, or before one that is added.
  static func marked(_ prompt: String) -> String {
    var text = String.UnicodeScalarView()
    var run = String.UnicodeScalarView()
    func flush() {
      guard !run.isEmpty else { return }
      text.append(mark)
      text.append(contentsOf: run)
      text.append(mark)
      run = .init()
    }
    var rest = prompt.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "\u{1B}" {
        let sequence = escapeSequence(rest)
        run.append(contentsOf: sequence)
        rest = rest.dropFirst(sequence.count)
        continue
      }
      flush()
      text.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
      rest.removeFirst()
    }
    guard !run.isEmpty else { return String(text) }
    if text.last == " " { text.removeLast() }
    flush()
    text.append(" ")
    return String(text)
  }

  /// Returns what a prompt in this form shows.
  static func seen(_ marked: String) -> String {
    let parts = marked.unicodeScalars.split(separator: mark, omittingEmptySubsequences: false)
    return parts.enumerated().filter { $0.offset % 2 == 0 }.map { String($0.element) }.joined()
  }

  /// Returns the control sequence that `text` begins with: ESC, `[`, parameters and a final letter.
  static func escapeSequence(
    _ text: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView {
    guard text.dropFirst().first == "[" else { return text.prefix(1) }
    let parameters = text.dropFirst(2).prefix { !("@"..."~").contains($0) }.count
    return text.prefix(2 + parameters + 1)
  }
}
