import Handbook

extension DispatchOrder {
    /// Cleans up, hands over and leaves (3.3.2): puts the work record out and starts its two working days.
    struct Leave: Activity {
        static let row = Row<Stage>(
            "048", "离场", "Leave", by: .leadEngineer, from: [.onSite], to: .left, isReport: true, clauses: ["3.3.2", "1.2.1(4)"])
        static let guards: [Guard<Self>] = [
            .given("3.3.2", "已向客户移交", "The work was handed over", field: "handOver") { leave, _, _ in
                .met(if: leave.handOver != nil, else: Text("请向客户说明结果、使用和注意事项", "Explain result, use and care to the customer"))
            },
            .before("12.2.5/5", "离场在到场之后", "One leaves after arriving", force: .refuse) { order, work in order.isAfterArrival(work)
            },
            .before("12.2.5/7", "写明做了什么", "The work log says what was done") { order, _ in
                .met(if: !order.log.isEmpty || !order.swaps.isEmpty, else: Text("请补工作记录", "Add to the work log"))
            },
        ]

        @Input("移交说明", "Hand-over", clause: "3.3.2", lines: true, toCustomer: true) var handOver: String?
        @Input("带出物品", "Items carried out", 0...100, clause: "3.2.2") var carriedOut: [String]
        @Input(
            "离场情况", "On leaving",
            items: [
                ChecklistItem("links", "1.7.2(4)", "临时环境、工具、链接已清除", "Temporary environments, tools and links are gone"),
                ChecklistItem("papers", "1.1.4", "不留公司资料", "Nothing of the company's is left behind"),
                ChecklistItem("files", "1.3.3", "加解密程序和数据已删", "Encryption programs and data are deleted"),
                ChecklistItem("advice", "1.6.2(2)", "已提醒客户改删访问信息", "The customer was told to change access data"),
                ChecklistItem("reminder", "1.5.1", "已提醒定期改口令", "The customer was reminded to change passwords regularly"),
                ChecklistItem("verified", "12.2.5/6", "客户已验证结果", "The customer verified the result"),
                ChecklistItem("cards", "5.2(4)", "按模板递名片", "Cards of the one template were given"),
            ]) var checks: Checklist

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            if let last = order.visits.indices.last {
                order.visits[last].left = work.now
                order.visits[last].carriedOut = carriedOut
            }
            order.measures["left"] = work.now.milliseconds
            if order.signature == nil { work.issue(try order.workRecord(handOver: handOver, in: work)) }
            // A returned receipt leaves the clock of the first hand-in running on.
            if try work.state(of: .handIn) == nil { work.start(.handIn, .workingDays(work.edition.limits.recordHandIn.value)) }
        }
    }

    /// The customer signs the work record, with opinion and what became of the passwords (12.2.5/8, 1.7.2(5)).
    struct Sign: Activity {
        static let row = Row<Stage>(
            "048", "客户签字", "Sign", by: .customer, .leadEngineer, from: [.onSite, .left, .handedIn, .reviewed, .refreshed],
            clauses: ["12.2.5/8", "1.7.2(5)", "3.3.2"])
        static let guards: [Guard<Self>] = [
            .before("12.2.5/8", "尚未签字", "It is not signed yet") { order, _ in
                .met(if: order.signature == nil, else: Text("已签字，更正请另出新版", "It is signed: a correction is a new version"))
            },
            .given("3.3.2", "签的是现在这份记录", "What is signed is the record as it stands", field: "signature") { sign, order, work in
                try sign.binds(order, work)
            },
            .given("2.10.3", "由客户本人签，或有签字盖章的扫描件", "The customer signs, or there is a scan of what was signed", field: "signature") {
                sign, _, work in
                let isOurs = work.actor.customer == nil
                return .met(
                    if: sign.signature.file != nil || (sign.signature.way == .link && !isOurs),
                    else: Text("请附笔迹或扫描件；链接须由客户本人签", "Attach the strokes or the scan; a link is signed by the customer"))
            },
        ]

        static func isAwaited(_ order: DispatchOrder, at stage: String) -> Bool {
            order.signature == nil && stage != Stage.onSite.rawValue
        }

        /// On site the record is put out with the signature; later the one that was put out is signed.
        static func paperToSign(_ order: DispatchOrder, at stage: String) -> Paper.Kind? {
            stage == Stage.onSite.rawValue ? nil : .workRecord
        }

        @Input("签字", "Signature") var signature: Signature
        @Input("客户意见", "Customer's opinion", clause: "3.3.2", lines: true) var opinion: String?
        @Input("口令是否修改", "Were passwords changed", clause: "1.7.2(5)") var password: PasswordStatement

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            // Signed on site, before the record is put out on leaving: it is put out as it stands, with the signature.
            if work.header.stage == Stage.onSite.rawValue {
                work.issue(try order.workRecord(handOver: nil, in: work))
            }
            order.signature = SignedRecord(signature: signature, opinion: opinion, password: password, at: work.now)
            order.isSignatureOwed = false
            order.measures["signed"] = work.now.milliseconds
            work.keep(signature.file)
        }

        /// A signature that names a paper must name the last one; on paper the scan itself bears it.
        ///
        /// On site the record is put out with the signature; where it says what was shown, that must be the record as it stands.
        private func binds(_ order: DispatchOrder, _ work: Work) throws -> Verdict {
            if work.header.stage == Stage.onSite.rawValue {
                return .met(
                    if: signature.paper == nil || signature.paper == order.shownRecord.hash,
                    else: Text(
                        "现场签的是此刻的记录，所示的已变，请看新版再签",
                        "On site the record is signed as it stands: what was shown has changed, look at it and sign that"))
            }
            let latest = try PaperShelf.latest(.workRecord, of: work.number, in: work.session)
            guard let named = signature.paper else {
                return .met(
                    if: latest == nil || signature.way.isOnPaper,
                    else: Text("请按所示记录签字", "Sign the record that is shown"))
            }
            return .met(
                if: named == latest?.hash,
                else: Text("记录已更新，请看新版再签", "The record has changed: look at the new version and sign that"))
        }
    }

    /// Nobody can sign now: the signature is owed and chased (12.2.5/8).
    struct SignatureOwed: Activity {
        static let row = Row<Stage>(
            "048", "签字待补", "Signature owed", by: .leadEngineer, from: [.onSite, .left], isReport: true, clauses: ["12.2.5/8"])

        @Input("原因", "Reason", 2...500) var reason: String

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            order.isSignatureOwed = true
            try order.chaseSignature(in: work)
            work.tell(.customer, Text("\(work.number) 的工作记录请补签", "\(work.number): please sign the work record"))
        }
    }
}

