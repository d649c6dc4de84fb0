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

/// A moment in service time.
func at(_ text: String) throws -> Instant {
    try #require(try Shipped.edition.time.instant(parsing: text))
}

/// A day.
func day(_ text: String) throws -> Day {
    try #require(Day(text))
}

extension Edition {
    /// A moment as it is written outside.
    func iso(_ instant: Instant) -> String { time.iso(instant) }
}

extension EditionSource {
    /// The same files with the first occurrence of a text in one of them replaced.
    func changing(_ file: String, _ text: String, to other: String) -> EditionSource {
        var files = files
        if let range = files[file]?.range(of: text) { files[file]?.replaceSubrange(range, with: other) }
        return EditionSource(name: name, files: files)
    }

    /// The same files with one replaced as a whole, or left out.
    func replacing(_ file: String, with text: String?) -> EditionSource {
        var files = files
        files[file] = text
        return EditionSource(name: name, files: files)
    }

    /// The line on which a text first stands in a file.
    func line(of text: String, in file: String) -> Int? {
        guard let whole = files[file], let range = whole.range(of: text) else { return nil }
        return whole[..<range.lowerBound].count { $0 == "\n" } + 1
    }

    /// What is wrong with these files.
    var faults: [EditionFault] {
        do throws(EditionFaults) {
            _ = try Edition(self)
            return []
        } catch {
            return error.faults
        }
    }
}
