import Handbook

extension DispatchOrder {
    /// The lead arrives: told as it was, with consent, entry and what was carried in (3.2); stops the arrival clock.
    struct Arrive: Activity {
        static let row = Row<Stage>(
            "038", "到场", "Arrive", by: .leadEngineer, from: [.accepted], to: .onSite, isReport: true, clauses: ["12.2.5/5"])
        static let guards: [Guard<Self>] = [
            .before("12.2.5/5", "在到场时限内", "The arrival is within the limit") { _, work in try work.inTime(.arrival) },
            .before("3.1.5", "按约定时间到场", "The agreed time is kept") { order, work in order.punctuality(in: work) },
            .given("3.2.8", "客户同意所做操作", "The customer consents to the operations", field: "consent") { arrive, order, work in
                guard let consent = arrive.consent ?? order.consent else {
                    return .unmet(remedy: Text("请取得客户对操作的同意并留凭证", "Get the customer's consent to the operations, with evidence"))
                }
                return .met(
                    if: work.edition.evidence.allows(consent.kind, under: "1.4.2"),
                    else: Text("此凭证种类不被 1.4.2 接受", "1.4.2 does not take this kind of evidence"))
            },
            .given("12.2.5/note-4", "客户在场，或无人站已商定防护", "The customer is present, or protection is agreed", field: "protection") {
                arrive, order, work in
                if arrive.isCustomerPresent { return .met }
                let isUnattended = try work.find(order.site)?.isUnattended ?? false
                return .met(
                    if: isUnattended && arrive.protection != nil,
                    else: Text(
                        "请客户到场；无人站须写明商定的防护", "Ask the customer to attend; at an unattended site, say what was agreed for protection"
                    ))
            },
        ]

        @Input("位置", "Position") var position: String?
        @Input("客户在场", "Customer present", clause: "12.2.5/3") var isCustomerPresent: Bool
        @Input("商定的防护", "Protection agreed") var protection: String?
        @Input("操作同意凭证", "Consent to the operations") var consent: Evidence?
        @Input("同意的操作", "Operations agreed", 0...50, clause: "3.2.8") var operations: [String]
        @Input("带入物品", "Items carried in", 0...100, clause: "3.2.2") var carriedIn: [String]
        @Input(
            "到场情况", "On arrival",
            items: [
                ChecklistItem("entry", "3.2.2", "经同意办理进入手续", "Entered with consent and formalities"),
                ChecklistItem("rules", "3.2.3", "遵守鞋套、工作服等规定", "Shoe covers and work clothes as asked"),
                ChecklistItem("room", "1.7.2(1)", "遵守机房进出规定", "The machine room's rules are kept"),
                ChecklistItem("installing", "1.6.2(5)", "施工遵守机房规定", "Work keeps the machine room's rules"),
                ChecklistItem("badge", "5.3.3(2)(a)", "佩戴工卡", "The badge is worn face out"),
                ChecklistItem("wearing", "5.2(3)", "上门佩戴服务工卡", "A service badge is worn on site"),
                ChecklistItem("card", "5.3.4", "出示公司名片", "The company card is shown"),
                ChecklistItem("tools", "3.1.4", "工具备件齐全", "All tools and spares are here"),
                ChecklistItem("virus", "1.6.2(10)", "接入终端已防病毒", "Connected terminals have antivirus"),
                ChecklistItem("backup", "3.2.9", "已请客户先备份", "The customer was asked to back up first"),
                ChecklistItem("access", "12.2.5/4", "客户保障进出、权限和安全", "The customer ensures access, rights and a safe place"),
            ]) var checks: Checklist

