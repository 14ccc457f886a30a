internal import CEditLine
internal import Glibc
internal import Language

/// What the C side calls: functions without captures, to which the editor comes back as a context.
extension LineEditor {
  static var callbacks: line_editor_callbacks {
    line_editor_callbacks(
      context: nil,
      is_complete: { context, view in
        LineEditor.from(context).isComplete(EditedLine(view)) ? 1 : 0
      },
      complete: { context, view in
        LineEditor.from(context).complete(EditedLine(view))
      },
      recall: { context, view, direction in
        let editor = LineEditor.from(context)
        return editor.recall.step(from: EditedLine(view).text, direction: Int(direction)).flatMap(
          copy
        )
      },
      search: { context, view, step, typed in
        LineEditor.from(context).search(EditedLine(view), step, typed).flatMap(copy)
      },
      help: { context, view in
        LineEditor.from(context).help(EditedLine(view)).flatMap(copy)
      },
      accept: { context, view in
        LineEditor.from(context).acceptedSuggestion(EditedLine(view)).flatMap(copy)
      },
      paint: { context, view in
        let (bytes, behind) = LineEditor.from(context).paint(EditedLine(view))
        return line_editor_paint(bytes: copy(bytes), behind: Int32(behind))
      },
      rows_above: { context, view in
        Int32(clamping: LineEditor.from(context).painting(EditedLine(view)).cursorRow)
      },
      messages: { context in
        LineEditor.from(context).takeMessages().flatMap(copy)
      }
    )
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> LineEditor {
    guard let context else { preconditionFailure("a callback without its editor") }
    return Unmanaged.fromOpaque(context).takeUnretainedValue()
  }
}

/// The line being edited, and the window.
struct EditedLine {
  let text: String
  /// In bytes of UTF-8, at most the length of the text.
  let cursor: Int
  let columns: Int
  let rows: Int

  init(_ view: UnsafePointer<line_editor_view>?) {
    let view = view?.pointee ?? line_editor_view(text: nil, cursor: 0, columns: 80, rows: 24)
    text = view.text.map { String(cString: $0) } ?? ""
    cursor = min(max(0, Int(view.cursor)), text.utf8.count)
    columns = Int(view.columns)
    rows = Int(view.rows)
  }
}

/// Returns a copy that the C side frees.
private func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
  strdup(text)
}

extension LineEditor {
  /// Answers the Tab key: puts in what all candidates share, and lists them where that changes
  /// nothing and Tab was the last key too.
  private func complete(_ line: EditedLine) -> line_editor_completion {
    var answer = line_editor_completion(erased: 0, added: nil, list: nil)
    let found = delegate?.completions(line: line.text, cursor: line.cursor) ?? .none
    guard !found.candidates.isEmpty, (0...line.cursor).contains(found.start) else { return answer }
    let scalars = line.text.unicodeScalars
    let start = line.text.utf8.index(line.text.startIndex, offsetBy: found.start)
    let end = line.text.utf8.index(line.text.startIndex, offsetBy: line.cursor)
    let word = scalars[start..<end]
    let list = CompletionList(found.candidates.map(\.harmless))
    let shared = list.commonPrefix.unicodeScalars
    if shared.count >= word.count, !shared.elementsEqual(word) {
      let kept = zip(shared, word).prefix { $0 == $1 }.count
      let added = String(shared.dropFirst(kept))
      answer.erased = Int32(clamping: word.count - kept)
      answer.added = copy(added)
      let before = String(scalars[..<end].dropLast(word.count - kept)) + added
      completed = (before + String(scalars[end...]), before.utf8.count)
    } else if found.candidates.count > 1, let completed, completed == (line.text, line.cursor) {
      let rows = list.rows(columns: line.columns, rows: line.rows)
      answer.list = copy(rows.joined(separator: "\n") + "\n")
    } else {
      completed = (line.text, line.cursor)
    }
    return answer
  }

  /// Answers a key of a search with the text that takes the place of the line; nil to leave it.
  private func search(
    _ line: EditedLine,
    _ step: line_editor_search,
    _ typed: UInt32
  ) -> String? {
    switch step {
    case LINE_EDITOR_SEARCH_BEGINS: recall.beginSearch(from: line.text)
    case LINE_EDITOR_SEARCH_OLDER: recall.searchOlder()
    case LINE_EDITOR_SEARCH_TYPED: recall.searchFor(typed == 0 ? nil : Unicode.Scalar(typed))
    default: recall.endSearch(cancelled: step == LINE_EDITOR_SEARCH_CANCELLED)
    }
  }

  /// Returns what is said of the word at the cursor, as lines.
  private func help(_ line: EditedLine) -> String? {
    delegate?.help(line: line.text, cursor: line.cursor)
      .map { $0.joined(separator: "\n").harmless + "\n" }
  }

  private func isComplete(_ line: EditedLine) -> Bool {
    delegate?.isComplete(line.text) ?? true
  }

  /// Returns what is suggested, if that was for this line: keys that came in a burst may have
  /// changed it since the suggestion was seen.
  private func acceptedSuggestion(_ line: EditedLine) -> String? {
    guard let suggested, suggested.line == line.text else { return nil }
    return suggested.text
  }

  private func painting(_ line: EditedLine) -> Painting {
    Painting(
      prompt: PromptText.seen(prompts.left),
      rightPrompt: PromptText.seen(prompts.right),
      line: line.text,
      cursor: line.cursor,
      columns: line.columns,
      rows: line.rows
    )
  }

  private func paint(_ line: EditedLine) -> (bytes: String, behind: Int) {
    suggested = nil
    let painting = painting(line)
    let search = recall.search
    guard let delegate, painting.isPaintable else {
      return ("", 0)
    }
    let coloured =
      search.map { $0.marked(line.text) } ?? delegate.highlighted(line.text)
    let hasColour = coloured.utf8.contains(0x1B)
    var bytes = ""
    if hasColour || isColoured, let colours = painting.colours(coloured) {
      bytes = colours
      isColoured = hasColour
    }
    guard line.cursor == line.text.utf8.count,
      let text = search?.remark ?? delegate.suggestion(for: line.text)
    else { return (bytes, 0) }
    if search == nil { suggested = (line.text, text) }
    let (shown, behind) = painting.suggestion(text)
    return (bytes + shown, behind)
  }
}
