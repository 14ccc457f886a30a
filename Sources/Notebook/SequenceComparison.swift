/// How two orders of the same things, or two texts, differ.
enum SequenceComparison {
  /// Returns the places of a longest strictly ascending part of `numbers`, in order.
  static func longestRise(_ numbers: [Int]) -> [Int] {
    var ends: [Int] = []
    var previous = [Int?](repeating: nil, count: numbers.count)
    for (place, number) in numbers.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if numbers[ends[middle]] < number { low = middle + 1 } else { high = middle }
      }
      previous[place] = low > 0 ? ends[low - 1] : nil
      if low == ends.count { ends.append(place) } else { ends[low] = place }
    }
    var rise: [Int] = []
    var next = ends.last
    while let place = next {
      rise.append(place)
      next = previous[place]
    }
    return rise.reversed()
  }

  /// Returns the lines that only one of two texts has, in order, each as what was and what is.
  static func differences(
    _ before: [String],
    _ after: [String]
  ) -> [(before: String?, after: String?)] {
    guard before != after else { return [] }
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for step in after.difference(from: before) {
      switch step {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [(String?, String?)] = []
    var (old, new) = (0, 0)
    while old < before.count || new < after.count {
      if removed.contains(old) {
        lines.append((before[old], nil))
        old += 1
      } else if inserted.contains(new) {
        lines.append((nil, after[new]))
        new += 1
      } else {
        old += 1
        new += 1
      }
    }
    return lines
  }
}
