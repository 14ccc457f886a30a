internal import Language

extension RenderedDocument {
  /// The notebook as one page that loads nothing: figures are part of it, and no script is.
  public var page: String {
    var page = NotebookPage(self)
    return page.text()
  }
}

/// Writes the page of a notebook.
struct NotebookPage {
  let notebook: RenderedDocument
  private var anchors = Anchors()
  /// The names of the cells as places in the page, in order.
  private var places: [String] = []
  private var contents = ""
  private var figures = 0

  init(_ notebook: RenderedDocument) { self.notebook = notebook }

  mutating func text() -> String {
    // Cells first, so that none loses its name to a heading.
    places = notebook.document.cells.map { anchors.next(like: $0.slug ?? "cell") }
    let body = body()
    let title = HTMLText.escaped(notebook.title)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="\(NotebookPage.policy)" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>\(title)</title>
      <link rel="icon" href="data:," />
      <style>
      \(PageStyle.text)</style>
      </head>
      <body>
      \(header)<div class="columns">
      \(navigation)<main>
      \(body)</main>
      </div>
      </body>
      </html>

      """
  }

  /// What a browser may do with the page: show its own style and its own pictures.
  static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    + "form-action 'none'"

  private var navigation: String {
    contents.isEmpty
      ? "" : "<nav aria-label=\"Contents\">\n<ul>\n\(contents)</ul>\n</nav>\n"
  }

  private mutating func body() -> String {
    var body = prose(notebook.preamble)
    var cell = 0
    for section in notebook.document.sections {
      switch section.kind {
      case .prose: body += prose(section.lines)
      case .code:
        body += code(section, at: places[cell])
        cell += 1
      }
    }
    return body
  }

  // Prose

  private mutating func prose(_ lines: [String]) -> String {
    guard lines.contains(where: { !$0.isEmpty }) else { return "" }
    var anchors = anchors
    var contents = contents
    let html = Markdown(lines: lines).html { level, text in
      let place = anchors.next(like: text.lowercased())
      contents += "<li class=\"level\(level)\"><a href=\"#\(place)\">\(text)</a></li>\n"
      return place
    }
    (self.anchors, self.contents) = (anchors, contents)
    return "<div class=\"prose\">\n\(html)</div>\n"
  }

  // Cells

  private mutating func code(_ section: Document.Section, at place: String) -> String {
    let slug = HTMLText.escaped(section.slug ?? "")
    contents += "<li class=\"place\"><a href=\"#\(place)\">\(slug)</a></li>\n"
    let parts = CellParts(section.recorded)
    let name = section.isSkipped ? "cell skipped" : "cell"
    var html = "<section class=\"\(name)\" id=\"\(place)\">\n"
    html += "<p class=\"name\"><a href=\"#\(place)\">\(slug)</a>\(tags(of: section))</p>\n"
    let code = section.trimmedCode
    if !code.isEmpty {
      let colours = CodeColours.markup(code, registry: notebook.registry)
      let block = HTMLText.preformatted(colours, class: "code")
      html += section.hides("code") ? HTMLText.folded("code", class: "hidden", block) : block
    }
    let output = outputs(parts, captions: section.captions(notebook.registry.grammar), slug: slug)
    if !output.isEmpty {
      html += section.hides("output") ? HTMLText.folded("output", class: "hidden", output) : output
    }
    if !parts.record.isEmpty {
      let lines = HTMLText.escaped(parts.record.joined(separator: "\n"))
      let block = HTMLText.preformatted(lines, class: "record")
      html += HTMLText.folded("record", class: "record", block)
    }
    return html + "</section>\n"
  }

  private func tags(of section: Document.Section) -> String {
    var tags = section.settings
    if section.expectsError { tags.insert("expects an error", at: 0) }
    if section.isSkipped { tags.insert("skipped: not run", at: 0) }
    return tags.map { " <span class=\"tag\">\(HTMLText.escaped($0))</span>" }.joined()
  }

  private mutating func outputs(_ parts: CellParts, captions: [String], slug: String) -> String {
    var html = ""
    var figure = 0
    for output in parts.outputs {
      switch output {
      case .text(let lines):
        let text = HTMLText.escaped(lines.joined(separator: "\n"))
        html += HTMLText.preformatted(text, class: "output")
      case .error(let code):
        let meaning = CellParts.meaning(of: code).map { " " + HTMLText.escaped($0) } ?? ""
        html +=
          "<p class=\"error\">ends in the expected error <code>\(HTMLText.escaped(code))</code>"
          + ".\(meaning)</p>\n"
      case .figure(let recorded):
        let caption = figure < captions.count ? captions[figure] : ""
        html += self.figure(recorded, label: caption.isEmpty ? recorded.base : caption)
        figure += 1
      }
    }
    for line in parts.volatile { html += "<p class=\"volatile\">\(HTMLText.escaped(line))</p>\n" }
    return html
  }

  // Figures

  private mutating func figure(_ figure: RecordedFigure, label: String) -> String {
    figures += 1
    switch figure.shown(below: notebook.folder, number: figures, label: label) {
    case .drawing(let path, let drawing):
      let leftOut = drawing.leftOut.prefix(5).joined(separator: ", ")
      let note = leftOut.isEmpty ? "" : ", without what a page may not hold: \(leftOut)"
      return framed(drawing.markup, path + note)
    case .image(let path, let bytes):
      let source = "data:image/png;base64,\(Base64.text(bytes: bytes))"
      return framed("<img src=\"\(source)\" alt=\"\(HTMLText.escaped(label))\" />\n", path)
    case .missing(let reason):
      return "<p class=\"missing\">The figure <code>\(HTMLText.escaped(figure.base))</code> "
        + "is not shown: \(HTMLText.escaped(reason)).</p>\n"
    }
  }

  private func framed(_ picture: String, _ caption: String) -> String {
    "<figure>\n<div class=\"picture\" tabindex=\"0\">\(picture)</div>\n"
      + "<figcaption>\(HTMLText.escaped(caption))</figcaption>\n</figure>\n"
  }
}
