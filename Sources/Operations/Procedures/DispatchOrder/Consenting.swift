import Handbook

extension DispatchOrder {
    /// Operations that the customer was asked to agree to, by the engineer's explanation (3.2.8).
    struct ConsentRequest: Codable, Hashable {
        var operations: [String]
        var explanation: String
        var at: Instant
    }

    /// Explains operations to the customer and asks for consent, before the visit or on site (3.2.8).
    struct AskConsent: Activity {
        static let row = Row<Stage>(
            "038", "请客户同意操作", "Ask consent", by: .leadEngineer, .technicalManager, from: [.assigned, .accepted, .onSite],
            clauses: ["3.2.8"])

        @Input("操作", "Operations", 1...20, clause: "3.2.8", toCustomer: true) var operations: [String]
        @Input("向客户的说明", "What is explained", 2...2000, lines: true, toCustomer: true) var explanation: String

        func perform(on order: inout DispatchOrder, in work: Work) {
            order.consentAsked = ConsentRequest(operations: operations, explanation: explanation, at: work.now)
            work.tell(
                .customer,
                Text(
                    "\(work.number) 请同意操作：\(operations.joined(separator: "、"))",
                    "\(work.number): please consent to \(operations.joined(separator: ", "))"))
        }
    }

    /// The customer consents to what was asked: it counts as evidence, and nobody types it again (3.2.8).
    struct GiveConsent: Activity {
        static let row = Row<Stage>(
            "038", "同意", "Give consent", by: .customer, from: [.assigned, .accepted, .onSite], clauses: ["3.2.8"])
        static let guards: [Guard<Self>] = [
            .before("3.2.8", "有待同意的操作", "Consent was asked for") { order, _ in order.awaitsConsent }
        ]

        static func isAwaited(_ order: DispatchOrder, at stage: String) -> Bool { order.consentAsked != nil }

        @Input("补充要求", "What we ask for besides", 1...1000, lines: true) var conditions: String?

        func perform(on order: inout DispatchOrder, in work: Work) {
            guard let asked = order.consentAsked else { return }
            order.approvedOperations += asked.operations.filter { !order.approvedOperations.contains($0) }
            order.consent = Evidence(
                kind: "portal-consent", givenBy: work.actor.name, at: work.now,
                note: [asked.operations.joined(separator: "、"), conditions].compactMap { $0 }.joined(separator: "；"), file: nil)
            order.consentAsked = nil
            order.tellCrew(
                Text(
                    "\(work.number) 客户已同意：\(asked.operations.joined(separator: "、"))\(conditions.map { "；要求：\($0)" } ?? "")",
                    "\(work.number): the customer consents to \(asked.operations.joined(separator: ", "))\(conditions.map { "; asks: \($0)" } ?? "")"
                ), in: work)
        }
    }

    /// The customer refuses: nothing of it may be done, and manager and engineer know why (3.2.8).
    struct RefuseConsent: Activity {
        static let row = Row<Stage>(
            "038", "不同意", "Refuse consent", by: .customer, from: [.assigned, .accepted, .onSite], isByway: true,
            clauses: ["3.2.8"])
        static let guards: [Guard<Self>] = [
            .before("3.2.8", "有待同意的操作", "Consent was asked for") { order, _ in order.awaitsConsent }
        ]

        @Input("原因", "Why", 2...1000, lines: true) var why: String

        func perform(on order: inout DispatchOrder, in work: Work) {
            let operations = order.consentAsked?.operations ?? []
            order.consentAsked = nil
            // Nor what was agreed before by another way.
            order.approvedOperations.removeAll { operations.contains($0) }
            let text = Text(
                "\(work.number) 客户不同意\(operations.joined(separator: "、"))：\(why)",
                "\(work.number): the customer refuses \(operations.joined(separator: ", ")): \(why)")
            order.tellCrew(text, in: work)
            work.tell(.role(.technicalManager), text)
        }
    }
}

extension DispatchOrder {
    /// Whether the customer's word is waited for in that stage: once the engineer has left nobody needs it any more.
    func awaitsConsent(at stage: String) -> Bool {
        consentAsked != nil && [Stage.assigned, .accepted, .onSite].contains { $0.rawValue == stage }
    }

    /// Whether the customer's word is waited for.
    fileprivate var awaitsConsent: Verdict {
        .met(if: consentAsked != nil, else: Text("现在没有请您同意的操作", "There is nothing that waits for your consent"))
    }

    /// Tells those who go there.
    fileprivate func tellCrew(_ text: Text, in work: Work) {
        for person in [engineer].compactMap({ $0 }) + helpers { work.tell(.person(person), text) }
    }
}
