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
let http = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let tls = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let httpTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let ssl = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "paigong",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .target(name: "Handbook", dependencies: [yaml, crypto], swiftSettings: ours),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "Storage", dependencies: ["CPostgreSQL", "CSQLite", sqlite, crypto], swiftSettings: ours),
        .target(name: "HTML", dependencies: ["Handbook"], swiftSettings: ours),
        .target(name: "Operations", dependencies: ["Handbook", "Storage", crypto], swiftSettings: ours),
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .target(
            name: "Delivery",
            dependencies: [
                "CCurl", "CExpat", "CXLSXWriter", "CZlib", "CQREncode", "Handbook", "HTML", "Storage", subprocess,
            ],
            swiftSettings: ours),
        .target(
            name: "Web",
            dependencies: [
                "CArgon2", "CZlib", "Handbook", "HTML", "Storage", "Operations", "Delivery", http, httpCore, httpTypes, nio, tls,
                ssl, log, crypto,
            ],
            resources: [.copy("Assets")], swiftSettings: ours),
        .target(name: "Scenarios", dependencies: ["Handbook", "Storage", "Operations", yaml], swiftSettings: ours),
        .executableTarget(
            name: "paigong", dependencies: ["Handbook", "Storage", "Operations", "Scenarios", "Web", "Delivery", arguments],
            swiftSettings: ours),
        .executableTarget(
            name: "bench", dependencies: ["Handbook", "Storage", "Operations", "Scenarios", "Web"], path: "Benchmarks",
            exclude: ["RESULTS.md"], swiftSettings: ours),
        .testTarget(name: "HandbookTests", dependencies: ["Handbook"], swiftSettings: ours),
        .testTarget(name: "StorageTests", dependencies: ["Storage"], swiftSettings: ours),
        .testTarget(
            name: "OperationsTests", dependencies: ["Handbook", "Storage", "Operations", "Scenarios"],
            exclude: ["not-yet-held.txt"],
            swiftSettings: ours),
        .testTarget(name: "HTMLTests", dependencies: ["Handbook", "HTML"], swiftSettings: ours),
        .testTarget(
            name: "DeliveryTests",
            dependencies: ["CZlib", "Delivery", "Handbook", "Storage", nio, nioPosix, ssl, subprocess], swiftSettings: ours),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Delivery", "Handbook", "Storage", "Operations", "Scenarios", "HTML", "Web", http, httpTypes, httpTesting,
                subprocess,
            ],
            swiftSettings: ours),
    ]
)
