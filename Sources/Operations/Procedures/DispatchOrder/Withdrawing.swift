import Handbook

extension DispatchOrder {
    /// The manager takes an assignment back that nobody has accepted yet: the order waits for somebody again (13/020).
    struct Withdraw: Activity {
        static let row = Row<Stage>(
            "020", "撤回派工", "Withdraw", by: .technicalManager, from: [.assigned], to: .raised, isByway: true, clauses: ["13/020"])
        static let guards: [Guard<Self>] = [
            .before("13/020", "还没有人到过场", "Nobody has been there yet") { order, _ in
                .met(
                    if: order.visits.isEmpty,
                    else: Text("已有人到场，请改派或改约", "Somebody has been there: give it to another or agree another time"))
            }
        ]

        @Input("原因", "Reason", 2...500) var reason: String

        func perform(on order: inout DispatchOrder, in work: Work) {
            for person in [order.engineer].compactMap(\.self) + order.helpers {
                work.tell(.person(person), Text("\(work.number) 已撤回", "\(work.number) was withdrawn"))
            }
            order.engineer = nil
            order.helpers = []
            order.appointment = nil
            order.workTicket = nil
            order.trip = nil
            order.measures["assigned"] = nil
        }
    }
}
