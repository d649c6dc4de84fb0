import Handbook

extension ServiceRequest {
    /// Calls the customer back about the result; each attempt is noted.
    struct Callback: Activity {
        static let row = Row<Stage>(
            "12.2.1/10", "回访", "Callback", by: .salesAssistant, from: [.confirmed], isReport: true, clauses: ["12.2.1/10"])

        @Input("已接通", "Reached") var isReached: Bool
        @Input("满意", "Satisfied") var isSatisfied: Bool?
        @Input("意见", "Opinion", lines: true) var opinion: String?

        func perform(on request: inout ServiceRequest, in work: Work) {
            var callback = request.callback ?? CallbackResult()
            callback.attempts += 1
            callback.at = work.now
            callback.isReached = callback.isReached || isReached
            callback.isSatisfied = isSatisfied ?? callback.isSatisfied
            request.callback = callback
            if isSatisfied == false {
                work.tell(.role(.serviceManager), Text("\(work.number) 客户不满意", "\(work.number): the customer is not satisfied"))
            }
        }
    }

    /// Closes the request.
    struct Close: Activity {
        static let row = Row<Stage>(
            "12.2.1/10", "关闭", "Close", by: .serviceDesk, .technicalManager, from: [.confirmed], to: .closed, clauses: ["12.2.1/10"]
        )
        static let guards: [Guard<Self>] = [
            .before("12.2.1/10", "客户要求回访的已回访", "The callback was made where the customer asks for one") { request, work in
                let asks = try work.find(request.customer)?.asksCallback ?? false
                return .met(
                    if: !asks || (request.callback.map { $0.isReached || $0.attempts >= 3 } ?? false),
                    else: Text("请先由商务助理回访", "The sales assistant calls back first"))
            },
            .before("3.2.14", "没有未答的问题", "No answer is owed") { request, _ in
                .met(if: request.openQuestions.isEmpty, else: Text("请先答复客户的问题", "Answer the customer's question first"))
            },
            .before("13/070", "派工单均已结束", "Its dispatch orders have ended") { request, work in
                let open = try request.orders.filter { try CaseHeader.find($0.number, in: work.session)?.isOpen ?? false }
                return .met(
                    if: open.isEmpty,
                    else: Text(
                        "请先结束 \(open.map(\.text).joined(separator: "、"))",
                        "Bring \(open.map(\.text).joined(separator: ", ")) to an end first"))
            },
        ]

        func perform(on request: inout ServiceRequest, in work: Work) { request.measures["closed"] = work.now.milliseconds }
    }

    /// Puts this request into another one of the same customer.
    struct Merge: Activity {
        static let row = Row<Stage>(
            "12.2", "并单", "Merge", by: .serviceDesk, from: [.received, .diagnosing], to: .merged, isByway: true, clauses: ["12.2"])
        static let guards: [Guard<Self>] = [
            .given("12.2", "并入同一客户未结的请求", "The other request is open and of the same customer", field: "into") {
                merge, request, work in
                let other = try CaseHeader.find(merge.into.number, in: work.session)
                return .met(
                    if: other.map { $0.isOpen && $0.number != work.number && $0.customer == request.customer?.text } ?? false,
                    else: Text("请选择同一客户另一张未结的请求", "Choose another open request of the same customer"))
            }
        ]

        @Input("并入", "Into") var into: ID<ServiceRequest>
        @Input("原因", "Reason") var reason: String?

        func perform(on request: inout ServiceRequest, in work: Work) { work.link(to: into.number, as: "merged-into") }
    }
}
