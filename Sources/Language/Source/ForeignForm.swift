/// How a call of another package is written here, place for place: both mean the same.
///
/// The forms are all that a repair may build of somebody's own arguments. A call translates only where
/// each of its arguments has a place, and each place that has no default is filled.
struct ForeignForm: Sendable {
  /// What an argument has to be.
  struct Place: Sendable {
    /// The names by which it may be given, the first of which the form has.
    let names: [String]
    /// What it is where it is left out; nil where it has to be given.
    let fallback: String?
    /// The one text that it may have, in lower case; nil for any.
    let only: String?
    let isNamedOnly: Bool
    /// Whether it is a number below zero, of which the form has the distance from zero.
    let isNegative: Bool

    /// Reads `x`, `n=1` with a default, `a/b` with two names, `.span` by name only, `-n` below zero and
    /// `adjust:false` that may have no other value.
    init(_ text: Substring) {
      isNamedOnly = text.first == "."
      isNegative = text.first == "-"
      let plain = text.drop { $0 == "." || $0 == "-" }
      let word = plain.prefix { $0 != "=" && $0 != ":" }
      let value = plain.dropFirst(word.count + 1)
      fallback = plain.contains("=") ? String(value) : nil
      only = plain.contains(":") ? String(value) : nil
      names = word.split(separator: "/").map(String.init)
    }

    func isCalled(_ name: String) -> Bool {
      names.contains(name.lowercased())
        || names.first == "n" && ForeignNames.lengths.contains(name.lowercased())
    }
  }

  /// The places of each call of a chain, such as `rolling(n)` and `mean()`; the value that a method is
  /// called of has the first.
  let calls: [[Place]]
  /// What is written here: `$x` stands for an argument, `$(x)` for one beside an operator.
  let written: String
  /// What is otherwise in the first rows; nil for nothing.
  let remark: String?

  init(_ places: String, _ written: String, remark: String? = nil) {
    calls = places.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.split(separator: " ").map { Place($0) }
    }
    self.written = written
    self.remark = remark
  }
}

extension ForeignForm {
  /// Returns the forms that a name has in a package; a name without one is a method or a function.
  static func forms(of name: String) -> [ForeignForm] { table[name] ?? [] }

  private typealias Row = (names: String, places: String, written: String)

  /// Forms by `shift`, `.mean` of methods only, `np.where` of a package and `rolling.mean` of a chain.
  private static let table: [String: [ForeignForm]] = {
    var table: [String: [ForeignForm]] = [:]
    func add(_ rows: [Row], to packages: [String]) {
      for row in rows {
        let isSmoothed = ["ema(", "atr("].contains(where: row.written.contains)
        let form = ForeignForm(row.places, row.written, remark: isSmoothed ? start : nil)
        for package in packages {
          for name in row.names.split(separator: " ") {
            table[package + name, default: []].append(form)
          }
        }
      }
    }
    add(plain, to: ["", "np.", "math.", "ta."])
    add(columns, to: [""])
    add(whole, to: [".", "np."])
    add(deviations, to: ["."])
    add(numpy, to: ["np."])
    add(math, to: ["math."])
    add(indicators, to: ["ta."])
    for (name, ours, power) in rolling {
      add([(name, "x n|", "\(ours)($x, $n)\(power)")], to: ["rolling."])
      add([("rolling_\(name)", "x n", "\(ours)($x, $n)\(power)")], to: [""])
    }
    add(chains, to: [""])
    return table
  }()

  private static let start =
    "it starts with the mean of the first values, so the first rows may differ"

  /// Numbers one by one.
  private static let plain: [Row] = [
    ("log ln", "x", "log($x)"), ("exp", "x", "exp($x)"), ("sqrt square_root", "x", "sqrt($x)"),
    ("abs fabs absolute", "x", "abs($x)"), ("sign", "x", "sign($x)"), ("floor", "x", "floor($x)"),
    ("ceil ceiling", "x", "-floor(-$(x))"), ("pow power", "x y", "$(x) ^ $(y)"),
    ("sin", "x", "sin($x)"), ("cos", "x", "cos($x)"),
  ]

  private static let columns: [Row] = [
    ("shift delay ref prev", "x -n", "ahead($x, $n)"),
    ("shift delay ref prev", "x n=1", "lag($x, $n)"),
    ("pct_change pctchange percent_change simple_returns", "x n=1", "ret($x, $n)"),
    ("log_returns log_return logret", "x n=1", "log($(x) / lag($x, $n))"),
    ("diff change", "x n=1", "diff($x, $n)"), ("delta", "x n", "diff($x, $n)"),
    ("cumsum cum_sum cum", "x", "cumsum($x)"), ("cumprod cum_prod", "x", "cumprod($x)"),
    ("cummax cum_max", "x", "expanding(max, $x)"), ("cummin cum_min", "x", "expanding(min, $x)"),
    ("ffill pad forward_fill na_locf", "x", "ffill($x)"),
    ("ffill pad forward_fill", "x limit", "ffill($x, $limit)"),
    ("fillna", "x .method:\"ffill\"", "ffill($x)"),
    ("fillna fill_null", "x value", "if isna($x) then $value else $x"),
    ("nz", "x value=0", "if isna($x) then $value else $x"),
    ("isna isnull is_null is_nan isnan", "x", "isna($x)"),
    ("notna notnull is_not_null", "x", "not isna($x)"),
    ("clip clamp", "x lower/min upper/max", "pmin(pmax($x, $lower), $upper)"),
    ("clip clamp", "x lower/min", "pmax($x, $lower)"),
    ("clip clamp", "x .upper/max", "pmin($x, $upper)"),
    ("maximum fmax greatest", "x y", "pmax($x, $y)"),
    ("minimum fmin least", "x y", "pmin($x, $y)"),
    ("iff iif ifelse", "c a b", "if $c then $a else $b"),
    ("head", "x n=5", "$(x) | head $n"), ("tail", "x n=5", "$(x) | tail $n"),
    ("describe", "x", "$(x) | describe"), ("plot", "x", "$(x) | plot"),
  ]

