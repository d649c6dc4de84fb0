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
            AccessLine("GET /registers/:kind", "/registers/person?as=xlsx", .signedIn),
            AccessLine("GET /registers/:kind", "/registers/none?as=csv", .only([])),
            // Engineers keep the sites; the registers of others and orders come in through others.
            AccessLine("GET /import/:kind", "/import/site", .only([.engineer, .otherEngineer])),
            AccessLine("GET /import/:kind", "/import/customer", .only([])),
            AccessLine("GET /import/:kind", "/import/DO", .only([])),
            AccessLine("POST /import/:kind", "/import/site", .only([.engineer, .otherEngineer])),
            AccessLine("POST /import/:kind", "/import/DO", .only([])),
            AccessLine("GET /import/:kind/:sheet", "/import/site/none", .only([])),
            AccessLine("POST /import/:kind/:sheet", "/import/site/none", .only([])),
            AccessLine("GET /editions", nil, staff),
            AccessLine("GET /editions/calendar", nil, .only([])),
            AccessLine("POST /editions/calendar", nil, .only([])),
            AccessLine("GET /editions/:revision", "/editions/1", staff),
            AccessLine("GET /editions/:revision", "/editions/none", .only([])),
            AccessLine("GET /editions/:revision/difference", "/editions/1/difference?from=1", staff),
            AccessLine("GET /editions/:revision/difference", "/editions/1/difference", .only([])),
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
            AccessLine(
                "GET /labels/:kind", "/labels/device?n=SN-OSN-0001", .only([.engineer, .storekeeper, .serviceDesk, .auditor])),
            AccessLine("GET /labels/:kind", "/labels/device?n=SN-OS-0003", .only([.otherEngineer, .serviceDesk, .auditor])),
            AccessLine("GET /labels/:kind", "/labels/part?n=brd-10g", staff),
            AccessLine("GET /labels/:kind", "/labels/person?n=zhang-wei", .only([])),
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
