import ArgumentParser
import Foundation
import Handbook
import Operations
import Scenarios
import Storage

/// Which database and edition a command works on.
struct House: ParsableArguments {
    @Option(help: "The database: a path, sqlite:PATH or postgres://user@host/name.") var database = Places.database
    @Option(help: "The edition that a new house is founded on.") var edition = Places.edition

    /// Opens the desk; a new house is founded.
    func open() async throws -> Desk {
        try await Desk.open(
            try await openDatabase(database), founding: EditionSource(directory: URL(filePath: edition)), build: Build.name,
            now: { Moment.now })
    }
}

/// What the journal stamps as the program.
enum Build {
    static let name = "paigong 0.1.0"
}

/// What a command could not do, in one line.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Prints errors as one clear line and ends the command.
func failing<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
    do {
        return try await body()
    } catch let error
        where error is Refused || error is Malformed || error is Missing || error is PolicyGap || error is EditionFaults
    {
        throw Failure(sentence(of: error))
    }
}
