internal import Glibc
internal import Language
internal import Notebook

extension JournaledSession {
  /// What a start says of the session: when it was, and how to bring it back.
  func offer(others: Int, at now: Int64) -> String {
    let cells = JournaledSession.count(cells)
    let moment = JournaledSession.moment(time, at: now)
    let list = others > 0 ? " (\(others) more: :recover list)" : ""
    if unfinished != nil {
      return "recovered \(cells) from \(moment), the last one did not finish"
        + " — :recover, :recover --without-last" + list
    }
    return isLeft
      ? "\(cells) from \(moment) \(self.cells == 1 ? "was" : "were") not saved — :recover" + list
      : "recovered \(cells) from \(moment) — :recover" + list
  }

  /// The session as a line of a list.
  func summary(at now: Int64) -> String {
    let state =
      unfinished != nil
      ? "the last one did not finish" : isSaved ? "saved" : isLeft ? "not saved" : "broke off"
    let damage = isDamaged ? ", damaged behind them" : ""
    let last = lines.last { $0.cell != nil && ($0.ending?.outcome ?? .ran).hasRun }
    let code = last?.code.split(separator: "\n").first?.prefix(50) ?? ""
    return JournaledSession.moment(time, at: now) + "  \(JournaledSession.count(cells)), "
      + "\(state)\(damage)  \(code)"
  }

  static func count(_ cells: Int) -> String { NumberText.counted(cells, "cell") }

  /// The local time, with the date where that is another day than now.
  private static func moment(_ time: Int64, at now: Int64) -> String {
    let (then, today) = (local(time), local(now))
    let clock = "\(digits(then.tm_hour)):\(digits(then.tm_min))"
    guard (then.tm_year, then.tm_yday) != (today.tm_year, today.tm_yday) else { return clock }
    return "\(then.tm_year + 1900)-\(digits(then.tm_mon + 1))-\(digits(then.tm_mday)) \(clock)"
  }

  private static func local(_ time: Int64) -> tm {
    var (seconds, parts) = (time_t(time), tm())
    localtime_r(&seconds, &parts)
    return parts
  }

  private static func digits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
