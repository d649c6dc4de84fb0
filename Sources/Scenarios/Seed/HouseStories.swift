import Handbook
import Operations

/// An order that no request asked for: an inspection by contract, a project, or a repair that an engineer saw coming.
struct PlannedOrderStory: Story {
    let year: SeedYear
    var chance: Chance
    let unit: SeedCompany.Unit
    let type: OrderStory.OrderKind
    let mistake: Mistake?

    init(_ year: SeedYear, _ index: Int, _ unit: SeedCompany.Unit, mistake: Mistake?) {
        self.year = year
        self.unit = unit
        self.mistake = mistake
        chance = Chance(year.seed, for: "planned \(index)")
        type = mistake?.needsSwap ?? false ? .repair : index % 20 == 0 ? .project : index % 10 == 1 ? .repair : .inspection
    }

    mutating func tell() async throws {
        let region = unit.place.client.region
        let trouble = chance.one(of: unit.family.troubles)
        let needsPart = mistake?.needsSwap ?? false
        let raisedBy = type == .repair ? chance.one(of: region.engineers) : region.managers[0]
        let work =
            switch type {
            case .project: "\(unit.place.name)新增机框上架与布线"
            case .repair: "\(unit.place.name)\(trouble.operation)"
            case .inspection: "\(unit.place.name)季度巡检：电源、风扇、告警和光功率"
            }
        try await pauseUntilOffice()
        let number = try await act(
            raisedBy, .new(kind: "DO"), "raise",
            [
                "type": .text(type.rawValue), "site": .text(unit.place.code), "work": .text(work), "devices": [.text(unit.code)],
                "spares": needsPart ? [["part": .text(trouble.part)]] : [],
            ]
        ).number
        var story = OrderStory(
            year, number, type, unit, trouble, mistake: mistake, needsPart: needsPart, raisedBy: raisedBy)
        if try await story.goThere() { try await story.bringBack() }
    }
}

/// A call that asks for nothing more; some are missed and called back.
struct CallStory: Story {
    let year: SeedYear
    var chance: Chance
    let client: SeedCompany.Client

    init(_ year: SeedYear, _ index: Int, _ client: SeedCompany.Client) {
        self.year = year
        self.client = client
        chance = Chance(year.seed, for: "call \(index)")
    }

    mutating func tell() async throws {
        let matter = chance.one(of: ["询问维保到期日", "询问巡检时间", "索取服务报告", "询问备件到货", "打错电话"])
        let number: String
        if chance.happens(20) {
            number = try await act(
                "wang-desk", .new(kind: "HC"), "log-missed-call",
                ["phone": .text(client.phone), "caller": .text(client.contact)]
            ).number
            try await pause(5...120)
            try await act(
                "wang-desk", on: number, "call-back", ["customer": .text(client.code), "matter": .text(matter)])
        } else {
            number = try await act(
                "wang-desk", .new(kind: "HC"), "log-call",
                [
                    "phone": .text(client.phone), "caller": .text(client.contact), "customer": .text(client.code),
                    "matter": .text(matter), "rings": .integer(Int64(chance.happens(92) ? 2 : 5)),
                ]
            ).number
        }
        try await pause(1...9)
        try await act("wang-desk", on: number, "end-call", ["result": "已答复"])
    }
}

/// A region's week on call: entered the Friday before, handed over on Monday morning.
struct DutyStory: Story {
    let year: SeedYear
    var chance: Chance
    let region: SeedRegion
    /// The Monday on which it begins.
    let monday: Day
    let week: Int

    init(_ year: SeedYear, _ region: SeedRegion, from monday: Day, week: Int) {
        self.year = year
        self.region = region
        self.monday = monday
        self.week = week
        chance = Chance(year.seed, for: "duty \(region.code) \(week)")
    }

    private func person(_ week: Int) -> String { region.engineers[week % region.engineers.count] }
    private func code(_ week: Int) -> String { "\(region.code)-w\(week)" }

    mutating func tell() async throws {
        let from = year.time.instant(monday, minute: 9 * 60)
        try await act(
            region.managers[0], .new(kind: "duty"), "enter",
            [
                "code": .text(code(week)), "region": .text(region.code), "person": .text(person(week)), "from": moment(from),
                "to": moment(from.adding(hours: 7 * 24)),
            ])
        guard week > 0, chance.happens(80) else { return }
        try await year.agenda.wait(until: from.adding(minutes: -chance.number(5...30)))
        guard !year.diary.isAway(person(week), at: year.now) else { return }
        try await act(
            person(week - 1), on: "duty:\(code(week - 1))", "hand-over",
            ["to": .text(person(week)), "note": "未结的单据见清单，重点留意待补签的"])
        try await pause(2...15)
        try await act(person(week), on: "duty:\(code(week - 1))", "accept-hand-over", ["note": "已阅"])
    }
}

/// Somebody takes leave; nobody sends them out in it.
struct LeaveStory: Story {
    let year: SeedYear
    var chance: Chance
    let person: String

    mutating func tell() async throws {
        let day = try year.calendar.workingDay(chance.number(5...9), after: year.time.day(of: year.now))
        let from = year.time.start(of: day)
        let to = year.time.end(of: day.adding(chance.number(1...4)))
        // Whoever has visits agreed already puts the leave off.
        let length = Int((to.milliseconds - from.milliseconds) / 60_000)
        guard try year.diary.free([person], from: from, minutes: length, office: false) == from else { return }
        try await act(
            "he-hr", on: "person:\(person)", "take-leave",
            ["from": moment(from), "to": moment(to), "reason": .text(chance.one(of: ["年假", "事假", "病假"]))])
        year.diary.book(person, from: from, to: to, for: Diary.leave)
    }
}

/// A contract that ends is renewed by sales before its last day.
struct RenewalStory: Story {
    let year: SeedYear
    var chance: Chance
    let client: SeedCompany.Client
    let agreement: SeedCompany.Agreement

    mutating func tell() async throws {
        try await act(
            "zhou-sales", .new(kind: "contract"), "enter",
            SeedRegisters.contract(agreement, of: client, at: year.company.places))
    }
}
