extension NotebookPage {
  /// The top of the page: the title, what is known of the recording, and the header's facts.
  var header: String {
    let header = notebook.header
    var html = "<header>\n<h1>\(HTMLText.escaped(notebook.title))</h1>\n"
    html += "<p class=\"badge\">\(HTMLText.escaped(notebook.recording))</p>\n"
    html += "<p class=\"check\">To check it: <code>\(HTMLText.escaped(notebook.check))</code></p>\n"
    if let holdout = header?.holdout {
      html += notice("Held out", holdout)
    }
    if let unsealed = header?["unsealed"] {
      html += notice("The rows that were held out have been used", unsealed)
    }
    html += facts
    html += data
    return html + "</header>\n"
  }

  private func notice(_ title: String, _ text: String) -> String {
    "<p class=\"notice\"><strong>\(HTMLText.escaped(title)):</strong> "
      + "\(HTMLText.escaped(text))</p>\n"
  }

  /// The keys that are shown in a way of their own.
  private static let shown = RenderedDocument.otherKeys.union(["holdout", "unsealed"])

  private var facts: String {
    let entries = notebook.header?.entries.filter { !NotebookPage.shown.contains($0.key) } ?? []
    guard !entries.isEmpty else { return "" }
    let pairs = entries.map { entry in
      "<div><dt>\(HTMLText.escaped(entry.key))</dt>"
        + "<dd>\(HTMLText.escaped(entry.values.joined(separator: "\n")))</dd></div>\n"
    }
    return "<dl>\n\(pairs.joined())</dl>\n"
  }

  private var data: String {
    let files = notebook.header?.files ?? []
    guard !files.isEmpty else { return "" }
    let rows = files.map { file in
      let hash = file.sha256.isEmpty ? "" : file.sha256.prefix(12) + "…"
      let cells = [
        "<td>\(HTMLText.escaped(file.path))</td>",
        "<td class=\"right\">\(file.sha256.isEmpty ? "" : String(file.rows))</td>",
        "<td>\(HTMLText.escaped(file.span.replacing("..", with: " → ")))</td>",
        "<td><code title=\"\(HTMLText.escaped(file.sha256))\">\(HTMLText.escaped(hash))</code></td>",
      ]
      return "<tr>\(cells.joined())</tr>\n"
    }
    let table =
      "<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr><th>file</th><th>rows</th>"
      + "<th>span</th><th>SHA-256</th></tr></thead>\n<tbody>\n\(rows.joined())</tbody>\n"
      + "</table></div>\n<p>As the header records them; no file has been compared with it.</p>\n"
    return HTMLText.folded("data as recorded", class: "data", table)
  }
}
