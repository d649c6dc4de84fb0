import Handbook

/// The activities that every procedure has: a remark, a file, a tie, a correction, and a limit that passed.
enum Everywhere {
    /// These activities for one procedure.
    static func activities<Kind: Procedure>(of kind: Kind.Type) -> [any Activity<Kind>.Type] {
        [
            Comment<Kind>.self, Attach<Kind>.self, Link<Kind>.self, ProposeCorrection<Kind>.self, Correct<Kind>.self,
            Breach<Kind>.self, AdoptCalendar<Kind>.self,
        ]
    }

    /// Every role that works here, and the customer where the case is shown to one.
    static let everybody = Role.all.filter { ![Role.clock, .auditor].contains($0) }
}

/// Adds a remark to a case (2.2.1).
struct Comment<Subject: Procedure>: Activity {
    static var row: Row<Subject.Step> {
        Row("–", "备注", "Comment", roles: Everywhere.everybody, from: .any, clauses: ["2.8.4"])
    }
    static var guards: [Guard<Self>] { (Subject.self as? any Publication.Type)?.commentGuards() ?? [] }

    @Input("内容", "Text", lines: true) var text: String

    func perform(on subject: inout Subject, in work: Work) {}
}

/// Adds files to a case, as records of the dealings with the customer (2.8.4).
struct Attach<Subject: Procedure>: Activity {
    static var row: Row<Subject.Step> {
        Row("–", "添加附件", "Attach", roles: Everywhere.everybody, from: .any, clauses: ["2.8.4"])
    }

    @Input("文件", "Files", 1...20) var files: [Attachment]
    @Input("说明", "Note") var note: String?

    func perform(on subject: inout Subject, in work: Work) {
        for file in files { work.keep(file) }
    }
}

/// Ties a case to another, both ways.
struct Link<Subject: Procedure>: Activity {
    static var row: Row<Subject.Step> {
        Row("–", "关联", "Link", roles: Everywhere.everybody.filter { $0 != .customer }, from: .any, clauses: ["2.8.4"])
    }

    static var guards: [Guard<Self>] {
        [
            .given("2.8.4", "关联的单号存在", "The other case exists", field: "other") { link, _, work in
                let other = try CaseHeader.find(link.other, in: work.session)
                return .met(
                    if: other != nil && link.other != work.number,
                    else: Text("请核对单号“\(link.other)”", "Check the number “\(link.other)”"))
            }
        ]
    }

    @Input(code: "单号", "Number") var other: String
    @Input("关系", "Relation") var relation: String?

    func perform(on subject: inout Subject, in work: Work) { work.link(to: other, as: relation ?? "related") }
}

/// Raises that a clock's limit has passed: performed by the clock, once.
struct Breach<Subject: Procedure>: Activity {
    static var row: Row<Subject.Step> { Row("–", "超时", "Breach", by: .clock, from: .any, clauses: ["12.2.1(1)"]) }

    static var guards: [Guard<Self>] {
        [
            .given("12.2.1(1)", "时限确已过且尚未记录", "The limit has passed and nobody has raised it", field: "clock") { breach, _, work in
                let state = try work.state(of: breach.clock)
                let raised = try work.session.first(
                    "SELECT breached FROM clocks WHERE number = ? AND clock = ?", work.number, breach.clock.id
                )?.optionalInteger("breached")
                return .met(
                    if: state?.isBreached(at: work.now) ?? false && raised == nil,
                    else: Text("此时钟未超时，或已记录", "This clock is in time, or its breach stands already"))
            }
        ]
    }

    @Input("时限", "Limit") var clock: ClockName
    @Input("到期", "Due") var due: Instant

    func perform(on subject: inout Subject, in work: Work) {
        work.raise(clock)
        let label = work.edition.time
        let text = Text(
            "\(work.number) 的\(clock.title.zh)时限已过：应于 \(label.label(due, .zh)) 前",
            "\(work.number): \(clock.title.en) is late; it was due \(label.label(due, .en))")
        work.tell(.role(.technicalManager), text)
        if let owner = work.header.owner { work.tell(.person(ID(owner)), text) }
    }
}
