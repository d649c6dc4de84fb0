import Handbook
import Operations
import Storage
import Synchronization

/// A dispatch order from where it was raised to the closed file (13): on the way there.
struct OrderStory: Story {
    let year: SeedYear
    var chance: Chance
    let number: String
    let type: OrderKind
    let unit: SeedCompany.Unit
    let trouble: Trouble
    let mistake: Mistake?
    let needsPart: Bool
    let raisedBy: String
    let fate = OrderFate()

    var manager = ""
    var lead = ""
    var helpers: [String] = []
    var appointment = Instant.distant
    /// The spare that was issued, where one was.
    var spare: String?
    /// The serial of the board that came out, where it was taken back.
    var takenBack: String?
    var isChanged = false
    var arrived = Instant.distant
    var isSigned = false
    /// Whether the spare that was not used is owed for a while.
    var isSpareOwed = false

    var place: SeedCompany.Place { unit.place }
    var client: SeedCompany.Client { place.client }
    var region: SeedRegion { client.region }
    /// The contract's arrival asks for somebody at any hour.
    var isUrgent: Bool {
        type == .repair && client.agreement(on: year.time.day(of: year.now))?.arrival.hasPrefix("7x24") ?? false
    }

    /// The three kinds of order, with what a visit of each takes.
    enum OrderKind: String, Sendable {
        case project, repair, inspection

        var minutes: Int {
            switch self {
            case .project: 3 * 24 * 60 - 15 * 60
            case .repair: 120
            case .inspection: 180
            }
        }
    }

    init(
        _ year: SeedYear, _ number: String, _ type: OrderKind, _ unit: SeedCompany.Unit, _ trouble: Trouble, mistake: Mistake?,
        needsPart: Bool, raisedBy: String
    ) {
        self.year = year
        self.number = number
        self.type = type
        self.unit = unit
        self.trouble = trouble
        self.mistake = mistake
        self.needsPart = needsPart
        self.raisedBy = raisedBy
        chance = Chance(year.seed, for: number)
    }

    /// Up to where the engineer has left; false where it was called off before.
    mutating func goThere() async throws -> Bool {
        if mistake == .assignsAsEngineer {
            try await err(
                mistake, raisedBy == region.managers[0] ? region.engineers[0] : raisedBy, on: number, "assign",
                ["engineer": .text(region.engineers[0]), "appointment": moment(year.now.adding(hours: 3))])
        }
        try await assign(except: nil)
        if chance.happens(3) { return try await callOff() }
        try await confirmSpares()
        try await accept()
        try await issueSpares()
        let takesFibre = !needsPart && chance.happens(8)
        if takesFibre { try await issueFibre() }
        try await askConsent()
        try await travel()
        try await work()
        if takesFibre {
            try await act(lead, on: number, "use-parts", ["lines": [["part": "fibre-3m", "quantity": 2]]])
        }
        if chance.happens(4) { try await comeAgain() }
        try await leave()
        return true
    }

    private mutating func callOff() async throws -> Bool {
        try await pause(10...120)
        try await act(manager, on: number, "cancel", ["reason": .text(chance.one(of: ["误报，告警已自行消失", "客户改期，另行约定"]))])
        year.diary.release(number)
        fate.end()
        return false
    }

    /// The lead takes it; some can't, and another one is found.
    private mutating func accept() async throws {
        try await pauseBefore(appointment, atMost: isUrgent ? 8 : 90)
        if chance.happens(3) {
            try await act(lead, on: number, "decline", ["reason": .text(chance.one(of: ["当日另有紧急任务", "身体不适"]))])
            year.diary.release(number)
            try await assign(except: lead)
            try await pauseBefore(appointment, atMost: 30)
        } else if chance.happens(2) {
            try await reassign()
        }
        try await act(
            lead, on: number, "accept",
            chance.happens(30) ? ["preparation": ["exceptions": ["hotel": "当天往返，不住宿"]]] : [:])
    }

    /// Waits a while, but not past that time.
    private mutating func pauseBefore(_ time: Instant, atMost minutes: Int) async throws {
        let left = Int((time.milliseconds - year.now.milliseconds) / 60_000)
        let most = min(minutes, left / 4)
        if most > 1 { try await pause(1...most) }
    }

    private mutating func confirmSpares() async throws {
        guard needsPart else { return }
        if mistake == .issuesUnconfirmed {
            try await err(
                mistake, region.storekeeper, on: number, "issue-spares",
                ["warehouse": .text(region.warehouse), "lines": [["part": .text(trouble.part), "serial": "PLAN-1"]]])
        }
        try await pauseBefore(appointment, atMost: 6)
        try await act(manager, on: number, "confirm-spares")
    }

