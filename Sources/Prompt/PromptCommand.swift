internal import Language

/// A line of the session, which is never recorded.
struct PromptCommand {
  /// What it does, by the word after the colon.
  enum Act: String, CaseIterable {
    case help, keys, vars, cells, edit, drop, run, resume, undo, redo, why, trials, doctor, time,
      mem, history, cd, set, save, recover, open, tour, quit
  }

  let act: Act
  let usage: String
  let summary: String
  /// What there is to say beside the summary.
  let details: [String]
  /// What may follow, for Tab.
  let arguments: Arguments

  /// What Tab puts behind a line of the session.
  enum Arguments {
    case none
    case words([String])
    /// Anything that `:help` knows.
    case topics
    case cells
    case names
    case files(endings: [String]?)
    case folders
    case settings
  }

  static let all = [
    PromptCommand(
      .help,
      "[NAME | search WORDS | errors]",
      "explains a name, a sign, an error or one of these, or finds what words are about",
      arguments: .topics
    ),
    PromptCommand(.keys, "", "lists the keys"),
    PromptCommand(.vars, "", "lists the names; x@9 is the x of cell 9, where others bind it too"),
    PromptCommand(.cells, "", "lists the cells; * is stale, ! has failed, … is partial"),
    PromptCommand(
      .edit,
      "N [CODE]",
      "gives cell N another text; what reads it becomes stale",
      arguments: .cells
    ),
    PromptCommand(.drop, "N", "takes cell N away", arguments: .cells),
    PromptCommand(
      .run,
      "[N.. | all]",
      "runs stale cells; N.. and all those that are fresh too",
      arguments: .words(["all"])
    ),
    PromptCommand(.resume, "", "goes on with what Ctrl-C has stopped"),
    PromptCommand(.undo, "", "takes back the last cell, edit, drop or run"),
    PromptCommand(.redo, "", "does again what was taken back"),
    PromptCommand(.why, "VALUE", "tells where a value comes from", arguments: .names),
    PromptCommand(.trials, "", "lists what was tried on each stretch of data"),
    PromptCommand(.doctor, "", "looks at the programs, the terminal and the machine around mamba"),
    PromptCommand(.time, "", "shows the seconds of each line, or no longer"),
    PromptCommand(.mem, "", "lists the names by the memory that they take"),
    PromptCommand(
      .history,
      "[N] [WORDS]",
      "shows the last lines of all sessions, or those that have these words"
    ),
    PromptCommand(
      .cd,
      "[FOLDER]",
      "goes to another folder, or tells which this is",
      arguments: .folders
    ),
    PromptCommand(
      .set,
      "[NAME VALUE]",
      "changes how the prompt behaves, or shows it",
      arguments: .settings
    ),
    PromptCommand(
      .save,
      "FILE [--slice NAME | --since N]",
      "writes the cells as a notebook: all, those that NAME needs, or those from N on",
      arguments: .files(endings: [".mmb"])
    ),
    PromptCommand(
      .recover,
      "[--without-last | list | N | forget N]",
      "enters the lines of an earlier session again that was not saved, or that a crash has ended",
      details: [
        ":recover                 all of its lines, the newest session first",
        ":recover --without-last  all but the one that did not finish",
        ":recover list            shows the sessions that can be recovered",
        ":recover 2               the second of that list",
        ":recover forget 2        removes it; without a number the newest",
      ],
      arguments: .words(["--without-last", "forget", "list"])
    ),
    PromptCommand(
      .open,
      "[NAME | N | FILE]",
      "shows a figure in a window of its own: the last one, that of a name or a cell, or a file"
    ),
    PromptCommand(
      .tour,
      "[next | back | stop | N]",
      "a lesson of ten steps on data that mamba carries; anything may be typed in between",
      arguments: .words(["back", "next", "stop"])
    ),
    PromptCommand(.quit, "", "leaves"),
  ]

  private init(
    _ act: Act,
    _ usage: String,
    _ summary: String,
    details: [String] = [],
    arguments: Arguments = .none
  ) {
    (self.act, self.usage, self.summary) = (act, usage, summary)
    (self.details, self.arguments) = (details, arguments)
  }

  var name: String { act.rawValue }

  static func named(_ name: some StringProtocol) -> PromptCommand? {
    all.first { $0.name == name }
  }

  /// How it is typed.
  var form: String { ":\(name)" + (usage.isEmpty ? "" : " " + usage) }
}
