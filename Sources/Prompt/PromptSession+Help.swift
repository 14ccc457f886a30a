internal import Notebook

extension PromptSession {
  /// Returns what help says of a word, as the session is now.
  func help(_ word: String) -> [String] {
    let commands = PromptCommand.all.map {
      HelpCommand(name: $0.name, form: $0.form, summary: $0.summary, details: $0.details)
    }
    return Help(registry, session: session, commands: commands)
      .lines(for: word, width: Terminal.width)
  }
}
