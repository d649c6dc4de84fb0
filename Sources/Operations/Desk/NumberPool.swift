import Storage
import Synchronization

/// Hands out case numbers from blocks that are taken from the database's sequences: a number is never given twice, gaps are allowed.
final class NumberPool: Sendable {
    private let database: any Database
    private let free = Mutex<[String: [Int64]]>([:])
    private let block: Int64 = 16

    init(_ database: any Database) { self.database = database }

    /// The next number of that kind and year.
    func draw(_ kind: String, _ year: Int) async throws -> String {
        let name = "\(kind)-\(year)"
        while true {
            let count: Int64? = free.withLock { free in
                guard let next = free[name]?.first else { return nil }
                free[name]?.removeFirst()
                return next
            }
            if let count { return CaseNumber.yearly(kind, year, count) }
            let block = block
            let next = try await database.write { session in
                try session.execute("INSERT INTO sequences (name, next) VALUES (?, 1) ON CONFLICT (name) DO NOTHING", name)
                let row = try session.first("UPDATE sequences SET next = next + ? WHERE name = ? RETURNING next", block, name)
                return try row?.integer("next") ?? block + 1
            }
            free.withLock { $0[name, default: []].append(contentsOf: (next - block)..<next) }
        }
    }

    /// Takes back what was drawn and not used, so that numbers run without gaps where nothing goes wrong.
    func giveBack(_ supply: [String: String], used: Set<String>) {
        for number in supply.values where !used.contains(number) {
            guard let dash = number.lastIndex(of: "-"), let count = Int64(number[number.index(after: dash)...]) else { continue }
            free.withLock {
                $0[String(number[..<dash]), default: []].append(count)
                $0[String(number[..<dash])]?.sort()
            }
        }
    }
}
