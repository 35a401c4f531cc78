// swift-tools-version: 6.1
import PackageDescription

// A package of its own, without dependencies: it knows `allclear` as its users do, as a program
// that reads a site folder, and it builds in seconds.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  targets: [
    .executableTarget(
      name: "bench",
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ])
  ]
)
