/// Copies of a drawing what a page may hold.
struct FigureCopy {
  private(set) var markup = ""
  private(set) var leftOut: [String] = []
  private let number: Int
  /// The names of the figure, by those in the file.
  private var names: [String: String] = [:]

  init(number: Int) { self.number = number }

  /// The elements of drawings that run nothing, load nothing and hold no markup of another kind.
  private static let elements: Set<String> = [
    "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line",
    "polyline", "polygon", "text", "tspan", "clipPath", "mask", "pattern", "marker",
    "linearGradient", "radialGradient", "stop", "filter", "feFlood", "feComposite",
  ]

  /// The elements that show nothing, of whose absence nobody need be told.
  private static let silent: Set<String> = ["metadata", "title", "desc"]

  /// The attributes of presentation, which may also stand in `style`.
  private static let presentation: Set<String> = [
    "color", "fill", "fill-opacity", "fill-rule", "clip-path", "clip-rule", "mask", "filter",
    "flood-color", "flood-opacity", "font-family", "font-size", "font-style", "font-weight",
    "font-variant", "letter-spacing", "word-spacing", "text-anchor", "text-decoration",
    "dominant-baseline", "alignment-baseline", "baseline-shift", "writing-mode", "opacity",
    "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-opacity", "stroke-width", "stop-color", "stop-opacity",
    "shape-rendering", "text-rendering", "vector-effect", "paint-order", "visibility", "display",
    "marker-start", "marker-mid", "marker-end",
  ]

  private static let attributes: Set<String> = presentation.union([
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "dx", "dy", "d",
    "points", "width", "height", "viewBox", "preserveAspectRatio", "transform", "rotate",
    "textLength", "lengthAdjust", "gradientUnits", "gradientTransform", "spreadMethod", "offset",
    "patternUnits", "patternContentUnits", "patternTransform", "clipPathUnits", "maskUnits",
    "maskContentUnits", "markerUnits", "markerWidth", "markerHeight", "refX", "refY", "orient",
    "filterUnits", "primitiveUnits", "in", "in2", "operator", "result", "k1", "k2", "k3", "k4",
  ])

  /// The functions that a value may call; `url` only with a name of the figure itself.
  private static let functions: Set<String> = [
    "rgb", "rgba", "hsl", "hsla", "translate", "scale", "rotate", "matrix", "skewx", "skewy", "url",
  ]

