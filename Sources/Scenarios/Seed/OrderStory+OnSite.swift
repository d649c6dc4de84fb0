import Handbook
import Operations
import Storage

extension OrderStory {
    /// What was done, each line with its device; a part is swapped where one was brought.
    mutating func work() async throws {
        try await pause(6...25)
        try await errOnSite()
        try await log(kind: "look", operation: "查看", trouble.found)
        if type == .project { try await reportDays() }
        try await pause(8...30)
        if let spare {
            try await swap(for: spare)
        } else if type == .inspection, chance.happens(30) {
            try await log(kind: "look", operation: "健康检查", "各项指标正常，建议清洁防尘网")
        } else {
            try await log(kind: "hardware", operation: trouble.operation, trouble.mended)
        }
        if type == .inspection, chance.happens(10) {
            try await act(
                lead, on: number, "extra-operation",
                ["operation": "升级软件", "explanation": "新版本改进误码统计，升级不影响业务", "consent": consentNow()])
            try await log(kind: "software", operation: "升级软件", "已升级到 V100R022，业务无影响", version: "V100R022")
            isChanged = true
        }
        if chance.happens(8) {
            try await act(lead, on: number, "add-photo", ["photos": [attachment], "caption": "现场照片"])
        }
        try await pause(8...30)
    }

    private mutating func consentNow() -> Value { consent(of: client) }

    var attachment: Value { ["name": .text(year.scan.name), "hash": .text(year.scan.hash)] }

    private func log(kind: String, operation: String, _ text: String, version: String? = nil) async throws {
        try await act(
            lead, on: number, "log-work",
            [
                "device": .text(unit.code), "kind": .text(kind), "operation": .text(operation), "text": .text(text),
                "newVersion": version.map { .text($0) } ?? .null,
                "guide": kind == "look" ? .null : year.library.guide(unit.family.code, operation).map { .text($0) } ?? .null,
            ], reason: "客户要求当日处理，已书面同意")
    }

    private func errOnSite() async throws {
        let line: [String: Value] = ["device": .text(unit.code), "kind": "hardware", "operation": "清洁光口", "text": "已清洁"]
        switch mistake {
        case .touchesAnother:
            let other = year.company.units.first { $0.place.code != place.code }
            let device: Value = (other?.code).map { .text($0) } ?? .null
            try await err(mistake, lead, on: number, "log-work", line.merging(["device": device]) { $1 })
        case .worksUnasked: try await err(mistake, lead, on: number, "log-work", line.merging(["operation": "改接业务端口"]) { $1 })
        case .writesThePassword:
            try await err(mistake, lead, on: number, "log-work", line.merging(["text": "登录密码：Rq7#mLd2!x"]) { $1 })
        case .handsInTooEarly:
            try await err(
                mistake, lead, on: number, "submit-receipt", ["result": "done", "summary": "已恢复", "travel": 60, "work": 40])
        case .cancelsLate: try await err(mistake, manager, on: number, "cancel", ["reason": "客户不再需要"])
        default: break
        }
    }

    /// A project goes on for days, with a report for each.
    private mutating func reportDays() async throws {
        for (progress, tomorrow) in [("机框上架完成", "布线"), ("布线完成一半", "完成布线并测试")] {
            let today = year.time.day(of: year.now)
            try await year.agenda.wait(until: year.time.instant(today, minute: 17 * 60 + chance.number(0...40)))
            try await act(lead, on: number, "daily-report", ["progress": .text(progress), "tomorrow": .text(tomorrow)])
            let next = try year.calendar.workingDay(1, after: today)
            try await year.agenda.wait(until: year.time.instant(next, minute: 9 * 60 + chance.number(0...30)))
        }
    }

