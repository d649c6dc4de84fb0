/// What can go wrong between us and a database, in the same words for both.
package enum StorageFault: Error, Hashable, Sendable {
    /// A rule of the schema forbids the change; `detail` names the constraint or its columns.
    case constraint(Constraint, detail: String)
    /// The transaction lost against concurrent ones more often than we retry.
    case serialization(String)
    /// Another process holds the database longer than we wait.
    case busy(String)
    /// The database can't be reached, or whether a commit arrived is unknown.
    case unavailable(String)
    /// No space is left where the database lies.
    case diskFull
    /// The statement is wrong, or not allowed here.
    case statement(String)
    /// A row has no such column, or the column holds another type.
    case column(String)

    /// The kinds of constraint that both databases tell apart; what a trigger refuses counts as a check.
    package enum Constraint: Hashable, Sendable {
        case unique, foreignKey, check, notNull, exclusion
    }
}

extension StorageFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .constraint(let kind, let detail): "A \(kind) constraint forbids this: \(detail)."
        case .serialization(let detail): "Too many concurrent changes of the same rows: \(detail)."
        case .busy(let detail): "The database is busy: \(detail)."
        case .unavailable(let detail): "The database is unavailable: \(detail)."
        case .diskFull: "The disk of the database is full."
        case .statement(let detail): "The statement failed: \(detail)."
        case .column(let detail): "The row can't be read: \(detail)."
        }
    }
}
