import Handbook
import Operations
import Storage

extension OrderStory {
    /// The manager sends the best of the desk's candidates who is free in time; where the house objects, they try again.
    mutating func assign(except declined: String?) async throws {
        if !isUrgent { try await pauseUntilOffice() }
        try await pause(isUrgent ? 2...12 : type == .repair ? 8...60 : 60...500)
        if !isUrgent { try await pauseUntilOffice() }
        manager = chance.one(of: region.managers)
        if mistake == .doubleBooks { try await doubleBook() }
        if mistake == .sendsTheClerk {
            try await err(
                mistake, manager, on: number, "assign",
                ["engineer": "zhou-sales", "appointment": moment(year.now.adding(hours: 4)), "basis": "chargeable"])
        }
        let ranked = try await year.desk.candidates(for: number, asked: ID(manager)).filter { $0.score > -500 }.map(\.person.text)
        var willing = (ranked + region.engineers).filter { region.engineers.contains($0) && $0 != declined }
        // The best are not sent everywhere.
        if chance.happens(45) { willing.append(willing.removeFirst()) }
        try await choose(among: willing)
        var basis: Value = .null
        for attempt in 1...4 {
            do {
                try await act(
                    manager, on: number, "assign", assignment(basis: basis), reason: chance.one(of: ["客户同意的时间", "有资深同事电话支持"]))
                return book()
            } catch let stuck as Stuck where attempt < 4 {
                // Without a contract it is chargeable; whoever was taken in the meantime is taken for later.
                if stuck.clauses.contains("2.10.2") { basis = "chargeable" }
                if stuck.clauses.contains("3.1.4") {
                    appointment = try year.diary.free(
                        [lead] + helpers, from: appointment.adding(hours: 3), minutes: type.minutes, office: !isUrgent)
                }
            }
        }
    }

    /// The first of the ranked who is free within the arrival's limit, else whoever is free first.
    private mutating func choose(among ranked: [String]) async throws {
        let number = number
        let due = try await year.desk.database.read { session in
            try session.first("SELECT due FROM clocks WHERE number = ? AND clock = 'arrival' AND stopped IS NULL", number).map {
                Instant(milliseconds: try $0.integer("due"))
            }
        }
        let ahead: ClosedRange<Int> =
            switch type {
            case .repair: isUrgent ? 35...70 : 70...200
            case .inspection: 1_400...7_000
            case .project: 3_000...9_000
            }
        let earliest = year.now.adding(minutes: chance.number(ahead))
        var first: (person: String, at: Instant)?
        for person in ranked {
            let slot = try year.diary.free([person], from: earliest, minutes: type.minutes, office: !isUrgent)
            if due.map({ slot <= $0 }) ?? (first == nil) {
                first = (person, slot)
                break
            }
            if first.map({ slot < $0.at }) ?? true { first = (person, slot) }
        }
        lead = first?.person ?? ranked[0]
        appointment = first?.at ?? earliest
        helpers = []
        if region.code == "shanghai", type != .repair, chance.happens(30) {
            let end = appointment.adding(minutes: type.minutes)
            if try year.diary.free(["tian-new"], from: appointment, minutes: type.minutes, office: false) == appointment,
                end > appointment
            {
                helpers = ["tian-new"]
            }
        }
    }

    private mutating func assignment(basis: Value) -> [String: Value] {
        var input: [String: Value] = [
            "engineer": .text(lead), "appointment": moment(appointment), "minutes": .integer(Int64(type.minutes)), "basis": basis,
            "difficulty": .text(chance.one(of: ["junior", "junior", "junior", "intermediate", "intermediate", "senior"])),
            "helpers": .list(helpers.map { .text($0) }), "requirements": "带齐工具，操作前请客户备份",
        ]
        if type == .project { input["risk"] = "与运行机框相邻" }
        if place.asksTicket, !chance.happens(20) {
            input["workTicket"] = [
                "number": .text("GZ-\(chance.number(1_000...9_999))"), "issuer": .text(client.contact), "leader": .text(lead),
                "permitter": .text(client.contact), "from": moment(appointment.adding(hours: -1)),
                "to": moment(appointment.adding(minutes: type.minutes + 240)),
            ]
        }
        return input
    }

    func book() {
        year.diary.release(number)
        for person in [lead] + helpers {
            year.diary.book(person, from: appointment, to: appointment.adding(minutes: type.minutes), for: number)
        }
    }

    /// Somebody is to be in two places at once.
    private func doubleBook() async throws {
        for person in region.engineers {
            guard let visit = year.diary.visit(of: person, after: year.now) else { continue }
            return try await err(
                .doubleBooks, manager, on: number, "assign",
                ["engineer": .text(person), "appointment": moment(visit.adding(minutes: 15)), "basis": "chargeable"])
        }
    }

    /// Another engineer takes the lead before anybody left.
    mutating func reassign() async throws {
        guard let other = region.engineers.first(where: { $0 != lead }) else { return }
        let slot = try year.diary.free([other], from: appointment, minutes: type.minutes, office: !isUrgent)
        try await act(
            manager, on: number, "reassign",
            ["engineer": .text(other), "appointment": moment(slot), "reason": "原工程师另有任务"], reason: "有资深同事电话支持")
        lead = other
        appointment = slot
        helpers.removeAll { $0 == other }
        book()
    }

    /// The work can't be finished: one leaves with leave, and comes again another day.
    mutating func comeAgain() async throws {
        guard type != .project else { return }
        let isAllowed = chance.happens(85)
        try await act(
            lead, on: number, "interrupt",
            [
                "reason": "客户临时要求停止操作", "customerAllowed": isAllowed ? .text(client.contact) : .null,
                "managerAllowed": .text(manager), "contactLeft": "13900000000",
            ])
        year.diary.release(number)
        try await pauseUntilOffice()
        try await pause(20...120)
        appointment = try year.diary.free([lead] + helpers, from: year.now.adding(hours: 3), minutes: type.minutes, office: true)
        try await act(
            manager, on: number, "reschedule", ["appointment": moment(appointment), "reason": "与客户另约"], reason: "客户要求的时间")
        book()
        try await pause(5...40)
        try await act(lead, on: number, "accept")
        try await year.agenda.wait(until: appointment.adding(minutes: chance.number(-4...8)))
        arrived = year.now
        let consent = consent(of: client)
        try await act(
            lead, on: number, "arrive",
            [
                "isCustomerPresent": .bool(!place.isUnattended), "consent": consent,
                "protection": place.isUnattended ? "远程视频监护，门禁由调度开启" : .null,
            ])
        try await pause(20...60)
        try await act(
            lead, on: number, "log-work",
            ["device": .text(unit.code), "kind": "look", "operation": "查看", "text": "复查正常，继续完成剩余工作"])
    }
}
