import Handbook
import Operations

/// A fault from the customer's report to the closed request (12.1, 12.2).
struct RequestStory: Story {
    let year: SeedYear
    var chance: Chance
    let unit: SeedCompany.Unit
    /// Whether an engineer has to go there.
    let goesOnSite: Bool
    let mistake: Mistake?
    let orderMistake: Mistake?
    let trouble: Trouble
    private var number = ""
    private var engineer = ""
    private var owesAnswer = false
    /// Whether the serial was told at once.
    private var isKnown = true

    private var client: SeedCompany.Client { unit.place.client }
    private var region: SeedRegion { client.region }

    init(_ year: SeedYear, _ index: Int, _ unit: SeedCompany.Unit, goesOnSite: Bool, orderMistake: Mistake?) {
        self.year = year
        self.unit = unit
        self.goesOnSite = goesOnSite
        self.orderMistake = orderMistake
        var chance = Chance(year.seed, for: "request \(index)")
        mistake = Mistake.inStore(for: index, of: Mistake.ofRequests)
        trouble = chance.one(of: unit.family.troubles)
        engineer = chance.one(of: unit.place.client.region.engineers)
        self.chance = chance
    }

    mutating func tell() async throws {
        isKnown = mistake == .waitsForWhatIsThere || chance.happens(88)
        try await receive(isKnown: isKnown)
        if !goesOnSite, chance.happens(5) { return try await merge() }
        try await respond()
        if !isKnown { try await complete() }
        try await diagnose()
        let order = goesOnSite ? try await goThere() : nil
        try await solve(isOnSite: order != nil)
        try await confirm()
        if let order { try await wait(for: order) }
        try await close()
    }

    /// By portal, hotline, mail or an engineer; some leave the serial out.
    private mutating func receive(isKnown: Bool) async throws {
        var facts: [String: Value] = [
            "description": .text("\(unit.place.name)\(trouble.told)"), "contact": .text(client.contact),
            "phone": .text(client.phone),
        ]
        if isKnown { facts["serial"] = .text(unit.code) }
        if chance.happens(80) { facts["stepsTaken"] = .text(chance.one(of: ["已复位", "已查看告警", "已清洁接头", "无"])) }
        if chance.happens(70) { facts["likelyCause"] = .text(trouble.cause) }
        let way = chance.number(1...100)
        if way <= 45, let portal = client.portal {
            number = try await act(portal, .new(kind: "SR"), "receive", facts).number
        } else if way <= 75, isKnown {
            let call = try await act(
                "wang-desk", .new(kind: "HC"), "log-call",
                [
                    "phone": .text(client.phone), "caller": .text(client.contact), "customer": .text(client.code),
                    "matter": .text(trouble.told), "rings": .integer(Int64(chance.number(1...4))),
                ]
            ).number
            try await pause(1...4)
            let performed = try await act(
                "wang-desk", on: call, "become-request", ["description": facts["description"] ?? .null, "serial": .text(unit.code)])
            number = performed.opened.first ?? ""
        } else {
            facts["customer"] = .text(client.code)
            facts["channel"] = .text(way <= 90 ? "mail" : "hotline")
            if !isKnown { facts["site"] = .text(unit.place.code) }
            number = try await act("wang-desk", .new(kind: "SR"), "receive", facts).number
        }
    }

    /// The same fault was told twice.
    private mutating func merge() async throws {
        let told = number
        try await pause(5...40)
        try await receive(isKnown: true)
        try await pause(3...25)
        let twice = number
        try await act("wang-desk", on: twice, "merge", ["into": .text(told), "reason": "同一故障重复报修"])
        number = told
        try await respond()
        try await pause(20...90)
        try await act(engineer, on: number, "solution", ["solution": .text(trouble.mended)])
        try await confirm()
        try await close()
    }