    /// By serial, from the region's store; where the shelf is bare, a delivery is booked in first.
    private mutating func issueSpares() async throws {
        guard needsPart else { return }
        if mistake == .issuesWhatIsNotThere {
            try await err(
                mistake, region.storekeeper, on: number, "issue-spares",
                ["warehouse": .text(region.warehouse), "lines": [["part": .text(trouble.part), "serial": "NOT-HERE"]]])
        }
        try await pauseBefore(appointment, atMost: 40)
        let serial: String
        if let shelved = year.shelves.take(trouble.part, from: region.warehouse) {
            serial = shelved
        } else {
            let delivery = year.shelves.deliver(trouble.part, to: region.warehouse, 12)
            let part = trouble.part
            try await act(
                region.storekeeper, on: "warehouse:\(region.warehouse)", "open-balance",
                [
                    "purpose": "采购入库", "lines": .list(delivery.map { ["part": .text(part), "serial": .text($0)] }),
                ])
            serial = year.shelves.take(trouble.part, from: region.warehouse) ?? ""
        }
        try await act(
            region.storekeeper, on: number, "issue-spares",
            ["warehouse": .text(region.warehouse), "lines": [["part": .text(trouble.part), "serial": .text(serial)]]])
        spare = serial
    }

    /// Two fibres, which the lead asks for when preparing.
    private mutating func issueFibre() async throws {
        let lines: Value = [["part": "fibre-3m", "quantity": 2]]
        try await act(lead, on: number, "request-spares", ["lines": lines])
        try await pauseBefore(appointment, atMost: 20)
        try await act(manager, on: number, "confirm-spares")
        try await pauseBefore(appointment, atMost: 20)
        if year.shelves.take("fibre-3m", from: region.warehouse) == nil {
            year.shelves.deliver(consumable: "fibre-3m", to: region.warehouse, 9)
            try await act(
                region.storekeeper, on: "warehouse:\(region.warehouse)", "open-balance",
                ["purpose": "采购入库", "lines": [["part": "fibre-3m", "quantity": 20]]])
        }
        try await act(
            region.storekeeper, on: number, "issue-spares", ["warehouse": .text(region.warehouse), "lines": lines])
    }

    /// To the door: some are delayed and tell it, in time or not; a few are late without a word.
    private mutating func travel() async throws {
        if chance.happens(6) {
            try await year.agenda.wait(until: appointment.adding(minutes: chance.happens(60) ? -45 : -12))
            appointment = max(appointment, year.now).adding(minutes: 60)
            book()
            try await act(
                lead, on: number, "report-delay",
                [
                    "newTime": moment(appointment), "told": .text(client.contact),
                    "reason": .text(chance.one(of: ["高架堵车", "上一站延长", "列车晚点"])),
                ])
        }
        let late = chance.happens(4) ? chance.number(35...80) : chance.number(-5...9)
        try await year.agenda.wait(until: appointment.adding(minutes: late))
        arrived = year.now
        var input: [String: Value] = [
            "isCustomerPresent": .bool(!place.isUnattended), "operations": [.text(trouble.operation), "清洁光口"],
            "carriedIn": spare.map { ["工具箱", .text("\(trouble.part) \($0)")] } ?? ["工具箱"],
        ]
        if place.isUnattended { input["protection"] = "远程视频监护，门禁由调度开启" }
        if !chance.happens(2) { input["consent"] = consent(of: client) }
        if chance.happens(3) {
            // No network in the cellar: told from paper afterwards.
            try await pause(15...25)
            try await act(lead, on: number, "arrive", input, done: arrived)
        } else {
            try await act(lead, on: number, "arrive", input)
        }
        try await correctArrival(late)
    }

    /// A late arrival that was a slip of the pen is corrected by two people.
    private mutating func correctArrival(_ late: Int) async throws {
        guard late > 30, spare == nil, chance.happens(50) else { return }
        try await pause(3...15)
        let number = number
        let entry = try await year.desk.database.read { session in
            try session.first("SELECT MAX(position) AS last FROM journal WHERE number = ? AND verb = 'arrive'", number)?
                .integer("last") ?? 0
        }
        arrived = appointment.adding(minutes: 2)
        try await act(
            lead, on: number, "propose-correction",
            ["entry": .integer(entry), "done": moment(arrived), "reason": "到场时间填成了开始操作的时间"])
        try await pause(3...20)
        try await act(manager, on: number, "correct", ["remark": "已核对进站登记"])
    }
}

/// Whether an order has ended, for those who wait for it.
final class OrderFate: Sendable {
    private let ended = Mutex(false)

    var hasEnded: Bool { ended.withLock { $0 } }
    func end() { ended.withLock { $0 = true } }
}
