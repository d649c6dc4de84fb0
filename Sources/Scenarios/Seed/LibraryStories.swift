import Handbook
import Operations
import Synchronization

/// What the seeded company has written so far: guides by family and operation, and the troubles of which there is an article.
final class SeedLibrary: Sendable {
    private let guides = Mutex<[String: String]>([:])
    private let told = Mutex<Set<String>>([])

    /// The guide in force for an operation on a family.
    func guide(_ family: String, _ operation: String) -> String? { guides.withLock { $0["\(family) \(operation)"] } }
    func keep(_ number: String, _ family: String, _ operation: String) {
        guides.withLock { $0["\(family) \(operation)"] = number }
    }

    /// Whether nobody has written of it yet; from now on somebody has.
    func takes(_ trouble: String) -> Bool { told.withLock { $0.insert(trouble).inserted } }
}

/// A manager writes how an operation is done, another one reviews it; half a year later it is revised.
struct GuideStory: Story {
    let year: SeedYear
    var chance: Chance
    let family: SeedFamily
    let trouble: Trouble
    /// When the second version is written; nil where the first stays.
    let revision: Day?

    private func content(_ steps: [Value]) -> [String: Value] {
        [
            "title": .text("\(trouble.operation)（\(trouble.part)）"), "family": .text(family.code),
            "models": .list(family.models.map { .text($0) }), "parts": [.text(trouble.part)],
            "operation": .text(trouble.operation), "tools": ["防静电手环", "标签", "测试仪表"], "steps": .list(steps),
            "rollback": "装回原件，恢复原配置，报技术经理",
        ]
    }

    private static let first: [Value] = [
        ["text": "核对槽位、型号和版本，记下操作前的告警"], ["text": "确认业务已倒换或可中断", "warning": "避开业务忙时", "clause": "3.2.9"],
        ["text": "取下旧件，装上新件", "warning": "戴防静电手环", "clause": "3.2.10"], ["text": "核对告警和指标，与客户确认"],
    ]

    mutating func tell() async throws {
        try await pauseUntilOffice()
        let number = try await act("li-manager", .new(kind: "OG"), "draft", content(Self.first)).number
        try await act("li-manager", on: number, "submit")
        try await pauseUntilOffice(workingDays: 1...3)
        try await act("chen-deputy", on: number, "publish")
        year.library.keep(number, family.code, trouble.operation)
        guard let revision else { return }
        try await year.agenda.wait(until: year.time.instant(revision, minute: 10 * 60 + chance.number(0...59)))
        try await pauseUntilOffice()
        var steps = Self.first
        steps.insert(["text": "备份配置和日志"], at: 1)
        let changed = content(steps).merging(["change": "操作前先备份配置"]) { $1 }
        try await act("chen-deputy", on: number, "revise", changed)
        try await act("chen-deputy", on: number, "submit")
        try await pauseUntilOffice(workingDays: 1...2)
        try await act("li-manager", on: number, "publish")
    }
}

extension OrderStory {
    /// The first who mended a trouble writes it down; some name the customer at first, and are refused.
    mutating func writeArticle() async throws {
        guard type == .repair, spare != nil, takenBack != spare, year.library.takes(trouble.told) else { return }
        try await pauseUntilOffice(workingDays: 1...3)
        let content: [String: Value] = [
            "title": .text(trouble.told), "family": .text(unit.family.code), "models": [.text(unit.model)],
            "parts": [.text(trouble.part)], "phenomenon": .text(trouble.told), "cause": .text("\(trouble.cause)：\(trouble.found)"),
            "steps": .text("核对告警和历史性能\n\(trouble.operation)\n复核指标，与客户确认"), "result": .text(trouble.mended),
        ]
        let article = try await act(
            lead, .new(kind: "KA"), "draft", content.merging(["order": .text(number)]) { $1 }
        ).number
        if chance.happens(40) {
            try await err(
                nil, lead, on: article, "rewrite", content.merging(["phenomenon": .text("\(client.name)报：\(trouble.told)")]) { $1 })
        }
        try await pause(5...60)
        try await act(lead, on: article, "submit")
        try await pauseUntilOffice(workingDays: 1...4)
        if chance.happens(20) {
            try await act(manager, on: article, "return-draft", ["remark": "请写明复核了哪些指标"])
            try await pauseUntilOffice(workingDays: 1...2)
            try await act(
                lead, on: article, "rewrite",
                content.merging(["result": .text("\(trouble.mended)；告警、性能、日志均已复核")]) { $1 })
            try await act(lead, on: article, "submit")
            try await pauseUntilOffice(workingDays: 1...2)
        }
        try await act(manager, on: article, "publish")
    }
}
