import Handbook
import Storage

extension Desk {
    /// What an article from a closed order can begin with: the order's own facts, without the customer's.
    ///
    /// Empty for whoever may not see the order.
    package func firstWords(of order: String, for actor: Actor) async throws -> [String: Value] {
        let editions = editions
        return try await database.read { session in
            guard let header = try CaseHeader.find(order, in: session), try session.isVisible(order, to: actor),
                let procedure = Procedures.declared[header.kind],
                let record = try session.record(of: order, procedure) as? DispatchOrder
            else { return [:] }
            let edition = try editions.edition(header.edition, in: session)
            let told = try FirstWords(of: record, header, in: session)
            let traces = try CustomerTraces(of: order, in: session)
            return told.values.mapValues { $0.text.map { .text(traces.masked($0, under: edition)) } ?? $0 }
        }
    }
}

/// What an order, its request and its devices tell for an article.
private struct FirstWords {
    private(set) var values: [String: Value] = [:]

    init(of order: DispatchOrder, _ header: CaseHeader, in session: any Session) throws {
        let devices = try session.records(of: session.headers(of: order.devices.prefix(20).map(\.number))).values
            .compactMap { $0 as? Device }
        let models = Set(devices.map(\.model)).sorted { $0.text < $1.text }
        let parts = Set(order.swaps.map(\.part)).sorted { $0.text < $1.text }
        let names = try session.titles(of: parts.map(\.number))
        var request: ServiceRequest?
        if let parent = header.parent, let procedure = Procedures.declared[CaseNumber.kind(of: parent)] {
            request = try session.record(of: parent, procedure) as? ServiceRequest
        }
        values["order"] = .text(header.number)
        values["title"] = .text(order.task)
        values["family"] = try models.first.flatMap { try ProductModel.find($0, in: session)?.entry.family.text }.map { .text($0) }
        values["models"] = .list(models.map { .text($0.text) })
        values["parts"] = .list(parts.map { .text($0.text) })
        values["phenomenon"] = .text(request?.facts.description ?? order.task)
        let looked = order.log.filter { $0.kind == .look }.map(\.text)
        let cause = looked + [request?.facts.likelyCause].compactMap { $0 }
        if !cause.isEmpty { values["cause"] = .text(cause.joined(separator: "\n")) }
        let done = order.log.filter { $0.kind != .look }.map { "\($0.operation)：\($0.text)" }
        let swapped = order.swaps.map { "更换\(names[$0.part.number] ?? $0.part.text)" }
        if !(done + swapped).isEmpty { values["steps"] = .text((done + swapped).joined(separator: "\n")) }
        if let summary = order.receipt?.summary { values["result"] = .text(summary) }
    }
}
