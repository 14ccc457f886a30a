internal import Language
internal import Notebook

extension PromptSession {
  /// The line that the tour would have typed next, to be offered before anything is typed; nil outside
  /// of it.
  var tourSuggestion: String? { tour?.suggestion }

  /// Does what `:tour` and the word after it ask for.
  func takeTour(_ word: String) -> Bool {
    switch word {
    case "stop":
      guard tour != nil else { break }
      tour = nil
      Terminal.print("the tour has ended; `:tour` begins it again")
      return true
    case "": tour = tour ?? Tour()
    case "next", "back":
      guard let place = tour?.place else { break }
      tour?.go(to: place + (word == "next" ? 1 : -1))
    default:
      guard let number = Int(word), (1...Tour.steps.count).contains(number) else {
        Terminal.complain(
          "`:tour`, `:tour next`, `:tour back`, `:tour stop`, or `:tour 4` for a step"
        )
        return false
      }
      tour = tour ?? Tour()
      tour?.go(to: number - 1)
    }
    guard tour != nil else {
      Terminal.print("there is no tour; `:tour` begins one")
      return true
    }
    showTour()
    return true
  }

  private func showTour() {
    guard let tour else { return }
    tour.lines(values: valuesOfNames).forEach(Terminal.print)
    if tour.isOver { self.tour = nil }
  }

  /// Has the tour look at what a line did.
  ///
  /// - Parameters:
  ///   - line: the line, as it was run.
  ///   - before: the names of the session before it, with their origins.
  ///   - succeeded: whether it ran.
  func tellTour(of line: String, since before: [String: ObjectIdentifier], succeeded: Bool) {
    guard tour != nil, !line.hasPrefix(":tour") else { return }
    let changed = originsOfNames.filter { before[$0.key] != $0.value }.keys
    let deed = Tour.Deed(
      line: line,
      succeeded: succeeded,
      errorCode: succeeded ? nil : lastErrorCode,
      values: valuesOfNames,
      changed: Set(changed)
    )
    guard let praise = tour?.see(deed) else { return }
    Terminal.print("✓ " + praise)
    showTour()
  }

  private var valuesOfNames: [String: Value] {
    session.evaluator.environment.values.reduce(into: [:]) { $0[$1.key] = $1.value }
  }

  /// What tells one value of a name from the next.
  var originsOfNames: [String: ObjectIdentifier] {
    guard tour != nil else { return [:] }
    let environment = session.evaluator.environment
    return environment.values.keys.reduce(into: [:]) { known, name in
      if let origin = environment.origin(of: name) { known[name] = ObjectIdentifier(origin) }
    }
  }
}
