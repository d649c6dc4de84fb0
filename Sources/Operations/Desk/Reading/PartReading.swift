import Handbook
import Storage

/// A part, or one piece of it, in the ledger: where it is, every movement, and whether its accounts cancel out.
package struct PartReading: Sendable {
    package let part: Part
    package let serial: String?
    package let places: [Place]
    package let moves: [Move]
    package let next: Int64?
    /// What all accounts of the part add up to, the outside among them: nought where the books are right.
    package let sum: Int
    package let titles: [String: String]
    package let now: Instant

    /// So many in one account.
    package struct Place: Sendable {
        package let account: String
        package let serial: String
        package let quantity: Int
    }

    /// A movement, from which account to which, with the case in whose journal it stands.
    package struct Move: Sendable {
        package let id: Int64
        package let number: String
        package let position: Int
        package let at: Instant
        package let person: String
        package let purpose: Text
        package let isReversal: Bool
        package let part: String
        package let serial: String
        package let quantity: Int
        package let from: String
        package let to: String
    }
}

/// All moves of one journal entry, as the slip that goes with the parts.
package struct StockSlip: Sendable {
    package let header: CaseHeader
    package let position: Int
    package let moves: [PartReading.Move]
    package let titles: [String: String]
}

/// Whether the whole ledger adds up.
package struct StockProof: Sendable {
    /// What each kind of account holds together: warehouse, order, site, outside.
    package let sums: [(account: String, quantity: Int)]
    package let faults: [String]
    package var sum: Int { sums.reduce(0) { $0 + $1.quantity } }
}

extension Desk {
    /// A part in the ledger, or one serial of it; throws `Missing` where there is no such part.
    package func part(
        _ code: String, serial: String? = nil, before: Int64? = nil, for person: ID<Person>
    ) async throws -> PartReading {
        let now = now()
        return try await database.read { session in
            let principals = try Actor.load(person, at: now, in: session).principals
            guard let part = try Part.find(ID(code), in: session)?.entry else {
                throw Missing("没有部件“\(code)”", "There is no part “\(code)”")
            }
            let places = try session.places(of: code, serial, for: principals)
            let found = try session.moves(
                "t.part = ?\(serial == nil ? "" : " AND t.serial = ?") AND t.move < ?",
                [.text(code)] + (serial.map { [.text($0)] } ?? []) + [.integer(before ?? .max)], for: principals,
                limit: StockReading.most + 1)
            let moves = Array(found.prefix(StockReading.most))
            let sum = try session.first(
                "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) AS total FROM stock_balances WHERE part = ?", code)
            return PartReading(
                part: part, serial: serial, places: places, moves: moves,
                next: found.count > StockReading.most ? moves.last?.id : nil, sum: Int(try sum?.integer("total") ?? 0),
                titles: try session.titles(naming: moves, places.map(\.account)), now: now)
        }
    }

    /// The parts that have moved under this serial, by code; at most ten.
    package func parts(withSerial serial: String) async throws -> [String] {
        try await database.read { session in
            try session.query(
                "SELECT DISTINCT part FROM stock_lines WHERE serial = ? AND serial <> '' ORDER BY part LIMIT 10", serial
            ).map { try $0.text("part") }
        }
    }

    /// The moves of one journal entry; throws `Missing` where there are none that this person may see.
    package func slip(of number: String, at position: Int, for person: ID<Person>) async throws -> StockSlip {
        let now = now()
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            guard let header = try CaseHeader.find(number, in: session), try session.isVisible(number, to: actor) else {
                throw Missing("没有这张单", "There is no such slip")
            }
            let moves = try session.moves(
                "m.number = ? AND m.position = ?", [.text(number), position.sqlValue], for: actor.principals, limit: 500)
            if moves.isEmpty { throw Missing("没有这张单", "There is no such slip") }
            return StockSlip(
                header: header, position: position, moves: moves.reversed(), titles: try session.titles(naming: moves, []))
        }
    }

    /// Adds the whole ledger up: asked for by hand, since it reads everything.
    package func stockProof() async throws -> StockProof {
        try await database.read { session in
            let sums = try session.query(
                """
                SELECT CASE substr(account, 1, 5) WHEN 'wareh' THEN 'warehouse' WHEN 'order' THEN 'order' WHEN 'site:' THEN 'site'
                    ELSE 'outside' END AS kind, CAST(SUM(quantity) AS BIGINT) AS total FROM stock_balances GROUP BY 1 ORDER BY 1
                """
            ).map { (account: try $0.text("kind"), quantity: Int(try $0.integer("total"))) }
            return StockProof(sums: sums, faults: try StockBook.imbalances(in: session))
        }
    }
}

extension Session {
    /// What the accounts, parts and people of moves are called, by number.
    fileprivate func titles(naming moves: [PartReading.Move], _ accounts: [String]) throws -> [String: String] {
        let named = moves.flatMap { [$0.from, $0.to, "\(Person.kind):\($0.person)", "\(Part.kind):\($0.part)"] } + accounts
        var titles = try titles(of: Set(named))
        // The clock and the console are in no register.
        for actor in [Actor.clock, .console] { titles["\(Person.kind):\(actor.person)"] = actor.name }
        return titles
    }

    /// The accounts that hold a part, of those that the reader may see; at most 300.
    fileprivate func places(of part: String, _ serial: String?, for principals: [String]) throws -> [PartReading.Place] {
        let number = "CASE WHEN substr(b.account, 1, 6) = 'order:' THEN substr(b.account, 7) ELSE b.account END"
        return try query(
            """
            SELECT b.account, b.serial, b.quantity FROM stock_balances b
            WHERE b.part = ? AND b.quantity > 0 AND b.account <> 'outside'\(serial == nil ? "" : " AND b.serial = ?")
                AND \(isSeen(number, by: principals)) ORDER BY b.account DESC, b.serial LIMIT 300
            """, [.text(part)] + (serial.map { [.text($0)] } ?? []) + principals.map { .text($0) }
        ).map {
            PartReading.Place(
                account: try $0.text("account"), serial: try $0.text("serial"), quantity: Int(try $0.integer("quantity")))
        }
    }

    /// Movements, the latest first, of cases that the reader may see: `t` is the line that receives, `f` the one that gives.
    fileprivate func moves(
        _ condition: String, _ arguments: [SQLValue], for principals: [String], limit: Int
    ) throws -> [PartReading.Move] {
        try query(
            """
            SELECT m.id, m.number, m.position, m.at, m.purpose_zh, m.purpose_en, m.reverses, j.person, t.part, t.serial, t.quantity,
                f.account AS giver, t.account AS taker
            FROM stock_lines t JOIN stock_moves m ON m.id = t.move
            JOIN stock_lines f ON f.move = t.move AND f.line <> t.line
            JOIN journal j ON j.number = m.number AND j.position = m.position
            WHERE t.quantity > 0 AND \(condition) AND \(isSeen("m.number", by: principals)) ORDER BY t.move DESC LIMIT ?
            """, arguments + principals.map { .text($0) } + [.integer(Int64(limit))]
        ).map { row in
            PartReading.Move(
                id: try row.integer("id"), number: try row.text("number"), position: Int(try row.integer("position")),
                at: Instant(milliseconds: try row.integer("at")), person: try row.text("person"),
                purpose: Text(try row.text("purpose_zh"), try row.text("purpose_en")),
                isReversal: try row.optionalInteger("reverses") != nil, part: try row.text("part"),
                serial: try row.text("serial"), quantity: Int(try row.integer("quantity")), from: try row.text("giver"),
                to: try row.text("taker"))
        }
    }
}
