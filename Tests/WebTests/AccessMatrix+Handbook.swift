import Operations

extension AccessLine {
    /// The handbook, the procedures and the audit, which only auditors, management and administrators open.
    static func handbook(_ objects: MatrixObjects) -> [AccessLine] {
        let auditors: Audience = .only([.auditor])
        return [
            AccessLine("GET /handbook", nil, .signedIn),
            AccessLine("GET /handbook/:clause", "/handbook/12.2", .signedIn),
            AccessLine("GET /handbook/:clause", "/handbook/99.9", .only([])),
            AccessLine("GET /procedures", nil, .signedIn),
            AccessLine("GET /procedures/:kind", "/procedures/DO", .signedIn),
            AccessLine("GET /procedures/:kind", "/procedures/none", .only([])),
            AccessLine("GET /audit", nil, auditors),
            AccessLine("GET /audit/departures", nil, auditors),
            AccessLine("GET /audit/refusals", nil, auditors),
            AccessLine("GET /audit/reads", nil, auditors),
            AccessLine("GET /audit/downloads", nil, auditors),
            AccessLine("GET /audit/export", nil, auditors),
            AccessLine("GET /audit/cases/:number", "/audit/cases/\(objects.order)", auditors),
            AccessLine("GET /audit/cases/:number", "/audit/cases/SR-2026-999999", .only([])),
            AccessLine("GET /audit/cases/:number/export", "/audit/cases/\(objects.order)/export", auditors),
        ]
    }
}
