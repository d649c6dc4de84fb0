import Handbook

extension Defect {
    /// Registers what is left open, with who sees to it and until when.
    struct Raise: Activity {
        static let row = Row<Stage>(
            "10.1.2(4)", "登记遗留问题", "Raise", by: .engineer, .technicalManager, from: .opening, to: .open,
            clauses: ["10.1.2(4)"])
        static let guards: [Guard<Self>] = [
            .given("10.1.2(4)", "期限未过", "The deadline lies ahead", field: "deadline") { raise, _, work in
                .met(if: raise.deadline >= work.today, else: Text("期限不能早于今天", "The deadline can't lie before today"))
            },
            .given("1.3.4", "设备在此局点", "The device stands at the site", field: "device") { raise, _, work in
                // The customer is told of it, and must not be told of another one's.
                .met(
                    if: try work.find(raise.device).map { $0.site == raise.site } ?? true,
                    else: Text("设备不在此局点，请核对序列号", "The device stands elsewhere: check its serial"))
            },
            .given("2.2.1", "负责人是本公司人员", "The owner works here", field: "owner") { raise, _, work in
                try work.isOurs(raise.owner)
            },
        ]

        @Input("问题", "What is open", 2...2000, lines: true, toCustomer: true) var text: String
        @Input("局点", "Site") var site: ID<Site>
        @Input("设备", "Device") var device: ID<Device>?
        @Input("负责人", "Owner") var owner: ID<Person>
        @Input("期限", "Deadline") var deadline: Day

        func perform(on defect: inout Defect, in work: Work) throws {
            let place = try work.find(site)
            defect.text = text
            defect.site = site
            defect.customer = place.customer
            defect.region = place.region
            defect.device = device
            defect.contract = try work.contract(for: place.customer, device: device, site: site).map { ID($0.code) }
            defect.owner = owner
            defect.deadline = deadline
            defect.requester = work.person
            defect.measures["opened"] = work.now.milliseconds
            defect.watch(in: work)
            work.tell(
                .person(owner),
                Text("\(work.number) 由您在 \(deadline.iso) 前解决：\(text)", "\(work.number) is yours until \(deadline.iso): \(text)"))
        }
    }

    /// Gives it another owner or another deadline; the customer is told why.
    struct Reassign: Activity {
        static let row = Row<Stage>(
            "10.1.2(4)", "改负责人或期限", "Reassign", by: .technicalManager, from: [.open], clauses: ["10.1.2(4)"])
        static let guards: [Guard<Self>] = [
            .given("10.1.2(4)", "期限未过", "The deadline lies ahead", field: "deadline") { reassign, _, work in
                .met(if: reassign.deadline >= work.today, else: Text("期限不能早于今天", "The deadline can't lie before today"))
            },
            .given("2.2.1", "负责人是本公司人员", "The owner works here", field: "owner") { reassign, _, work in
                try work.isOurs(reassign.owner)
            },
        ]

        @Input("负责人", "Owner") var owner: ID<Person>
        @Input("期限", "Deadline") var deadline: Day
        @Input("原因", "Why", 2...500, toCustomer: true) var why: String

        func perform(on defect: inout Defect, in work: Work) {
            defect.owner = owner
            defect.deadline = deadline
            defect.watch(in: work)
            work.tell(
                .person(owner), Text("\(work.number) 由您在 \(deadline.iso) 前解决", "\(work.number) is yours until \(deadline.iso)"))
            work.tell(
                .customer, Text("\(work.number) 期限改为 \(deadline.iso)：\(why)", "\(work.number) is due \(deadline.iso) now: \(why)"))
        }
    }

    /// Says that it is mended, and how.
    struct Mend: Activity {
        static let row = Row<Stage>(
            "10.1.2(4)", "报告已解决", "Mend", by: .engineer, .technicalManager, from: [.open], to: .mended, isReport: true,
            clauses: ["10.1.2(4)"])

        @Input("怎么解决的", "How it was mended", 2...2000, lines: true, toCustomer: true) var how: String

        func perform(on defect: inout Defect, in work: Work) {
            defect.mendedHow = how
            defect.measures["mended"] = work.now.milliseconds
            work.unschedule(TellOverdue.verb)
            work.tell(.customer, Text("\(work.number) 已解决，请确认", "\(work.number) is mended: please agree"))
        }
    }

