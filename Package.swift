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
func module(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings + processor)
}

/// The tests of one module.
func tests(of name: String, imports: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.byName(name: name), "TestSupport"] + imports,
    swiftSettings: settings
  )
}

let package = Package(
  name: "mamba",
  targets: [
    module("Numerics"),
    module("TimeSeries", imports: ["Numerics"]),
    module("Plotting", imports: ["TimeSeries"]),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests(of: "Numerics"),
    tests(of: "TimeSeries", imports: ["Numerics"]),
    tests(of: "Plotting", imports: ["TimeSeries"]),
  ],
  swiftLanguageModes: [.v6]
)
