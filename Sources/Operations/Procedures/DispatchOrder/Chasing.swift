import Handbook

extension DispatchOrder {
    /// Asks again for a signature that is owed, day by day until it is there (12.2.5/8).
    struct ChaseSignature: Activity {
        static let row = Row<Stage>(
            "048", "催补签字", "Chase signature", by: .clock, from: [.onSite, .left, .handedIn, .reviewed, .refreshed],
            clauses: ["12.2.5/8"])
        static let guards: [Guard<Self>] = [
            .before("12.2.5/8", "签字仍欠", "The signature is still owed") { order, _ in
                .met(if: order.isSignatureOwed, else: Text("签字未欠或已补", "No signature is owed"))
            }
        ]

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            let text = Text("\(work.number) 的工作记录仍待补签", "\(work.number): the work record still waits to be signed")
            work.tell(.customer, text)
            if let engineer = order.engineer { work.tell(.person(engineer), text) }
            try order.chaseSignature(in: work)
        }
    }

    /// Proposes what was not given back in time as bought at list price, for the next invoice (12.2.5(c)).
    struct ChaseDebts: Activity {
        static let row = Row<Stage>("040", "欠件到期", "Chase debts", by: .clock, from: .any, clauses: ["12.2.5(c)"])
        static let guards: [Guard<Self>] = [
            .before("12.2.5(c)", "有到期未还的件", "A part is overdue") { _, work in
                .met(if: try !work.debts().filter { $0.due <= work.now }.isEmpty, else: Text("没有到期的欠件", "No part is overdue"))
            }
        ]

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            let debts = try work.debts()
            for debt in debts where debt.due <= work.now {
                let price =
                    try work.find(ID<Part>(debt.part)).listPrice.map { "\($0.fen / 100).\($0.fen % 100 / 10)\($0.fen % 10)" } ?? "—"
                let text = Text(
                    "\(work.number) 的 \(debt.part) \(debt.serial) 逾期未还，拟按目录价 \(price) 元列入下期账单",
                    "\(work.number): \(debt.part) \(debt.serial) is overdue; it is proposed at its list price of \(price) for the next invoice"
                )
                work.tell(.role(.salesAssistant), text)
                work.tell(.role(.technicalManager), text)
            }
            if let next = debts.map(\.due).filter({ $0 > work.now }).min() { work.schedule(ChaseDebts.verb, at: next) }
        }
    }
}

extension DispatchOrder {
    /// Sets the next reminder of the signature.
    func chaseSignature(in work: Work) throws {
        let days = work.edition.limits.signatureChase.value
        work.schedule(ChaseSignature.verb, at: try work.edition.calendar.endOfWorkingDay(days, after: work.today))
    }
}

extension Work {
    /// The parts that this case owes, each with the end of its last day.
    func debts() throws -> [(part: String, serial: String, due: Instant)] {
        try session.query("SELECT part, serial, due FROM debts WHERE number = ? AND settled IS NULL ORDER BY due, id", number).map {
            (try $0.text("part"), try $0.text("serial"), Instant(milliseconds: try $0.integer("due")))
        }
    }
}
