import Handbook

extension DispatchOrder {
    /// The technical manager chooses the engineer and the time (13/020).
    struct Assign: Activity {
        static let row = Row<Stage>(
            "020", "创建派工单", "Assign", by: .technicalManager, from: [.raised], to: .assigned,
            clauses: ["13/020", "13.4(2)", "12.2.5/2"])
        static let guards: [Guard<Self>] =
            Staffing.guards { Staffing(lead: $0.engineer, helpers: $0.helpers, appointment: $0.appointment, minutes: $0.minutes) }
            + [
                .given("8.2.1", "级别与难度相称", "The level fits the difficulty", force: .deviate, field: "engineer") {
                    assign, order, work in
                    try order.levelFits(assign.engineer, assign.difficulty, in: work)
                },
                .given("8.2.2(a)", "持有效证书", "A valid certificate is held", force: .deviate, field: "engineer") {
                    assign, order, work in
                    try order.certificateFits(assign.engineer, in: work)
                },
                .given("2.10.2", "合同覆盖、收费说明或公司授权", "A contract, a chargeable note or the company's word", field: "basis") {
                    assign, order, work in
                    try order.basisHolds(assign.basis, assign.authorization, in: work)
                },
                .given("1.7.2(1)", "局点要求的工作票", "The work ticket that the site asks for", force: .deviate, field: "workTicket") {
                    assign, order, work in
                    try order.ticketHolds(assign.workTicket, at: assign.appointment, in: work)
                },
                .given("21/D-1", "同程的单由同一人同日办理", "One trip is one engineer's, on one day", field: "trip") { assign, _, work in
                    try tripHolds(assign.trip, of: assign.engineer, at: assign.appointment, in: work)
                },
            ]

