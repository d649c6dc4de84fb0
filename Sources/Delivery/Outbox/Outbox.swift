import Handbook
import Storage

/// What waits to leave the house: written in the transaction of what it tells, sent at least once, in order for each target.
package struct Outbox: Sendable {
    let database: any Database
    package let now: @Sendable () -> Instant

    /// Tries after which a letter is given up until somebody asks for it again.
    package static let mostTries = 10
    /// Minutes for which a letter is its sender's; should that one die, another takes it then.
    static let lease = 5

    package init(_ database: any Database, now: @escaping @Sendable () -> Instant) {
        self.database = database
        self.now = now
    }

    /// One line of it.
    package struct Line: Sendable {
        package let id: Int64
        package let target: String
        package let number: String
        package let payload: String
        package let created: Instant
        package let attempts: Int
        package let due: Instant
        package let sent: Instant?
        /// Why the last try failed.
        package let trouble: String?

        /// Whether it was not sent because its addressee takes no notices by mail.
        package var isDeclined: Bool { sent != nil && trouble == Outbox.declined }
    }

    /// What stands beside a line that was not sent because its addressee takes no notices by mail.
    static let declined = "declined"

    static let columns = "id, target, number, payload, created, attempts, due, sent, trouble"
}

extension Outbox {
    /// Takes the first line that is due, and counts the try; nobody else takes it within the lease. Nil where nothing is due.
    ///
    /// Only the oldest line of a target can be taken: what failed holds up what follows, so that order is kept.
    func take() async throws -> Line? {
        let now = now()
        guard try await database.read({ session in try Self.first(at: now, in: session, locking: false) }) != nil else {
            return nil
        }
        return try await database.write { session in
            guard let line = try Self.first(at: now, in: session, locking: true) else { return nil }
            try session.execute(
                "UPDATE outbox SET attempts = attempts + 1, due = ? WHERE id = ?", now.adding(minutes: Self.lease).milliseconds,
                line.id)
            return line
        }
    }

    private static func first(at now: Instant, in session: any Session, locking: Bool) throws -> Line? {
        // Several nodes each take another line; SQLite has one process and one writer.
        let lock = locking && session.dialect == .postgres ? "FOR UPDATE SKIP LOCKED" : ""
        return try session.first(
            """
            SELECT \(columns) FROM outbox o WHERE sent IS NULL AND dead = 0 AND due <= ? AND NOT EXISTS (
                SELECT 1 FROM outbox e WHERE e.target = o.target AND e.id < o.id AND e.sent IS NULL AND e.dead = 0)
            ORDER BY id LIMIT 1 \(lock)
            """, now.milliseconds
        ).map { try Line($0) }
    }

    /// Notes that a line has gone, or that nobody wants it, and forgets what was secret in it.
    func settle(_ line: Line, isDeclined: Bool) async throws {
        let now = now()
        try await database.write { session in
            try session.execute(
                "UPDATE outbox SET sent = ?, trouble = ?, payload = ? WHERE id = ? AND sent IS NULL", now.milliseconds,
                isDeclined ? Self.declined : nil, line.keptPayload, line.id)
        }
    }

    /// Puts a line off after a try that failed: 2, 4, 8 … 512 minutes; the tenth is the last.
    func putOff(_ line: Line, because trouble: String) async throws {
        let now = now()
        let tries = line.attempts + 1
        let due = now.adding(minutes: 1 << min(tries, 12))
        try await database.write { session in
            try session.execute(
                "UPDATE outbox SET due = ?, dead = ?, trouble = ? WHERE id = ? AND sent IS NULL", due.milliseconds,
                tries >= Self.mostTries, String(trouble.prefix(400)), line.id)
        }
    }
}

extension Outbox {
    /// What a list of lines shows.
    package enum State: String, Sendable, CaseIterable {
        case waiting, dead, sent
    }

    /// Lines in that state: those that wait from the oldest on, the others from the latest back.
    package func lines(_ state: State, from cursor: Int64? = nil, limit: Int = 50) async throws -> [Line] {
        let statement =
            switch state {
            case .waiting: "SELECT \(Self.columns) FROM outbox WHERE sent IS NULL AND dead = 0 AND id > ? ORDER BY id LIMIT ?"
            case .dead: "SELECT \(Self.columns) FROM outbox WHERE dead = 1 AND id < ? ORDER BY id DESC LIMIT ?"
            case .sent: "SELECT \(Self.columns) FROM outbox WHERE sent IS NOT NULL AND id < ? ORDER BY id DESC LIMIT ?"
            }
        let start = cursor ?? (state == .waiting ? 0 : Int64.max)
        return try await database.read { session in
            try session.query(statement, start, limit).map { try Line($0) }
        }
    }

    /// Lets a line that was given up, or one that waits for its next try, go at once; false where there is none.
    package func retry(_ id: Int64) async throws -> Bool {
        let now = now()
        return try await database.write { session in
            try session.execute(
                "UPDATE outbox SET dead = 0, attempts = 0, due = ? WHERE id = ? AND sent IS NULL", now.milliseconds, id) == 1
        }
    }
}

extension Outbox.Line {
    fileprivate init(_ row: SQLRow) throws {
        id = try row.integer("id")
        target = try row.text("target")
        number = try row.text("number")
        payload = try row.text("payload")
        created = Instant(milliseconds: try row.integer("created"))
        attempts = Int(try row.integer("attempts"))
        due = Instant(milliseconds: try row.integer("due"))
        sent = try row.optionalInteger("sent").map { Instant(milliseconds: $0) }
        trouble = try row.optionalText("trouble")
    }
}
