import HTTPTypes
import Operations

/// Who visits in the matrix: one of each kind, with what is theirs and what is another's.
enum Visitor: String, CaseIterable, Sendable {
    case nobody = ""
    case customer = "gu-customer"
    case otherCustomer = "lu-customer"
    case engineer = "zhang-wei"
    case otherEngineer = "ma-jun"
    case storekeeper = "qian-store"
    case serviceDesk = "wang-desk"
    case auditor = "feng-audit"
}

/// The cases that stand in the matrix house: one of 沪东 in Shanghai, one of 苏能 in Jiangsu.
struct MatrixObjects: Sendable {
    /// A request and an order of hudian, worked to their end.
    let request: String
    let order: String
    /// The digest of a file of the order, without its algorithm.
    let file: String
    /// The digest of the order's work record.
    let paper: String
    /// A request of suneng, with a file.
    let otherRequest: String
    let otherFile: String
    /// An article that is published, and a guide that is a draft of Shanghai's.
    var article = "-"
    var guide = "-"
}

/// One path that the matrix visits, and who may come to it; everybody else learns nothing.
struct AccessLine: Sendable {
    /// The route as the router names it.
    let route: String
    let path: String
    let audience: Audience

    enum Audience: Sendable {
        /// Whoever comes, signed in or not.
        case all
        /// Whoever is signed in.
        case signedIn
        case only([Visitor])
    }

    init(_ route: String, _ path: String? = nil, _ audience: Audience) {
        self.route = route
        self.path = path ?? String(route.drop { $0 != "/" })
        self.audience = audience
    }

    var isPost: Bool { route.hasPrefix("POST") }
    /// Whether programs come to it with a token, and browsers' cookies are nothing there.
    var isAPI: Bool { path.hasPrefix("/api/") }

    func admits(_ visitor: Visitor) -> Bool {
        switch audience {
        case .all: true
        case .signedIn: visitor != .nobody
        case .only(let visitors): visitors.contains(visitor)
        }
    }
}

extension AccessLine {
    private static let shanghai: Audience = .only([.customer, .engineer, .storekeeper, .serviceDesk, .auditor])
    private static let jiangsu: Audience = .only([.otherCustomer, .otherEngineer, .serviceDesk, .auditor])
    private static let staff: Audience = .only([.engineer, .otherEngineer, .storekeeper, .serviceDesk, .auditor])

    /// Every route of the house. A new one is entered here, with one of each kind of object that it shows.
    static func all(_ objects: MatrixObjects, asset: String) -> [AccessLine] {
        house(asset) + queues + site(objects) + board(objects) + reports + account + cases(objects) + forms(objects)
            + papers(objects)
            + books(objects)
            + portal(objects)
            + handbook(objects)
            + api(objects)
    }

    private static func house(_ asset: String) -> [AccessLine] {
        [
            AccessLine("GET /assets/:name", asset, .all),
            AccessLine("GET /healthz", nil, .all),
            AccessLine("GET /readyz", nil, .all),
            // Only the machine itself and an administrator's token.
            AccessLine("GET /metrics", nil, .only([])),
            AccessLine("GET /", nil, .signedIn),
            AccessLine("GET /notices", nil, .signedIn),
            AccessLine("POST /notices", nil, .signedIn),
        ]
    }

    /// Lists, search and news: whoever is signed in gets theirs. None of the visitors may assign.
    private static var queues: [AccessLine] {
        [
            AccessLine("GET /cases", nil, .signedIn),
            AccessLine("GET /cases.csv", nil, .signedIn),
            AccessLine("GET /cases.xlsx", nil, .signedIn),
            AccessLine("GET /bulk/:kind", "/bulk/DO?do=assign&n=DO-2026-000001", .only([])),
            AccessLine("POST /bulk/:kind", "/bulk/DO", .only([])),
            AccessLine("POST /cases/views", nil, .signedIn),
            AccessLine("POST /cases/views/:id/delete", "/cases/views/1/delete", .signedIn),
            AccessLine("GET /events", nil, .signedIn),
            AccessLine("GET /search", "/search?q=%E7%BA%BF", .signedIn),
            AccessLine("GET /lookup/:kind", "/lookup/person", .signedIn),
        ]
    }

