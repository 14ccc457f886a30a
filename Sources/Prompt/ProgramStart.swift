internal import Foundation

/// How another program is started: with every signal as usual, and with none of the files of this
/// process but those that are named here.
struct ProgramStart {
  /// To whom the program belongs.
  enum Group {
    /// To the terminal, as this process does.
    case shared
    /// A group of its own, which can be ended as a whole.
    case own
    /// A session of its own, which Ctrl-C and the end of the terminal leave alone.
    case session
  }

  let path: String
  /// What follows its name.
  let arguments: [String]
  let environment: [String: String]
  var group = Group.shared
  /// What it reads; nil for nothing.
  var input: Int32?
  /// Where it writes, also what goes wrong; nil for nowhere.
  var output: Int32?
  /// Whether it writes where this process does instead.
  var sharesOutput = false

  /// Starts the program; nil where the system cannot.
  func run() -> pid_t? {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, usual) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&usual)
    for signal in [SIGINT, SIGQUIT, SIGPIPE, SIGTSTP, SIGHUP, SIGTERM, SIGCHLD] {
      sigaddset(&usual, signal)
    }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, flags)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    connect(&actions)
    var words = ProgramStart.strings([path] + arguments)
    var settings = ProgramStart.strings(environment.map { "\($0)=\($1)" })
    defer { (words + settings).forEach { free($0) } }
    var process = pid_t()
    let failure = posix_spawn(&process, path, &actions, &attributes, &words, &settings)
    return failure == 0 ? process : nil
  }

  private var flags: Int16 {
    let signals = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
    return switch group {
    case .shared: signals
    case .own: signals | Int16(POSIX_SPAWN_SETPGROUP)
    // POSIX_SPAWN_SETSID
    case .session: signals | 0x80
    }
  }

  private func connect(_ actions: inout posix_spawn_file_actions_t) {
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }
    guard !sharesOutput else { return }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      if let output {
        posix_spawn_file_actions_adddup2(&actions, output, descriptor)
      } else {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
      }
    }
  }

  private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }
}

/// A pipe whose ends no program inherits but as what it is given.
struct ProgramPipe {
  let reading: Int32
  let writing: Int32

  /// Opens it; nil where no more files can be open.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }
}
