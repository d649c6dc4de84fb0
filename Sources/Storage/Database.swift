/// A place to keep things: transactions come in as closures and leave durable.
package protocol Database: Sendable {
    /// Which database this is.
    var dialect: Dialect { get }

    /// Runs `body` on one snapshot; writing in it is refused.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T

    /// Runs `body` in one serializable transaction and returns once it is on disk; an error undoes it.
    ///
    /// The closure may run more than once: what differs between runs (ids, time) is fixed outside it.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T

    /// Lets running transactions end and lets go of the database; later calls throw `.unavailable`.
    func close() async
}

/// Opens `sqlite:PATH`, a bare path, or `postgres://user@host:port/db?schema=name&connections=8`.
package func openDatabase(_ address: String) async throws -> any Database {
    if let postgres = try PostgresAddress(address) {
        return try await PostgresDatabase.open(postgres)
    }
    let path = address.hasPrefix("sqlite:") ? String(address.dropFirst("sqlite:".count)) : address
    guard !path.isEmpty, !path.contains("://") else {
        throw StorageFault.unavailable("'\(redacted(address))' is neither a file's path nor a postgres:// address")
    }
    return try SQLiteDatabase(path: path)
}

/// An address without its password, fit to be shown.
func redacted(_ address: String) -> String {
    guard let at = address.lastIndex(of: "@"), let scheme = address.range(of: "://") else { return address }
    let user = address[scheme.upperBound..<at].prefix { $0 != ":" }
    return String(address[..<scheme.upperBound] + user + address[at...])
}
