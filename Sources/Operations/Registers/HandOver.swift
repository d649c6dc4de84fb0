import Handbook
import Storage

/// Hands the duty over to the next, with a note and everything that is open (2.3.3, 12.2).
struct HandOver: Activity {
    static let row = Row<Standing>(
        "–", "交班", "Hand over", by: .engineer, .networkEngineer, .serviceDesk, .projectManager, .technicalManager, .serviceManager,
        from: [.active], clauses: ["2.3.3", "2.2.1"])
    static let guards: [Guard<Self>] = [
        .before("2.2.1", "由值班人或主管交班", "Whoever is on duty, or the manager, hands over") { duty, work in
            let name = try work.find(duty.person).name
            return .met(
                if: work.person == duty.person || work.manages(duty.region),
                else: Text("请由\(name)或区域主管交班", "\(name) or the region's manager hands over"))
        },
        .given("2.3.3", "接班人在岗且电话可达", "The next is at work and can be reached by phone", field: "to") { act, duty, work in
            let next = try work.find(act.to)
            let isHere =
                act.to != duty.person && [.employed, .probation].contains(next.employment)
                && !next.isAway(from: work.now, to: work.now.adding(minutes: 1))
            return .met(
                if: isHere && next.phone != nil,
                else: isHere
                    ? Text("请先登记\(next.name)的电话", "Enter a phone for \(next.name) first")
                    : Text("请交给在职、未请假的另一人", "Hand over to somebody else who works here and is not away"))
        },
        .given("12.2", "接班后不留空档", "The duty goes on without a gap", field: "to") { act, duty, work in
            let name = try work.find(act.to).name
            let from = max(work.now, duty.to)
            let next = try work.session.first(
                """
                SELECT 1 AS one FROM duties WHERE valid_to IS NULL AND active = 1 AND region = ? AND person = ? AND begins <= ?
                    AND ends > ? LIMIT 1
                """, duty.region, act.to.text, from.milliseconds, work.now.milliseconds)
            return .met(
                if: next != nil,
                else: Text("\(name)未排在紧接的班上，请先排班", "\(name) is not on the roster next: enter the duty first"))
        },
    ]

    @Input("接班人", "Next on duty") var to: ID<Person>
    @Input("交班记录", "What the next must know", 2...4000, clause: "2.2.1", lines: true) var note: String

    func perform(on duty: inout Duty, in work: Work) throws {
        let open = try work.openCases(of: duty.person)
        duty.handOver = Duty.Handover(to: to, note: note, cases: open, at: work.now, accepted: nil)
        work.tell(
            .person(to),
            Text("请接班：\(work.number)，未结 \(open.count) 件", "Take the duty over: \(work.number), \(open.count) cases open"))
    }
}

/// The next takes the duty over: from now on the open cases are known to them (12.2).
struct AcceptHandOver: Activity {
    static let row = Row<Standing>(
        "–", "接班", "Accept hand over", by: .engineer, .networkEngineer, .serviceDesk, .projectManager, .technicalManager,
        .serviceManager, from: [.active], clauses: ["12.2"])
    static let guards: [Guard<Self>] = [
        .before("12.2", "有交班待接", "A hand-over waits") { duty, _ in
            .met(
                if: duty.handOver.map { $0.accepted == nil } ?? false,
                else: Text("没有待接的交班", "No hand-over waits to be accepted"))
        },
        .before("2.2.1", "由接班人本人接班", "The next accepts in person") { duty, work in
            let name = try work.find(duty.handOver?.to)?.name ?? ""
            return .met(
                if: duty.handOver.map { $0.to == work.person } ?? true,
                else: Text("请\(name)本人接班", "\(name) accepts in person"))
        },
    ]

    @Input("接班说明", "Remark", lines: true) var note: String?

    func perform(on duty: inout Duty, in work: Work) throws {
        guard let handOver = duty.handOver else { return }
        duty.handOver?.accepted = work.now
        for number in handOver.cases { work.link(to: number, as: "handed-over") }
        let name = try work.find(handOver.to).name
        work.tell(.person(duty.person), Text("\(name)已接班：\(work.number)", "\(name) took over: \(work.number)"))
    }
}

extension Work {
    /// Whether the acting person manages a region.
    fileprivate func manages(_ region: String) -> Bool {
        actor.grants.contains { grant in
            [Role.technicalManager.id, Role.serviceManager.id].contains(grant.role)
                && (grant.region == nil || grant.region == region)
        }
    }

    /// The open cases of every procedure that somebody owns or leads; at most 200.
    fileprivate func openCases(of person: ID<Person>) throws -> [String] {
        let kinds = Procedures.all.map { "'\($0.kind)'" }.joined(separator: ", ")
        return try session.query(
            """
            SELECT DISTINCT c.number FROM case_people p JOIN cases c ON c.number = p.number
            WHERE p.person = ? AND p.part IN ('owner', 'lead') AND c.open = 1 AND c.kind IN (\(kinds)) ORDER BY c.number LIMIT 200
            """, person.text
        ).map { try $0.text("number") }
    }
}
