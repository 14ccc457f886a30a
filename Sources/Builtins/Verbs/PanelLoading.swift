import Language
import MarketData
import TimeSeries

extension DataVerbs {
  /// Reads the files of a pattern as one panel.
  static func loadPanel(
    _ pattern: String,
    _ operand: Expression,
    _ call: CommandCall
  ) throws -> Outcome {
    do {
      let found = try SymbolFiles(matching: pattern, reserved: Set(PanelValue.ownFields))
      for notice in found.notices { call.context.notes.add(notice) }
      let members = try found.files.map { path, symbol in
        try call.context.checkStop()
        return (name: symbol, frame: try known(try table(path, call), from: path, call))
      }
      noteMissingColumns(of: members, call)
      return Outcome(.object(PanelValue(try SymbolPanel(try heldOut(members, pattern, call)))))
    } catch let error as DataError {
      throw call.located(error, operand.range)
    } catch let error as PanelError {
      throw call.located(error, operand.range)
    }
  }

  /// Returns the frames without the rows that are held out.
  private static func heldOut(
    _ members: [(name: String, frame: Frame)],
    _ pattern: String,
    _ call: CommandCall
  ) throws -> [(name: String, frame: Frame)] {
    let ends = try members.map { try seenCount(of: $0.frame, call) }
    let hidden = zip(members, ends).reduce(0) { $0 + $1.0.frame.count - $1.1 }
    if hidden > 0, let start = call.context.seal.start {
      call.context.notes.add(
        "\(pattern): \(NumberText.counted(hidden, "row")) from \(start) on \(hidden == 1 ? "is" : "are") held out, until `unseal`"
      )
    }
    return zip(members, ends).map {
      ($0.name, $1 < $0.frame.count ? $0.frame.cut(to: 0..<$1) : $0.frame)
    }
  }

  /// Says which columns only some of the symbols have, as an expression of them cannot be ranked.
  private static func noteMissingColumns(
    of members: [(name: String, frame: Frame)],
    _ call: CommandCall
  ) {
    var seen: Set<String> = []
    for name in members.flatMap(\.frame.columns).map(\.name) where seen.insert(name).inserted {
      let lacking = members.filter { $0.frame[name] == nil }.map(\.name)
      guard let first = lacking.first else { continue }
      let rest = lacking.count == 1 ? "" : " and \(NumberText.count(lacking.count - 1)) more"
      call.context.notes.add("the column `\(name)` is missing in \(first)\(rest)")
    }
  }
}
