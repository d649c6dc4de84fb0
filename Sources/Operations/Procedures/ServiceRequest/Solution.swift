import Handbook

extension ServiceRequest {
    /// Calls an engineer to the site, after phone and remote means (12.2.5): opens a dispatch order.
    struct CallOnSite: Activity {
        static let row = Row<Stage>(
            "12.2.5", "请求现场", "Call on site", by: .engineer, .technicalManager, from: [.diagnosing, .onSiteCalled],
            to: .onSiteCalled,
            opens: [DispatchOrder.self], clauses: ["12.2.5"])
        static let guards: [Guard<Self>] = [
            .before("12.2.1", "先电话，再远程", "Phone first, then remote", force: .deviate) { request, _ in
                .met(
                    if: request.tried.contains(.remote),
                    else: Text("请先记录远程处理，或说明为何跳过", "Note what was tried remotely, or say why it was skipped"))
            },
            .before("13.3", "局点已知", "The site is known") { request, _ in
                .met(if: request.site != nil, else: Text("请先补充局点", "Complete the site first"))
            },
        ]

        @Input("缘由与工作内容", "Why, and what to do", 2...2000, lines: true) var why: String
        @Input("可能用到的备件", "Spares that may be needed", 0...50) var spares: [PartLine]

        func perform(on request: inout ServiceRequest, in work: Work) throws {
            request.tried.append(.onSite)
            var input: [String: Value] = [
                "type": "repair", "site": request.site.map { .text($0.text) } ?? .null, "work": .text(why),
                "spares": .list(try spares.map { try CanonicalJSON.value(of: CanonicalJSON.bytes(encoding: $0)) }),
            ]
            if let device = request.device { input["devices"] = [.text(device.text)] }
            request.orders.append(try work.open(DispatchOrder.Raise.self, input))
        }
    }

    /// Brings the earlier state back for the time being (12.2.1/8): stops the restore clock.
    struct TemporarySolution: Activity {
        static let row = Row<Stage>(
            "12.2.1/8", "临时方案", "Temporary solution", by: .engineer, from: [.diagnosing, .onSiteCalled], to: .restored,
            isReport: true,
            clauses: ["12.2.1/8"])
        static let guards: [Guard<Self>] = [
            .before("12.2.1/8", "在恢复时限内", "The business is back within the limit") { _, work in try work.inTime(.restore) }
        ]

        @Input("做法", "What was done", 2...4000, lines: true, toCustomer: true) var solution: String

        func perform(on request: inout ServiceRequest, in work: Work) {
            request.temporarySolution = solution
            request.measures["restored"] = work.now.milliseconds
            work.stop(.restore)
        }
    }

    /// Gives the final solution, which the customer implements and verifies (12.2.1/9).
    struct GiveSolution: Activity {
        static let verb = "solution"
        static let row = Row<Stage>(
            "12.2.1/9", "给出方案", "Solution", by: .engineer, from: [.diagnosing, .onSiteCalled, .restored], to: .solved,
            isReport: true,
            clauses: ["12.2.1/9"])
        static let guards: [Guard<Self>] = [
            .before("12.2.1/8", "在恢复时限内", "The business is back within the limit") { _, work in try work.inTime(.restore) }
        ]

        @Input("方案", "Solution", 2...4000, lines: true, toCustomer: true) var solution: String

        func perform(on request: inout ServiceRequest, in work: Work) throws {
            request.solution = solution
            request.solvedAt = work.now
            if request.measures["restored"] == nil { request.measures["restored"] = work.now.milliseconds }
            if try work.state(of: .restore)?.stopped == nil { work.stop(.restore) }
            let limit = work.edition.limits.silentConfirmation.value
            work.schedule(
                ConfirmBySilence.verb, at: try work.edition.calendar.endOfWorkingDay(limit, after: work.today))
            work.tell(.customer, Text("\(work.number) 已给出方案，请确认", "\(work.number) has a solution: please confirm"))
        }
    }

