import ArgumentParser
import Handbook
import Operations
import Web

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
        let token = try await failing {
            try await Accounts.issueToken(for: ID(person), scopes: scopes, days: days, through: desk)
        }
        print(token)
        await desk.database.close()
    }
}
