extension Series {
  /// When each row was first known.
  public var knownTimes: [EventTime] { values.indices.map(knownTime) }

  /// Returns when a row was first known: as stated, or at the close of the last row in its reach, and
  /// not before the facts that it was told.
  public func knownTime(of row: Int) -> EventTime {
    let own: EventTime
    if let stated {
      own = stated[row]
    } else {
      let (last, overflow) = row.addingReportingOverflow(max(0, knowledge.reach.high))
      own = overflow || last >= count ? .never : clock.closing(of: last)
    }
    return knowledge.dated.reduce(own) { max($0, $1.moment(on: clock)) }
  }

  /// What a figure of all rows knows, such as their mean: the last of them that has a value.
  public func figureKnowledge(step: String) -> Knowledge {
    var latest: EventTime?
    for row in values.indices.reversed() {
      let time = values[row].isNaN ? clock.closing(of: row) : knownTime(of: row)
      latest = latest.map { max($0, time) } ?? time
      // Where nothing looks ahead, no earlier row is known later.
      if stated == nil, !knowledge.reach.seesFuture { break }
    }
    return figureKnowledge(at: latest, step: step)
  }

  /// What the figure of one row knows; without a row, as in a check, any row of the clock will do.
  public func figureKnowledge(ofRow row: Int?, step: String) -> Knowledge {
    figureKnowledge(at: row.map(knownTime), step: step)
  }

  private func figureKnowledge(at time: EventTime?, step: String) -> Knowledge {
    let told = Knowledge(
      reach: .constant,
      dated: [Dated(time, clock: clock)],
      path: knowledge.path.isEmpty ? [Knowledge.Step(step)] : knowledge.path
    )
    return .derived(from: [told, knowledge.with(reach: .constant)], step: step)
  }

  /// Returns when each row of a column was known that takes the rows at `offsets` of `inputs`; nil
  /// where their reach says it.
  ///
  /// The inputs stand on one clock. Rows outside it have no part. With `always` the times are given
  /// where the reach says them, too.
  public static func statedTimes(
    of inputs: [Series],
    through offsets: Reach,
    always: Bool = false
  ) -> [EventTime]? {
    guard always || inputs.contains(where: { $0.stated != nil }), let count = inputs.first?.count
    else { return nil }
    let window = offsets.isConstant ? Reach.present : offsets
    var latest: [EventTime]?
    for input in inputs {
      let times = input.latestTimes(through: window)
      latest = latest.map { zip($0, times).map(max) } ?? times
    }
    precondition(latest?.count == count, "the inputs stand on one clock")
    return latest
  }

  /// Returns, for each row, the latest time at which one of the rows at `offsets` was known.
  private func latestTimes(through offsets: Reach) -> [EventTime] {
    let times = knownTimes
    if offsets == .present { return times }
    var latest: [EventTime] = []
    latest.reserveCapacity(count)
    // The rows of the window whose times no later row of it exceeds, their times falling.
    var candidates: [Int] = []
    var (head, next) = (0, 0)
    for row in times.indices {
      let last = min(count - 1, row.clampedSum(offsets.high))
      while next <= last {
        while candidates.count > head, times[candidates[candidates.count - 1]] <= times[next] {
          candidates.removeLast()
        }
        candidates.append(next)
        next += 1
      }
      let first = row.clampedSum(offsets.low)
      while head < candidates.count, candidates[head] < first { head += 1 }
      // What lies beyond the last row is not known within the data, missing as it is.
      let isBeyond =
        offsets.seesFuture && offsets.high < Reach.unbounded
        && row.clampedSum(offsets.high) >= count
      if isBeyond {
        latest.append(.never)
        continue
      }
      latest.append(head < candidates.count ? times[candidates[head]] : clock.closing(of: row))
    }
    return latest
  }

  /// Returns the newest value that was known when each row closed: what looks ahead, once it has
  /// matured.
  ///
  /// Of several rows that are known by then the newest counts, whether it is missing or not. Rows that
  /// were chosen with the future in view stay as they are: that there is such a row is what nobody
  /// knew when it closed.
  public func known() -> Series {
    guard !(clock.isSelection && isLate) else { return self }
    let times = knownTimes
    // The rows in the order in which they become known.
    let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    var values = [Double](repeating: .nan, count: count)
    var (next, newest) = (0, -1)
    for row in values.indices {
      let now = clock.closing(of: row)
      while next < order.count, times[order[next]] <= now {
        newest = max(newest, order[next])
        next += 1
      }
      if newest >= 0 { values[row] = self.values[newest] }
    }
    let high = max(0, reach.high)
    let low = high >= Reach.unbounded ? -Reach.unbounded : reach.low - high
    let wait = order.first.map { clock.row(closingAtOrAfter: times[$0]) } ?? 0
    return Series(
      values,
      clock: clock,
      kind: kind,
      knowledge: Knowledge(
        reach: Reach(min(low, 0), 0),
        marks: knowledge.marks,
        forecast: knowledge.forecast
      ),
      warmUp: min(count, warmUp + min(wait, count))
    )
  }
}

extension Int {
  /// Returns the sum with an offset, as far as whole numbers go.
  fileprivate func clampedSum(_ offset: Int) -> Int {
    let sum = addingReportingOverflow(offset)
    return sum.overflow ? (offset < 0 ? .min : .max) : sum.partialValue
  }
}
