import Handbook
import Operations

/// What the customer has to do with an order beside signing: it consents beforehand, rates, and is told what was left open.
extension OrderStory {
    /// Some leads ask before they set out; a few customers refuse at first, and consent to what is explained better.
    func askConsent() async throws {
        var chance = Chance(year.seed, for: "consent \(number)")
        guard let portal = client.portal, chance.happens(25), year.now < appointment.adding(minutes: -30) else { return }
        let operations: Value = [.text(trouble.operation), "清洁光口"]
        try await act(lead, on: number, "ask-consent", ["operations": operations, "explanation": "操作约十分钟，期间该通道有短时告警"])
        if chance.happens(20) {
            try await act(portal, on: number, "refuse-consent", ["why": "请说明是否影响调度电话"])
            try await act(
                lead, on: number, "ask-consent", ["operations": operations, "explanation": "调度电话已倒换到备用通道，操作期间不受影响"])
        }
        try await act(portal, on: number, "give-consent", chance.happens(30) ? ["conditions": "到站前先联系值班员"] : [:])
    }

    /// Some customers say how content they were.
    func rate() async throws {
        var chance = Chance(year.seed, for: "rating \(number)")
        guard let portal = client.portal, chance.happens(30) else { return }
        try await act(
            portal, on: number, "rate", ["score": .text(chance.one(of: ["great", "great", "good", "good", "fair", "poor"]))])
    }

    /// A few visits find something else that has to be done later, mostly in time.
    func leaveOpen() async throws {
        var chance = Chance(year.seed, for: "defect \(number)")
        guard chance.happens(5) else { return }
        let today = year.time.day(of: year.now)
        let deadline = try year.calendar.workingDay(10, after: today)
        let defect = try await act(
            lead, on: number, "leave-open",
            [
                "text": .text(chance.one(of: ["机柜接地线老化", "风扇防尘网积灰严重", "尾纤弯曲半径过小，需重新布放"])), "device": .text(unit.code),
                "owner": .text(lead), "deadline": .text(deadline.iso),
            ]
        ).opened.first
        guard let defect else { return }
        let mended = try year.calendar.workingDay(chance.number(4...13), after: today)
        let story = self
        year.begin(at: year.time.instant(mended, minute: 15 * 60)) {
            try await story.act(story.lead, on: defect, "mend", ["how": "随巡检处理完毕"])
            try await story.confirm(defect)
        }
    }

    private func confirm(_ defect: String) async throws {
        if let portal = client.portal {
            try await act(portal, on: defect, "confirm")
        } else if manager != lead {
            try await act(manager, on: defect, "confirm", ["saidBy": .text(client.contact)])
        }
    }
}
