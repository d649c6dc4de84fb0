import Foundation
import Testing

@testable import Handbook

/// The edition that comes with the house.
enum Shipped {
    static let source: Result<EditionSource, any Error> = Result {
        try EditionSource(directory: directory)
    }

    static let result: Result<Edition, any Error> = Result { try Edition(source.get()) }

    static var edition: Edition { get throws { try result.get() } }

    static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Editions/HD-EN-2021-A0")
}