    /// The board comes out and the spare goes in; most faulty boards are taken back, some stay for a while and are owed.
    private mutating func swap(for spare: String) async throws {
        if chance.happens(5), mistake != .closesUnrefreshed, mistake != .closesUnreturned {
            // It was the connector after all: the spare goes back unused.
            try await log(kind: "look", operation: "查看", "重新插拔后恢复，备件未用")
            takenBack = spare
            return
        }
        let part = trouble.part
        let board = unit.boards.first { $0.part == part } ?? unit.boards[0]
        let old = board.part == part ? year.shelves.board(board.serial, of: unit.code) : "\(unit.code)-X\(chance.number(1...9))"
        let isTakenBack = mistake == .closesUnreturned || chance.happens(88)
        try await act(
            lead, on: number, "swap-part",
            [
                "device": .text(unit.code), "part": .text(part), "oldSerial": .text(old), "newSerial": .text(spare),
                "slot": .text(board.slot), "isTakenBack": .bool(isTakenBack),
                "reason": isTakenBack ? .null : .text("客户须先清除数据"),
            ])
        if board.part == part { year.shelves.swap(board.serial, of: unit.code, for: spare) }
        isChanged = true
        self.spare = nil
        if isTakenBack {
            takenBack = old
        } else {
            try expect(old, of: part)
        }
    }

    /// What is owed comes back later; some only after its working days are over.
    private func expect(_ serial: String, of part: String) throws {
        var later = Chance(year.seed, for: "debt \(number)")
        let days = later.happens(75) ? later.number(4...14) : later.number(16...26)
        let day = try year.calendar.workingDay(days, after: year.time.day(of: year.now))
        let story = self
        year.begin(at: year.time.instant(day, minute: 10 * 60)) {
            try await story.act(
                story.region.storekeeper, on: "warehouse:\(story.region.warehouse)", "receive-return",
                ["order": .text(story.number), "part": .text(part), "serial": .text(serial)])
        }
    }

    /// Hands over, has it signed where somebody can, and hands the receipt in.
    mutating func leave() async throws {
        try await act(
            lead, on: number, "leave",
            [
                "handOver": .text("\(trouble.mended)，请继续观察"),
                "carriedOut": takenBack.map { ["工具箱", .text("\(trouble.part) \($0)")] } ?? ["工具箱"],
            ])
        year.diary.release(number)
        if let spare, spare == takenBack, chance.happens(40) {
            try await act(
                lead, on: number, "owe-part",
                ["part": .text(trouble.part), "serial": .text(spare), "reason": "备件留在外地，随下次出差带回"])
            isSpareOwed = true
            try expect(spare, of: trouble.part)
        }
        if mistake == .signsAnOldPaper {
            try await err(
                mistake, lead, on: number, "sign",
                [
                    "signature": [
                        "way": "drawn", "name": .text(client.contact), "file": attachment,
                        "paper": .text("sha256:" + String(repeating: "0", count: 64)),
                    ], "password": "none-given",
                ])
        }
        if mistake == .handsInUnsigned {
            try await err(
                mistake, lead, on: number, "submit-receipt", ["result": "done", "summary": "已恢复", "travel": 60, "work": 30])
        }
        try await pause(2...12)
        if place.isUnattended || chance.happens(10) {
            try await act(lead, on: number, "signature-owed", ["reason": .text(place.isUnattended ? "无人值守站" : "值班员无权签字")])
        } else {
            try await sign()
        }
        try await leaveOpen()
        try await rate()
    }

    /// By the customer's own link, or on paper with a scan.
    mutating func sign() async throws {
        let number = number
        let hash = try await year.desk.database.read { try PaperShelf.latest(.workRecord, of: number, in: $0)?.hash }
        let opinion = chance.one(of: ["满意", "很快", "处理及时", "希望准时", "专业细致"])
        let password = chance.one(of: ["none-given", "none-given", "none-given", "changed", "not-changed"])
        if let portal = client.portal, let hash, chance.happens(65) {
            try await act(
                portal, on: number, "sign",
                [
                    "signature": ["way": "link", "name": .text(client.contact), "paper": .text(hash)], "opinion": .text(opinion),
                    "password": .text(password),
                ])
        } else {
            try await act(
                lead, on: number, "sign",
                [
                    "signature": [
                        "way": .text(chance.one(of: ["paper", "stamped"])), "name": .text(client.contact), "post": "值班长",
                        "file": attachment,
                    ], "opinion": .text(opinion), "password": .text(password),
                ])
        }
        isSigned = true
    }
}
