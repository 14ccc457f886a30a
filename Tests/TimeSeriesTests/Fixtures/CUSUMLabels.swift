import TimeSeries

/// The labels of the 948 rows of the S&P 500 at which a CUSUM filter of log returns fires, and how
/// they split.
///
/// Made with NumPy 2.2.6 by brute force from the definitions: symmetric CUSUM filter with threshold
/// 0.02; triple barriers of 2 standard deviations (exponentially weighted, span 50) and 10 rows;
/// 6 groups as `numpy.array_split` deals them, every choice of 1 or 2 of them tested, embargo 9 rows.
enum CUSUMLabels {
  /// The row of each label.
  static let starts = numbers(startSteps).reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1) }
  /// The row at which each label is known: the first that touches a barrier.
  static let ends = zip(starts, durations.filter(\.isNumber)).map { start, duration in
    start + (duration.wholeNumberValue.map { $0 == 0 ? 10 : $0 } ?? 0)
  }
  /// The mean uniqueness of the labels, over the rows of their spans with both ends.
  static let meanUniqueness = 0.6715503037457151
  /// The rows of the data set.
  static let rowCount = 5031

  /// What one split leaves, each a list of runs with both ends; the test groups are named by number.
  struct Split {
    let tested: [Int]
    let train: String
    let purged: String
    let embargoed: String
  }

  static let kFold = [
    Split(
      tested: [0],
      train: "168-947",
      purged: "158-158",
      embargoed: "159-167"
    ),
    Split(
      tested: [1],
      train: "0-156 325-947",
      purged: "157-157",
      embargoed: "316-324"
    ),
    Split(
      tested: [2],
      train: "0-315 484-947",
      purged: "474-474",
      embargoed: "475-483"
    ),
    Split(
      tested: [3],
      train: "0-472 641-947",
      purged: "473-473",
      embargoed: "632-640"
    ),
    Split(
      tested: [4],
      train: "0-631 800-947",
      purged: "790-790",
      embargoed: "791-799"
    ),
    Split(
      tested: [5],
      train: "0-788",
      purged: "789-789",
      embargoed: ""
    ),
  ]

  static let combinatorial = [
    Split(
      tested: [0, 1],
      train: "325-947",
      purged: "",
      embargoed: "316-324"
    ),
    Split(
      tested: [0, 2],
      train: "168-315 484-947",
      purged: "158-158 474-474",
      embargoed: "159-167 475-483"
    ),
    Split(
      tested: [0, 3],
      train: "168-472 641-947",
      purged: "158-158 473-473",
      embargoed: "159-167 632-640"
    ),
    Split(
      tested: [0, 4],
      train: "168-631 800-947",
      purged: "158-158 790-790",
      embargoed: "159-167 791-799"
    ),
    Split(
      tested: [0, 5],
      train: "168-788",
      purged: "158-158 789-789",
      embargoed: "159-167"
    ),
    Split(
      tested: [1, 2],
      train: "0-156 484-947",
      purged: "157-157 474-474",
      embargoed: "475-483"
    ),
    Split(
      tested: [1, 3],
      train: "0-156 325-472 641-947",
      purged: "157-157 473-473",
      embargoed: "316-324 632-640"
    ),
    Split(
      tested: [1, 4],
      train: "0-156 325-631 800-947",
      purged: "157-157 790-790",
      embargoed: "316-324 791-799"
    ),
    Split(
      tested: [1, 5],
      train: "0-156 325-788",
      purged: "157-157 789-789",
      embargoed: "316-324"
    ),
    Split(
      tested: [2, 3],
      train: "0-315 641-947",
      purged: "",
      embargoed: "632-640"
    ),
    Split(
      tested: [2, 4],
      train: "0-315 484-631 800-947",
      purged: "474-474 790-790",
      embargoed: "475-483 791-799"
    ),
    Split(
      tested: [2, 5],
      train: "0-315 484-788",
      purged: "474-474 789-789",
      embargoed: "475-483"
    ),
    Split(
      tested: [3, 4],
      train: "0-472 800-947",
      purged: "473-473 790-790",
      embargoed: "791-799"
    ),
    Split(
      tested: [3, 5],
      train: "0-472 641-788",
      purged: "473-473 789-789",
      embargoed: "632-640"
    ),
    Split(
      tested: [4, 5],
      train: "0-631",
      purged: "",
      embargoed: ""
    ),
  ]

  /// The split that tests each group on each path, by its place in `combinatorial`.
  static let paths = [
    [0, 0, 1, 2, 3, 4],
    [1, 5, 5, 6, 7, 8],
    [2, 6, 9, 9, 10, 11],
    [3, 7, 10, 12, 12, 13],
    [4, 8, 11, 13, 14, 14],
  ]

  /// Returns the rows of a list of runs.
  static func rows(_ runs: String) -> [Int] {
    runs.split(separator: " ").flatMap { run in
      let ends = run.split(separator: "-").compactMap { Int($0) }
      return Array(ends[0]...ends[1])
    }
  }

  private static func numbers(_ text: String) -> [Int] {
    text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
  }

  /// How many rows each label starts after the one before it.
  private static let startSteps = """
    54 2 2 4 4 3 3 2 7 8 2 6 8 4 4 6 3 2 9 3 4 4 5 5 6 4 2 3 7 4 2 7 4 3 2 3 6 6 5 4 7 3 3 9 5 4
    3 5 5 4 1 3 4 2 5 4 2 3 2 2 3 1 1 3 2 5 9 2 1 1 4 5 1 5 2 1 4 2 4 3 6 3 5 10 5 5 4 1 4 3 4
    10 9 5 6 2 3 4 2 1 1 3 1 4 3 1 7 1 2 4 7 3 2 2 3 1 3 2 3 2 1 2 4 4 8 6 7 2 5 5 2 1 2 4 2 2 1
    1 4 2 1 2 4 1 3 3 3 11 3 4 2 4 4 3 5 4 3 3 4 7 3 9 7 5 3 5 3 2 1 2 4 3 5 6 5 2 3 3 5 10 5 3
    6 10 6 6 5 2 2 5 5 4 4 3 13 8 4 3 5 3 6 2 2 2 5 4 4 4 4 2 3 3 4 1 2 2 1 4 2 1 1 1 1 3 3 1 1
    1 2 3 1 3 3 1 3 3 4 3 4 1 3 1 2 2 1 2 3 1 1 2 1 1 2 9 3 1 2 3 5 3 1 4 3 5 2 6 3 2 2 4 3 2 2
    4 5 4 2 5 6 4 3 2 4 1 5 2 8 5 3 2 9 5 5 5 6 3 5 9 8 6 7 5 13 5 2 6 4 5 4 13 5 12 6 15 8 5 8
    5 10 19 8 5 5 10 7 6 12 8 19 11 8 3 9 11 16 4 8 10 6 18 9 14 12 7 14 3 10 7 11 5 4 3 7 7 3
    20 6 10 16 10 14 11 10 18 8 7 31 9 12 7 18 22 3 16 4 9 4 4 2 10 9 4 4 16 21 13 13 16 14 32
    10 13 4 3 3 5 12 6 13 11 10 3 5 6 7 6 8 2 6 1 2 1 4 2 5 2 1 3 3 4 3 13 10 5 4 4 3 1 2 4 2 2
    6 3 4 4 6 2 4 3 2 3 4 3 2 6 7 4 4 2 1 3 2 1 1 4 3 8 3 7 5 5 4 4 10 1 10 4 6 2 3 2 4 2 3 4 1
    3 6 8 4 2 1 3 1 2 1 1 1 4 1 1 2 2 1 2 2 2 1 2 1 1 2 1 1 2 3 1 1 1 2 1 1 1 1 2 1 1 1 2 2 1 1
    1 1 1 1 2 3 2 3 4 2 3 2 1 2 3 1 4 1 1 1 4 1 2 4 3 1 1 2 1 1 2 1 3 2 3 1 2 1 1 2 1 1 2 1 3 2
    2 2 2 1 3 3 3 4 1 2 3 3 2 3 1 10 5 3 5 3 3 2 4 2 7 10 3 3 5 3 3 4 7 4 3 4 3 7 2 1 1 4 2 5 19
    7 9 9 1 5 2 2 5 3 9 6 9 9 6 7 2 5 2 2 4 4 5 2 1 2 4 3 5 5 5 4 3 4 7 7 7 4 4 2 5 9 7 9 11 2 6
    12 6 9 14 13 9 5 12 4 3 7 13 3 5 4 7 6 4 1 3 11 3 2 3 5 8 4 4 2 2 1 1 1 2 3 3 4 4 2 2 3 2 3
    1 2 2 2 1 1 2 2 4 2 3 2 2 2 1 2 4 2 3 3 2 2 2 6 3 5 8 10 12 16 5 3 4 16 3 10 6 6 3 7 3 3 7 4
    6 6 5 5 3 6 22 5 9 12 3 4 9 5 3 7 13 6 3 13 19 4 4 5 22 3 3 3 8 7 12 5 7 2 5 6 3 16 9 8 8 7
    8 6 2 5 8 12 25 22 6 4 5 11 20 4 3 4 26 8 18 21 10 7 22 8 2 2 5 3 5 7 21 3 2 1 10 3 4 5 4 4
    7 15 8 5 11 25 15 10 5 9 9 19 1 1 2 1 3 4 6 4 4 2 3 8 6 7 7 4 10 1 3 5 2 3 6 3 4 2 4 5 5 4 2
    4 6 8 12 13 12 11 4 13 7 1 3 6 8 36 9 15 14 3 6 15 32 13 11 14 24 22 34 24 11 12 11 33 12 16
    7 5 9 1 3 2 3 6 2 6 7 3 1 1 2 2 2 2 4 8 11 17 15 8 8 14 14 17 14 1 3 5 1 3 2 5 3 6 5 4 2
    """

  /// How many rows each label takes, one digit each, 0 for 10.
  private static let durations = """
    478543248360450320346426523762843226670734924305424675723223115353225066932594300000641440
    094722321131535721473824432621270065228216522624282510700050453033358607634121144006363005
    300766227545300635362220844513232221331121342412726846367537235335212060003059036003030993
    439953006324102050295543059806472242420204065359614452718483210048556600742657311472969738
    065860952001536212098080778681241341670022786822121410230374005553146428754628322572064571
    320283050004401046643445810003215131125113212122521731092553263435230050000000006065450600
    300746465422824444010020370300079850305065006568526780325434723457211420009919227404506222
    215395226775744577934500001262480085232702431041372226843221110375503463135322340974230500
    436420098000522017633323766865340593229537033001220363875432563038553624770363407425050653
    041221450131033534808500024953111032044430607601332363412031242000943071168013032743237059
    919045244112393233614530500008504801121125365516
    """
}
