import ArgumentParser
import Foundation
import Handbook
import Operations
import Scenarios
import Storage
import Web

/// People at the console: enters the first ones of a new house, and shows who there is.
struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Enters people and shows them.", subcommands: [Add.self, List.self, Invite.self])

    /// Enters a person.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Enters a person with roles, each as role or role@region.")

        @Argument(help: "The code, such as zhang-wei.") var code: String
        @Argument(help: "The name.") var name: String
        @Argument(help: "Roles, such as engineer@shanghai or service-desk.") var roles: [String] = []
        @Option(help: "The home region.") var region: String?
        @OptionGroup var house: House

        func run() async throws {
            let desk = try await house.open()
            let grants: [Value] = roles.map { role in
                let parts = role.split(separator: "@", maxSplits: 1).map(String.init)
                return ["role": .text(parts[0]), "region": parts.count == 2 ? .text(parts[1]) : .null]
            }
            var submission = Submission(
                by: Actor.console.person, .new(kind: Person.kind), "enter",
                [
                    "code": .text(code), "name": .text(name), "region": region.map { .text($0) } ?? .null, "employment": "employed",
                    "grants": .list(grants),
                ])
            submission.source = .console
            let performed = try await failing { [submission] in try await desk.perform(submission) }
            print("\(performed.number) is entered")
            await desk.database.close()
        }
    }

    /// Lets somebody set a password and come in.
    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a one-time link by which somebody sets a password, or mails it.")

        @Argument(help: "The person's code.") var code: String
        @Flag(help: "Send it to the address that the register has, instead of printing it.") var mail = false
        @Option(help: "The address under which people reach the house.") var address = "http://127.0.0.1:8080"
        @OptionGroup var house: House

        func run() async throws {
            let desk = try await house.open()
            let accounts = Accounts(desk.database, now: desk.now)
            let person = ID<Person>(code)
            guard try await accounts.mayEnter(person) else { throw Failure("there is nobody called \(code) who works here") }
            if mail {
                guard let to = try await accounts.send(.invitation, to: person) else {
                    throw Failure("the register has no mail address of \(code)")
                }
                print("an invitation goes to \(to)")
            } else {
                print("\(address)\(try await accounts.link(for: person, to: .setPassword, hours: 72))")
            }
            await desk.database.close()
        }
    }

    /// Shows everybody.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows who there is, with roles.")

        @OptionGroup var house: House

        func run() async throws {
            let desk = try await house.open()
            let people = try await desk.database.read { session in
                try session.query(
                    "SELECT code, name, region, employment, grants FROM people WHERE valid_to IS NULL ORDER BY code LIMIT 1000"
                )
                .map { row in
                    "\(try row.text("code"))  \(try row.text("name"))  \(try row.optionalText("region") ?? "–")  \(try row.text("employment"))  \(try row.text("grants"))"
                }
            }
            for person in people { print(person) }
            await desk.database.close()
        }
    }
}
