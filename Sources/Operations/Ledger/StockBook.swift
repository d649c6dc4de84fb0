import Handbook
import Storage

/// The double-entry stock ledger: every move takes from one account what it gives to another, is never edited, only reversed.
package struct StockBook {
    let number: String
    let position: Int
    let at: Instant
    let session: any Session

    /// Books an activity's moves and debts.
    func apply(_ effects: Effects) throws {
        for move in effects.moves { try book(move) }
        for debt in effects.debts { try register(debt) }
        for debt in effects.settled {
            try session.execute("UPDATE debts SET settled = ? WHERE id = ? AND settled IS NULL", at.milliseconds, debt)
        }
    }

    private func book(_ move: StockMove) throws {
        let id = try insert(move.purpose, reverses: nil)
        try post(id, 1, move.from.text, move.part, move.serial ?? "", -move.quantity)
        try post(id, 2, move.to.text, move.part, move.serial ?? "", move.quantity)
    }

    private func insert(_ purpose: Text, reverses: Int64?) throws -> Int64 {
        let row = try session.first(
            """
            INSERT INTO stock_moves (number, position, purpose_zh, purpose_en, at, reverses) VALUES (?, ?, ?, ?, ?, ?) RETURNING id
            """, number, position, purpose.zh, purpose.en, at.milliseconds, reverses)
        guard let row else { throw StorageFault.statement("a stock move got no id") }
        return try row.integer("id")
    }

    private func post(_ move: Int64, _ line: Int, _ account: String, _ part: String, _ serial: String, _ quantity: Int) throws {
        try session.execute(
            "INSERT INTO stock_lines (move, line, account, part, serial, quantity) VALUES (?, ?, ?, ?, ?, ?)", move, line, account,
            part,
            serial, quantity)
        // The outside has no serials of its own: what comes in twice is caught by the one place that a serial can be.
        let kept = account == StockAccount.outside.text ? "" : serial
        do {
            // Not an upsert: SQLite would check the difference itself against the bound before it finds the row.
            let changed = try session.execute(
                "UPDATE stock_balances SET quantity = quantity + ? WHERE account = ? AND part = ? AND serial = ?", quantity,
                account, part,
                kept)
            if changed == 0 {
                try session.execute(
                    "INSERT INTO stock_balances (account, part, serial, quantity) VALUES (?, ?, ?, ?)", account, part, kept,
                    quantity)
            }
        } catch StorageFault.constraint {
            throw Self.shortage(account, part, serial, quantity)
        }
    }

    /// Books the contrary of an earlier entry's moves, and takes the debts back that it registered.
    func reverse(entry: Int) throws {
        let moves = try session.query(
            """
            SELECT id, purpose_zh, purpose_en FROM stock_moves WHERE number = ? AND position = ? AND reverses IS NULL
                AND id NOT IN (SELECT reverses FROM stock_moves WHERE number = ? AND reverses IS NOT NULL) ORDER BY id
            """, number, entry, number)
        for move in moves {
            let old = try move.integer("id")
            let purpose = Text("冲销：\(try move.text("purpose_zh"))", "Reversal: \(try move.text("purpose_en"))")
            let id = try insert(purpose, reverses: old)
            let lines = try session.query(
                "SELECT line, account, part, serial, quantity FROM stock_lines WHERE move = ? ORDER BY line DESC", old)
            for line in lines {
                try post(
                    id, Int(try line.integer("line")), try line.text("account"), try line.text("part"), try line.text("serial"),
                    -Int(try line.integer("quantity")))
            }
        }
        try session.execute(
            "UPDATE debts SET annulled_by = ?, settled = ? WHERE number = ? AND position = ? AND settled IS NULL", position,
            at.milliseconds,
            number, entry)
    }

    private func register(_ debt: Debt) throws {
        try session.execute(
            "INSERT INTO debts (number, kind, part, serial, due, reason, position, opened) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", number,
            debt.kind.rawValue, debt.part, debt.serial, debt.due.milliseconds, debt.reason, position, at.milliseconds)
    }

    private static func shortage(_ account: String, _ part: String, _ serial: String, _ quantity: Int) -> Refused {
        let what = serial.isEmpty ? part : "\(part) \(serial)"
        if quantity > 0 {
            return Refused(
                "15.1(b)", Text("序列号 \(serial) 已在别处", "Serial \(serial) is somewhere else already"),
                remedy: Text("请核对序列号，或先冲销原记录", "Check the serial, or reverse the earlier movement first"), field: "serial")
        }
        return Refused(
            "13/035", Text("\(account) 没有足够的 \(what)", "\(account) has not enough of \(what)"),
            remedy: Text("请从有货的库房领用，或先入库", "Take it from a store that has it, or book it in first"), field: "part")
    }
}

extension StockBook {
    /// How many of a part an account holds, by serial (empty where it has none).
    package static func holdings(of account: StockAccount, in session: any Session) throws -> [(
        part: String, serial: String, quantity: Int
    )] {
        try session.query(
            "SELECT part, serial, quantity FROM stock_balances WHERE account = ? AND quantity > 0 ORDER BY part, serial",
            account.text
        ).map { (try $0.text("part"), try $0.text("serial"), Int(try $0.integer("quantity"))) }
    }

    /// What does not add up: moves whose lines don't cancel out, balances that differ from their lines, accounts below nought.
    package static func imbalances(in session: any Session) throws -> [String] {
        let moves = try session.query(
            "SELECT move, part FROM stock_lines GROUP BY move, part, serial HAVING SUM(quantity) <> 0 LIMIT 100"
        ).map { "move \(try $0.integer("move")) of \(try $0.text("part"))" }
        let balances = try session.query(
            """
            SELECT account, part FROM (
                SELECT account, part, quantity FROM stock_balances
                UNION ALL SELECT account, part, -quantity FROM stock_lines) AS both_sides
            GROUP BY account, part HAVING SUM(quantity) <> 0 LIMIT 100
            """
        ).map { "\(try $0.text("account")) of \(try $0.text("part"))" }
        let below = try session.query(
            "SELECT account, part FROM stock_balances WHERE quantity < 0 AND account <> 'outside' LIMIT 100"
        )
        .map { "\(try $0.text("account")) of \(try $0.text("part")) below nought" }
        return moves + balances + below
    }
}
