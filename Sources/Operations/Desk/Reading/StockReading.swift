import Handbook
import Storage

/// The stock as a storekeeper looks at it: what a store holds, what is out with engineers, what is owed.
package struct StockReading: Sendable {
    package let stores: [Store]
    /// The store whose balances are shown.
    package let store: Store?
    package let balances: Portion<Balance>
    package let out: Portion<Out>
    package let debts: Portion<Owed>
    package let now: Instant

    /// A store that the reader may see.
    package struct Store: Sendable {
        package let code: String
        package let name: String
        package let region: String
    }

    /// So much of a part in a store.
    package struct Balance: Sendable {
        package let part: String
        package let name: String
        package let quantity: Int
        /// How many of them have a serial.
        package let pieces: Int
    }

    /// A part that was issued for an order and is neither used nor back.
    package struct Out: Sendable {
        package let order: CaseHeader
        package let part: String
        package let name: String
        package let serial: String
        package let quantity: Int
        package let engineer: String?
        package let since: Instant?
    }

    /// A part owed, with its date.
    package struct Owed: Sendable {
        package let id: Int64
        package let order: CaseHeader
        package let kind: String
        package let part: String
        package let name: String
        package let serial: String
        package let due: Instant
        package let reason: String
        package let engineer: String?
        package let price: Int64?
    }

    /// The first of many, and where they go on.
    package struct Portion<Row: Sendable>: Sendable {
        package let rows: [Row]
        package let next: String?
    }

    /// The most of one kind that is read at once.
    package static let most = 50
}

/// What is asked of the stock: a store, and where each list goes on.
package struct StockQuery: Sendable {
    package var store: String?
    package var after: String?
    package var outAfter: String?
    package var debtsAfter: String?

    package init() {}
}

extension Desk {
    /// The stock that this person may see.
    package func stock(_ query: StockQuery, for person: ID<Person>) async throws -> StockReading {
        let now = now()
        return try await database.read { session in
            let principals = try Actor.load(person, at: now, in: session).principals
            let stores = try session.stores(for: principals)
            let store = query.store.map { code in stores.first { $0.code == code } } ?? stores.first
            return StockReading(
                stores: stores, store: store,
                balances: try store.map { try session.balances(of: $0.code, after: query.after ?? "") }
                    ?? .init(rows: [], next: nil),
                out: try session.out(after: query.outAfter, for: principals),
                debts: try session.debts(after: query.debtsAfter, for: principals), now: now)
        }
    }
}

extension StockReading.Portion {
    /// The first of one more than is shown; the last that is shown says where they go on.
    fileprivate init(_ found: [Row], cursor: (Row) -> String) {
        rows = Array(found.prefix(StockReading.most))
        next = found.count > StockReading.most ? rows.last.map(cursor) : nil
    }
}

extension Session {
    /// The condition that a case's number is in the audience of these principals.
    func isSeen(_ number: String, by principals: [String]) -> String {
        "EXISTS (SELECT 1 FROM case_audience a WHERE a.number = \(number) AND a.principal IN (\(placeholders(principals.count))))"
    }

    fileprivate func stores(for principals: [String]) throws -> [StockReading.Store] {
        try query(
            """
            SELECT w.code, w.name, w.region FROM warehouses w WHERE w.valid_to IS NULL AND w.active = 1
                AND \(isSeen("w.number", by: principals)) ORDER BY w.code LIMIT 200
            """, principals.map { .text($0) }
        ).map {
            StockReading.Store(code: try $0.text("code"), name: try $0.text("name"), region: try $0.text("region"))
        }
    }

    fileprivate func balances(of store: String, after: String) throws -> StockReading.Portion<StockReading.Balance> {
        let found = try query(
            """
            SELECT b.part, MAX(c.title) AS name, CAST(SUM(b.quantity) AS BIGINT) AS quantity,
                CAST(SUM(CASE WHEN b.serial <> '' THEN b.quantity ELSE 0 END) AS BIGINT) AS pieces
            FROM stock_balances b LEFT JOIN cases c ON c.number = 'part:' || b.part
            WHERE b.account = ? AND b.quantity > 0 AND b.part > ? GROUP BY b.part ORDER BY b.part LIMIT ?
            """, StockAccount.warehouse(ID(store)).text, after, StockReading.most + 1
        ).map { row in
            StockReading.Balance(
                part: try row.text("part"), name: try row.optionalText("name") ?? "", quantity: Int(try row.integer("quantity")),
                pieces: Int(try row.integer("pieces")))
        }
        return StockReading.Portion(found) { $0.part }
    }

