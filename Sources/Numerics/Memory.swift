internal import Glibc
internal import Synchronization

/// How much memory the process holds, and how much it may hold.
///
/// A request that the system cannot grant ends the process at once. So what may grow without bounds
/// asks here while it grows, and says what is wrong before that.
public enum Memory {
  /// The most bytes that the process may hold: half of what the machine has, until `allow` says otherwise.
  public static var limit: Int { most.load(ordering: .relaxed) }

  /// Lets the process hold `bytes`.
  public static func allow(_ bytes: Int) { most.store(max(0, bytes), ordering: .relaxed) }

  /// Whether the process holds more than it may.
  ///
  /// Cheap enough to be asked for each operation: it looks at most every five milliseconds, in which
  /// no machine fills more than some hundred megabytes.
  public static var isFull: Bool {
    let now = milliseconds
    guard now >= nextLook.load(ordering: .relaxed) else { return false }
    nextLook.store(now + 5, ordering: .relaxed)
    guard held > limit else { return false }
    // Whoever asks next, on whatever thread, is told as well.
    nextLook.store(0, ordering: .relaxed)
    return true
  }

  /// Whether the process may hold `bytes` more than it does.
  public static func hasRoom(for bytes: Int) -> Bool {
    let (sum, overflows) = held.addingReportingOverflow(bytes)
    return !overflows && sum <= limit
  }

  private static let most = Atomic<Int>(min(machine, container) / 2)
  private static let nextLook = Atomic<Int>(0)

  private static var milliseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// The bytes that the process holds; 0 where the system does not say.
  public static var held: Int {
    let words = text(of: "/proc/self/statm").split(separator: " ")
    return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * sysconf(Int32(_SC_PAGESIZE))
  }

  /// The bytes that the machine has.
  private static var machine: Int {
    let (bytes, overflows) = sysconf(Int32(_SC_PHYS_PAGES))
      .multipliedReportingOverflow(by: sysconf(Int32(_SC_PAGESIZE)))
    return overflows || bytes <= 0 ? .max : bytes
  }

  /// The bytes that the container allows; no bound outside of one.
  private static var container: Int {
    Int(text(of: "/sys/fs/cgroup/memory.max").prefix { $0 != "\n" }) ?? .max
  }

  /// Returns the first bytes of a file of the system; empty where there is none.
  private static func text(of path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
      count = max(0, read(file, buffer.baseAddress, buffer.count))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
