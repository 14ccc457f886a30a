/// How the prompt behaves, as `:set` changes it: nothing here has to do with results.
struct PromptSettings {
  /// Whether each line tells its seconds.
  var showsTime = false
  /// Whether figures are drawn in the terminal too.
  var showsPlots = true
  /// Whether long text goes through a pager.
  var usesPager = true
  /// Whether the line that is typed has colours.
  var hasColours = true
  /// Whether an earlier line is suggested while one is typed.
  var suggests = true

  /// A switch with its name.
  struct Switch {
    let name: String
    let summary: String
    let path: any WritableKeyPath<PromptSettings, Bool> & Sendable
  }

  static let switches = [
    Switch(name: "colours", summary: "colours in the line that is typed", path: \.hasColours),
    Switch(name: "pager", summary: "long text goes through a pager", path: \.usesPager),
    Switch(name: "plots", summary: "figures are drawn in the terminal too", path: \.showsPlots),
    Switch(name: "suggestions", summary: "an earlier line is suggested in grey", path: \.suggests),
    Switch(name: "time", summary: "each line tells its seconds", path: \.showsTime),
  ]

  /// The lines that show all of them.
  var lines: [String] {
    let width = PromptSettings.switches.map(\.name.count).max() ?? 0
    return PromptSettings.switches.map { item in
      let gap = String(repeating: " ", count: width - item.name.count)
      return "  \(item.name)\(gap)  \(self[keyPath: item.path] ? "on " : "off")  \(item.summary)"
    }
  }

  /// Does what `:set` is asked for; returns why it cannot.
  mutating func set(_ text: String) -> String? {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "=" }).map(String.init)
    let names = PromptSettings.switches.map(\.name)
    guard let item = PromptSettings.switches.first(where: { $0.name == words.first }) else {
      return "there is no setting `\(words.first ?? "")`; there are "
        + names.joined(separator: ", ")
    }
    guard words.count == 2, ["on", "off"].contains(words[1]) else {
      return
        "`\(item.name)` is on or off: `:set \(item.name) \(self[keyPath: item.path] ? "off" : "on")`"
    }
    self[keyPath: item.path] = words[1] == "on"
    return nil
  }

  /// Returns what Tab offers behind `:set`.
  func candidates(for text: Substring) -> [Completions.Candidate] {
    PromptSettings.switches.flatMap { item -> [Completions.Candidate] in
      let state = self[keyPath: item.path] ? "on" : "off"
      guard text.hasPrefix(item.name + " ") else {
        return [Completions.Candidate(item.name + " ", hint: "\(item.summary); now \(state)")]
      }
      return ["on", "off"].map { Completions.Candidate("\(item.name) \($0)") }
    }
  }
}
