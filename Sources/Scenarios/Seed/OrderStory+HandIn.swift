import Handbook
import Operations

extension OrderStory {
    /// From the receipt to the closed order.
    mutating func bringBack() async throws {
        if fate.hasEnded { return }
        try await handIn()
        let reviewer = try await review()
        try await returnParts()
        if !isSigned { try await chase() }
        try await file(by: reviewer)
        try await writeArticle()
    }

    private func receipt(isDetailed: Bool, travel: Int, work: Int) -> [String: Value] {
        [
            "result": "done", "summary": .text(trouble.mended), "travel": .integer(Int64(travel)), "work": .integer(Int64(work)),
            "isDetailed": .bool(isDetailed), "files": isDetailed ? [attachment] : [],
        ]
    }

    private var isDetailed: Bool { type == .inspection && number.hasSuffix("7") && mistake != .reviewsTheirOwn }

    /// The same day or the next; a few are late.
    private mutating func handIn() async throws {
        if chance.happens(5) {
            try await pauseUntilOffice(workingDays: 3...4)
        } else if chance.happens(60) {
            try await pause(30...200)
        } else {
            try await pauseUntilOffice(workingDays: 1...1)
        }
        if mistake == .inflatesHours {
            try await err(mistake, lead, on: number, "submit-receipt", receipt(isDetailed: false, travel: 60, work: 9_000))
        }
        let travel = chance.number(3...18) * 10
        let work = chance.number(2...5) * 10
        if mistake == .reviewsTheirOwn {
            // Whoever hands in for the engineer can't review it: the other manager does, or the neighbour's.
            let other = region.managers.first { $0 != manager } ?? manager
            try await act(
                other, on: number, "submit-receipt", receipt(isDetailed: false, travel: travel, work: work),
                takeOver: "工程师手机没电，电话口述")
            try await err(mistake, other, on: number, "accept-receipt")
        } else {
            try await act(lead, on: number, "submit-receipt", receipt(isDetailed: isDetailed, travel: travel, work: work))
        }
    }

    /// The manager accepts it; some come back to be corrected first.
    private mutating func review() async throws -> String {
        try await pauseUntilOffice()
        try await pause(20...500)
        try await pauseUntilOffice()
        let reviewer = mistake == .reviewsTheirOwn && region.managers.count == 1 ? region.neighbour : manager
        if mistake != .reviewsTheirOwn, chance.happens(5) {
            try await act(reviewer, on: number, "return-receipt", ["remark": .text(chance.one(of: ["请写明测得的光功率", "请补充更换前后的现象"]))])
            try await pause(60...400)
            try await act(lead, on: number, "submit-receipt", receipt(isDetailed: isDetailed, travel: 60, work: 30))
            try await pauseUntilOffice()
            try await pause(20...200)
        }
        try await act(reviewer, on: number, "accept-receipt")
        if mistake == .releasesNothing, !isDetailed {
            try await err(mistake, "wu-service", on: number, "release-report", ["list": [.text(client.contact)]])
        }
        if isDetailed {
            try await pause(60...1_200)
            try await pauseUntilOffice()
            try await act("wu-service", on: number, "release-report", ["list": [.text(client.contact), "区域经理"]])
        }
        return reviewer
    }

    /// What the order still holds goes into the store: the faulty board, or the spare that was not used.
    private mutating func returnParts() async throws {
        guard let takenBack, !isSpareOwed else { return }
        if mistake == .closesUnreturned {
            try await err(mistake, manager, on: number, "close")
        }
        try await pauseUntilOffice()
        try await pause(10...240)
        try await act(
            region.storekeeper, on: "warehouse:\(region.warehouse)", "receive-return",
            ["order": .text(number), "part": .text(trouble.part), "serial": .text(takenBack)])
        if spare == takenBack { year.shelves.put(back: takenBack, trouble.part, into: region.warehouse) }
    }

    /// The signature that is owed comes after some days of asking.
    private mutating func chase() async throws {
        try await pauseUntilOffice(workingDays: 1...6)
        try await sign()
    }

    private mutating func file(by reviewer: String) async throws {
        try await pause(2...60)
        if isChanged {
            if mistake == .closesUnrefreshed { try await err(mistake, reviewer, on: number, "close") }
            try await act(manager, on: number, "refresh-device-record")
            try await pause(1...20)
        }
        try await act(reviewer, on: number, "close", ["note": "单据齐"])
        fate.end()
    }
}
