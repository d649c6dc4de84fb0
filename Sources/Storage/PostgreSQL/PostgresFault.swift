extension StorageFault {
    /// What an error of PostgreSQL means to us, by its SQLSTATE.
    init(state: String, constraint: String?, message: String) {
        let detail = constraint.map { "\($0): \(message)" } ?? message
        switch state {
        case "23505": self = .constraint(.unique, detail: detail)
        case "23503": self = .constraint(.foreignKey, detail: detail)
        case "23514", "P0001": self = .constraint(.check, detail: detail)
        case "23502": self = .constraint(.notNull, detail: detail)
        case "23P01": self = .constraint(.exclusion, detail: detail)
        case "40001", "40P01": self = .serialization(detail)
        case "55P03": self = .busy(detail)
        case "53100": self = .diskFull
        case "25006": self = .statement("writing is refused here: \(detail)")
        case "08P01": self = .statement(detail)
        case _ where ["08", "53", "57", "58"].contains(state.prefix(2)): self = .unavailable(detail)
        default: self = .statement("\(detail) (\(state))")
        }
    }
}