    /// What orders hold, with the engineer and the day of the last issue.
    fileprivate func out(after: String?, for principals: [String]) throws -> StockReading.Portion<StockReading.Out> {
        let cursor = after?.split(separator: "~", omittingEmptySubsequences: false).map(String.init) ?? []
        let (account, part, serial) = cursor.count == 3 ? (cursor[0], cursor[1], cursor[2]) : ("", "", "")
        let found = try query(
            """
            SELECT b.part, b.serial, b.quantity, p.title AS name, \(Self.header("c")),
                (SELECT MAX(x.person) FROM case_people x WHERE x.number = c.number AND x.part = 'lead') AS engineer,
                (SELECT MAX(m.at) FROM stock_moves m JOIN stock_lines l ON l.move = m.id WHERE m.number = c.number
                    AND l.account = b.account AND l.part = b.part AND l.serial = b.serial AND l.quantity > 0) AS since
            FROM stock_balances b JOIN cases c ON c.number = substr(b.account, 7)
            LEFT JOIN cases p ON p.number = 'part:' || b.part
            WHERE b.quantity > 0 AND substr(b.account, 1, 6) = 'order:' AND (b.account, b.part, b.serial) > (?, ?, ?)
                AND \(isSeen("c.number", by: principals)) ORDER BY b.account, b.part, b.serial LIMIT ?
            """,
            [.text(account), .text(part), .text(serial)] + principals.map { .text($0) } + [.integer(Int64(StockReading.most + 1))]
        ).map { row in
            StockReading.Out(
                order: try CaseHeader(row), part: try row.text("part"), name: try row.optionalText("name") ?? "",
                serial: try row.text("serial"), quantity: Int(try row.integer("quantity")),
                engineer: try row.optionalText("engineer"),
                since: try row.optionalInteger("since").map { Instant(milliseconds: $0) })
        }
        let people = try titles(of: Set(found.compactMap(\.engineer).map { "\(Person.kind):\($0)" }))
        return StockReading.Portion(
            found.map { out in
                StockReading.Out(
                    order: out.order, part: out.part, name: out.name, serial: out.serial, quantity: out.quantity,
                    engineer: out.engineer.map { people["\(Person.kind):\($0)"] ?? $0 }, since: out.since)
            }
        ) { "\(StockAccount.order($0.order.number).text)~\($0.part)~\($0.serial)" }
    }

    /// What is owed, by its date.
    fileprivate func debts(after: String?, for principals: [String]) throws -> StockReading.Portion<StockReading.Owed> {
        let cursor = after?.split(separator: "~").compactMap { Int64($0) } ?? []
        let (due, id) = cursor.count == 2 ? (cursor[0], cursor[1]) : (Int64.min, Int64.min)
        let found = try query(
            """
            SELECT d.id AS debt, d.kind AS owed, d.part, d.serial, d.due AS owed_until, d.reason, p.title AS name, k.list_price,
                \(Self.header("c")),
                (SELECT MAX(n.title) FROM case_people x JOIN cases n ON n.number = 'person:' || x.person
                    WHERE x.number = c.number AND x.part = 'lead') AS engineer
            FROM debts d JOIN cases c ON c.number = d.number LEFT JOIN cases p ON p.number = 'part:' || d.part
            LEFT JOIN parts k ON k.number = 'part:' || d.part AND k.valid_to IS NULL
            WHERE d.settled IS NULL AND (d.due, d.id) > (?, ?) AND \(isSeen("c.number", by: principals))
            ORDER BY d.due, d.id LIMIT ?
            """,
            [.integer(due), .integer(id)] + principals.map { .text($0) } + [.integer(Int64(StockReading.most + 1))]
        ).map { row in
            StockReading.Owed(
                id: try row.integer("debt"), order: try CaseHeader(row), kind: try row.text("owed"), part: try row.text("part"),
                name: try row.optionalText("name") ?? "", serial: try row.text("serial"),
                due: Instant(milliseconds: try row.integer("owed_until")), reason: try row.text("reason"),
                engineer: try row.optionalText("engineer"), price: try row.optionalInteger("list_price"))
        }
        return StockReading.Portion(found) { "\($0.due.milliseconds)~\($0.id)" }
    }

    /// The columns of a case's header, of a table with that name.
    static func header(_ table: String) -> String {
        CaseHeader.columns.split(separator: ", ").map { "\(table).\($0)" }.joined(separator: ", ")
    }
}
