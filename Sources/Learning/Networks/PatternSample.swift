/// The rows that a network learns from and those that validate it, checked.
struct PatternSample {
  let window: BarWindow
  let labels: [[Double]]
  let weights: [Double]?
  /// The rows that train, ascending.
  let training: [Int]
  /// The rows that validate, all later.
  let validation: [Int]

  init(
    _ bars: FeatureTable,
    labels: [[Double]],
    rows: [Int],
    weights: [Double]?,
    settings: PatternCNN.Settings
  ) throws(LearningError) {
    window = try BarWindow(bars, length: settings.window)
    if labels.isEmpty { throw .noClasses }
    precondition(labels.allSatisfy { $0.count == bars.rowCount }, "a label for each row")
    precondition(weights?.count ?? bars.rowCount == bars.rowCount, "a weight for each row")
    (self.labels, self.weights) = (labels, weights)
    let sorted = rows.sorted()
    for row in sorted {
      for column in labels where column[row] != 0 && column[row] != 1 && !column[row].isNaN {
        throw .targetNotBinary(column[row])
      }
      if let weight = weights?[row], !(weight >= 0 && weight <= 1e6) {
        throw .weightOutOfRange(row: row)
      }
    }
    let usable = sorted.filter { [window] row in
      window.isFull(row) && labels.contains { !$0[row].isNaN }
    }
    (training, validation) = PatternSample.split(usable, settings)
    if training.isEmpty { throw .noRows }
    if let weights, training.allSatisfy({ weights[$0] == 0 }) { throw .noWeight }
  }

  /// Parts the last share of ascending rows from those before whose labels are known before the
  /// first validation window begins.
  private static func split(
    _ rows: [Int],
    _ settings: PatternCNN.Settings
  ) -> (training: [Int], validation: [Int]) {
    let count = Int((Double(rows.count) * settings.validationShare).rounded(.down))
    guard count > 0 else { return (rows, []) }
    let first = rows[rows.count - count]
    let end = first - (settings.window - 1) - settings.horizon
    let training = rows.prefix(rows.count - count).filter { $0 < end }
    return (Array(training), Array(rows.suffix(count).filter { $0 >= first }))
  }
}

extension WindowSamples {
  /// Sets samples from `start` on to the windows of some rows of the data.
  func set(_ start: Int, _ sample: PatternSample, _ rows: [Int]) {
    for (place, row) in rows.enumerated() {
      set(start + place, sample.window, row, sample.labels)
      weights.pointer[start + place] = S(sample.weights?[row] ?? 1)
    }
  }

  /// Sets samples from `start` on to generated windows, at most `count`.
  func set(_ start: Int, _ generated: GeneratedSample, count: Int = .max) {
    for (place, row) in generated.rows.prefix(count).enumerated() {
      set(start + place, generated.window, row, generated.labels)
    }
  }

  private func set(_ place: Int, _ window: BarWindow, _ row: Int, _ labels: [[Double]]) {
    window.write(row, to: windows.pointer + place * window.length * BarWindow.inputs)
    for (number, column) in labels.enumerated() {
      targets.pointer[place * labels.count + number] = S(column[row])
    }
  }
}
