// swift-tools-version: 6.2
import PackageDescription

/// Our own targets treat every warning as an error; deprecations stay warnings, so that a library's update can't stop the house.
let ours: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
    .enableUpcomingFeature("ExistentialAny"),
]

let yaml = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let sqlite = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "paigong",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(name: "Handbook", dependencies: [yaml, crypto], swiftSettings: ours),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "Storage", dependencies: ["CPostgreSQL", sqlite, crypto], swiftSettings: ours),
        .target(name: "Operations", dependencies: ["Handbook", "Storage", crypto], swiftSettings: ours),
        .target(name: "Scenarios", dependencies: ["Handbook", "Storage", "Operations", yaml], swiftSettings: ours),
        .executableTarget(
            name: "paigong", dependencies: ["Handbook", "Storage", "Operations", "Scenarios", arguments],
            swiftSettings: ours),
        .executableTarget(
            name: "bench", dependencies: ["Handbook", "Storage", "Operations", "Scenarios"], path: "Benchmarks",
            exclude: ["RESULTS.md"], swiftSettings: ours),
        .testTarget(name: "HandbookTests", dependencies: ["Handbook"], swiftSettings: ours),
        .testTarget(name: "StorageTests", dependencies: ["Storage"], swiftSettings: ours),
        .testTarget(
            name: "OperationsTests", dependencies: ["Handbook", "Storage", "Operations", "Scenarios"],
            exclude: ["not-yet-held.txt"],
            swiftSettings: ours),
    ]
)
