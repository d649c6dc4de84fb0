import Handbook
import Storage

/// Somebody who acts: staff with roles per region, or a customer's contact who signs in (5).
package struct Person: Register {
    package static let kind = "person"
    package static let title = Text("人员", "Person")
    package static let table = "people"
    package static let clause = "5.2(1)"
    package static let keepers: [Role] = [.humanResources, .administrator]
    package static let further: [any Activity<Person>.Type] = [
        TakeLeave.self, NameDeputy.self, LeaveCompany.self, IssueToken.self, RevokeToken.self,
    ]

    @Input(code: "编号", "Code") package var code: String
    @Input("姓名", "Name", 1...60) package var name: String
    @Input(region: "区域", "Region", help: Text("所属区域的代号", "Code of the home region")) package var region: String?
    @Input("城市", "City") package var city: String?
    @Input("电话", "Phone", 3...40) package var phone: String?
    @Input("邮箱", "Mail", 3...120, clause: "5.2(2)") package var mail: String?
    @Input("在职状态", "Employment") package var employment: Employment
    @Input("角色", "Roles", 0...30) package var grants: [Grant]
    @Input("所属客户", "Customer") package var customer: ID<Customer>?
    @Input("请假", "Leave", 0...60) package var leave: [Absence]
    @Input("代理人", "Deputy") package var deputy: ID<Person>?
    @Input("代理自", "Deputy from") package var deputyFrom: Instant?
    @Input("代理至", "Deputy until") package var deputyTo: Instant?

    package init() {}

    package static let conditions: [Condition<Person>] = [
        Condition("5.2(1)", "角色属手册所列", "Every role is one of the handbook's", field: "grants") { person, _ in
            let unknown = person.grants.first { Role.named($0.role) == nil || $0.role == Role.clock.id }
            return .met(
                if: unknown == nil,
                else: Text("没有“\(unknown?.role ?? "")”这一角色", "There is no role “\(unknown?.role ?? "")”"))
        },
        // Whoever keeps the register could otherwise make themselves anybody.
        Condition("5.3.1", "不改自己的角色", "Nobody changes their own roles", field: "grants", isForAmending: true) { person, work in
            guard work.person.text == person.code, let now = try Person.find(ID(person.code), in: work.session)?.entry else {
                return .met
            }
            return .met(if: Set(now.grants) == Set(person.grants), else: Text("请由另一人修改您的角色", "Somebody else changes your roles"))
        },
        // Whoever keeps the register could otherwise make somebody an administrator, or have an administrator's letters sent to themselves.
        Condition("5.2(1)", "管理员角色由管理员授予", "Administrators are made by administrators", field: "grants") { person, work in
            let now = try Person.find(ID(person.code), in: work.session)?.entry
            return .met(
                if: person.isAdministrator == now?.isAdministrator ?? false || work.actor.isAdministrator,
                else: Text("请由系统管理员授予或收回此角色", "Have an administrator give or take this role"))
        },
        Condition("5.2(2)", "管理员邮箱由管理员修改", "An administrator's mail is kept by administrators", field: "mail", isForAmending: true)
        {
            person, work in
            guard let now = try Person.find(ID(person.code), in: work.session)?.entry, now.isAdministrator else { return .met }
            return .met(
                if: now.mail == person.mail || work.actor.isAdministrator,
                else: Text("请由系统管理员修改此邮箱", "Have an administrator change this address"))
        },
    ]

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = name
        facets.region = region
        facets.customer = customer?.text
        facets.isCompanyWide = true
        facets.grants = employment == .left ? [] : Set(grants)
        facets.words = [phone, mail, city].compactMap { $0 }
        facets.take(ID(code), as: "self")
        return facets
    }

    /// Whether an administrator's role is among theirs.
    fileprivate var isAdministrator: Bool { grants.contains { $0.role == Role.administrator.id } }

    /// Whether the person is away during a stretch of time.
    package func isAway(from: Instant, to: Instant) -> Bool { leave.contains { $0.from < to && $0.to > from } }
}

/// Whether somebody works here.
package enum Employment: String, Choice {
    case employed, probation, left, outside

    package static let first = Employment.employed
    package var name: Text {
        switch self {
        case .employed: Text("在职", "Employed")
        case .probation: Text("试用期", "On probation")
        case .left: Text("离职", "Left")
        case .outside: Text("外部人员", "Outside the company")
        }
    }
}

/// A stretch of time in which somebody is away.
package struct Absence: Form {
    @Input("自", "From") package var from: Instant
    @Input("至", "Until") package var to: Instant
    @Input("事由", "Reason") package var reason: String?

    package init() {}
}

/// Enters a leave, so that nobody is sent out in it.
struct TakeLeave: Activity {
    static let row = Row<Standing>(
        "–", "请假", "Take leave", by: .humanResources, .technicalManager, from: [.active], clauses: ["5.3.1"])
    static let guards: [Guard<Self>] = [
        .given("5.3.1", "起止有序", "It ends after it begins", field: "to") { leave, _, _ in
            .met(if: leave.to > leave.from, else: Text("止期须在起期之后", "The end must lie after the beginning"))
        }
    ]

    @Input("自", "From") var from: Instant
    @Input("至", "Until") var to: Instant
    @Input("事由", "Reason") var reason: String?

    func perform(on person: inout Person, in work: Work) {
        var absence = Absence()
        absence.from = from
        absence.to = to
        absence.reason = reason
        person.leave.append(absence)
    }
}

/// Names who acts for somebody from one time to another: each for themselves, or HR for those who can't.
struct NameDeputy: Activity {
    static let row = Row<Standing>(
        "–", "指定代理人", "Name deputy", roles: Everywhere.everybody.filter { $0 != .customer }, from: [.active], clauses: ["5.3.1"])
    static let guards: [Guard<Self>] = [
        .given("5.3.1", "由本人或人事行政指定在职的他人，期限有序", "Oneself or HR names somebody else who works here, for a time", field: "deputy") {
            act, person, work in try act.standsFor(person, in: work)
        }
    ]

    @Input("代理人", "Deputy") var deputy: ID<Person>
    @Input("自", "From") var from: Instant
    @Input("至", "Until") var to: Instant

    func perform(on person: inout Person, in work: Work) {
        person.deputy = deputy
        person.deputyFrom = from
        person.deputyTo = to
        work.tell(.person(deputy), Text("您代理\(person.name)的职责", "You act for \(person.name)"))
    }

    private func standsFor(_ person: Person, in work: Work) throws -> Verdict {
        // A deputy has all the rights of the other: a manager who could name one could make themselves anybody.
        guard work.person.text == person.code || work.actor.grants.contains(where: { $0.role == Role.humanResources.id }) else {
            return .unmet(remedy: Text("请由\(person.name)本人或人事行政指定", "\(person.name) or HR names the deputy"))
        }
        return .met(
            if: try deputy.text != person.code && to > from && [.employed, .probation].contains(work.find(deputy).employment),
            else: Text("请指定在职的他人，止期在起期之后", "Name somebody else who works here, with an end after the beginning"))
    }
}

/// Records that somebody left: account, grants and sessions end at once (5.3.2(2)(i)).
struct LeaveCompany: Activity {
    static let row = Row<Standing>(
        "–", "离职", "Leave company", by: .humanResources, from: [.active], to: .retired, clauses: ["5.3.2(2)(i)"])

    @Input("最后工作日", "Last day") var lastDay: Day

    func perform(on person: inout Person, in work: Work) { person.employment = .left }
}

extension Actor {
    /// Whether they may keep other people's ways in.
    fileprivate var isAdministrator: Bool { grants.contains { $0.role == Role.administrator.id } }
}