    /// The customer confirms the effect (12.2.1/10), itself or by staff who say who said it and when.
    struct Confirm: Activity {
        static let row = Row<Stage>(
            "12.2.1/10", "确认", "Confirm", by: .customer, .serviceDesk, from: [.solved], to: .confirmed, clauses: ["12.2.1/10"])
        static let guards: [Guard<Self>] = [
            .given("12.2.1/10", "说明谁在何时确认", "It is said who confirmed and when", field: "saidBy") { confirm, _, work in
                .met(
                    if: work.actor.customer != nil || (confirm.saidBy != nil && confirm.saidAt != nil),
                    else: Text("代客户确认须填确认人和时间", "On the customer's behalf, say who said it and when"))
            }
        ]

        @Input("确认人", "Said by") var saidBy: String?
        @Input("确认时间", "Said at") var saidAt: Instant?
        @Input("意见", "Opinion", lines: true) var opinion: String?

        func perform(on request: inout ServiceRequest, in work: Work) {
            request.confirmedBy = saidBy ?? work.actor.name
            request.measures["confirmed"] = work.now.milliseconds
            work.unschedule(ConfirmBySilence.verb)
        }
    }

    /// The customer says that it does not hold: the restore clock runs on, and the time between counts.
    struct Reject: Activity {
        static let row = Row<Stage>(
            "12.2.1/10", "不认可", "Reject", by: .customer, .serviceDesk, from: [.solved, .restored], to: .diagnosing, isReport: true,
            isByway: true, clauses: ["12.2.1/10"])
        static let guards: [Guard<Self>] = [
            .given("12.2.1/10", "说明谁在何时不认可", "It is said who rejected and when", force: .refuse, field: "saidBy") {
                reject, _, work in
                .met(
                    if: work.actor.customer != nil || (reject.saidBy != nil && reject.saidAt != nil),
                    else: Text("代客户填写须有说明人和时间", "On the customer's behalf, say who said it and when"))
            }
        ]

        @Input("说明人", "Said by") var saidBy: String?
        @Input("说明时间", "Said at") var saidAt: Instant?
        @Input("缘由", "Why", 2...2000, lines: true) var why: String

        func perform(on request: inout ServiceRequest, in work: Work) throws {
            request.solution = nil
            request.solvedAt = nil
            request.measures["restored"] = nil
            if try work.state(of: .restore) != nil { work.reopen(.restore) }
            work.unschedule(ConfirmBySilence.verb)
            if let owner = request.owner {
                work.tell(.person(owner), Text("\(work.number) 客户不认可：\(why)", "\(work.number) was rejected: \(why)"))
            }
        }
    }

    /// A customer who says nothing for the days of the edition has confirmed; they are told.
    struct ConfirmBySilence: Activity {
        static let row = Row<Stage>(
            "12.2.1/10", "静默确认", "Confirm by silence", by: .clock, from: [.solved], to: .confirmed, clauses: ["12.2.1/10"])
        static let guards: [Guard<Self>] = [
            .before("12.2.1/10", "静默期已满", "The days of silence are over") { request, work in
                guard let solved = request.solvedAt else { return .unmet(remedy: Text("尚无方案", "There is no solution yet")) }
                let day = work.edition.time.day(of: solved)
                let end = try work.edition.calendar.endOfWorkingDay(work.edition.limits.silentConfirmation.value, after: day)
                return .met(
                    if: work.now >= end,
                    else: Text(
                        "须待 \(work.edition.time.label(end, .zh))", "It has to wait until \(work.edition.time.label(end, .en))"))
            }
        ]

        func perform(on request: inout ServiceRequest, in work: Work) {
            request.measures["confirmed"] = work.now.milliseconds
            work.tell(
                .customer, Text("\(work.number) 逾期未复，视为确认", "\(work.number): as we heard nothing, we take it as confirmed"))
        }
    }
}
