/// The tags of a link, which is none where it leads to what a page must not follow.
struct MarkdownLink {
  let destination: String
  let title: String?

  /// The schemes that a link may have; one without is another file or a place in the page.
  private static let schemes: Set<String> = ["http", "https", "mailto"]

  var opening: String {
    guard isAllowed else { return "" }
    let text = title.map { " title=\"\(HTMLText.escaped($0))\"" } ?? ""
    let relation = scheme == "http" || scheme == "https" ? " rel=\"noopener\"" : ""
    return "<a href=\"\(HTMLText.escaped(MarkdownLink.encoded(destination)))\"\(text)\(relation)>"
  }

  var closing: String { isAllowed ? "</a>" : "" }

  /// Whether the place is one of the page's neighbours or of a scheme that runs nothing.
  ///
  /// Browsers leave out control characters and read backslashes as slashes; two of these at the start
  /// lead to another machine.
  private var isAllowed: Bool {
    let start = visible.prefix(2)
    if start.count == 2, start.allSatisfy({ $0 == "/" || $0 == "\\" }) { return false }
    return scheme.map(MarkdownLink.schemes.contains) ?? true
  }

  private var visible: [Unicode.Scalar] { destination.unicodeScalars.filter { $0.value > 32 } }

  /// The scheme as a browser reads it; nil for a relative place.
  private var scheme: String? {
    let name = visible.prefix { !":/?#".unicodeScalars.contains($0) }
    guard name.count < visible.count, visible[name.count] == ":" else { return nil }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: name)
    return String(view).lowercased()
  }

  /// Returns the place with what an address may not hold as percent signs and digits.
  static func encoded(_ place: String) -> String {
    var encoded = ""
    for byte in place.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 128
        && (("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
          || ("0"..."9").contains(scalar)
          || "!#$%&'()*+,-./:;=?@_~".unicodeScalars.contains(scalar))
      if isPlain {
        encoded.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return encoded
  }
}
