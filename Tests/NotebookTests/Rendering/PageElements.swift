import Foundation
import Notebook

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The elements of a page, as a reader of XML that is not ours sees them.
struct PageElements {
  struct Element {
    let name: String
    let attributes: [String: String]
  }

  let elements: [Element]
  /// The text of the page with that of its style.
  let text: String
  let style: String

  /// Reads a page; nil where it is not well-formed.
  init?(_ page: String) {
    let reader = Reader()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = reader
    guard parser.parse() else { return nil }
    (elements, text, style) = (reader.elements, reader.text, reader.style)
  }

  var ids: [String] { elements.compactMap { $0.attributes["id"] } }

  /// What of the page would load or run something; empty for a page that is only read.
  var dangers: [String] {
    let lists = ["script", "iframe", "object", "embed", "foreignObject", "base", "form", "image"]
    var dangers = elements.filter { lists.contains($0.name) }.map(\.name)
    if style.contains("url(") || style.contains("@import") { dangers.append("style") }
    for element in elements {
      for (name, value) in element.attributes {
        let isFit =
          switch name {
          case "src": element.name == "img" && value.hasPrefix("data:image/png;base64,")
          case "href", "xlink:href":
            switch element.name {
            case "a":
              ["http://", "https://", "mailto:", "#"].contains(where: value.hasPrefix)
                || !value.contains(":")
            case "link": value == "data:,"
            default: value.hasPrefix("#")
            }
          case "srcset", "action", "formaction", "background", "poster", "ping": false
          default: !name.lowercased().hasPrefix("on") && !leadsAway(value)
          }
        if !isFit { dangers.append("\(element.name) \(name)=\(value)") }
      }
    }
    return dangers
  }

  private func leadsAway(_ value: String) -> Bool {
    value.lowercased().contains("url(") && value.wholeMatch(of: /[^(]*url\(#[^()]*\)[^(]*/) == nil
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    var text = ""
    var style = ""
    private var isStyle = false

    func parser(
      _ parser: XMLParser,
      didStartElement name: String,
      namespaceURI: String?,
      qualifiedName: String?,
      attributes: [String: String]
    ) {
      elements.append(Element(name: name, attributes: attributes))
      isStyle = name == "style"
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) {
      if isStyle { style += characters } else { text += characters }
    }

    func parser(
      _ parser: XMLParser,
      didEndElement name: String,
      namespaceURI: String?,
      qualifiedName: String?
    ) {
      isStyle = false
    }
  }
}

/// Returns the notebook of a text as others read it.
func rendered(
  _ text: String,
  path: String = "nb.mmb",
  below folder: String = "."
) -> RenderedDocument {
  RenderedDocument(Document(text: text), path: path, folder: folder, registry: registry)
}
