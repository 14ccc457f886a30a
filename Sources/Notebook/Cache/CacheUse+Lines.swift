public import Language

extension CacheUse {
  /// What a person is told: `[cached: saved 74 s]`, and which entries were damaged.
  public var lines: [String] {
    let saved = hits > 0 ? ["[cached: saved \(CacheUse.text(seconds))]"] : []
    let lost = damaged.map {
      "[cached: the entry \($0.prefix(12))… is damaged and was computed again]"
    }
    return saved + lost
  }

  private static func text(_ seconds: Double) -> String {
    seconds >= 10
      ? "\(NumberText.fixed(seconds, 0)) s" : "\(NumberText.short(seconds, digits: 2)) s"
  }
}
