import Handbook
import Storage

extension Desk {
    /// Who could take an order, best first, with reasons; for whoever may see the order.
    package func candidates(for number: String, asked person: ID<Person>) async throws -> [Candidate] {
        let now = now()
        let editions = editions
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            guard let header = try CaseHeader.find(number, in: session), try session.isVisible(number, to: actor),
                let procedure = Procedures.declared[header.kind],
                let order = try session.record(of: number, procedure) as? DispatchOrder
            else { throw Missing("没有派工单“\(number)”", "There is no order “\(number)”") }
            let edition = try editions.edition(header.edition, in: session)
            return try Candidates.rank(for: order, at: now, under: edition, in: session)
        }
    }
}