        @Input("现场工程师", "Field engineer", clause: "13.4(2)") var engineer: ID<Person>
        @Input("随工人员", "Helpers", 0...20) var helpers: [ID<Person>]
        @Input("预约到场时间", "Appointment", clause: "3.1.3") var appointment: Instant
        @Input("预计分钟", "Minutes", 15...14_400) var minutes: Int?
        @Input("难度", "Difficulty", clause: "8.2.1") var difficulty: SkillRank?
        @Input("依据", "Basis", clause: "2.10.2") var basis: OrderBasis?
        @Input("授权凭证", "Authorization") var authorization: Evidence?
        @Input("要求", "Requirements", clause: "13.3", lines: true) var requirements: String?
        @Input("风险", "Risk", lines: true) var risk: String?
        @Input("工作票", "Work ticket") var workTicket: WorkTicket?
        @Input("同程派工单", "Same trip as", clause: "21/D-1") var trip: ID<DispatchOrder>?

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            order.engineer = engineer
            order.helpers = helpers.filter { $0 != engineer }
            order.appointment = appointment
            order.minutes = minutes ?? work.edition.limits.appointmentLength.value
            order.difficulty = difficulty
            order.workTicket = workTicket
            try order.join(trip, in: work)
            order.assignedBy = work.person
            order.measures["assigned"] = work.now.milliseconds
            order.inviteAll(in: work)
            work.issue(try order.dispatchSheet(requirements: requirements, risk: risk, in: work))
        }
    }

    /// Another engineer takes the lead; the order is accepted anew (13/020).
    struct Reassign: Activity {
        static let row = Row<Stage>(
            "020", "改派", "Reassign", by: .technicalManager, from: [.assigned, .accepted], to: .assigned, isByway: true,
            clauses: ["13/020"])
        static let guards: [Guard<Self>] =
            Staffing.guards { reassign, order in
                Staffing(
                    lead: reassign.engineer, helpers: order.helpers, appointment: reassign.appointment ?? order.appointment,
                    minutes: order.minutes)
            } + [
                .given("8.2.1", "级别与难度相称", "The level fits the difficulty", force: .deviate, field: "engineer") {
                    reassign, order, work in
                    try order.levelFits(reassign.engineer, order.difficulty, in: work)
                },
                .given("8.2.2(a)", "持有效证书", "A valid certificate is held", force: .deviate, field: "engineer") {
                    reassign, order, work in
                    try order.certificateFits(reassign.engineer, in: work)
                },
            ]

        @Input("现场工程师", "Field engineer") var engineer: ID<Person>
        @Input("预约到场时间", "Appointment", clause: "3.1.3") var appointment: Instant?
        @Input("原因", "Reason") var reason: String

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            if let former = order.engineer, former != engineer {
                work.tell(.person(former), Text("\(work.number) 已改派", "\(work.number) was given to somebody else"))
            }
            order.engineer = engineer
            order.helpers.removeAll { $0 == engineer }
            order.trip = nil
            order.appointment = appointment ?? order.appointment
            order.assignedBy = work.person
            order.inviteAll(in: work)
            work.issue(try order.dispatchSheet(requirements: nil, risk: nil, in: work))
        }
    }

    /// Another time, or other helpers, with the same lead (13/020).
    struct Reschedule: Activity {
        static let row = Row<Stage>(
            "020", "改约", "Reschedule", by: .technicalManager, from: [.assigned, .accepted], clauses: ["13/020"])
        static let guards: [Guard<Self>] =
            Staffing.guards(person: "helpers") { reschedule, order in
                Staffing(
                    lead: order.engineer, helpers: reschedule.helpers ?? order.helpers, appointment: reschedule.appointment,
                    minutes: reschedule.minutes ?? order.minutes)
            } + [
                .given("21/D-1", "同程的单由同一人同日办理", "One trip is one engineer's, on one day", field: "trip") {
                    reschedule, order, work in
                    try tripHolds(reschedule.trip, of: order.engineer, at: reschedule.appointment, in: work)
                }
            ]

        @Input("预约到场时间", "Appointment", clause: "3.1.3") var appointment: Instant
        @Input("预计分钟", "Minutes", 15...14_400) var minutes: Int?
        @Input("随工人员", "Helpers", 0...20) var helpers: [ID<Person>]?
        @Input("原因", "Reason") var reason: String
        @Input("同程派工单", "Same trip as", clause: "21/D-1") var trip: ID<DispatchOrder>?
        @Input("不再同程", "No longer on that trip", clause: "21/D-1") var alone: Bool

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            let time = work.edition.time
            let isSameDay = order.appointment.map { time.day(of: $0) == time.day(of: appointment) } ?? false
            if trip != nil || alone || !isSameDay { try order.join(trip, in: work) }
            order.appointment = appointment
            order.minutes = minutes ?? order.minutes
            order.helpers = (helpers ?? order.helpers).filter { $0 != order.engineer }
            order.inviteAll(in: work)
            work.tell(.customer, order.invitation(in: work))
        }
    }

    /// By what an order is done, where no contract covers it.
    enum OrderBasis: String, Choice {
        case contract, chargeable, goodwill

        static let first = OrderBasis.contract
        var name: Text {
            switch self {
            case .contract: Text("合同或保修", "Contract or warranty")
            case .chargeable: Text("收费", "Chargeable")
            case .goodwill: Text("公司授权的友情服务", "Goodwill by the company's word")
            }
        }
    }
}

extension DispatchOrder {
    /// Whether the lead's level for the devices' families is that of the difficulty.
    fileprivate func levelFits(_ engineer: ID<Person>, _ difficulty: SkillRank?, in work: Work) throws -> Verdict {
        let needed = difficulty ?? .junior
        for family in try families(in: work) {
            let held = try work.level(of: engineer, for: family)
            guard let held, held >= needed else {
                return .unmet(
                    remedy: Text(
                        "\(engineer) 在\(family)上\(held.map { "为\($0.name.zh)" } ?? "没有级别")，需\(needed.name.zh)",
                        "\(engineer) is \(held?.name.en ?? "without a level") in \(family); \(needed.name.en) is needed"))
            }
        }
        return .met
    }

    /// Whether the lead holds a valid certificate of each vendor concerned.
    fileprivate func certificateFits(_ engineer: ID<Person>, in work: Work) throws -> Verdict {
        for family in try families(in: work) {
            let vendor = try work.find(family).vendor
            if try !work.hasValidCertificate(engineer, vendor: vendor) {
                return .unmet(
                    remedy: Text("\(engineer) 没有有效的\(vendor)证书", "\(engineer) holds no valid certificate of \(vendor)"))
            }
        }
        return .met
    }

