/// The names of places in a page, each given once.
struct Anchors {
  private var taken: Set<String> = []
  private var numbers: [String: Int] = [:]

  /// Returns a name like `text` that no other place has: letters, digits, `-`, `_` and `.` only.
  mutating func next(like text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber:
        name.unicodeScalars.append(scalar)
      default:
        let isKept = scalar == "_" || scalar == "." || scalar == "-"
        if isKept || name.last != "-" { name.unicodeScalars.append(isKept ? scalar : "-") }
      }
    }
    if !name.contains(where: { $0 != "-" && $0 != "." }) { name = "part" }
    var unique = name
    while !taken.insert(unique).inserted {
      numbers[name, default: 1] += 1
      unique = "\(name)-\(numbers[name, default: 1])"
    }
    return unique
  }
}
