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
        let differences = check ? try await desk.differences() : []
        let portions = check ? 0 : try await desk.rebuild()
        for difference in differences { print("✗ \(difference)") }
        print(check ? "\(differences.count) differences" : "done, in \(portions) portions")
        await desk.database.close()
        if !differences.isEmpty { throw ExitCode.failure }
    }
}