  /// Figures of a whole column.
  private static let whole: [Row] = ["mean", "sum", "max", "min", "median"].map {
    ("\($0) nan\($0)", "x", "\($0)($x)")
  }

  /// Those whose divisor is one less than the number of values, as NumPy's is not.
  private static let deviations: [Row] = [
    ("std", "x", "stdev($x)"), ("var", "x", "stdev($x) ^ 2"), ("skew", "x", "skew($x)"),
    ("kurt kurtosis", "x", "kurtosis($x)"),
  ]

  private static let numpy: [Row] = [
    ("where", "c a b", "if $c then $a else $b"), ("isnan", "x", "isna($x)"),
    ("cumsum", "x", "cumsum($x)"), ("cumprod", "x", "cumprod($x)"),
    ("maximum fmax", "x y", "pmax($x, $y)"), ("minimum fmin", "x y", "pmin($x, $y)"),
    ("clip", "x lower/a_min/min upper/a_max/max", "pmin(pmax($x, $lower), $upper)"),
  ]

  private static let math: [Row] = [
    ("max", "x y", "pmax($x, $y)"), ("min", "x y", "pmin($x, $y)"), ("sum", "x n", "sum($x, $n)"),
  ]

  private static let bars = "high:high low:low close:close"

  /// Those of TA-Lib and Pine, which must have their length, as it has another default there.
  private static let indicators: [Row] = [
    ("sma ma", "x n", "sma($x, $n)"), ("ema", "x n", "ema($x, $n)"), ("wma", "x n", "wma($x, $n)"),
    ("rma", "x n", "rma($x, $n)"), ("rsi", "x n=14", "rsi($x, $n)"),
    ("roc", "x n", "100 * ret($x, $n)"), ("rocp", "x n", "ret($x, $n)"),
    ("mom", "x n", "diff($x, $n)"), ("change", "x n=1", "diff($x, $n)"),
    ("cum", "x", "cumsum($x)"), ("nz", "x value=0", "if isna($x) then $value else $x"),
    ("highest hhv max", "x n", "max($x, $n)"), ("lowest llv min", "x n", "min($x, $n)"),
    ("sum", "x n", "sum($x, $n)"), ("median", "x n", "median($x, $n)"),
    ("crossover cross_over crossed_above crossup", "x y", "crosses_above($x, $y)"),
    ("crossunder cross_under crossed_below crossdown", "x y", "crosses_below($x, $y)"),
    ("correl correlation", "x y n", "corr($x, $y, $n)"),
    ("linearreg_slope", "x n", "linear_slope($x, $n)"),
    ("atr", "n", "atr($n)"), ("atr", "\(bars) n=14", "atr($n)"),
    ("natr", "n", "100 * atr($n) / close"), ("natr", "\(bars) n=14", "100 * atr($n) / close"),
    ("adx", "\(bars) n=14", "adx($n).adx"),
    ("plus_di", "n", "adx($n).plus"), ("plus_di", "\(bars) n=14", "adx($n).plus"),
    ("minus_di", "n", "adx($n).minus"), ("minus_di", "\(bars) n=14", "adx($n).minus"),
    ("willr", "\(bars) n=14", "williams($n)"), ("cci", "\(bars) n=14", "cci($n)"),
    ("mfi", "\(bars) volume:volume n=14", "mfi($n)"), ("trange", bars, "true_range()"),
    ("obv", "close:close volume:volume", "obv()"),
  ]

  /// What stands behind `rolling`, the statistic here, and what is done with it.
  private static let rolling = [
    ("mean", "mean", ""), ("sum", "sum", ""), ("std", "stdev", ""), ("var", "stdev", " ^ 2"),
    ("max", "max", ""), ("min", "min", ""), ("median", "median", ""), ("skew", "skew", ""),
    ("kurt", "kurtosis", ""),
  ]

  private static let chains: [Row] = [
    ("rolling.rank", "x n|.pct:true", "rank($x, $n)"),
    ("rolling.quantile", "x n|q/quantile", "quantile($x, $n, $q)"),
    ("rolling.corr", "x n|other", "corr($x, $other, $n)"),
    ("ewm.mean", "x .span|", "ema($x, $span)"),
    ("ewm.mean", "x .span .adjust:false|", "ema($x, $span)"),
    ("expanding.mean", "x|", "expanding(mean, $x)"), ("expanding.max", "x|", "expanding(max, $x)"),
    ("expanding.min", "x|", "expanding(min, $x)"), ("expanding.sum", "x|", "expanding(sum, $x)"),
    ("expanding.std", "x|", "expanding(stdev, $x)"),
  ]
}
