/// One value as it goes into or comes out of a database.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// A Swift value that can stand for a `?` in a statement.
package protocol Bindable {
    /// The value as the database takes it.
    var sqlValue: SQLValue { get }
}

extension SQLValue: Bindable {
    package var sqlValue: SQLValue { self }
}

extension Int: Bindable {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: Bindable {
    package var sqlValue: SQLValue { .integer(self) }
}

extension Bool: Bindable {
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Double: Bindable {
    package var sqlValue: SQLValue { .real(self) }
}

extension String: Bindable {
    package var sqlValue: SQLValue { .text(self) }
}

extension Array: Bindable where Element == UInt8 {
    package var sqlValue: SQLValue { .blob(self) }
}

extension Optional: Bindable where Wrapped: Bindable {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