        func perform(on order: inout DispatchOrder, in work: Work) {
            var isPunctual = true
            if case .unmet = order.punctuality(in: work) { isPunctual = false }
            order.visits.append(
                Visit(arrived: work.now, left: nil, isPunctual: isPunctual, carriedIn: carriedIn, consent: consent ?? order.consent)
            )
            order.approvedOperations += operations.filter { !order.approvedOperations.contains($0) }
            order.measures["arrived"] = order.measures["arrived"] ?? work.now.milliseconds
            order.measures["visits"] = Int64(order.visits.count)
            order.voidSignature(in: work)
            if !isPunctual { order.measures["late-visits", default: 0] += 1 }
            if order.visits.count == 1, order.type == .repair { work.stop(.arrival) }
        }
    }

    /// Logs what was done, when and on which device (13/040); an unrelated device or an operation not agreed is refused.
    struct LogWork: Activity {
        static let row = Row<Stage>("040", "工作记录", "Log work", by: .orderEngineer, from: [.onSite], clauses: ["13/040", "13.4(3)"])
        static let guards: [Guard<Self>] = [
            .given("3.2.6", "只动本单的设备", "Only devices of this order are touched", field: "device") { log, order, _ in
                .met(
                    if: log.device.map(order.devices.contains) ?? true,
                    else: Text(
                        "\(log.device?.text ?? "") 不在本单，不得操作", "\(log.device?.text ?? "") is not on this order: leave it alone"))
            },
            .given("13/060", "换版本须指明设备", "A new version names its device", field: "device") { log, _, _ in
                .met(
                    if: log.newVersion == nil || log.device != nil,
                    else: Text("请选择换了版本的设备", "Choose the device whose version is new"))
            },
            .given("3.2.8", "操作经客户同意", "The operation is agreed", field: "operation") { log, order, _ in
                .met(
                    if: log.kind == .look || order.approvedOperations.contains(log.operation),
                    else: order.approvedOperations.isEmpty
                        ? Text(
                            "还没有同意的操作：请先登记到场，或向客户说明并取得同意",
                            "No operation is agreed yet: tell the arrival first, or explain it and get consent")
                        : Text(
                            "已同意：\(order.approvedOperations.joined(separator: "、"))；如需增加，请先向客户说明并取得同意",
                            "Agreed are: \(order.approvedOperations.joined(separator: ", ")); for one more, explain it and get consent first"
                        ))
            },
            .given("3.2.7", "装其他软件有客户免责证明", "Other software has the customer's disclaimer", field: "disclaimer") { log, _, _ in
                .met(
                    if: !log.isForeignSoftware || log.disclaimer?.file != nil,
                    else: Text("请先取得客户书面免责证明", "Get the customer's written disclaimer first"))
            },
            .given("1.4.4", "敏感时段不改不跟踪", "In a sensitive period nothing is changed or traced", force: .deviate, field: "kind") {
                log, order, work in
                guard log.kind.isAvoidedInSensitivePeriods, let period = try work.find(order.site)?.sensitivePeriod(at: work.now)
                else {
                    return .met
                }
                return .unmet(
                    remedy: Text(
                        "现为“\(period.name)”，请推迟，或由经理说明缘由并征得客户同意",
                        "“\(period.name)” lasts now: put it off, or give the manager's reason and the customer's consent"))
            },
            .given("0.3", "所用指导书有此版本", "The guide has that version", field: "guide") { log, _, work in
                try log.version(in: work) != nil || log.guide == nil
                    ? .met
                    : .unmet(
                        remedy: Text(
                            "\(log.guide?.text ?? "") 没有这一版，请核对", "\(log.guide?.text ?? "") has no such version: check it"))
            },
            .given("14.11(1)", "照现行的指导书做", "It is done by the guide in force", force: .deviate, field: "guide") { log, _, work in
                guard let guide = try work.guide(log.guide), let used = try log.version(in: work) else { return .met }
                let current = guide.writing.version(on: work.today)?.number
                return .met(
                    if: used == current && !guide.writing.isWithdrawn,
                    else: Text(
                        "现行为第 \(current ?? 0) 版；用了别的版本请说明",
                        "Version \(current ?? 0) is in force; say why another one was used"))
            },
        ]

