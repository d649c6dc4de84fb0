/// Runs closures as transactions on one thread's connection, connecting and retrying as needed.
final class PostgresWorker {
    /// What a transaction is for.
    enum Mode: String {
        case read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        case write = "BEGIN ISOLATION LEVEL SERIALIZABLE"
    }

    private static let mostTries = 50
    private static let mostReconnections = 3

    private let address: PostgresAddress
    private var connection: PostgresConnection?

    init(_ address: PostgresAddress) {
        self.address = address
    }

    /// The result of `body`, committed; the whole closure is run again after a conflict or a connection lost before COMMIT.
    ///
    /// Those that lost against another one go on in turns: each of them would otherwise lose again and again against the rest.
    func transaction<T>(_ mode: Mode, _ body: (any Session) throws -> T) throws -> T {
        var reconnections = 0
        var tries = 0
        var hasLost = false
        var hasTurn = false
        defer { if hasTurn { connection?.endTurn() } }
        while true {
            tries += 1
            do {
                let connection = try connected()
                if hasLost, mode == .write, !hasTurn { hasTurn = try connection.takesTurn() }
                return try attempt(mode, on: connection, body)
            } catch PostgresConnection.Setback.lost(let reason) {
                connection = nil
                hasTurn = false
                reconnections += 1
                if reconnections > Self.mostReconnections { throw StorageFault.unavailable(reason) }
            } catch PostgresConnection.Setback.again(let fault) {
                hasLost = true
                if tries >= Self.mostTries { throw fault }
            }
        }
    }

    /// Runs commands outside a transaction, as `CREATE SCHEMA` at the opening needs.
    func command(_ sql: String) throws {
        do {
            try connected().command(sql)
        } catch let setback as PostgresConnection.Setback {
            connection = nil
            throw setback.fault
        }
    }

    /// Lets go of the connection.
    func disconnect() {
        connection = nil
    }

    private func connected() throws -> PostgresConnection {
        if let connection, connection.isAlive { return connection }
        let new = try PostgresConnection(address)
        connection = new
        return new
    }

    private func attempt<T>(_ mode: Mode, on connection: PostgresConnection, _ body: (any Session) throws -> T) throws -> T {
        try connection.command(mode.rawValue)
        let session = PostgresSession(connection)
        let outcome = Result { try body(session) }
        session.end()
        if let setback = session.setback {
            undo(on: connection, setback)
            throw setback
        }
        switch outcome {
        case .failure(let error):
            undo(on: connection, nil)
            throw error
        case .success(let value):
            try commit(on: connection, session.fatal)
            return value
        }
    }

    private func commit(on connection: PostgresConnection, _ fatal: StorageFault?) throws {
        let tag: String
        do {
            tag = try connection.command("COMMIT")
        } catch PostgresConnection.Setback.lost(let reason) {
            self.connection = nil
            throw StorageFault.unavailable("the connection was lost during COMMIT, whose outcome is unknown (\(reason))")
        }
        if tag != "COMMIT" {
            throw fatal ?? .statement("a failed statement outside a savepoint undid the whole transaction")
        }
    }

    private func undo(on connection: PostgresConnection, _ setback: PostgresConnection.Setback?) {
        guard connection.isAlive else { return }
        if connection.isInTransaction { _ = try? connection.command("ROLLBACK") }
        if case .again(.statement) = setback { connection.forgetStatements() }
    }
}

extension PostgresConnection {
    /// The queue of a schema's losers; it is the session's, because a transaction sees what was committed before its first word.
    private static let queue = "(8008, hashtext(current_schema()))"

    /// Waits for a turn among those who lost; false where it takes too long, and one does better to try without.
    fileprivate func takesTurn() throws -> Bool {
        do {
            try command("BEGIN; SET LOCAL lock_timeout = '10s'; SELECT pg_advisory_lock\(Self.queue); COMMIT")
            return true
        } catch StorageFault.busy {
            try command("ROLLBACK")
            return false
        }
    }

    fileprivate func endTurn() { _ = try? command("SELECT pg_advisory_unlock\(Self.queue)") }
}

extension PostgresConnection.Setback {
    /// The setback as callers are told of it.
    var fault: StorageFault {
        switch self {
        case .again(let fault): fault
        case .lost(let reason): .unavailable(reason)
        }
    }
}
