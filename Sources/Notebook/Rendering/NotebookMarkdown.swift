internal import Language

extension RenderedDocument {
  /// Returns the notebook as GitHub's Markdown.
  ///
  /// - Parameter output: The file that it is for, from which the paths of figures start; nil for
  ///   those from the working directory.
  /// - Returns: The text, which ends in a line break.
  public func markdown(for output: String? = nil) -> String {
    let writer = NotebookMarkdown(notebook: self, output: output)
    return writer.blocks.joined(separator: "\n\n") + "\n"
  }
}

/// Writes a notebook as Markdown: prose as it is, code and output in fences, figures as links.
struct NotebookMarkdown {
  let notebook: RenderedDocument
  let output: String?

  var blocks: [String] {
    let sections = notebook.document.sections.flatMap { section in
      section.kind == .prose ? prose(section.lines) : cell(section)
    }
    return ["# " + MarkdownText.escaped(notebook.title), facts]
      + prose(notebook.preamble) + sections
  }

  // Header

  /// What the header says, as a table.
  var facts: String {
    var rows = [
      ["status", MarkdownText.escaped(notebook.recording)],
      ["check", MarkdownText.code(notebook.check)],
    ]
    for entry in notebook.header?.entries ?? []
    where !RenderedDocument.otherKeys.contains(entry.key) {
      rows.append([entry.key, entry.values.joined(separator: ", ")].map(MarkdownText.escaped))
    }
    for file in notebook.header?.files ?? [] {
      let hash = file.sha256.isEmpty ? "" : ", sha256 \(file.sha256.prefix(12))…"
      let known = file.sha256.isEmpty ? "" : ", \(file.rows) rows, \(file.span)"
      rows.append(["data as recorded", MarkdownText.escaped(file.path + known + hash)])
    }
    let lines = rows.map { "| " + $0.joined(separator: " | ") + " |" }
    return ([lines[0], "| --- | --- |"] + lines.dropFirst()).joined(separator: "\n")
  }

  // Sections

  /// Returns prose without blank lines around it, and with an end to code that has none.
  private func prose(_ lines: [String]) -> [String] {
    let isBlank = { (line: String) in line.allSatisfy(\.isWhitespace) }
    var kept = Array(lines.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    var fence: MarkdownLine.Fence?
    for text in kept {
      let line = MarkdownLine(text)
      if let open = fence {
        if line.indent < 4, line.closes(MarkdownNode(.fencedCode(open))) { fence = nil }
      } else if line.indent < 4 {
        fence = line.fence
      }
    }
    if let fence { kept.append(String(repeating: String(fence.sign), count: fence.length)) }
    return kept.isEmpty ? [] : [kept.joined(separator: "\n")]
  }

  private func cell(_ section: Document.Section) -> [String] {
    let parts = CellParts(section.recorded)
    var tags = section.settings.map(MarkdownText.code)
    if section.expectsError { tags.insert("expects an error", at: 0) }
    if section.isSkipped { tags.insert("skipped: not run", at: 0) }
    let name = "**\(MarkdownText.code(section.slug ?? "cell"))**"
    var blocks = [([name] + tags).joined(separator: " · ")]
    let code = section.trimmedCode
    if !code.isEmpty {
      let fenced = MarkdownText.fenced(code, "mamba")
      blocks += section.hides("code") ? MarkdownText.folded("code", [fenced]) : [fenced]
    }
    let shown = outputs(parts, captions: section.captions(notebook.registry.grammar))
    if !shown.isEmpty {
      blocks += section.hides("output") ? MarkdownText.folded("output", shown) : shown
    }
    if !parts.record.isEmpty {
      let record = MarkdownText.fenced(parts.record.joined(separator: "\n"), "text")
      blocks += MarkdownText.folded("record", [record])
    }
    return blocks
  }

  private func outputs(_ parts: CellParts, captions: [String]) -> [String] {
    var figure = 0
    var blocks = parts.outputs.map { output in
      switch output {
      case .text(let lines):
        return MarkdownText.fenced(lines.joined(separator: "\n"), "text")
      case .error(let code):
        let meaning = CellParts.meaning(of: code).map { " " + MarkdownText.escaped($0) } ?? ""
        return "> ends in the expected error \(MarkdownText.code(code)).\(meaning)"
      case .figure(let recorded):
        figure += 1
        let caption = figure <= captions.count ? captions[figure - 1] : ""
        return self.figure(recorded, caption: caption.isEmpty ? recorded.base : caption)
      }
    }
    blocks += parts.volatile.map { "<sub>\(MarkdownText.escaped($0))</sub>" }
    return blocks
  }

  private func figure(_ figure: RecordedFigure, caption: String) -> String {
    let shown = figure.shown(below: notebook.folder, number: 1, label: caption)
    guard let path = shown.path else {
      guard case .missing(let reason) = shown else { return "" }
      let name = MarkdownText.code(figure.base)
      return "*The figure* \(name) *is not shown:* \(MarkdownText.escaped(reason))."
    }
    let place = output.map { RelativePath.from($0, to: path, below: notebook.folder) } ?? path
    return "![\(MarkdownText.escaped(caption))](\(RelativePath.encoded(place)))"
  }
}

/// Text as it stands in Markdown.
enum MarkdownText {
  /// Returns the text in one line, with a backslash before every sign that would be markup.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if "\\`*_[]<>|~&#!$".unicodeScalars.contains(scalar) { escaped += "\\" }
      escaped.unicodeScalars.append(fit(scalar))
    }
    return escaped
  }

  private static func fit(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar == "\n" || scalar == "\t" ? " " : HTMLText.isUnfit(scalar) ? "\u{FFFD}" : scalar
  }

  /// Returns the text as code in one line, which may stand in a table.
  static func code(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "|" { view.append("\\") }
      view.append(fit(scalar))
    }
    let ticks = String(repeating: "`", count: 1 + longestRun(in: text))
    let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return ticks + space + String(view) + space + ticks
  }

  /// Returns the text between fences that are longer than any in it.
  static func fenced(_ text: String, _ language: String) -> String {
    let fence = String(repeating: "`", count: max(3, 1 + longestRun(in: text)))
    return "\(fence)\(language)\n\(text)\n\(fence)"
  }

  /// Returns blocks that a reader may unfold.
  static func folded(_ title: String, _ blocks: [String]) -> [String] {
    ["<details><summary>\(title)</summary>"] + blocks + ["</details>"]
  }

  private static func longestRun(in text: String) -> Int {
    var (longest, run) = (0, 0)
    for scalar in text.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
