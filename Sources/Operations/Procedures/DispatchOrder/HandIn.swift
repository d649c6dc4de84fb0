import Handbook

extension DispatchOrder {
    /// Hands the receipt in with the work record (13/050): both are needed; the signature may still be owed.
    struct SubmitReceipt: Activity {
        static let row = Row<Stage>(
            "050", "提交回执", "Submit receipt", by: .leadEngineer, from: [.left], to: .handedIn, clauses: ["13/050", "12.2.5/7"])
        static let guards: [Guard<Self>] = [
            .before("13/050", "工作记录已出", "The work record is there") { _, work in
                .met(
                    if: try PaperShelf.latest(.workRecord, of: work.number, in: work.session) != nil,
                    else: Text("请先办理离场，出具工作记录", "Leave first, so that the work record is put out"))
            },
            .before("12.2.5/8", "客户已签字，或注明待补", "The customer signed, or the signature is owed") { order, _ in
                .met(
                    if: order.signature != nil || order.isSignatureOwed,
                    else: Text("请客户签字；无人可签时登记“签字待补”", "Have it signed; where nobody can, register the signature as owed"))
            },
            .before("12.2.5/7", "两个工作日内交回", "It is handed in within two working days", force: .report) { _, work in
                try work.inTime(.handIn)
            },
            .given(
                "21/D-1", "工时不超过在场时间，同程路途只记一次", "The hours don't exceed the time there; a trip's travel is told once",
                field: "work"
            ) { submit, order, work in
                let there = order.visits.reduce(0) {
                    $0 + Int((($1.left ?? $1.arrived).milliseconds - $1.arrived.milliseconds) / 60_000)
                }
                if submit.work + (submit.standby ?? 0) > there + 30 {
                    return .unmet(
                        remedy: Text("在场共 \(there) 分钟，请核对工时", "\(there) minutes were spent there: check the hours"))
                }
                return try order.travelIsCountedOnce(submit.travel, in: work)
            },
        ]

        @Input("结果", "Result") var result: WorkResult
        @Input("小结", "Summary", 2...4000, lines: true, toCustomer: true) var summary: String
        @Input("路途分钟", "Travel minutes", 0...20_000, clause: "21/D-1") var travel: Int
        @Input("等待分钟", "Waiting minutes", 0...20_000) var waiting: Int?
        @Input("工作分钟", "Work minutes", 0...20_000, clause: "21/D-1") var work: Int
        @Input("值守分钟", "Standby minutes", 0...20_000) var standby: Int?
        @Input("含详细服务报告", "With a detailed service report", clause: "1.7.2(6)") var isDetailed: Bool
        @Input("报告文件", "Report files", 0...20) var files: [Attachment]

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            let stays = order.visits.compactMap { visit in visit.left.flatMap { $0 >= visit.arrived ? visit.arrived..<$0 : nil } }
            let days = try HoursSplit(stays: stays, in: work.edition).with(
                travel: travel, waiting: waiting ?? 0, work: self.work, standby: standby ?? 0)
            order.receipt = Receipt(
                result: result, summary: summary, isDetailed: isDetailed, at: work.now,
                minutes: ["travel": travel, "waiting": waiting ?? 0, "work": self.work, "standby": standby ?? 0], days: days)
            order.measures["handed-in"] = work.now.milliseconds
            for file in files { work.keep(file) }
            work.stop(.handIn)
            work.tell(.role(.technicalManager), Text("\(work.number) 待审核", "\(work.number) waits for your review"))
            var paper = Paper(.receipt)
            paper.line("单号", "Number", work.number)
            paper.line("工程师", "Engineer", work.actor.name)
            paper.line("结果", "Result", result.name, clause: "13/050")
            paper.line("小结", "Summary", summary)
            for (label, minutes) in [
                (Text("路途", "Travel"), travel), (Text("等待", "Waiting"), waiting ?? 0), (Text("工作", "Work"), self.work),
                (Text("值守", "Standby"), standby ?? 0),
                (Text("其中工作日延时", "Of these beyond working hours"), days.reduce(0) { $0 + $1.overtime }),
                (Text("其中夜间", "Of these at night"), days.reduce(0) { $0 + $1.night }),
                (Text("其中周末", "Of these on weekends"), days.reduce(0) { $0 + $1.weekend }),
                (Text("其中节假日", "Of these on holidays"), days.reduce(0) { $0 + $1.holiday }),
            ] {
                paper.line(label.zh, label.en, Text("\(minutes) 分钟", "\(minutes) min"), clause: "21/D-1")
            }
            work.issue(paper)
        }
    }

    /// The manager accepts what was handed in (13/050): never the one who handed it in.
    struct AcceptReceipt: Activity {
        static let row = Row<Stage>(
            "055", "审核通过", "Accept receipt", by: .technicalManager, from: [.handedIn], to: .reviewed,
            otherThan: [SubmitReceipt.self],
            clauses: ["13/050"])

        @Input("意见", "Remark") var remark: String?

        func perform(on order: inout DispatchOrder, in work: Work) { order.measures["reviewed"] = work.now.milliseconds }
    }

    /// The manager returns it with a remark, to be handed in again.
    struct ReturnReceipt: Activity {
        static let row = Row<Stage>(
            "055", "退回补正", "Return receipt", by: .technicalManager, from: [.handedIn], to: .left, isByway: true,
            otherThan: [SubmitReceipt.self],
            clauses: ["13/050"])

        @Input("意见", "Remark", 2...1000, lines: true) var remark: String

        func perform(on order: inout DispatchOrder, in work: Work) {
            order.receipt = nil
            order.measures["returns", default: 0] += 1
            work.reopen(.handIn)
            if let engineer = order.engineer {
                work.tell(.person(engineer), Text("\(work.number) 请补正：\(remark)", "\(work.number), please correct: \(remark)"))
            }
        }
    }

    /// The service manager releases a detailed report to its list: nothing is sent before (1.7.2(6)).
    struct ReleaseReport: Activity {
        static let row = Row<Stage>(
            "055", "放行详细报告", "Release report", by: .serviceManager, from: [.handedIn, .reviewed, .refreshed],
            otherThan: [SubmitReceipt.self], clauses: ["1.7.2(6)"])
        static let guards: [Guard<Self>] = [
            .before("1.7.2(6)", "有待放行的详细报告", "A detailed report waits") { order, _ in
                .met(
                    if: order.receipt.map { $0.isDetailed && !$0.isReleased } ?? false,
                    else: Text("本单没有待放行的详细报告", "No detailed report waits here"))
            }
        ]

        static func isAwaited(_ order: DispatchOrder, at stage: String) -> Bool {
            order.receipt.map { $0.isDetailed && !$0.isReleased } ?? false
        }

        @Input("发送名单", "Distribution list", 1...30) var list: [String]

        func perform(on order: inout DispatchOrder, in work: Work) {
            order.receipt?.isReleased = true
            work.tell(.customer, Text("\(work.number) 的服务报告已发出", "The service report of \(work.number) is on its way"))
        }
    }
}
