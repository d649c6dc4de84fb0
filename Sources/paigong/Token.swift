import ArgumentParser
import Foundation
import Handbook
import Operations
import Storage

/// Access tokens for programs: shown once, kept as a digest.
struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Issues an access token for a program; it is shown once.")

    @Argument(help: "The person it acts for.") var person: String
    @Option(help: "What it may do: read or write.") var scopes = "read"
    @Option(help: "How many days it is valid.") var days = 90
    @OptionGroup var house: House

    func run() async throws {
        guard (1...366).contains(days) else { throw Failure("--days takes 1 to 366") }
        guard ["read", "write"].contains(scopes) else { throw Failure("--scopes takes read or write") }
        let desk = try await house.open()
        var generator = SystemRandomNumberGenerator()
        let secret =
            "pgt_"
            + Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        var submission = Submission(
            by: Actor.console.person, .at(number: ID<Person>(person).number), "issue-token",
            [
                "hash": .text(contentHash(of: Array(secret.utf8))), "scopes": .text(scopes),
                "expires": .integer(desk.now().adding(hours: 24 * days).milliseconds),
            ])
        submission.source = .console
        _ = try await failing { [submission] in try await desk.perform(submission) }
        print(secret)
        await desk.database.close()
    }
}