    /// The phone: whoever is signed in gets their own visits; an order that is none, or is handed in, is nobody's.
    private static func site(_ objects: MatrixObjects) -> [AccessLine] {
        [
            AccessLine("GET /site", nil, .signedIn),
            AccessLine("GET /site.json", nil, .signedIn),
            AccessLine("GET /site.webmanifest", nil, .all),
            AccessLine("GET /worker.js", nil, .all),
            AccessLine("GET /site/:number", "/site/\(objects.order)", .only([])),
            AccessLine("GET /site/:number", "/site/library", staff),
            AccessLine("GET /site/:number", "/site/\(objects.article)", staff),
            AccessLine("GET /site/:number", "/site/\(objects.guide)", .only([])),
            AccessLine("POST /site/:number/:sheet", "/site/\(objects.order)/arrive", .only([])),
            AccessLine("POST /site/:number/steps/:verb", "/site/\(objects.order)/steps/comment", shanghai),
            // Without a good key nothing is handed in; what was is the managers' and administrators', and none of the visitors is one.
            AccessLine("POST /site/deposits", nil, .only([])),
            AccessLine("GET /deposits", nil, .only([])),
            AccessLine("POST /deposits", nil, .only([])),
            AccessLine("GET /deposits/:id", "/deposits/1", .only([])),
            AccessLine("POST /deposits/:id", "/deposits/1", .only([])),
            AccessLine("POST /deposits/:id/aside", "/deposits/1/aside", .only([])),
            AccessLine("GET /deposits/:id/files/:hash", "/deposits/1/files/\(objects.file)", .only([])),
            AccessLine("POST /site/:number/steps/:verb", "/site/\(objects.otherRequest)/steps/comment", jiangsu),
        ]
    }

    /// The dispatch board is the managers'; none of the visitors is one.
    private static func board(_ objects: MatrixObjects) -> [AccessLine] {
        [
            AccessLine("GET /board", nil, .only([])),
            AccessLine("GET /board/orders/:number", "/board/orders/\(objects.order)", .only([])),
            AccessLine("GET /board/orders/:number/outlook", "/board/orders/\(objects.order)/outlook?day=2026-05-12", .only([])),
            AccessLine("POST /board/orders/:number/undo", "/board/orders/\(objects.order)/undo", .only([])),
            AccessLine("POST /board/orders/:number/:verb", "/board/orders/\(objects.order)/assign", .only([])),
        ]
    }

    /// Reports are the managers' and the auditor's.
    private static var reports: [AccessLine] {
        [
            AccessLine("GET /reports", nil, .only([.auditor])),
            AccessLine("GET /reports", "/reports?year=2026&month=5&region=shanghai", .only([.auditor])),
            AccessLine("GET /reports", "/reports?view=spares&year=2026", .only([.auditor])),
            AccessLine("GET /reports", "/reports?contract=ct-hudian&year=2026", .only([.auditor])),
            // Engineers see their own hours.
            AccessLine("GET /hours", nil, .only([.engineer, .otherEngineer, .auditor])),
            AccessLine("GET /hours/:person/:month", "/hours/zhang-wei/2026-05", .only([.engineer, .auditor])),
            AccessLine("GET /hours/:person/:month", "/hours/ma-jun/2026-05", .only([.otherEngineer, .auditor])),
            AccessLine("GET /hours/:person/:month", "/hours/nobody/2026-05", .only([])),
            AccessLine("GET /hours/:person/:month", "/hours/zhang-wei/2026-05?as=csv", .only([.engineer, .auditor])),
            AccessLine("GET /hours/:person/:month", "/hours/zhang-wei/2026-05?as=xlsx", .only([.engineer, .auditor])),
        ]
    }

    private static var account: [AccessLine] {
        [
            AccessLine("GET /sign-in", nil, .all),
            AccessLine("POST /sign-in", nil, .all),
            AccessLine("POST /sign-out", nil, .signedIn),
            AccessLine("GET /language/:language", "/language/en", .all),
            AccessLine("GET /forgotten", nil, .all),
            AccessLine("POST /forgotten", nil, .all),
            // Without a good key nobody gets anything.
            AccessLine("GET /enter/:key", "/enter/abcdefghijklmnopqrstuvwxyz", .only([])),
            AccessLine("POST /enter/:key", "/enter/abcdefghijklmnopqrstuvwxyz", .only([])),
            AccessLine("GET /set-up/:key", "/set-up/abcdefghijklmnopqrstuvwxyz", .only([])),
            AccessLine("POST /set-up/:key", "/set-up/abcdefghijklmnopqrstuvwxyz", .only([])),
            AccessLine("POST /invite/:person", "/invite/zhang-wei", .only([])),
            AccessLine("POST /accounts/:person", "/accounts/zhang-wei", .only([])),
            AccessLine("GET /profile", nil, .signedIn),
            AccessLine("POST /profile", nil, .signedIn),
            AccessLine("POST /profile/sessions", nil, .signedIn),
            AccessLine("GET /profile/password", nil, .signedIn),
            AccessLine("POST /profile/password", nil, .signedIn),
            AccessLine("GET /profile/second-step", nil, .signedIn),
            AccessLine("POST /profile/second-step", nil, .signedIn),
            AccessLine("POST /profile/tokens", nil, .signedIn),
            AccessLine("POST /profile/tokens/revoke", nil, .only([])),
        ]
    }

