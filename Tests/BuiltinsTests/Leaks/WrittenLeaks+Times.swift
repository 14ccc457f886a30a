extension WrittenLeak {
  /// Bars of other lengths, labels of varying length, turns, and stages that are fitted.
  static let ofTimes: [WrittenLeak] = [
    WrittenLeak(
      "weeks that are stamped at their first day",
      """
      w = es | resample 1w‹, stamp=open¦›
      x = features on w { r = ret(close, 1) }
      """
    ),
    WrittenLeak(
      "trading weeks that are stamped at their first day",
      """
      w = es | resample 1w‹, stamp=open¦›
      backtest (if lag(w.close, 1) > lag(w.open, 1) then 1 else 0) on w
      """
    ),
    feature("a turn before it is confirmed", "‹pivot_high(2, 3)¦lag(pivot_high(2, 3), 3)›"),
    feature("a turn that is confirmed in part", "lag(pivot_low(2, 3), ‹2¦3›)"),
    feature(
      "a centred average of the library",
      "close / ‹smooth(close, 5)¦known(smooth(close, 5))›"
    ),
    feature(
      "which barrier will be met",
      "‹triple_barrier(max=10b)¦known(triple_barrier(max=10b))›"
    ),
    feature(
      "the barrier that was met, before every label has ended",
      "lag(triple_barrier(max=10b), ‹9¦10›)"
    ),
    feature("the close in three days", "‹ahead(close, 3d)¦known(ahead(close, 3d))›"),
    feature("the close in three days, two rows later", "lag(ahead(close, 3d), ‹2¦3›)"),
    feature(
      "the next week by the week's clock",
      "‹ahead(close, 7d)¦asof((es | resample 1w), close)›"
    ),
    WrittenLeak(
      "the next close, fitted on each training window",
      "x = features on es { c = fitted(zscore, ‹ahead¦lag›(close, 1) / close) }"
    ),
    WrittenLeak(
      "the mean of all weeks",
      """
      w = es | resample 1w
      backtest (if close > ‹mean(w.close)¦asof(w, mean(close, 5))› then 1 else 0) on es
      """
    ),
  ]

  private static func feature(_ title: String, _ text: String) -> WrittenLeak {
    WrittenLeak(title, "x = features on es { c = \(text) }")
  }
}
