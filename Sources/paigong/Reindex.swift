import ArgumentParser
import Foundation
import Operations
import Storage

/// Makes everything anew that is derived from the records.
struct Reindex: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the search index and every derived table anew from the records; --check only compares.")

    @Flag(help: "Only compare, and fail where something differs.") var check = false
    @OptionGroup var house: House

    func run() async throws {
        let desk = try await house.open()
        let editions = desk.editions
        var after = ""
        var done = 0
        var differences: [String] = []
        while true {
            let from = after
            let last: String?
            if check {
                let portion = try await desk.database.read { try Rebuild.differences(after: from, editions: editions, in: $0) }
                differences += portion.found
                last = portion.last
            } else {
                last = try await desk.database.write { try Rebuild.run(after: from, editions: editions, in: $0) }
            }
            guard let last else { break }
            after = last
            done += 1
        }
        for difference in differences { print("✗ \(difference)") }
        print(check ? "\(differences.count) differences" : "done, in \(done) portions")
        await desk.database.close()
        if !differences.isEmpty { throw ExitCode.failure }
    }
}
