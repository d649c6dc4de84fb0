import GRDB

extension StorageFault {
    /// What an error of SQLite means to us; errors that are not SQLite's pass unchanged.
    static func translated(_ error: any Error) -> any Error {
        error is DatabaseError ? StorageFault(sqlite: error) : error
    }

    init(sqlite error: any Error) {
        guard let error = error as? DatabaseError else {
            self = error as? StorageFault ?? .unavailable("\(error)")
            return
        }
        let detail = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            self = .constraint(.unique, detail: detail)
        case .SQLITE_CONSTRAINT_FOREIGNKEY:
            self = .constraint(.foreignKey, detail: detail)
        case .SQLITE_CONSTRAINT_CHECK, .SQLITE_CONSTRAINT_TRIGGER:
            self = .constraint(.check, detail: detail)
        case .SQLITE_CONSTRAINT_NOTNULL:
            self = .constraint(.notNull, detail: detail)
        default:
            self = Self.primary(error.resultCode, detail)
        }
    }

    private static func primary(_ code: ResultCode, _ detail: String) -> StorageFault {
        switch code {
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(detail)
        case .SQLITE_FULL: .diskFull
        case .SQLITE_READONLY: .statement("writing is refused here: \(detail)")
        case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_PERM, .SQLITE_AUTH: .unavailable(detail)
        default: .statement(detail)
        }
    }
}
