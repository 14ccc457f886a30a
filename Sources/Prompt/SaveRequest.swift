/// What `:save` is asked for: a file, and which cells.
struct SaveRequest: Equatable {
  let path: String
  var slice: String?
  var since: Int?

  /// Reads the text after `:save`; nil where it is none.
  init?(_ text: some StringProtocol) {
    var words: [String] = []
    var isQuoted = false
    var isInWord = false
    for character in text {
      if character == "\"" {
        isQuoted.toggle()
        if !isInWord { words.append("") }
        isInWord = true
      } else if character.isWhitespace, !isQuoted {
        isInWord = false
      } else {
        if !isInWord { words.append("") }
        words[words.count - 1].append(character)
        isInWord = true
      }
    }
    var path: String?
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--slice":
        guard let name = rest.popFirst(), slice == nil else { return nil }
        slice = name
      case "--since":
        guard let number = rest.popFirst().flatMap({ Int($0) }), since == nil else { return nil }
        since = number
      default:
        // A path may have blanks in it.
        guard !word.hasPrefix("--"), slice == nil, since == nil else { return nil }
        path = path.map { $0 + " " + word } ?? word
      }
    }
    guard let path, !path.isEmpty, !isQuoted, slice == nil || since == nil else { return nil }
    self.path = path.hasSuffix(".mmb") ? path : path + ".mmb"
  }
}

extension SaveRequest {
  /// The ending of a file of another kind, such as `txt`; nil for a notebook, or without one.
  var otherEnding: String? {
    let name = path.dropLast(4).split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    let ending = name[name.index(after: dot)...]
    let isEnding = (1...5).contains(ending.count) && ending.allSatisfy { $0.isASCII && $0.isLetter }
    return isEnding ? String(ending) : nil
  }
}