        @Input("设备", "Device") var device: ID<Device>?
        @Input("种类", "Kind") var kind: WorkKind
        @Input("操作", "Operation", 1...120) var operation: String
        @Input("内容", "Text", 1...4000, lines: true) var text: String
        @Input("新软件版本", "New software version") var newVersion: String?
        @Input("所用指导书", "Guide used") var guide: ID<OperatingGuide>?
        @Input("指导书版本", "Version of the guide", help: Text("空着即现行版", "Empty means the one in force"), 1...10_000)
        var guideVersion: Int?
        @Input("安装了其他软件", "Other software was installed") var isForeignSoftware: Bool
        @Input("免责证明", "Disclaimer", clause: "3.2.7") var disclaimer: Evidence?
        @Input(
            "操作规范", "Conduct",
            items: [
                ChecklistItem("antistatic", "3.2.10", "开机箱、拿板卡时防静电", "Antistatic wear when handling boards"),
                ChecklistItem("source", "1.1.3", "不在客户面前改源程序", "No source code is edited before a customer"),
                ChecklistItem("vendors", "1.7.4(1)", "第三方厂商有客户陪同", "Third-party vendors are attended"),
                ChecklistItem("passwords", "1.7.3(2)", "口令不经传真", "Passwords don't come by fax"),
                ChecklistItem("quiet", "3.2.9", "避开业务忙时", "Busy hours are avoided"),
            ]) var conduct: Checklist

        /// The version of the guide that was used: the one that is told, or the one in force.
        fileprivate func version(in work: Work) throws -> Int? {
            guard let writing = try work.guide(guide)?.writing else { return nil }
            guard let guideVersion else { return writing.version(on: work.today)?.number }
            return writing.versions.first { $0.number == guideVersion }?.number
        }

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            let version = try version(in: work)
            order.log.append(
                LogEntry(
                    at: work.now, by: work.person, device: device, kind: kind, operation: operation, text: text,
                    newVersion: newVersion, guide: guide, guideVersion: version))
            if let guide, let version { work.link(to: guide.text, as: "guide/\(version)") }
            order.voidSignature(in: work)
        }
    }

    /// One more operation, explained to the customer and agreed (3.2.8).
    struct ExtraOperation: Activity {
        static let row = Row<Stage>("040", "增加操作", "Extra operation", by: .leadEngineer, from: [.onSite], clauses: ["3.2.8"])
        static let guards: [Guard<Self>] = [
            .given("3.2.8", "同意的凭证种类可用", "The consent is of a kind that counts", field: "consent") { extra, _, work in
                .met(
                    if: work.edition.evidence.allows(extra.consent.kind, under: "1.4.2"),
                    else: Text("此凭证种类不被 1.4.2 接受", "1.4.2 does not take this kind of evidence"))
            }
        ]

        @Input("操作", "Operation", 1...120) var operation: String
        @Input("向客户的说明", "What was explained", 2...2000, lines: true, toCustomer: true) var explanation: String
        @Input("同意凭证", "Consent") var consent: Evidence

        func perform(on order: inout DispatchOrder, in work: Work) { order.approvedOperations.append(operation) }
    }

    /// Keeps a photo of the work.
    struct AddPhoto: Activity {
        static let row = Row<Stage>("040", "现场照片", "Add photo", by: .orderEngineer, from: [.onSite], clauses: ["13/040"])

        @Input("照片", "Photos", 1...20) var photos: [Attachment]
        @Input("说明", "Caption") var caption: String?

        func perform(on order: inout DispatchOrder, in work: Work) {
            for photo in photos { work.keep(photo) }
        }
    }

    /// The day's report to the project lead (3.2.17).
    struct DailyReport: Activity {
        static let row = Row<Stage>("045", "日报", "Daily report", by: .leadEngineer, from: [.onSite], clauses: ["3.2.17"])

        @Input("进展", "Progress", 2...4000, lines: true) var progress: String
        @Input("问题", "Problems", lines: true) var problems: String?
        @Input("明日安排", "Tomorrow", lines: true) var tomorrow: String?

        func perform(on order: inout DispatchOrder, in work: Work) {
            var paper = Paper(.dailyReport)
            paper.line("单号", "Number", work.number)
            paper.line("日期", "Day", work.today.iso)
            paper.line("进展", "Progress", progress, clause: "3.2.17")
            paper.line("问题", "Problems", problems)
            paper.line("明日", "Tomorrow", tomorrow)
            work.issue(paper)
            work.tell(.role(.projectManager), Text("\(work.number) 日报：\(progress)", "\(work.number), daily report: \(progress)"))
        }
    }

    /// The work can't be finished: one leaves only when customer and manager have allowed it (3.3.1).
    struct Interrupt: Activity {
        static let row = Row<Stage>(
            "046", "中断离场", "Interrupt", by: .leadEngineer, from: [.onSite], to: .assigned, isReport: true, isByway: true,
            clauses: ["3.3.1"])
        static let guards: [Guard<Self>] = [
            .before("12.2.5/5", "离场在到场之后", "One leaves after arriving", force: .refuse) { order, work in order.isAfterArrival(work)
            },
            .given("3.3.1", "客户和经理均同意离场", "Customer and manager allowed it", field: "customerAllowed") { interrupt, _, _ in
                .met(
                    if: interrupt.customerAllowed != nil && interrupt.managerAllowed != nil && interrupt.contactLeft != nil,
                    else: Text("须征得客户与服务经理同意并留下联系方式", "Ask customer and service manager, and leave a contact"))
            },
        ]

        @Input("原因", "Reason", 2...2000, lines: true) var reason: String
        @Input("同意的客户", "Customer who allowed it") var customerAllowed: String?
        @Input("同意的经理", "Manager who allowed it") var managerAllowed: ID<Person>?
        @Input("留下的联系方式", "Contact left", 3...120) var contactLeft: String?

        func perform(on order: inout DispatchOrder, in work: Work) {
            if let last = order.visits.indices.last { order.visits[last].left = work.now }
            order.appointment = nil
            work.tell(.role(.technicalManager), Text("\(work.number) 中断：\(reason)", "\(work.number) was interrupted: \(reason)"))
        }
    }
}