    private static func cases(_ objects: MatrixObjects) -> [AccessLine] {
        let seen: [(String, Audience)] = [
            (objects.request, shanghai), (objects.order, shanghai), (objects.otherRequest, jiangsu),
            ("device:SN-OSN-0001", shanghai), ("device:SN-OS-0003", jiangsu), ("site:pudong-dc", shanghai),
            ("customer:hudian", shanghai), ("customer:suneng", jiangsu), ("person:zhang-wei", staff),
            ("SR-2026-999999", .only([])), ("edition:none", .only([])),
        ]
        return seen.flatMap { number, audience in
            [
                AccessLine("GET /cases/:number", "/cases/\(number)", audience),
                AccessLine("GET /cases/:number/:verb", "/cases/\(number)/comment", audience),
                AccessLine("POST /cases/:number/:verb", "/cases/\(number)/comment", audience),
            ]
        } + [
            AccessLine("GET /cases/:number/files/:hash", "/cases/\(objects.order)/files/\(objects.file)", shanghai),
            AccessLine("GET /cases/:number/files/:hash", "/cases/\(objects.otherRequest)/files/\(objects.otherFile)", jiangsu),
            // A file is had by its own case only, even by whoever may see both.
            AccessLine("GET /cases/:number/files/:hash", "/cases/\(objects.request)/files/\(objects.otherFile)", .only([])),
        ]
    }

    private static func forms(_ objects: MatrixObjects) -> [AccessLine] {
        [
            AccessLine("GET /new/:kind/:verb", "/new/SR/receive", .signedIn),
            AccessLine("POST /new/:kind/:verb", "/new/SR/receive", .signedIn),
            AccessLine("GET /new/:kind/:verb", "/new/SR/close", .only([])),
            AccessLine("GET /new/:kind/:verb", "/new/nothing/enter", .only([])),
            AccessLine("GET /new/:kind/sheets/:name", "/new/SR/sheets/none", .only([])),
            AccessLine("POST /new/:kind/sheets/:name", "/new/SR/sheets/none", .only([])),
            AccessLine("POST /cases/:number/sheets/:name", "/cases/\(objects.order)/sheets/none", .only([])),
            AccessLine("POST /cases/:number/sheets/:name", "/cases/\(objects.otherRequest)/sheets/receive", .only([])),
        ]
    }

    private static func papers(_ objects: MatrixObjects) -> [AccessLine] {
        let route = "GET /cases/:number/papers/:kind/:version"
        return [
            AccessLine(route, "/cases/\(objects.order)/papers/work-record/1", shanghai),
            AccessLine(route, "/cases/\(objects.otherRequest)/papers/work-record/1", .only([])),
            AccessLine("GET /verify/:hash", "/verify/\(objects.paper)", .all),
            AccessLine("GET /verify/:hash", "/verify/\(String(repeating: "0", count: 64))", .only([])),
            AccessLine("GET /outbox", nil, .only([])),
            AccessLine("POST /outbox/:id/retry", "/outbox/1/retry", .only([])),
        ]
    }

    private static func api(_ objects: MatrixObjects) -> [AccessLine] {
        let seen = [(objects.order, shanghai), (objects.otherRequest, jiangsu), ("SR-2026-999999", Audience.only([]))]
        return [
            AccessLine("GET /api/v1/openapi.json", nil, .all),
            AccessLine("GET /api/v1/me", nil, .signedIn),
            AccessLine("GET /api/v1/events", nil, .signedIn),
            AccessLine("GET /api/v1/cases", nil, .signedIn),
            AccessLine("POST /api/v1/cases/:case", "/api/v1/cases/SR", .signedIn),
            AccessLine("POST /api/v1/attachments", nil, .signedIn),
            AccessLine("GET /api/v1/registers/:kind", "/api/v1/registers/site", .signedIn),
            AccessLine("POST /api/v1/registers/:kind", "/api/v1/registers/site", .signedIn),
            AccessLine("GET /api/v1/registers/:kind/:code", "/api/v1/registers/device/SN-OSN-0001", shanghai),
            AccessLine("GET /api/v1/registers/:kind/:code", "/api/v1/registers/device/SN-OS-0003", jiangsu),
            AccessLine("GET /api/v1/registers/:kind/:code/history", "/api/v1/registers/device/SN-OS-0003/history", jiangsu),
            AccessLine("PATCH /api/v1/registers/:kind/:code", "/api/v1/registers/device/SN-OS-0003", jiangsu),
            AccessLine("POST /api/v1/rules/:name", "/api/v1/rules/cover", .signedIn),
            AccessLine("GET /api/v1/rules/:name/schema", "/api/v1/rules/cover/schema", .signedIn),
            AccessLine(
                "GET /api/v1/cases/:case/documents/:kind/:version",
                "/api/v1/cases/\(objects.order)/documents/service-plan/1", shanghai),
            AccessLine(
                "GET /api/v1/cases/:case/attachments/:hash", "/api/v1/cases/\(objects.order)/attachments/sha256:\(objects.file)",
                shanghai),
        ]
            + seen.flatMap { number, audience in
                ["", "/activities", "/journal", "/documents", "/attachments"].map {
                    AccessLine("GET /api/v1/cases/:case\($0)", "/api/v1/cases/\(number)\($0)", audience)
                } + [
                    AccessLine(
                        "POST /api/v1/cases/:case/activities/:verb", "/api/v1/cases/\(number)/activities/comment", audience)
                ]
            }
    }
}
