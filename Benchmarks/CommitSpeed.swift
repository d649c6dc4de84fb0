import Foundation
import Storage

/// What grouped commits are worth against one commit a request, on this disk.
enum CommitSpeed {
    static func measure() async throws -> [Figure] {
        let one = try await rate(clients: 1, each: 2000)
        let many = try await rate(clients: 64, each: 400)
        return [
            Figure(
                what: "64 clients' grouped commits against one commit a request, this disk", value: many / one, unit: "x", limit: 3)
        ]
    }

    private static func rate(clients: Int, each: Int) async throws -> Double {
        let place = try TemporaryDatabase(.sqlite)
        let database = try await openDatabase(place.address)
        try await database.write { session in try session.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b BIGINT)") }
        let taken = try await seconds {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 0..<clients {
                    group.addTask {
                        for index in 0..<each {
                            try await database.write { session in
                                try session.execute("INSERT INTO t (a, b) VALUES (?, ?)", "row \(index) of \(client)", index)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        await database.close()
        try await place.remove()
        return Double(clients * each) / taken
    }
}