extension DispatchOrder {
    /// Whether the time of doing lies after the visit's arrival: a mistyped one would turn the hours round.
    func isAfterArrival(_ work: Work) -> Verdict {
        guard let arrived = visits.last?.arrived else { return .met }
        let time = work.edition.time
        return .met(
            if: work.now >= arrived,
            else: Text("到场是 \(time.label(arrived, .zh))，请核对时间", "The arrival was \(time.label(arrived, .en)): check the time"))
    }

    /// Whether the visit keeps the agreed time, with its tolerance (3.1.5, 2.5.3).
    func punctuality(in work: Work) -> Verdict {
        guard let appointment else { return .met }
        let late = (work.now.milliseconds - appointment.milliseconds) / 60_000
        let tolerance = Int64(work.edition.limits.arrivalTolerance.value)
        if late <= tolerance {
            return .metWith(
                margin: late < 0 ? Text("早到 \(-late) 分钟", "\(-late) minutes early") : Text("差 \(late) 分钟", "\(late) minutes after"))
        }
        return .unmet(
            remedy: Text("迟到 \(late) 分钟，约定容差 \(tolerance) 分钟", "\(late) minutes late; the tolerance is \(tolerance)"))
    }
}

extension Work {
    /// An operating guide as it stands; nil where none is named.
    fileprivate func guide(_ number: ID<OperatingGuide>?) throws -> OperatingGuide? {
        guard let number, let procedure = Procedures.declared[OperatingGuide.kind] else { return nil }
        return try session.record(of: number.text, procedure) as? OperatingGuide
    }
}