    /// In time, but for a few in a hundred.
    private mutating func respond() async throws {
        let level = client.agreement(on: year.time.day(of: year.now))?.response ?? "5x8/NBD"
        if chance.happens(3) {
            try await pause(level.hasSuffix("H") ? 260...900 : 3_000...6_000)
        } else if level.hasPrefix("7x24") {
            try await pause(4...70)
        } else {
            try await pauseUntilOffice()
            try await pause(5...80)
        }
        if mistake == .misfires {
            try await err(mistake, engineer, on: number, "respond", ["answer": "这点事算什么，稍后再看"])
        }
        try await act(engineer, on: number, "respond", ["answer": .text("您好，已收到报修，正在查看\(trouble.cause)")])
    }

    private mutating func complete() async throws {
        if chance.happens(50) {
            try await pause(5...30)
            let evidence = consent(of: client)
            try await act(engineer, on: number, "wait-for-customer", ["owed": "serial", "evidence": evidence])
            try await pause(60...400)
            try await act("wang-desk", on: number, "resume", ["received": "客户来电补报序列号"])
        }
        try await act("wang-desk", on: number, "complete-facts", ["serial": .text(unit.code), "stepsTaken": "已查看面板"])
    }

    private mutating func diagnose() async throws {
        if mistake == .skipsRemote, goesOnSite {
            try await err(mistake, engineer, on: number, "call-on-site", ["why": .text(trouble.operation)])
        }
        let evidence = consent(of: client)
        if mistake == .waitsForWhatIsThere {
            try await err(mistake, engineer, on: number, "wait-for-customer", ["owed": "serial", "evidence": evidence])
        }
        if mistake == .mergesIntoAnother {
            try await err(mistake, "wang-desk", on: number, "merge", ["into": .text(number)])
        }
        let level = client.agreement(on: year.time.day(of: year.now))
        if mistake == .suspendsNothing, level?.restore == nil {
            try await err(mistake, region.managers[0], on: number, "suspend", ["cause": "energy", "evidence": evidence])
        }
        try await pause(8...60)
        try await act(engineer, on: number, "note", ["means": "remote", "text": .text(trouble.found)])
        if isKnown, level?.restore != nil, chance.happens(4) { try await suspend() }
        if chance.happens(6) {
            try await act(engineer, on: number, "wait-for-customer", ["owed": "access", "evidence": evidence])
            try await pause(30...300)
            try await act(engineer, on: number, "resume", ["received": "远程通道已开通"])
        }
        if chance.happens(5) {
            try await act(engineer, on: number, "escalate", ["expert": "lin-tao", "why": .text("\(trouble.cause)待确认")])
            try await pause(30...240)
        }
        if chance.happens(5) {
            try await act(engineer, on: number, "comment", ["text": "已电话告知客户进展"])
        }
        let manager = region.managers[0]
        if chance.happens(2) {
            try await act(manager, on: number, "exclude", ["cause": "misuse", "evidence": evidence])
        } else if let level, isKnown, client.agreements.count == 1, chance.happens(2) {
            try await act(manager, on: number, "relevel", ["contract": .text(level.code), "reason": "核对合同级别"])
        }
        if mistake == .closesUnanswered || chance.happens(3) {
            owesAnswer = true
            try await act(
                engineer, on: number, "defer-answer", ["question": .text("\(trouble.cause)是否为此版本已知缺陷"), "askedOf": "lin-tao"])
        }
    }

    /// The power went: the manager suspends the restore clock, and lets it run on.
    private mutating func suspend() async throws {
        let manager = chance.one(of: region.managers)
        let evidence = consent(of: client)
        try await act(manager, on: number, "suspend", ["cause": "energy", "evidence": evidence])
        try await pause(60...600)
        try await act(manager, on: number, "resume-service", ["note": "供电已恢复"])
    }

    /// Calls an engineer to the site; the order goes its own way from where the customer has the result.
    private mutating func goThere() async throws -> OrderFate? {
        let needsPart = orderMistake?.needsSwap ?? false || (trouble.operation.hasPrefix("更换") && chance.happens(70))
        try await pause(5...40)
        let called = try await act(
            engineer, on: number, "call-on-site",
            [
                "why": .text(trouble.operation), "spares": needsPart ? [["part": .text(trouble.part)]] : [],
            ])
        guard let order = called.opened.first else { throw Stuck(text: "\(number) opened no order") }
        var story = OrderStory(
            year, order, .repair, unit, trouble, mistake: orderMistake, needsPart: needsPart, raisedBy: engineer)
        let isThere = try await story.goThere()
        let rest = story
        year.begin(at: year.now) {
            var story = rest
            try await story.bringBack()
        }
        return isThere ? story.fate : nil
    }

