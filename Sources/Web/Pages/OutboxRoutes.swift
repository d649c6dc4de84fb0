import Delivery
import Handbook
import Hummingbird
import Operations

extension Front {
    private var outbox: Outbox { Outbox(desk.database, now: desk.now) }

    /// What waits to leave the house, for administrators.
    func showOutbox(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try administrator(visit)
        let (outbox, isSending) = (outbox, smtp != nil)
        return try await show(request, visit) { asked in
            let state = asked["state"].flatMap(Outbox.State.init(rawValue:)) ?? .waiting
            let lines = try await outbox.lines(state, from: asked.whole("from"), limit: 51)
            return OutboxPage(
                state: state, lines: Array(lines.prefix(50)), next: lines.count > 50 ? lines[49].id : nil, isSending: isSending,
                formToken: guest.formToken)
        }
    }

    /// Lets a letter go again at once.
    func retryLetter(_ request: Request, _ visit: Visit) async throws -> Response {
        _ = try administrator(visit)
        let body = try await FormBody(request, visit)
        guard let id = Int64(try visit.part("id")), try await outbox.retry(id) else {
            throw Missing("没有这封邮件，或已发出", "There is no such letter, or it has gone")
        }
        return .goOn(to: "/outbox?state=\(Outbox.State(rawValue: body["state"] ?? "")?.rawValue ?? Outbox.State.waiting.rawValue)")
    }

    /// Somebody who keeps the house; to others there is no such page.
    private func administrator(_ visit: Visit) throws -> Guest {
        let guest = try visit.signedIn()
        guard guest.holds(.administrator) else { throw Missing("没有这一页", "There is no such page") }
        return guest
    }
}