extension DispatchOrder {
    /// What is done after the signature is not signed: the record is put out anew, and the customer signs that (3.3.2).
    mutating func voidSignature(in work: Work) {
        guard signature != nil else { return }
        signature = nil
        measures["signed"] = nil
        work.tell(
            .customer,
            Text(
                "\(work.number) 签字后又有操作，请签新版记录",
                "\(work.number): there was more work after the signature; please sign the new record"))
    }

    /// The work record (派工工作记录表).
    fileprivate func workRecord(handOver: String?, in work: Work) throws -> Paper {
        let time = work.edition.time
        var paper = Paper(.workRecord)
        paper.line("单号", "Number", work.number)
        paper.line("客户", "Customer", try work.find(customer)?.name)
        paper.line("局点", "Site", try work.find(site)?.name)
        paper.line("工程师", "Engineer", try work.find(engineer)?.name)
        paper.line("到场", "Arrived", visits.last.map { time.label($0.arrived) }, clause: "12.2.5/5")
        paper.line("移交", "Hand-over", handOver, clause: "3.3.2")
        paper.table(
            Text("工作记录", "Work log"),
            heads: [Text("时间", "Time"), Text("设备", "Device"), Text("操作", "Operation"), Text("内容", "Text")],
            lines: log.map { entry in
                [time.label(entry.at)] + [entry.device?.text ?? "", entry.operation, entry.text].map { Text(typed: $0) }
            })
        paper.table(
            Text("更换部件", "Parts swapped"),
            heads: [Text("部件", "Part"), Text("旧序列号", "Old serial"), Text("新序列号", "New serial"), Text("坏件", "Faulty part")],
            lines: swaps.map { swap in
                [swap.part.text, swap.oldSerial, swap.newSerial].map { Text(typed: $0) }
                    + [swap.isTakenBack ? Text("带回", "Taken back") : Text("留下", "Left there")]
            })
        return paper
    }
}