    /// The customer agrees, or a manager who didn't mend it closes it with the customer's word.
    struct Confirm: Activity {
        static let row = Row<Stage>(
            "10.1.2(4)", "确认关闭", "Confirm", by: .customer, .technicalManager, from: [.mended], to: .closed, otherThan: [Mend.self],
            clauses: ["10.1.2(4)"])
        static let guards: [Guard<Self>] = [
            .given("10.1.2(4)", "说明谁确认", "It is said who agreed", field: "saidBy") { confirm, _, work in
                .met(
                    if: work.actor.customer != nil || confirm.saidBy != nil,
                    else: Text("代客户确认须填确认人", "On the customer's behalf, say who agreed"))
            }
        ]

        @Input("确认人", "Said by") var saidBy: String?
        @Input("意见", "Opinion", lines: true) var opinion: String?

        func perform(on defect: inout Defect, in work: Work) { defect.measures["closed"] = work.now.milliseconds }
    }

    /// The customer says that it isn't mended.
    struct Reject: Activity {
        static let row = Row<Stage>(
            "10.1.2(4)", "仍未解决", "Reject", by: .customer, .technicalManager, from: [.mended], to: .open, isReport: true,
            isByway: true, clauses: ["10.1.2(4)"])

        @Input("现象", "What is still wrong", 2...2000, lines: true) var why: String

        func perform(on defect: inout Defect, in work: Work) {
            defect.mendedHow = nil
            defect.watch(in: work)
            if let owner = defect.owner {
                work.tell(
                    .person(owner), Text("\(work.number) 客户说仍未解决：\(why)", "\(work.number) isn't mended, says the customer: \(why)"))
            }
        }
    }

    /// Tells owner and manager that the deadline has passed.
    struct TellOverdue: Activity {
        static let row = Row<Stage>(
            "10.1.2(4)", "遗留问题到期", "Tell overdue", by: .clock, from: [.open], clauses: ["10.1.2(4)"])
        static let guards: [Guard<Self>] = [
            .before("10.1.2(4)", "期限已过", "The deadline has passed") { defect, work in
                .met(if: defect.deadline.map { $0 < work.today } ?? false, else: Text("期限未到", "The deadline lies ahead"))
            }
        ]

        func perform(on defect: inout Defect, in work: Work) {
            let text = Text(
                "\(work.number) 已过期限 \(defect.deadline?.iso ?? "")：\(defect.text)",
                "\(work.number) is past its deadline of \(defect.deadline?.iso ?? ""): \(defect.text)")
            if let owner = defect.owner { work.tell(.person(owner), text) }
            work.tell(.role(.technicalManager), text)
        }
    }

    /// Has the deadline told when it passes.
    fileprivate func watch(in work: Work) {
        guard let deadline else { return }
        work.schedule(TellOverdue.verb, at: work.edition.time.start(of: deadline.adding(1)))
    }
}

extension DispatchOrder {
    /// Leaves something open at the end of a visit: it is registered as a defect of its own (10.1.2(4)).
    struct LeaveOpen: Activity {
        static let row = Row<Stage>(
            "048", "遗留问题", "Leave open", by: .leadEngineer, .technicalManager,
            from: [.onSite, .left, .handedIn, .reviewed, .refreshed], opens: [Defect.self], clauses: ["10.1.2(4)"])

        @Input("问题", "What is open", 2...2000, lines: true, toCustomer: true) var text: String
        @Input("设备", "Device") var device: ID<Device>?
        @Input("负责人", "Owner") var owner: ID<Person>
        @Input("期限", "Deadline") var deadline: Day

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            try work.open(
                Defect.Raise.self,
                [
                    "text": .text(text), "site": order.site.map { .text($0.text) } ?? .null,
                    "device": device.map { .text($0.text) } ?? .null, "owner": .text(owner.text), "deadline": .text(deadline.iso),
                ])
        }
    }
}

extension Work {
    /// Whether somebody is of the house's own staff, whom customers' people are not.
    fileprivate func isOurs(_ person: ID<Person>) throws -> Verdict {
        .met(if: try find(person).customer == nil, else: Text("请选本公司人员", "Choose somebody of the house"))
    }
}
