/// What `:keys` says.
enum PromptKeys {
  static let lines = [
    "Tab         completes; twice lists",
    "Enter       runs a complete line, else begins the next",
    "Alt-Enter   begins the next line in any case",
    "→, End      takes the grey suggestion",
    "↑ ↓         earlier and later lines",
    "Ctrl-R      searches the history",
    "Ctrl-A, -E  start and end of the line",
    "Ctrl-W, -K  deletes the word before, the rest of the line",
    "Ctrl-_      takes back the last change",
    "Ctrl-C      drops the line, or stops what runs",
    "Ctrl-D      leaves, on an empty line",
    "after :edit 4   Enter replaces the cell, Ctrl-C keeps it as it was",
    ":recover    brings back a session that was not saved; `:help recover`",
  ]
}
