import Handbook
import Storage
import Testing

@testable import Operations

struct JournalTests {
    /// Something that somebody does to the database behind the desk's back, and where the audit must point.
    struct Tampering: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// The place of the finding; `*` stands for the order's number.
        let place: String
        let change: @Sendable (any Session, _ order: String) throws -> Void
    }

    private static func statements(_ sql: String...) -> @Sendable (any Session, String) throws -> Void {
        { session, order in for statement in sql { try session.execute(statement.replacing("*", with: order)) } }
    }

    static let tamperings = [
        Tampering(testDescription: "a flipped byte of a payload", place: "*#2") { session, order in
            let row = try session.first("SELECT payload FROM journal WHERE number = ? AND position = 2", order)
            var payload = try #require(try row?.blob("payload"))
            payload[payload.count / 2] ^= 1
            try session.execute("UPDATE journal SET payload = ? WHERE number = ? AND position = 2", payload, order)
        },
        Tampering(
            testDescription: "another person", place: "*#2",
            change: statements("UPDATE journal SET person = 'sun-yu' WHERE number = '*' AND position = 2")),
        Tampering(
            testDescription: "another time of doing", place: "*#3",
            change: statements("UPDATE journal SET done = done - 60000 WHERE number = '*' AND position = 3")),
        Tampering(
            testDescription: "a removed middle entry", place: "*#4",
            change: statements("DELETE FROM journal WHERE number = '*' AND position = 3")),
        Tampering(
            testDescription: "a removed last entry", place: "*",
            change: statements(
                "DELETE FROM journal WHERE number = '*' AND position = (SELECT head_position FROM cases WHERE number = '*')")),
        Tampering(testDescription: "a removed last entry with the case's head put back", place: "*#7") { session, order in
            let last = try #require(try session.first("SELECT head_position FROM cases WHERE number = ?", order)?.integer(at: 0))
            try session.execute("DELETE FROM journal WHERE number = ? AND position = ?", order, last)
            try session.execute(
                """
                UPDATE cases SET head_position = ?, head_hash = (SELECT hash FROM journal WHERE number = ? AND position = ?) WHERE number = ?
                """, last - 1, order, last - 1, order)
        },
        Tampering(
            testDescription: "two entries in each other's place", place: "*#2",
            change: statements(
                "UPDATE journal SET position = 100 WHERE number = '*' AND position = 2",
                "UPDATE journal SET position = 2 WHERE number = '*' AND position = 3",
                "UPDATE journal SET position = 3 WHERE number = '*' AND position = 100")),
        Tampering(
            testDescription: "a case removed with its entries", place: "*#7",
            change: statements(
                "DELETE FROM stock_lines WHERE move IN (SELECT id FROM stock_moves WHERE number = '*')",
                "DELETE FROM stock_moves WHERE number = '*'", "DELETE FROM papers WHERE number = '*'",
                "DELETE FROM journal WHERE number = '*'", "DELETE FROM records WHERE number = '*'",
                "DELETE FROM cases WHERE number = '*'")),
        Tampering(testDescription: "a seal with another body", place: "seal 1") { session, _ in
            var body = try #require(try session.first("SELECT body FROM seals WHERE position = 1")?.blob("body"))
            body[body.count / 2] ^= 1
            try session.execute("UPDATE seals SET body = ? WHERE position = 1", body)
        },
        Tampering(
            testDescription: "a seal with another seal's signature", place: "seal 2",
            change: statements("UPDATE seals SET signature = (SELECT signature FROM seals WHERE position = 1) WHERE position = 2")),
        Tampering(
            testDescription: "a removed seal", place: "seal 2", change: statements("DELETE FROM seals WHERE position = 1")),
    ]

    /// A day, sealed at noon and in the evening; gives the order's number.
    private func sealedDay(_ house: House) async throws -> String {
        let key = try #require(SealKey(bytes: Array(repeating: 7, count: 32)))
        let now = house.house.clock.now
        let noon = try await house.database.write { session in try Seal.make(at: now, key: key, in: session)?.position }
        #expect(noon == 1)
        let order = try await house.day().order
        let evening = try await house.database.write { session in try Seal.make(at: now, key: key, in: session)?.position }
        #expect(evening == 2)
        return order
    }

    private func export(_ house: House) async throws -> [String] {
        let lines = Lines()
        try await AuditExport.write(house.database) { lines.all.append($0) }
        return lines.all
    }

    private final class Lines { var all: [String] = [] }

    @Test(arguments: House.databases, tamperings)
    func `Whatever is changed, taken out or put elsewhere is found, in the database and in an export`(
        _ kind: Dialect, _ tampering: Tampering
    ) async throws {
        try await House.with(kind) { house in
            let order = try await sealedDay(house)
            let before = try await Audit.verify(house.database)
            #expect(before.findings == [])
            try await house.database.write { session in try tampering.change(session, order) }
            let after = try await Audit.verify(house.database)
            let place = tampering.place.replacing("*", with: order)
            #expect(after.findings.contains { $0.place == place }, "\(after.findings.map(\.place))")
            let offline = try AuditExport.verify(try await export(house))
            #expect(Set(offline.findings) == Set(after.findings))
        }
    }

    @Test(arguments: House.databases) func `An untouched day is clean, and its export says so anywhere`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            _ = try await sealedDay(house)
            let audit = try await Audit.verify(house.database)
            let offline = try AuditExport.verify(try await export(house))
            #expect(audit.isClean && offline.isClean)
            let entries = try await house.count("SELECT COUNT(*) FROM journal")
            let cases = try await house.count("SELECT COUNT(*) FROM cases")
            #expect(audit.entries == Int(entries) && offline.entries == Int(entries))
            #expect(audit.cases == Int(cases) && offline.cases == Int(cases))
            #expect(audit.seals == 2 && offline.seals == 2)
        }
    }

    @Test(arguments: House.databases) func `An erased payload is no finding, its changed hash is one`(_ kind: Dialect) async throws
    {
        try await House.with(kind) { house in
            let order = try await sealedDay(house)
            try await house.tamper("UPDATE journal SET payload = NULL WHERE number = ? AND position = 2", order)
            #expect(try await Audit.verify(house.database).findings == [])
            try await house.tamper("UPDATE journal SET payload_hash = 'sha256:0' WHERE number = ? AND position = 2", order)
            #expect(try await Audit.verify(house.database).findings.map(\.place) == ["\(order)#2"])
        }
    }

    @Test(arguments: House.databases) func `Nothing new, nothing to seal`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            _ = try await sealedDay(house)
            let key = try #require(SealKey(bytes: Array(repeating: 7, count: 32)))
            let now = house.house.clock.now
            #expect(try await house.database.write { try Seal.make(at: now, key: key, in: $0)?.position } == nil)
            let request = try await house.request()
            let seal = try #require(await house.database.write { try Seal.make(at: now, key: key, in: $0) })
            #expect(String(decoding: seal.body, as: UTF8.self).contains(request))
        }
    }

    @Test(arguments: House.databases) func `Seals made with a key that isn't ours are found`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let ours = try #require(SealKey(bytes: Array(repeating: 7, count: 32)))
            let theirs = try #require(SealKey(bytes: Array(repeating: 8, count: 32)))
            let now = house.house.clock.now
            try await house.database.write { _ = try Seal.make(at: now, key: theirs, in: $0) }
            #expect(try await Audit.verify(house.database, trusting: [theirs.publicKey]).isClean)
            #expect(try await Audit.verify(house.database, trusting: [ours.publicKey]).findings.map(\.place) == ["seal 1"])
        }
    }
}
