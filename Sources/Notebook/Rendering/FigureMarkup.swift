/// A figure in SVG as a part of a page.
///
/// The file may be a stranger's: what is copied are the elements and attributes of a drawing, and
/// nothing that runs, loads, or changes the page around it. Names inside the figure become names of
/// its own, so that several figures stand in one page.
public struct FigureMarkup: Sendable, Hashable {
  /// Why a file is no figure that a page may hold.
  public enum Failure: Error, Hashable, Sendable {
    case malformed(line: Int)
    case declaresEntities
    case tooDeep
    case notDrawing
    /// Parts that are used again and again would grow beyond any page.
    case tooLarge
  }

  /// The figure as an `svg` element.
  public let markup: String
  /// The names of the elements that were left out, in order, each once.
  public let leftOut: [String]

  /// Reads the text of a file.
  ///
  /// - Parameters:
  ///   - text: The text, as XML.
  ///   - number: The number of the figure in its page.
  ///   - label: What the figure shows, for those who hear it.
  /// - Throws: `Failure` where the text is no drawing that a page may hold.
  public init(svg text: String, number: Int, label: String) throws(Failure) {
    let root: XMLElement
    do {
      root = try XMLReader.root(of: text)
    } catch {
      switch error {
      case .malformed(let line): throw .malformed(line: line)
      case .declaresEntities: throw .declaresEntities
      case .tooDeep: throw .tooDeep
      }
    }
    guard root.name == "svg" else { throw .notDrawing }
    guard FigureSize(root).isFit else { throw .tooLarge }
    var copy = FigureCopy(number: number)
    copy.write(root: root, label: label)
    (markup, leftOut) = (copy.markup, copy.leftOut)
  }
}

/// How many elements a drawing has once all that refers to another is drawn.
private struct FigureSize {
  private static let largest = 500_000.0

  private var elements: [String: XMLElement] = [:]
  private var sizes: [String: Double] = [:]
  private let root: XMLElement

  init(_ root: XMLElement) {
    self.root = root
    collect(root)
  }

  /// Whether the drawing is small enough, and no part of it is drawn inside itself.
  var isFit: Bool {
    var counter = self
    return counter.size(of: root, inside: []) <= FigureSize.largest
  }

  private mutating func collect(_ element: XMLElement) {
    for (name, value) in element.attributes where name == "id" && elements[value] == nil {
      elements[value] = element
    }
    for case .element(let child) in element.children { collect(child) }
  }

  private mutating func size(of element: XMLElement, inside names: Set<String>) -> Double {
    var size = 1.0
    for (name, value) in element.attributes {
      for id in FigureCopy.references(in: value, of: name) {
        guard !names.contains(id), names.count < 8 else { return .infinity }
        size += self.size(of: id, inside: names.union([id]))
      }
    }
    for case .element(let child) in element.children { size += self.size(of: child, inside: names) }
    return size
  }

  private mutating func size(of id: String, inside names: Set<String>) -> Double {
    if let size = sizes[id] { return size }
    guard let element = elements[id] else { return 0 }
    let size = size(of: element, inside: names)
    sizes[id] = size
    return size
  }
}
