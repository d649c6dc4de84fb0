import Handbook
import Storage

/// Proposes that an earlier entry should have said something else: a second person confirms it.
struct ProposeCorrection<Subject: Procedure>: Activity {
    static var row: Row<Subject.Step> {
        Row(
            "–", "申请更正", "Propose correction", roles: Everywhere.everybody.filter { $0 != .customer }, from: .any,
            clauses: ["2.8.4"])
    }

    static var guards: [Guard<Self>] {
        [
            .given("2.8.4", "所更正的条目存在且各项可读", "The entry is there, and every field can be read", field: "changes") {
                proposal, _, work in
                let entries = try JournalEntry.all(of: work.number, in: work.session)
                guard let entry = entries.first(where: { $0.position == proposal.entry }) else {
                    return .unmet(remedy: Text("没有第 \(proposal.entry) 条", "There is no entry \(proposal.entry)"))
                }
                switch try Replay.amended(entry, by: proposal.changes, done: proposal.done, under: work.edition) {
                case .success: return .met
                case .failure(let fault): return .unmet(remedy: fault.text)
                }
            }
        ] + (Subject.self is any Publication.Type ? [versionsStay] : [])
    }

    /// What others worked by is never told anew.
    private static var versionsStay: Guard<Self> {
        .before("0.4", "版本不更正，另出新版", "A version isn't corrected: the next one is published") { _, _ in
            .unmet(remedy: Text("请用“改写草稿”或“修订”", "Rewrite the draft, or revise"))
        }
    }

    @Input("第几条", "Entry", 1...1_000_000) var entry: Int
    @Input("更正", "Changes", 0...50) var changes: [FieldChange]
    @Input("实际办理时间", "Time of doing") var done: Instant?
    @Input("原因", "Reason", 2...1000, lines: true) var reason: String

    func perform(on subject: inout Subject, in work: Work) {
        work.tell(
            .role(.technicalManager),
            Text(
                "\(work.number) 第 \(entry) 条申请更正：\(reason)", "\(work.number): a correction of entry \(entry) is proposed: \(reason)"
            ))
    }
}

/// One field of an earlier entry with what it should have said.
struct FieldChange: Form {
    @Input(code: "填项", "Field") var field: String
    @Input("应为", "Should be", 0...4000, lines: true) var value: String

    init() {}
}

/// Confirms a proposed correction, by a second person: clocks and ledger are reversed and redone, both entries stand.
struct Correct<Subject: Procedure>: Activity {
    static var row: Row<Subject.Step> {
        Row(
            "–", "更正", "Correct", roles: [.technicalManager, .serviceManager, .administrator, .humanResources, .storekeeper],
            from: .any,
            otherThan: [ProposeCorrection<Subject>.self], clauses: ["2.8.4"])
    }

    static var guards: [Guard<Self>] {
        [
            .before("2.8.4", "有待确认的更正", "A correction waits to be confirmed") { _, work in
                .met(if: try Replay.proposal(in: work) != nil, else: Text("请先申请更正", "Propose the correction first"))
            },
            .before("13/060", "各步可按原样重演", "The steps can be played again as they were") { subject, work in
                // Playing a case again takes long; without a proposal the guard above has said no already.
                guard try Replay.proposal(in: work) != nil else { return .met }
                return .met(
                    if: try Replay(work: work).matches(subject),
                    else: Text("本单无法自动重演，请以新单据更正", "This case can't be played again by itself: correct it by a new case"))
            },
        ]
    }

    @Input("意见", "Remark") var remark: String?

    func perform(on subject: inout Subject, in work: Work) throws {
        guard let proposal = try Replay.proposal(in: work) else { return }
        subject = try Replay(work: work).record(amending: proposal)
    }
}
