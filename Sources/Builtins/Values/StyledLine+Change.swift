import Language

extension StyledLine {
  /// A change as a percentage with its sign, as a gain or a loss.
  static func change(_ value: Double, _ decimals: Int = 1) -> StyledLine {
    let text = NumberText.change(value, decimals)
    return StyledLine(text, text.hasPrefix("+") ? .gain : text.hasPrefix("-") ? .loss : nil)
  }
}
