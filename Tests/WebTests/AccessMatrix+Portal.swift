extension AccessLine {
    /// Customers by account, and their one-time links as staff make them; a link itself asks nobody who they are.
    static func portal(_ objects: MatrixObjects) -> [AccessLine] {
        let customers: Audience = .only([.customer, .otherCustomer])
        // Whoever sees the case among the staff sees its links; customers see none.
        let shanghai: Audience = .only([.engineer, .storekeeper, .serviceDesk, .auditor])
        let jiangsu: Audience = .only([.otherEngineer, .serviceDesk, .auditor])
        let cases: [(number: String, customer: Audience, staff: Audience)] = [
            (objects.request, .only([.customer]), shanghai), (objects.order, .only([.customer]), shanghai),
            (objects.otherRequest, .only([.otherCustomer]), jiangsu), ("SR-2026-999999", .only([]), .only([])),
        ]
        return [
            // Without a good key nobody gets anything.
            AccessLine("GET /l/:key", "/l/abcdefghijklmnopqrstuv", .only([])),
            AccessLine("POST /l/:key/:verb", "/l/abcdefghijklmnopqrstuv/sign", .only([])),
            AccessLine("GET /l/:key/papers/:kind/:version", "/l/abcdefghijklmnopqrstuv/papers/work-record/1", .only([])),
            AccessLine("GET /portal", nil, customers),
            AccessLine("GET /portal/cases", nil, customers),
            AccessLine("GET /portal/devices", nil, customers),
            AccessLine("GET /portal/new/:kind/:verb", "/portal/new/SR/receive", customers),
            AccessLine("POST /portal/new/:kind/:verb", "/portal/new/SR/receive", customers),
            AccessLine("GET /portal/new/:kind/:verb", "/portal/new/DO/raise", .only([])),
        ]
            + cases.flatMap { number, customer, staff in
                [
                    AccessLine("GET /portal/cases/:number", "/portal/cases/\(number)", customer),
                    AccessLine("POST /portal/cases/:number/:verb", "/portal/cases/\(number)/comment", customer),
                    AccessLine("POST /portal/cases/:number/:verb", "/portal/cases/\(number)/close", .only([])),
                    AccessLine("GET /cases/:number/links", "/cases/\(number)/links", staff),
                    AccessLine("POST /cases/:number/links", "/cases/\(number)/links", staff),
                    AccessLine("POST /cases/:number/links/letter", "/cases/\(number)/links/letter", .only([])),
                ]
            }
    }
}
