import Handbook

extension DispatchOrder {
    /// The lead accepts, prepared and agreed with the customer (3.1).
    struct Accept: Activity {
        static let row = Row<Stage>("025", "接单", "Accept", by: .leadEngineer, from: [.assigned], to: .accepted, clauses: ["3.1.1"])
        static let guards: [Guard<Self>] = [
            .before("3.1.3", "已约定到场时间", "The time of the visit is agreed") { order, _ in
                .met(if: order.appointment != nil, else: Text("请经理先改约下次到场时间", "Have the manager agree the next visit first"))
            }
        ]

        @Input(
            "准备情况", "Preparation",
            items: [
                ChecklistItem("plan", "3.1.1", "方案、步骤、工具、备件已备", "Plan, steps, tools and spares are ready"),
                ChecklistItem("ready", "3.1.2", "已与客户确认环境、产品和备件就绪", "The customer confirmed environment, product and parts"),
                ChecklistItem("tolerance", "3.1.3", "已约时间并告知前后半小时", "The time is agreed and the half hour told"),
                ChecklistItem("appearance", "3.1.6", "仪容整洁，名片无其他商业信息", "Neat, with plain company cards"),
                ChecklistItem("dress", "2.4.4", "着装合规", "Dressed as asked"),
                ChecklistItem("secrets", "1.7.2(2)", "所带秘密资料合规并妥善保管", "Secret material taken along is kept safe"),
                ChecklistItem("power", "12.2.5/note-1", "现场电源、照明、通风具备", "Power, light and ventilation are there"),
                ChecklistItem("backup", "12.2.5/note-2", "已请客户备份日志和配置", "The customer was asked to back up"),
                ChecklistItem("height", "12.2.5/note-3", "登高超过四英尺有梯", "A ladder where it is above four feet"),
                ChecklistItem("alone", "4.1.1", "不与外人合住", "No room shared with outsiders"),
                ChecklistItem("travel", "4.1.2", "避免夜间行车", "No night travel where it can be avoided"),
                ChecklistItem("hotel", "4.1.3", "住协议酒店", "An agreement hotel"),
                ChecklistItem("lodging", "4.1.4", "不在机房住宿", "No lodging in the machine room"),
            ]) var preparation: Checklist

        func perform(on order: inout DispatchOrder, in work: Work) { order.measures["accepted"] = work.now.milliseconds }
    }

    /// The lead can't take it; it is to be assigned anew.
    struct Decline: Activity {
        static let row = Row<Stage>(
            "025", "退单", "Decline", by: .leadEngineer, from: [.assigned], to: .raised, isByway: true, clauses: ["13/020"])

        @Input("原因", "Reason", 2...500) var reason: String

        func perform(on order: inout DispatchOrder, in work: Work) {
            order.engineer = nil
            order.helpers = []
            order.appointment = nil
            order.trip = nil
            work.tell(.role(.technicalManager), Text("\(work.number) 被退回：\(reason)", "\(work.number) was declined: \(reason)"))
        }
    }

    /// Asks for spares (13/030).
    struct RequestSpares: Activity {
        static let row = Row<Stage>(
            "030", "申请备件", "Request spares", by: .leadEngineer, from: [.accepted, .onSite], clauses: ["13/030"])

        @Input("备件", "Spares", 1...50) var lines: [PartLine]

        func perform(on order: inout DispatchOrder, in work: Work) {
            order.spares.requested += lines.map { SpareBook.Line(part: $0.part, quantity: $0.count) }
            work.tell(.role(.technicalManager), Text("\(work.number) 申请备件", "\(work.number) asks for spares"))
        }
    }

    /// The manager confirms the spares that were asked for (13/035).
    struct ConfirmSpares: Activity {
        static let row = Row<Stage>(
            "035", "批准备件", "Confirm spares", by: .technicalManager, from: [.raised, .assigned, .accepted, .onSite],
            clauses: ["13/035"])
        static let guards: [Guard<Self>] = [
            .before("13/030", "有待批的备件申请", "Spares were asked for") { order, _ in
                .met(if: !order.spares.unconfirmed.isEmpty, else: Text("请先申请备件", "Ask for spares first"))
            }
        ]

        static func isAwaited(_ order: DispatchOrder, at stage: String) -> Bool { !order.spares.unconfirmed.isEmpty }

        @Input("说明", "Note") var note: String?

        func perform(on order: inout DispatchOrder, in work: Work) {
            order.spares.confirmed += order.spares.unconfirmed
            work.tell(.role(.storekeeper), Text("\(work.number) 请发备件", "\(work.number): please issue the spares"))
        }
    }

