public import Language
internal import MarketData

/// The whole language: its functions by the pages of the reference, and its verbs.
public enum Library {
  /// What `load` can read without a file, such as `sample:sp500`.
  public static let samples = SampleData.paths

  public static let registry = Registry(
    groups: [
      ("Mathematics", Mathematics.functions),
      ("Change", ChangeFunctions.functions),
      ("Windows", WindowFunctions.functions),
      ("Smoothing", SmoothingFunctions.functions),
      ("Momentum", MomentumFunctions.functions),
      ("Volatility", VolatilityFunctions.functions),
      ("Volume", VolumeFunctions.functions),
      ("Columns", ColumnFunctions.functions),
      ("Patterns", PatternFunctions.functions),
      ("Pivots", PivotFunctions.functions),
      ("Joins", JoinFunctions.functions),
      ("Cross-sections", CrossSectionFunctions.functions),
      ("Targets", TargetFunctions.functions),
      ("Stages", StageFunctions.functions),
      ("Simulation", SimulationFunctions.functions),
      ("Results", ResultFunctions.functions),
      ("Insight", InsightFunctions.functions),
      ("Figures", FigureFunctions.functions),
    ],
    verbs: DataVerbs.verbs + FrameStages.verbs + [ResampleVerb.verb] + FeatureVerbs.verbs
      + LearningVerbs.verbs + [ExplainVerb.verb, AuditVerb.verb]
      + BacktestVerbs.verbs + SweepVerbs.verbs + PlotVerbs.verbs + SessionVerbs.verbs
      + [ImportVerb.verb] + HonestyVerbs.verbs,
    futureVerbs: ["certify"],
    guide: GuideText.guide
  )
}
