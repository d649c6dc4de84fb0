import ArgumentParser
import Operations
import Storage

/// Brings a database's schema up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Brings the database's schema up to date, and founds a new house.")

    @OptionGroup var house: House

    func run() async throws {
        let desk = try await failing { try await house.open() }
        print("\(house.database) is up to date; edition \(desk.editions.current.name), \(desk.editions.current.hash)")
        await desk.database.close()
    }
}