    private mutating func solve(isOnSite: Bool) async throws {
        if !isOnSite {
            try await pause(15...180)
            if chance.happens(8) {
                try await act(engineer, on: number, "temporary-solution", ["solution": "已倒换到备用板，业务恢复"])
                try await pauseUntilOffice(workingDays: 1...3)
            }
        }
        try await act(engineer, on: number, "solution", ["solution": .text(trouble.mended)])
        if chance.happens(4) {
            try await pause(60...900)
            try await reject()
            try await pause(60...300)
            try await act(engineer, on: number, "solution", ["solution": .text("复查后\(trouble.mended)，请观察一天")])
        }
    }

    private mutating func reject() async throws {
        if let portal = client.portal {
            try await act(portal, on: number, "reject", ["why": "告警又出现"])
        } else {
            try await act(
                "wang-desk", on: number, "reject", ["saidBy": .text(client.contact), "saidAt": moment(year.now), "why": "告警又出现"])
        }
    }

    /// By the customer, by the desk on its behalf, or by its silence.
    private mutating func confirm() async throws {
        if mistake == .closesUnconfirmed { try await err(mistake, "wang-desk", on: number, "close") }
        if chance.happens(14) {
            // The clock confirms when the days of silence are over.
            let solved = year.time.day(of: year.now)
            let limit = year.desk.editions.current.limits.silentConfirmation.value
            try await year.agenda.wait(until: try year.calendar.endOfWorkingDay(limit, after: solved).adding(minutes: 1))
            return
        }
        try await pause(30...1_800)
        if let portal = client.portal, chance.happens(75) {
            try await act(portal, on: number, "confirm", ["opinion": .text(chance.one(of: ["恢复正常", "满意", "处理及时", "已恢复，请继续关注"]))])
            var rating = Chance(year.seed, for: "rating \(number)")
            if rating.happens(40) {
                let score = rating.one(of: ["great", "good", "good", "fair", "poor"])
                try await act(portal, on: number, "rate", ["score": .text(score)])
            }
            return
        }
        try await pauseUntilOffice()
        if mistake == .confirmsForNobody { try await err(mistake, "wang-desk", on: number, "confirm") }
        try await act(
            "wang-desk", on: number, "confirm", ["saidBy": .text(client.contact), "saidAt": moment(year.now.adding(minutes: -3))])
    }

    /// Waits until the order has ended; impatient people try to close before.
    private mutating func wait(for order: OrderFate) async throws {
        if mistake == .closesBeforeTheOrder, !order.hasEnded {
            try await err(mistake, region.managers[0], on: number, "close")
        }
        while !order.hasEnded { try await pauseUntilOffice(workingDays: 1...1) }
    }

    private mutating func close() async throws {
        if client.asksCallback {
            try await pauseUntilOffice(workingDays: 1...1)
            for _ in 1...3 {
                let isReached = chance.happens(80)
                let isSatisfied: Value = isReached ? .bool(chance.happens(93)) : .null
                try await act("zhou-sales", on: number, "callback", ["isReached": .bool(isReached), "isSatisfied": isSatisfied])
                if isReached { break }
                try await pauseUntilOffice(workingDays: 1...2)
            }
        }
        try await pauseUntilOffice()
        try await pause(5...240)
        try await answer()
        try await act(chance.happens(85) ? "wang-desk" : region.managers[0], on: number, "close")
    }

    /// The answer that is owed, where one is.
    private func answer() async throws {
        guard owesAnswer else { return }
        if mistake == .closesUnanswered { try await err(mistake, "wang-desk", on: number, "close") }
        try await act(engineer, on: number, "answer-deferred", ["answer": "已与专家核对：新版本已改进，建议下次巡检时升级"])
    }
}