    /// The store issues them by serial (13/035): the ledger moves, the picking list goes along.
    struct IssueSpares: Activity {
        static let row = Row<Stage>(
            "035", "发放备件", "Issue spares", by: .storekeeper, from: [.raised, .assigned, .accepted, .onSite],
            clauses: ["13/035", "15.1(b)"])
        static let guards: [Guard<Self>] = [
            .given("13/035", "备件已经批准", "The manager confirmed the spares", field: "lines") { issue, order, _ in
                for part in Set(issue.lines.map(\.part)).sorted(by: { $0.text < $1.text }) {
                    let wanted = issue.lines.filter { $0.part == part }.reduce(0) { $0 + $1.count }
                    if wanted > order.spares.outstanding(part) {
                        return .unmet(
                            remedy: Text(
                                "\(part) 已批未发 \(order.spares.outstanding(part)) 件，请先批准",
                                "\(order.spares.outstanding(part)) of \(part) are confirmed and not issued: have more confirmed first"
                            ))
                    }
                }
                return .met
            },
            .given("15.1(b)", "按件或按数登记", "Each line is told as the part is kept", field: "lines") { issue, _, work in
                for line in issue.lines { if let fault = try work.fault(in: line) { return .unmet(remedy: fault) } }
                return .met
            },
            .given("15.6", "库房有货", "The store has them", field: "lines") { issue, _, work in
                try issue.isInStock(work)
            },
        ]

        static func isAwaited(_ order: DispatchOrder, at stage: String) -> Bool {
            order.spares.confirmed.contains { order.spares.outstanding($0.part) > 0 }
        }

        @Input("库房", "Warehouse") var warehouse: ID<Warehouse>
        @Input("备件", "Spares", 1...50) var lines: [PartLine]

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            var paper = Paper(.pickingList)
            paper.line("单号", "Number", work.number)
            paper.line("库房", "Warehouse", try work.find(warehouse).name)
            paper.line("用途", "Purpose", order.task, clause: "15.1(b)")
            paper.table(
                Text("备件", "Spares"),
                heads: [Text("编码", "Part"), Text("名称", "Name"), Text("序列号", "Serial"), Text("数量", "Quantity")],
                lines: try lines.map { line in
                    [line.part.text, try work.find(line.part).name, line.serial ?? "", String(line.count)].map { Text(typed: $0) }
                })
            for line in lines {
                order.spares.issued.append(SpareBook.Line(part: line.part, quantity: line.count))
                work.move(
                    line.part, serial: line.serial, quantity: line.count, from: .warehouse(warehouse), to: .order(work.number),
                    purpose: Text("\(work.number) 领料", "Issued for \(work.number)"))
            }
            work.issue(paper)
        }

        private func isInStock(_ work: Work) throws -> Verdict {
            let held = try StockBook.holdings(of: .warehouse(warehouse), in: work.session)
            for line in lines {
                let there = held.filter { $0.part == line.part.text && (line.serial == nil || $0.serial == line.serial) }
                if there.reduce(0, { $0 + $1.quantity }) < line.count {
                    return .unmet(
                        remedy: Text(
                            "\(warehouse) 没有 \(line.part) \(line.serial ?? "")，请从别的库房发或先入库",
                            "\(warehouse) has no \(line.part) \(line.serial ?? ""): issue it from another store, or book it in first"
                        ))
                }
            }
            return .met
        }
    }

    /// Tells the customer of a delay with the new time; our side hears it from the system (3.1.5).
    struct ReportDelay: Activity {
        static let row = Row<Stage>(
            "036", "延误告知", "Report delay", by: .leadEngineer, from: [.accepted], isReport: true, clauses: ["3.1.5"])
        static let guards: [Guard<Self>] = [
            .given("3.1.5", "至少提前三十分钟告知", "It was told at least thirty minutes ahead", field: "newTime") { delay, order, work in
                guard let appointment = order.appointment else { return .met }
                let ahead = (appointment.milliseconds - work.now.milliseconds) / 60_000
                let needed = Int64(work.edition.limits.delayNotice.value)
                return ahead >= needed
                    ? .metWith(margin: Text("提前 \(ahead) 分钟", "\(ahead) minutes ahead"))
                    : .unmet(
                        remedy: Text(
                            "只提前了 \(ahead) 分钟，应不少于 \(needed) 分钟", "It was told \(ahead) minutes ahead; \(needed) are asked for"))
            }
        ]

        @Input("新的到场时间", "New time") var newTime: Instant
        @Input("告知了谁", "Who was told") var told: String
        @Input("原因", "Reason", toCustomer: true) var reason: String

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            order.appointment = newTime
            let time = work.edition.time
            let text = Text(
                "\(work.number) 延误：\(reason)，新到场时间 \(time.label(newTime, .zh))",
                "\(work.number) is delayed: \(reason); the new time is \(time.label(newTime, .en))")
            work.tell(.customer, text)
            work.tell(.role(order.type == .project ? .projectManager : .serviceManager), text)
            var paper = Paper(.delayNotice)
            paper.line("单号", "Number", work.number)
            paper.line("原因", "Reason", reason)
            paper.line("新到场时间", "New time", time.label(newTime), clause: "3.1.5")
            paper.line("告知了", "Told", told)
            work.issue(paper)
        }
    }
}
