import CPostgreSQL
import Foundation

/// One connection to a server; used only by the thread that owns it.
final class PostgresConnection {
    /// Why a transaction is to be run again from its start.
    enum Setback: Error {
        /// It lost against another transaction, or a statement has to be prepared anew.
        case again(StorageFault)
        /// The connection was lost before COMMIT was sent.
        case lost(String)
    }

    private struct StatementKey: Hashable {
        let sql: String
        let types: [Oid]
    }

    private struct Prepared {
        let name: String
        let format: Int32
    }

    private static let mostStatements = 500

    private let pointer: OpaquePointer
    private var statements: [StatementKey: Prepared] = [:]
    private var statementCount = 0

    /// Connects and sets the session up, with its schema.
    init(_ address: PostgresAddress) throws {
        pointer = try Self.connect(address.server)
        PQsetNoticeProcessor(pointer, { _, _ in }, nil)
        try command("SET client_min_messages = warning")
        if let schema = address.schema { try command("SET search_path = \"\(schema)\"") }
        try command("SET synchronous_commit = on")
        try command("SET bytea_output = hex")
        try command("SET timezone = 'UTC'")
        // What a lost client held is free again within a minute.
        try command("SET tcp_keepalives_idle = 30")
        try command("SET tcp_keepalives_interval = 10")
        try command("SET tcp_keepalives_count = 3")
        try command("SET tcp_user_timeout = 30000")
    }

    deinit {
        PQfinish(pointer)
    }

    private static func connect(_ server: String) throws -> OpaquePointer {
        let options = [
            ("application_name", "paigong"), ("connect_timeout", "10"), ("keepalives_idle", "30"), ("keepalives_interval", "10"),
            ("keepalives_count", "3"), ("tcp_user_timeout", "30000"), ("client_encoding", "UTF8"), ("dbname", server),
        ]
        let keywords = options.map { strdup($0.0) }
        let values = options.map { strdup($0.1) }
        defer { (keywords + values).forEach { free($0) } }
        let pointer = PQconnectdbParams(
            keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
        guard let pointer else { throw StorageFault.unavailable("no memory for a connection") }
        guard PQstatus(pointer) == CONNECTION_OK else {
            defer { PQfinish(pointer) }
            throw StorageFault.unavailable(message(of: pointer))
        }
        return pointer
    }

    private static func message(of pointer: OpaquePointer) -> String {
        String(cString: PQerrorMessage(pointer)).split(separator: "\n").joined(separator: " ")
    }

    /// False once the server has gone away.
    var isAlive: Bool { PQstatus(pointer) == CONNECTION_OK }

    /// Whether a transaction, good or failed, is open.
    var isInTransaction: Bool { PQtransactionStatus(pointer) != PQTRANS_IDLE }

    /// Runs a command without values and gives its tag.
    @discardableResult func command(_ sql: String) throws -> String {
        try result(PQexec(pointer, sql)).command
    }

    /// Runs one statement with `?` for its values.
    func run(_ sql: String, _ arguments: [SQLValue]) throws -> PostgresResult {
        let parameters = try PostgresParameters(arguments)
        let prepared = try prepare(StatementKey(sql: sql, types: parameters.types))
        return try result(
            parameters.withPointers { count, values, lengths, formats in
                PQexecPrepared(pointer, prepared.name, count, values, lengths, formats, prepared.format)
            })
    }

    /// Drops all prepared statements, whose plans no longer fit the schema.
    func forgetStatements() {
        statements = [:]
        PQclear(PQexec(pointer, "DEALLOCATE ALL"))
    }

    private func prepare(_ key: StatementKey) throws -> Prepared {
        if let known = statements[key] { return known }
        if statements.count >= Self.mostStatements { forgetStatements() }
        statementCount += 1
        let name = "s\(statementCount)"
        _ = try result(PQprepare(pointer, name, Placeholders.numbered(key.sql), Int32(key.types.count), key.types))
        let prepared = Prepared(name: name, format: try readsBinary(name, of: key.types.count) ? 1 : 0)
        statements[key] = prepared
        return prepared
    }

    /// Whether all columns of a prepared statement can be read in binary form.
    private func readsBinary(_ name: String, of parameters: Int) throws -> Bool {
        // libpq 15 takes a description of more than 30,000 bytes, four a parameter, for a broken stream.
        if parameters > 7_000 { return false }
        return try result(PQdescribePrepared(pointer, name)).types.allSatisfy(PostgresDecoder.readsBinary)
    }

    private func result(_ pointer: OpaquePointer?) throws -> PostgresResult {
        let result = PostgresResult(pointer)
        if let result, result.isGood { return result }
        guard isAlive, let result else { throw Setback.lost(Self.message(of: self.pointer)) }
        let fault = StorageFault(state: result.state, constraint: result.constraint, message: result.message)
        switch result.state {
        case "40001", "40P01", "26000": throw Setback.again(fault)
        case "0A000" where result.message.contains("cached plan"): throw Setback.again(fault)
        default: throw fault
        }
    }
}
