internal import Language

extension RenderedDocument {
  /// The notebook as one of Jupyter's, nbformat 4.5, with the names of the cells as their ids.
  public var jupyter: String {
    var writer = JupyterNotebook(notebook: self)
    return writer.text()
  }
}

/// Writes a notebook as one of Jupyter's.
private struct JupyterNotebook {
  let notebook: RenderedDocument
  private var ids: Set<String> = []
  private var figures = 0

  init(notebook: RenderedDocument) { self.notebook = notebook }

  mutating func text() -> String {
    let top = NotebookMarkdown(notebook: notebook, output: nil)
    let title = "# " + MarkdownText.escaped(notebook.title) + "\n\n" + top.facts
    let codes = notebook.document.cells.map { id(like: $0.slug ?? "cell") }
    var cells = [markdown(title)]
    cells += prose(notebook.preamble)
    var place = 0
    for section in notebook.document.sections {
      switch section.kind {
      case .prose: cells += prose(section.lines)
      case .code:
        cells.append(code(section, id: codes[place]))
        place += 1
      }
    }
    let language = JSON.object([("file_extension", ".mmb".json), ("name", "mamba".json)])
    let kernel = JSON.object([
      ("display_name", "mamba".json), ("language", "mamba".json), ("name", "mamba".json),
    ])
    return JSON.object([
      ("cells", JSON.array(cells)),
      ("metadata", JSON.object([("kernelspec", kernel), ("language_info", language)])),
      ("nbformat", JSON.raw("4")),
      ("nbformat_minor", JSON.raw("5")),
    ]).text(indent: 0) + "\n"
  }

  /// Returns an id that no cell has yet, of the signs and the length that Jupyter allows.
  private mutating func id(like name: String) -> String {
    let kept = name.utf8.map { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || byte == UInt8(ascii: "_") ? byte : UInt8(ascii: "-")
    }
    let base = String(decoding: kept.prefix(56), as: UTF8.self)
    var id = base.isEmpty ? "cell" : base
    var number = 1
    while !ids.insert(id).inserted {
      number += 1
      id = "\(base)-\(number)"
    }
    return id
  }

  private mutating func prose(_ lines: [String]) -> [JSON] {
    let text = lines.joined(separator: "\n").trimmed
    return text.isEmpty ? [] : [markdown(text)]
  }

  private mutating func markdown(_ text: String) -> JSON {
    JSON.object([
      ("cell_type", "markdown".json), ("id", id(like: "text").json), ("metadata", .object([])),
      ("source", lines(text)),
    ])
  }

  private mutating func code(_ section: Document.Section, id: String) -> JSON {
    let parts = CellParts(section.recorded)
    var outputs = parts.outputs.map { output in
      switch output {
      case .text(let lines): return stream(lines.joined(separator: "\n") + "\n")
      case .error(let code):
        return JSON.object([
          ("ename", code.json), ("evalue", (CellParts.meaning(of: code) ?? "").json),
          ("output_type", "error".json), ("traceback", .array([])),
        ])
      case .figure(let figure): return self.figure(figure)
      }
    }
    outputs += parts.volatile.map { stream($0 + "\n") }
    var hidden: [(String, JSON)] = []
    if section.hides("code") { hidden.append(("source_hidden", .raw("true"))) }
    if section.hides("output") { hidden.append(("outputs_hidden", .raw("true"))) }
    var metadata: [(String, JSON)] = hidden.isEmpty ? [] : [("jupyter", .object(hidden))]
    var facts: [(String, JSON)] = []
    if !section.attributes.isEmpty {
      let keys = section.attributes.keys.sorted()
      facts.append(("attributes", .object(keys.map { ($0, (section.attributes[$0] ?? "").json) })))
    }
    if !parts.record.isEmpty { facts.append(("record", .array(parts.record.map(\.json)))) }
    if !facts.isEmpty { metadata.append(("mamba", .object(facts))) }
    return JSON.object([
      ("cell_type", "code".json), ("execution_count", .raw("null")), ("id", id.json),
      ("metadata", .object(metadata)), ("outputs", .array(outputs)),
      ("source", lines(section.trimmedCode)),
    ])
  }

  private func stream(_ text: String) -> JSON {
    JSON.object([("name", "stdout".json), ("output_type", "stream".json), ("text", lines(text))])
  }

  private mutating func figure(_ figure: RecordedFigure) -> JSON {
    figures += 1
    let data: (String, JSON)
    switch figure.shown(below: notebook.folder, number: figures, label: figure.base) {
    case .drawing(_, let drawing): data = ("image/svg+xml", lines(drawing.markup))
    case .image(_, let bytes): data = ("image/png", Base64.text(bytes: bytes).json)
    case .missing(let reason):
      return stream("The figure \(figure.base) is not shown: \(reason).\n")
    }
    return JSON.object([
      ("data", .object([data])), ("metadata", .object([])), ("output_type", "display_data".json),
    ])
  }

  private func lines(_ text: String) -> JSON {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    for place in lines.indices.dropLast() { lines[place] += "\n" }
    if lines.last == "" { lines.removeLast() }
    return .array(lines.map(\.json))
  }
}

/// A value of JSON that is written with its fields in the order in which they are given.
private indirect enum JSON {
  case raw(String)
  case array([JSON])
  case object([(String, JSON)])

  func text(indent: Int) -> String {
    let (outer, inner) = (
      String(repeating: " ", count: indent), String(repeating: " ", count: indent + 1)
    )
    switch self {
    case .raw(let text): return text
    case .array(let values):
      guard !values.isEmpty else { return "[]" }
      let lines = values.map { inner + $0.text(indent: indent + 1) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
    case .object(let fields):
      guard !fields.isEmpty else { return "{}" }
      let lines = fields.map {
        "\(inner)\(JSONString.quoted($0.0)): \($0.1.text(indent: indent + 1))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    }
  }
}

extension String {
  fileprivate var json: JSON { .raw(JSONString.quoted(self)) }

  /// The text without blank lines around it.
  fileprivate var trimmed: String {
    let lines = utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let isBlank = { (line: Substring.UTF8View) in line.allSatisfy { $0 == 32 || $0 == 9 } }
    return lines.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
      .map { String(Substring($0)) }.joined(separator: "\n")
  }
}
