extension WrittenLeak {
  /// What comes in by the other symbols of a panel.
  static let ofSymbols: [WrittenLeak] = [
    WrittenLeak(
      "a rank of what looks ahead",
      panel + "features on p.AAA { r = xrank(‹ahead(close, 1)¦close›) }"
    ),
    WrittenLeak(
      "the later mean of the other symbols, in a rule",
      panel + "strategy on p.AAA { enter long when close < xmean(‹ahead(close, 1)¦close›); hold 1 }"
    ),
    WrittenLeak(
      "a rank among symbols that were chosen today",
      mark: "hindsight",
      panel + "use p.AAA\nbacktest (if ‹xrank(close) > 0.6¦close > 11› then 1 else 0) on p.AAA"
    ),
  ]

  private static let panel = "p = load \"Tests/Transcripts/data/symbols/*.csv\", symbol=file\n"
}
