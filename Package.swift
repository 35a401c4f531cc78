// swift-tools-version: 6.2
import PackageDescription

let habits: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A target of ours. `imports` are the only arrows: `make lint` refuses an import that is not named here.
func stage(
  _ name: String, imports: [Target.Dependency] = [], resources: [Resource] = [],
  links: [LinkerSetting] = []
) -> Target {
  .target(
    name: name, dependencies: imports, resources: resources, swiftSettings: habits,
    linkerSettings: links)
}

/// Tests of a target. `exclude` names files beside them that are read in place, not compiled.
func tests(
  _ name: String, imports: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: imports, exclude: exclude, swiftSettings: habits)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "allclear",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "allclear", targets: ["allclear"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(
      name: "Ccmark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),

    .systemLibrary(
      name: "Czlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "Cbrotlienc", pkgConfig: "libbrotlienc",
      providers: [.apt(["libbrotli-dev"]), .brew(["brotli"])]),

    stage("StatusModel"),
    stage("Diagnostics"),
    stage("Addresses"),
    stage("Escaping"),
    stage("PlainEnglish", imports: ["StatusModel"]),
    stage("FileSystem", imports: [system]),
    stage("SiteFiles", imports: ["FileSystem"]),
    stage("Planning", imports: ["StatusModel", crypto]),
    stage("SiteLoading", imports: ["Addresses", "Diagnostics", "FileSystem", "SiteFiles"]),
    stage("Markdown", imports: ["Ccmark"]),
    stage("Compressing", imports: ["Cbrotlienc", "Czlib", "StatusModel"]),
    stage(
      "ContentReading",
      imports: ["Addresses", "StatusModel", "Diagnostics", "SiteFiles", "Markdown", yams],
      // Regular expressions; Foundation itself is linked with it.
      links: [.linkedLibrary("_FoundationICU")]),
    stage(
      "ContentChecking",
      imports: ["Addresses", "PlainEnglish", "StatusModel", "Diagnostics", "Markdown"]),
    stage(
      "SiteRendering",
      imports: [
        "Addresses", "Escaping", "StatusModel", "Diagnostics", "SiteFiles", "Planning", "Markdown",
        yams, crypto,
      ],
      // The plural rules; Foundation itself is linked with it.
      links: [.linkedLibrary("_FoundationICU")]),
    stage(
      "Feeds",
      imports: ["Addresses", "Escaping", "PlainEnglish", "StatusModel", "Planning", "Markdown"]),
    stage(
      "ProgramOutputs",
      imports: [
        "Addresses", "Escaping", "PlainEnglish", "StatusModel", "SiteFiles", "Planning", "Markdown",
      ]),
    stage(
      "Ledger",
      imports: ["Addresses", "Escaping", "PlainEnglish", "StatusModel", "Diagnostics", "SiteFiles"]),
    stage(
      "Notifying",
      imports: [
        "Escaping", "PlainEnglish", "StatusModel", "Planning", "Markdown", "Ledger", crypto,
      ]),
    stage("Publishing", imports: ["FileSystem", "SiteFiles", system]),
    stage(
      "Building",
      imports: [
        "Addresses", "PlainEnglish", "StatusModel", "Diagnostics", "FileSystem", "SiteFiles",
        "Planning", "SiteLoading", "ContentReading", "ContentChecking", "SiteRendering", "Feeds",
        "ProgramOutputs", "Ledger", "Publishing", "Compressing",
      ]),
    stage("WebRequests", imports: ["ChildProcesses", "StatusModel"]),
    stage("LiveChecks", imports: ["PlainEnglish", "StatusModel", "WebRequests"]),
    stage(
      "Sending",
      imports: [
        "ChildProcesses", "FileSystem", "Notifying", "StatusModel", "WebRequests", system,
      ]),
    stage("FolderWatching"),
    stage("ChildProcesses", imports: [subprocess, system]),
    stage(
      "Uploading",
      imports: [
        "Addresses", "StatusModel", "SiteFiles", "FileSystem", "ChildProcesses", "Ledger", crypto,
        system,
      ]),
    stage("PreviewServer", imports: ["Escaping", "SiteFiles", flyingSocks]),
    stage(
      "ContentWriting",
      imports: [
        "Addresses", "PlainEnglish", "ContentReading", "StatusModel", "Diagnostics", "SiteFiles",
        "Markdown",
      ]),
    stage(
      "Authoring",
      imports: [
        "Addresses", "PlainEnglish", "ContentReading", "ContentWriting", "StatusModel",
        "Diagnostics", "SiteFiles", "Markdown",
      ]),
    stage(
      "Importing",
      imports: [
        "Addresses", "ContentReading", "ContentWriting", "Diagnostics", "Markdown", "SiteFiles",
        "StatusModel",
      ]),
    stage(
      "CommandLineTool",
      imports: [
        "Addresses", "Escaping", "PlainEnglish", "StatusModel", "Diagnostics", "SiteFiles",
        "SiteLoading",
        "ContentReading",
        "ContentChecking", "ContentWriting", "Authoring", "Importing",
        "SiteRendering", "Building", "Planning", "Ledger", "Publishing", "FolderWatching",
        "PreviewServer", "ChildProcesses", "WebRequests", "Uploading", "LiveChecks",
        "ProgramOutputs", "Notifying", "Sending", argumentParser, logging,
      ],
      resources: [.copy("../../site-template")]),
    .executableTarget(
      name: "allclear", dependencies: ["CommandLineTool"], swiftSettings: habits),

    .target(
      name: "TestSupport",
      dependencies: ["StatusModel", "Diagnostics", "SiteFiles", "Planning", "ContentReading"],
      path: "Tests/TestSupport", swiftSettings: habits),
    .target(
      name: "Fuzzing",
      dependencies: [
        "StatusModel", "Diagnostics", "FileSystem", "SiteFiles", "Planning", "ContentReading",
        "ContentChecking", "ContentWriting", "Authoring", "SiteRendering", "Feeds",
        "ProgramOutputs", "Ledger",
        "Building", "Publishing",
      ],
      path: "Fuzzing/Sources/Fuzzing", swiftSettings: habits),
    .executableTarget(
      name: "fuzz", dependencies: ["Fuzzing", "SiteFiles"], path: "Fuzzing/Sources/fuzz",
      swiftSettings: habits),
    tests(
      "FuzzingTests",
      imports: ["Fuzzing", "ContentWriting", "Diagnostics", "SiteFiles", "StatusModel"]),
    tests("StatusModelTests", imports: ["StatusModel", "TestSupport"]),
    tests("AddressesTests", imports: ["Addresses"]),
    tests("EscapingTests", imports: ["Escaping"]),
    tests("CompressingTests", imports: ["Compressing", "StatusModel"]),
    tests("PlainEnglishTests", imports: ["PlainEnglish", "StatusModel"]),
    tests("DiagnosticsTests", imports: ["Diagnostics", "TestSupport"]),
    tests("SiteLoadingTests", imports: ["SiteLoading", "SiteFiles", "Diagnostics", "TestSupport"]),
    tests("MarkdownTests", imports: ["Markdown", "TestSupport"]),
    tests(
      "ContentReadingTests",
      imports: ["ContentReading", "StatusModel", "Diagnostics", "SiteFiles", "TestSupport"]),
    tests(
      "ContentCheckingTests",
      imports: [
        "ContentChecking", "ContentReading", "StatusModel", "Diagnostics", "SiteFiles",
        "TestSupport",
      ]),
    tests(
      "SiteRenderingTests",
      imports: [
        "SiteRendering", "ContentReading", "StatusModel", "Diagnostics", "SiteFiles", "TestSupport",
      ]),
    tests(
      "FeedsTests",
      imports: [
        "Feeds", "ContentReading", "StatusModel", "Diagnostics", "SiteFiles", "TestSupport",
      ]
    ),
    tests(
      "ProgramOutputsTests",
      imports: ["ProgramOutputs", "StatusModel", "SiteFiles", "TestSupport"]),
    tests(
      "LedgerTests",
      imports: [
        "Ledger", "ContentReading", "StatusModel", "Diagnostics", "SiteFiles", "TestSupport",
      ]
    ),
    tests("ChildProcessesTests", imports: ["ChildProcesses", "TestSupport"]),
    tests(
      "UploadingTests", imports: ["Uploading", "ChildProcesses", "StatusModel", "TestSupport"]),
    tests("WebRequestsTests", imports: ["WebRequests", "StatusModel", "TestSupport"]),
    tests(
      "LiveChecksTests", imports: ["LiveChecks", "StatusModel", "WebRequests", "TestSupport"]),
    tests(
      "NotifyingTests",
      imports: ["Notifying", "Ledger", "StatusModel", "Planning", "TestSupport"]),
    tests(
      "SendingTests",
      imports: [
        "Sending", "Notifying", "Ledger", "Planning", "StatusModel", "WebRequests", "TestSupport",
      ]),
    tests("FolderWatchingTests", imports: ["FolderWatching"]),
    tests("PreviewServerTests", imports: ["PreviewServer", "SiteFiles"]),
    tests("FileSystemTests", imports: ["FileSystem", "TestSupport", system]),
    .executableTarget(
      name: "publish-linked-site", dependencies: ["FileSystem", "Publishing", "TestSupport"],
      path: "Tests/PublishingProcess", swiftSettings: habits),
    tests(
      "PublishingTests",
      imports: ["Publishing", "FileSystem", "SiteFiles", "TestSupport", "publish-linked-site"]),
    tests(
      "ContentWritingTests",
      imports: [
        "ContentWriting", "ContentReading", "StatusModel", "Diagnostics", "SiteFiles",
        "TestSupport",
      ]),
    tests(
      "AuthoringTests",
      imports: [
        "Authoring", "ContentReading", "ContentWriting", "StatusModel", "Diagnostics", "SiteFiles",
        "TestSupport",
      ]),
    tests(
      "ImportingTests",
      imports: [
        "Importing", "ContentReading", "ContentWriting", "Diagnostics", "Markdown", "SiteFiles",
        "StatusModel", "TestSupport",
      ]),
    tests(
      "CommandLineTests",
      imports: [
        "CommandLineTool", "Authoring", "Building", "ContentChecking", "ContentReading",
        "StatusModel",
        "Diagnostics", "SiteFiles", "SiteLoading", "SiteRendering", "Ledger", "TestSupport", yams,
        argumentParser,
      ], exclude: ["site-template-by-hand.txt"]),
  ]
)
