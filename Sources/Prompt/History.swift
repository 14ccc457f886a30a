/// The texts that were entered, in this session and in earlier ones.
///
/// The file has one JSON object per line, `{"t":1719835200,"ok":true,"s":"ema(close, 20)"}`, and
/// grows at its end only, so that sessions which run side by side share it and lose nothing. It is a convenience:
/// what cannot be read is passed over, what cannot be written is not kept.
public struct History: Sendable {
  public struct Entry: Sendable, Equatable {
    /// Seconds since 1970.
    public let time: Int64
    /// Whether the text ran without an error.
    public let succeeded: Bool
    public let text: String

    public init(time: Int64, succeeded: Bool, text: String) {
      (self.time, self.succeeded, self.text) = (time, succeeded, text)
    }
  }

  /// The entries, oldest first; of equal texts the last one only.
  public private(set) var entries: [Entry]
  private var file: HistoryFile?
  private let limit: Int
  /// What other sessions have entered since `takeOthers` was asked.
  private var others: [Entry] = []

  /// Reads the last `limit` entries of a file; nil for a history that is not kept.
  public init(path: String?, limit: Int = 10_000) {
    file = path.map(HistoryFile.init)
    self.limit = max(1, limit)
    var texts: Set<String> = []
    let read = file?.newLines().suffix(self.limit).compactMap(Entry.init(json:)) ?? []
    entries = read.reversed().filter { texts.insert($0.text).inserted }.reversed()
  }

  /// Returns the usual place of the file, `mamba/history` below `$XDG_STATE_HOME` or
  /// `~/.local/state`; nil where neither is known.
  public static func usualPath(environment: [String: String]) -> String? {
    // The standard wants relative paths ignored.
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return state + "/mamba/history"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/state/mamba/history"
  }

  /// Adds an entry here and at the end of the file.
  public mutating func append(_ entry: Entry) {
    // Before it, as the file has them in this order.
    let lines = file?.append(entry.json) ?? []
    lines.forEach { addOther($0) }
    add(entry)
  }

  /// Returns what other sessions have entered since the last time, oldest first.
  public mutating func takeOthers() -> [Entry] {
    file?.newLines().forEach { addOther($0) }
    defer { others = [] }
    return others
  }

  private mutating func addOther(_ line: ArraySlice<UInt8>) {
    guard let entry = Entry(json: line) else { return }
    add(entry)
    others.append(entry)
  }

  private mutating func add(_ entry: Entry) {
    entries.removeAll { $0.text == entry.text }
    entries.append(entry)
    if entries.count > limit { entries.removeFirst(entries.count - limit) }
  }

  /// Returns what follows `line` in the last text that begins with it and ran without an error.
  public func suggestion(for line: String) -> String? {
    guard !line.isEmpty else { return nil }
    let entry = entries.last { entry in
      entry.succeeded && entry.text.utf8.count > line.utf8.count
        && entry.text.utf8.starts(with: line.utf8)
    }
    return entry.flatMap { String($0.text.utf8.dropFirst(line.utf8.count)) }
  }
}