    /// Whether the order rests on a contract, a warranty, a chargeable note or the company's authorization.
    fileprivate func basisHolds(_ basis: OrderBasis?, _ authorization: Evidence?, in work: Work) throws -> Verdict {
        switch basis {
        case .chargeable: return .met
        case .goodwill:
            return .met(if: authorization != nil, else: Text("友情服务须附公司授权", "Goodwill work needs the company's authorization"))
        case .contract, nil:
            if let exclusion = try work.exclusion {
                return .unmet(
                    remedy: Text(
                        "请求已认定免责（\(exclusion.name.zh)）：请选收费，或附公司授权",
                        "The request is excluded (\(exclusion.name.en)): choose chargeable, or attach the company's authorization"))
            }
            if isCovered { return .met }
            guard let customer else { return .unmet(remedy: Text("客户未知", "The customer is unknown")) }
            let device = try devices.first.map { try work.find($0) }
            if case .warranty = try work.entitlement(for: customer, device: device, site: site) { return .met }
            return .unmet(
                remedy: Text(
                    "不在合同和保修内：请选收费，或附公司授权",
                    "No contract or warranty covers it: choose chargeable, or attach the company's authorization"))
        }
    }

    /// Whether the site's work ticket is there and holds at the time of the visit, where the site asks for one.
    fileprivate func ticketHolds(_ ticket: WorkTicket?, at appointment: Instant, in work: Work) throws -> Verdict {
        guard try work.find(site)?.asksWorkTicket ?? false else { return .met }
        guard let ticket else { return .unmet(remedy: Text("请填工作票，或说明何时补", "Give the work ticket, or say when it follows")) }
        return .met(
            if: ticket.from <= appointment && appointment < ticket.to,
            else: Text("工作票 \(ticket.number) 在预约时间无效", "Ticket \(ticket.number) does not hold at the time of the visit"))
    }

    /// The product families of the order's devices, in order.
    func families(in work: Work) throws -> [ID<ProductFamily>] {
        let models = Set(try devices.map { try work.find($0).model })
        return Set(try models.map { try work.find($0).family }).sorted { $0.text < $1.text }
    }

    /// Tells everybody who goes when and whereto.
    fileprivate func inviteAll(in work: Work) {
        for person in [engineer].compactMap({ $0 }) + helpers { work.tell(.person(person), invitation(in: work)) }
    }

    fileprivate func invitation(in work: Work) -> Text {
        let time = work.edition.time
        let when = appointment.map { (time.label($0, .zh), time.label($0, .en)) } ?? ("—", "—")
        let tolerance = work.edition.limits.arrivalTolerance.value
        return Text(
            "\(work.number) 预约 \(when.0) 到场，前后可差 \(tolerance) 分钟：\(task)",
            "\(work.number): visit agreed for \(when.1), give or take \(tolerance) minutes: \(task)")
    }

    /// The dispatch order as a paper (派工单).
    fileprivate func dispatchSheet(requirements: String?, risk: String?, in work: Work) throws -> Paper {
        let time = work.edition.time
        var paper = Paper(.dispatchOrder)
        paper.line("单号", "Number", work.number)
        paper.line("类型", "Type", type.name, clause: "13.3")
        paper.line("客户", "Customer", try work.find(customer)?.name)
        paper.line("局点", "Site", try work.find(site)?.name)
        paper.line("工作内容", "Work", task, clause: "13.3")
        paper.line("要求", "Requirements", requirements, clause: "13.3")
        paper.line("工程师", "Engineer", try work.find(engineer)?.name, clause: "13/020")
        let along = try helpers.map { try work.find($0).name }
        paper.line("随工", "Helpers", Text(along.joined(separator: "、"), along.joined(separator: ", ")))
        paper.line("预约", "Appointment", appointment.map { time.label($0) }, clause: "3.1.3")
        paper.line("工作票", "Work ticket", workTicket?.number)
        paper.line("风险", "Risk", risk)
        return paper
    }
}
