/// Why a database's schema and this program don't belong together.
package enum MigrationFault: Error, Hashable, Sendable {
    case changed(String)
    case unknown(String)
    case newer(String)
    case misplaced(String, expected: String)
    case twice(String)
}

extension MigrationFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .changed(let name):
            "Migration \(name) was changed after it had been applied to this database; changes go into a new migration."
        case .unknown(let name):
            "This database has had migration \(name), which this program does not know; it belongs to another program."
        case .newer(let name):
            "This database is newer than this program: it has had migration \(name); use the newer program."
        case .misplaced(let name, let expected):
            "This database has had migration \(name) where this program has \(expected); new migrations go to the end."
        case .twice(let name):
            "Two migrations are named \(name)."
        }
    }
}
