// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Parallax",
  products: [.executable(name: "parallax", targets: ["parallax"])],
  dependencies: [
    // The command line: options, help, usage errors.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // SHA-256 sums of what is published.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    // Importing only: the catalogue of models.dev is a folder of TOML.
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    // Tests only: the reference that record text is compared with.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(name: "CLinux"),
    .target(name: "Diagnostics"),
    .target(name: "Reading", dependencies: ["Diagnostics", "CLibXML2"]),
    .target(name: "Records", dependencies: ["Diagnostics", "Reading"]),
    .target(name: "Metrics", dependencies: ["Diagnostics", "Reading", "Records"]),
    .target(name: "Charts"),
    .target(name: "Pages", dependencies: ["CCMark", "Charts", "Diagnostics", "Metrics", "Reading", "Records"]),
    .target(
      name: "Publishing",
      dependencies: [
        "CLibXML2", "CLinux", "Diagnostics", "Reading", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "Importing",
      dependencies: ["Diagnostics", "Reading", "Records", .product(name: "TOMLKit", package: "TOMLKit")]),
    .target(
      name: "Rollups",
      dependencies: ["CLinux", "Diagnostics", "Reading", "Records", .product(name: "Crypto", package: "swift-crypto")]),
    .executableTarget(
      name: "parallax",
      dependencies: [
        "CLinux", "Diagnostics", "Reading", "Records", "Metrics", "Pages", "Publishing", "Importing", "Rollups",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "TestSupport", dependencies: ["Diagnostics", "Reading", "Records"], path: "Tests/TestSupport"),
    // Damaged input for everything that reads: what must hold, and the program that `make fuzz` runs.
    .target(
      name: "Fuzzing",
      dependencies: ["Diagnostics", "Metrics", "Pages", "Reading", "Records", "Rollups", "TestSupport"],
      path: "Tests/Fuzzing"),
    .executableTarget(
      name: "fuzz", dependencies: ["Fuzzing", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "Tests/FuzzCommand"),
    .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing", "TestSupport"]),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"], exclude: ["Rendering/Expected"]),
    .testTarget(
      name: "ReadingTests",
      dependencies: ["Diagnostics", "Reading", "TestSupport", .product(name: "Yams", package: "Yams")],
      exclude: ["Expected"]),
    .testTarget(
      name: "RecordsTests", dependencies: ["Diagnostics", "Reading", "Records", "TestSupport"],
      exclude: ["Damage/Expected"]),
    .testTarget(name: "MetricsTests", dependencies: ["Diagnostics", "Metrics", "Reading", "Records", "TestSupport"]),
    .testTarget(name: "ChartsTests", dependencies: ["Charts", "TestSupport"], exclude: ["Expected"]),
    .testTarget(
      name: "PagesTests",
      dependencies: ["Charts", "Diagnostics", "Metrics", "Pages", "Reading", "Records", "TestSupport"]),
    .testTarget(name: "PublishingTests", dependencies: ["Diagnostics", "Publishing", "TestSupport"]),
    .testTarget(
      name: "ImportingTests", dependencies: ["Diagnostics", "Importing", "Reading", "Records", "TestSupport"]),
    .testTarget(
      name: "RollupsTests", dependencies: ["Diagnostics", "Reading", "Records", "Rollups", "TestSupport"]),
    .testTarget(
      name: "parallaxTests",
      dependencies: ["parallax", "Diagnostics", "Publishing", "Reading", "TestSupport"], exclude: ["Fixtures"]),
  ]
)

// Speed, beside other readers and stage by stage: `make bench-reading` and its sisters ask for it, other builds needn't
// wait for it.
if Context.environment["PARALLAX_BENCHMARKS"] != nil {
  // Times and prints what is done again and again. Its own allocator, which its traits ask for, is left out.
  package.dependencies.append(.package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []))
  package.targets += [
    .target(
      name: "Stages", dependencies: ["Diagnostics", "Metrics", "Pages", "Publishing", "Reading", "Records"],
      path: "Benchmarks/Stages"),
    .executableTarget(
      name: "bench",
      dependencies: [
        "Diagnostics", "Reading", .product(name: "Yams", package: "Yams"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Benchmarks/Sources"),
    .executableTarget(
      name: "StageBenchmarks", dependencies: ["Stages", .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/StageBenchmarks", plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
}

// What reads bytes and calls C, alone: `make sanitize` builds it anew under each sanitizer, without pages and TLS.
if Context.environment["PARALLAX_SANITIZED"] != nil {
  let kept = ["CLibXML2", "Diagnostics", "Reading", "Records", "TestSupport", "ReadingTests"]
  package.targets.removeAll { !kept.contains($0.name) }
  package.products = []
}

for target in package.targets where target.type != .system && target.name != "CLinux" {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
  ]
}
