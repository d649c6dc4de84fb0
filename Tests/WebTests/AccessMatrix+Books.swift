import Operations

extension AccessLine {
    /// Registers, devices, stock and duty.
    static func books(_ objects: MatrixObjects) -> [AccessLine] {
        let shanghai: Audience = .only([.customer, .engineer, .storekeeper, .serviceDesk, .auditor])
        let jiangsu: Audience = .only([.otherCustomer, .otherEngineer, .serviceDesk, .auditor])
        let staff: Audience = .only([.engineer, .otherEngineer, .storekeeper, .serviceDesk, .auditor])
        return [
            AccessLine("GET /registers", nil, .signedIn),
            AccessLine("GET /registers/:kind", "/registers/customer", .signedIn),
            AccessLine("GET /registers/:kind", "/registers/SR", .only([])),
            AccessLine("GET /registers/:kind/export", "/registers/person/export", .signedIn),
            AccessLine("GET /registers/:kind/export", "/registers/none/export", .only([])),
            AccessLine("GET /devices", nil, .signedIn),
            AccessLine("GET /devices/:serial", "/devices/SN-OSN-0001", shanghai),
            AccessLine("GET /devices/:serial", "/devices/SN-OS-0003", jiangsu),
            // A board leads to its device, for those who may see that.
            AccessLine("GET /devices/:serial", "/devices/B-NEW-1", shanghai),
            AccessLine("GET /devices/:serial", "/devices/none", .only([])),
            AccessLine("GET /parts", nil, staff),
            AccessLine("GET /parts/:part", "/parts/brd-10g", staff),
            AccessLine("GET /parts/:part", "/parts/none", .only([])),
            // The fifth entry of the order issued the board.
            AccessLine(
                "GET /stock/slips/:number/:position", "/stock/slips/\(objects.order)/5",
                .only([.engineer, .storekeeper, .serviceDesk, .auditor])),
            AccessLine("GET /stock/slips/:number/:position", "/stock/slips/\(objects.order)/1", .only([])),
            AccessLine("GET /stock/proof", nil, .only([.storekeeper, .auditor])),
            AccessLine("GET /roster", nil, staff),
            AccessLine("GET /knowledge", nil, staff),
            AccessLine("GET /knowledge/:number", "/knowledge/\(objects.article)", staff),
            AccessLine("GET /knowledge/:number", "/knowledge/\(objects.order)", .only([])),
            AccessLine("GET /guides", nil, staff),
            AccessLine(
                "GET /guides/:number", "/guides/\(objects.guide)", .only([.engineer, .storekeeper, .serviceDesk, .auditor])),
            AccessLine("GET /guides/:number", "/guides/OG-2026-999999", .only([])),
        ]
    }
}