  mutating func write(root: XMLElement, label: String) {
    markup = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""
    write("aria-label", label)
    let values = Dictionary(root.attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    let box = values["viewBox"].flatMap(FigureCopy.numbers) ?? []
    let size = ["width", "height"].compactMap { values[$0].flatMap(FigureCopy.pixels) }
    if box.count == 4 {
      write("viewBox", box.map(FigureCopy.text).joined(separator: " "))
    } else if size.count == 2 {
      write("viewBox", "0 0 " + size.map(FigureCopy.text).joined(separator: " "))
    }
    if size.count == 2 {
      write("width", FigureCopy.text(size[0]))
      write("height", FigureCopy.text(size[1]))
    }
    for (name, value) in root.attributes where FigureCopy.presentation.contains(name) {
      writeAttribute(name, value)
    }
    if let style = values["style"] { writeAttribute("style", style) }
    markup += ">"
    // The title of the whole is that of the program that drew it.
    for child in root.children {
      if case .element(let element) = child, FigureCopy.silent.contains(element.name) { continue }
      write(child)
    }
    markup += "</svg>\n"
  }

  private mutating func write(_ child: XMLElement.Child) {
    switch child {
    case .text(let text): markup += HTMLText.escaped(text)
    case .element(let element): write(element)
    }
  }

  private mutating func write(_ element: XMLElement) {
    guard FigureCopy.elements.contains(element.name) else {
      let isKnown = FigureCopy.silent.contains(element.name) || element.name.contains(":")
      if !isKnown, !leftOut.contains(element.name) { leftOut.append(element.name) }
      return
    }
    markup += "<\(element.name)"
    for (name, value) in element.attributes { writeAttribute(name, value) }
    guard !element.children.isEmpty else { return markup += "/>" }
    markup += ">"
    let isWords = element.name == "title" || element.name == "desc"
    for child in element.children {
      if isWords, case .element = child { continue }
      write(child)
    }
    markup += "</\(element.name)>"
  }

  // Attributes

  private mutating func write(_ name: String, _ value: String) {
    markup += " \(name)=\"\(HTMLText.escaped(value))\""
  }

  private mutating func writeAttribute(_ name: String, _ value: String) {
    switch name {
    case "id": write("id", ownName(of: value))
    case "href", "xlink:href":
      guard let id = FigureCopy.references(in: value, of: name).first else { return }
      write("href", "#" + ownName(of: id))
    case "xml:space":
      if value == "preserve" { write(name, value) }
    case "style":
      let kept = value.split(separator: ";").compactMap { declaration -> String? in
        let parts = declaration.split(separator: ":", maxSplits: 1)
          .map { String($0.drop(while: \.isWhitespace)) }
        guard parts.count == 2, FigureCopy.presentation.contains(parts[0]) else { return nil }
        return fitValue(parts[1]).map { "\(parts[0]):\($0)" }
      }
      if !kept.isEmpty { write(name, kept.joined(separator: ";")) }
    default:
      guard FigureCopy.attributes.contains(name), let value = fitValue(value) else { return }
      write(name, value)
    }
  }

  /// Returns the name that a part has in the page, which no cell or heading of it can have.
  private mutating func ownName(of name: String) -> String {
    if let own = names[name] { return own }
    let own = "figure\(number):\(names.count + 1)"
    names[name] = own
    return own
  }

  /// Returns a value with the names of the page; nil where it might lead out of the figure.
  private mutating func fitValue(_ value: String) -> String? {
    let signs = value.utf8
    guard !"\\@*".utf8.contains(where: signs.contains) else { return nil }
    let calls = FigureCopy.calls(in: value)
    guard calls.allSatisfy(FigureCopy.functions.contains) else { return nil }
    guard calls.contains("url") else { return value }
    guard calls.count == 1, let id = FigureCopy.references(in: value, of: "fill").first else {
      return nil
    }
    return "url(#\(ownName(of: id)))"
  }

  /// Returns the names of the figure's own parts to which an attribute refers.
  static func references(in value: String, of name: String) -> [String] {
    if name == "href" || name == "xlink:href" {
      return value.hasPrefix("#") && value.count > 1 ? [String(value.dropFirst())] : []
    }
    guard calls(in: value).contains("url") else { return [] }
    return value.matches(of: /(?i)url\(\s*["']?#([^"')\s]+)["']?\s*\)/).map { String($0.1) }
  }

  /// Returns the names of the functions that a value calls, in small letters.
  private static func calls(in value: String) -> [String] {
    var calls: [String] = []
    var word: [UInt8] = []
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "("):
        calls.append(String(decoding: word, as: UTF8.self).lowercased())
        word = []
      case 48...57, 65...90, 97...122, UInt8(ascii: "-"): word.append(byte)
      default: word = []
      }
    }
    return calls
  }

  // Sizes

  private static func numbers(_ text: String) -> [Double]? {
    let numbers = text.split { $0 == " " || $0 == "," || $0.isNewline || $0 == "\t" }
      .map { Double($0) }
    return numbers.contains { $0.map { !$0.isFinite } ?? true } ? nil : numbers.compactMap(\.self)
  }

  /// Returns a length in pixels; nil for one of another unit.
  private static func pixels(_ text: String) -> Double? {
    let digits = text.hasSuffix("px") ? text.dropLast(2) : text[...]
    guard let length = Double(digits), length > 0, length <= 10_000 else { return nil }
    return length
  }

  private static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? String(number)
  }
}
