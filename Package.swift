// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

// The x86-64-v3 level (AVX2) doubles the speed of vector sums. Set MAMBA_PORTABLE=1 to build for
// any processor of the architecture.
#if arch(x86_64)
  let processor: [SwiftSetting] =
    Context.environment["MAMBA_PORTABLE"] == nil
    ? [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])] : []
#else
  let processor: [SwiftSetting] = []
#endif

/// A module of the project, with the modules that it may import.
func module(
  _ name: String,
  imports: [Target.Dependency] = [],
  settings own: [SwiftSetting] = []
) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings + processor + own)
}

/// The tests of one module.
func tests(of name: String, imports: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.byName(name: name), "TestSupport"] + imports,
    swiftSettings: settings
  )
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "mamba",
  products: [.executable(name: "mamba", targets: ["mamba"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CEditLine", linkerSettings: [.linkedLibrary("edit")]),
    .target(name: "CSampleData"),
    .target(name: "COpenBLAS", linkerSettings: [.linkedLibrary("dl")]),

    module("Numerics", imports: ["COpenBLAS"]),
    module("TimeSeries", imports: ["Numerics"]),
    module("MarketData", imports: ["TimeSeries", "Numerics", "CZlib", "CSampleData", crypto]),
    module("Features", imports: ["TimeSeries", "Numerics"]),
    module("Learning", imports: ["TimeSeries", "Numerics"]),
    module("Backtest", imports: ["TimeSeries", "Numerics"]),
    module("Sweeps", imports: ["Numerics"]),
    module("Plotting", imports: ["TimeSeries"]),
    module("Language", imports: ["TimeSeries", "Numerics"]),
    module(
      "Builtins",
      imports: [
        "Language", "MarketData", "Features", "Learning", "Backtest", "Sweeps", "Plotting",
        "TimeSeries", "Numerics", crypto,
      ]
    ),
    module(
      "Notebook",
      imports: [
        "Builtins", "Language", "MarketData", "Plotting", "Backtest", "Sweeps", "TimeSeries",
        "Numerics", crypto,
      ]
    ),
    // `:doctor` says what the program is built for.
    module(
      "Prompt",
      imports: [
        "Notebook", "Builtins", "Language", "Plotting", "TimeSeries", "Numerics", "CEditLine",
      ],
      settings: processor.isEmpty ? [] : [.define("MAMBA_X86_64_V3")]
    ),
    .executableTarget(
      name: "mamba",
      dependencies: [
        "Prompt", "Notebook", "Builtins", "Language", "Plotting", "TimeSeries", "Numerics",
        argumentParser,
      ],
      swiftSettings: settings + processor
    ),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests(of: "Numerics"),
    tests(of: "TimeSeries", imports: ["Numerics"]),
    tests(of: "MarketData", imports: ["TimeSeries", "Numerics"]),
    tests(of: "Features", imports: ["TimeSeries", "Numerics"]),
    tests(of: "Learning", imports: ["TimeSeries", "Numerics"]),
    tests(of: "Backtest", imports: ["TimeSeries", "Numerics"]),
    tests(of: "Plotting", imports: ["TimeSeries"]),
    tests(
      of: "Builtins",
      imports: ["Language", "Notebook", "Features", "Learning", "TimeSeries", "Numerics"]
    ),
    tests(of: "Notebook", imports: ["Builtins", "Language", "TimeSeries", "Numerics"]),
    tests(of: "Prompt", imports: ["Language"]),
    .testTarget(
      name: "TranscriptTests",
      dependencies: [
        "mamba", "Notebook", "Builtins", "Language", "TimeSeries", "Numerics", "TestSupport",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "CommandLineTests",
      dependencies: ["mamba", "Notebook", "Builtins", "Language", "TestSupport"],
      swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6]
)
