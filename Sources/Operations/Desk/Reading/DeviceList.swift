import Handbook
import Storage

/// What is asked of the installed base.
package struct DeviceQuery: Sendable {
    /// A serial or part of it, or words.
    package var words = ""
    package var customer: String?
    package var site: String?
    package var family: String?
    package var cover: DeviceCover.State?
    package var after: String?
    package var limit = 50

    package init() {}
}

/// By what a device is covered on a day.
package struct DeviceCover: Sendable {
    package let state: State
    /// The contract that covers it; nil where only the warranty does, or nothing.
    package let contract: Contract?
    /// The last day of the contract or the warranty.
    package let until: Day?

    /// Whether a device is covered, and by what.
    package enum State: String, Sendable, CaseIterable {
        case contract, warranty, uncovered
    }

    /// What covers a device on a day: the customer's contract that names it first, then its site, then the warranty.
    init(of device: ID<Device>, at site: ID<Site>, warrantyUntil: Day?, under contracts: [Contract], on day: Day) {
        let covering = contracts.filter { $0.covers(device, at: site, on: day) }
        if let contract = covering.first(where: { $0.devices.contains(device) }) ?? covering.first {
            (state, self.contract, until) = (.contract, contract, contract.to)
        } else if let warrantyUntil, warrantyUntil >= day {
            (state, contract, until) = (.warranty, nil, warrantyUntil)
        } else {
            (state, contract, until) = (.uncovered, nil, warrantyUntil)
        }
    }
}

/// A page of the installed base.
package struct DeviceList: Sendable {
    package let rows: [Row]
    package let titles: [String: String]
    package let families: [ChoiceEntry]
    package let next: String?

    /// One device as the list shows it.
    package struct Row: Sendable {
        package let serial: String
        package let model: String
        package let customer: String
        package let site: String
        package let version: String?
        package let cover: DeviceCover
    }
}

extension Desk {
    /// A page of the devices in use that this person may see, by serial; with words the newest first.
    package func devices(_ query: DeviceQuery, for person: ID<Person>) async throws -> DeviceList {
        let now = now()
        let today = editions.current.time.day(of: now)
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            let found = try session.devices(query, on: today, for: actor)
            let contracts = try session.contracts(of: Set(found.rows.map(\.customer)))
            let rows = found.rows.map { row in
                DeviceList.Row(
                    serial: row.code, model: row.model, customer: row.customer, site: row.site, version: row.version,
                    cover: DeviceCover(
                        of: ID(row.code), at: ID(row.site), warrantyUntil: row.warranty,
                        under: contracts[row.customer] ?? [], on: today))
            }
            let named = rows.flatMap { ["model:\($0.model)", "customer:\($0.customer)", "site:\($0.site)"] }
            let asked = [query.customer.map { "customer:\($0)" }, query.site.map { "site:\($0)" }].compactMap(\.self)
            return DeviceList(
                rows: rows, titles: try session.titles(of: Set(named + asked)),
                families: try session.families(), next: found.next)
        }
    }
}

/// A device as its table keeps it.
private struct KeptDevice {
    let code: String
    let model: String
    let customer: String
    let site: String
    let version: String?
    let warranty: Day?
}

extension Session {
    fileprivate func devices(
        _ query: DeviceQuery, on today: Day, for actor: Actor
    ) throws -> (rows: [KeptDevice], next: String?) {
        var asked = Conditions(["d.valid_to IS NULL AND d.active = 1"])
        let isSearch = !query.words.trimmed.isEmpty
        var next: String?
        if isSearch {
            let hits = try search(
                query.words, audience: actor.principals, kinds: [Device.kind], limit: query.limit,
                after: query.after.flatMap { Int64($0) })
            if hits.isEmpty { return ([], nil) }
            next = hits.count == query.limit ? hits.last.map { String($0.id) } : nil
            asked.add("d.number IN (\(placeholders(hits.count)))", hits.map { .text($0.key) })
        } else {
            asked.add("d.code > ?", [.text(query.after ?? "")])
        }
        if let customer = query.customer { asked.add("d.customer = ?", [.text(customer)]) }
        if let site = query.site { asked.add("d.site = ?", [.text(site)]) }
        if let family = query.family {
            asked.add("d.model IN (SELECT code FROM product_models WHERE valid_to IS NULL AND family = ?)", [.text(family)])
        }
        if let state = query.cover { asked.cover(state, on: today, finding: finding) }
        // The audience decides; these only lead the walk past what it would refuse.
        if let own = actor.customer {
            asked.add("d.customer = ?", [.text(own.text)])
        } else if !actor.principals.contains(Principal.company) {
            let regions = Set((actor.grants + actor.deputyOf.flatMap(\.grants)).compactMap(\.region)).sorted()
            asked.add("d.region IN (\(placeholders(regions.count)))", regions.map { .text($0) })
        }
        let principals = actor.principals
        asked.add(
            """
            EXISTS (SELECT 1 FROM case_audience a WHERE a.number = d.number
                AND a.principal IN (\(placeholders(principals.count))))
            """, principals.map { .text($0) })
        let rows = try self.query(
            """
            SELECT d.number, d.code, d.model, d.customer, d.site, d.version, d.warranty_until FROM devices d
            WHERE \(asked.sql) ORDER BY d.code LIMIT ?
            """, asked.arguments + [.integer(Int64(query.limit + 1))])
        var kept = try rows.map { row in
            KeptDevice(
                code: try row.text("code"), model: try row.text("model"), customer: try row.text("customer"),
                site: try row.text("site"), version: try row.optionalText("version"),
                warranty: try row.optionalText("warranty_until").flatMap { Day($0) })
        }
        if !isSearch, kept.count > query.limit {
            kept.removeLast(kept.count - query.limit)
            next = kept.last?.code
        }
        return (kept, next)
    }

    /// The function that finds one text in another.
    var finding: String { dialect == .sqlite ? "instr" : "strpos" }

    /// The contracts in use of these customers.
    func contracts(of customers: Set<String>) throws -> [String: [Contract]] {
        if customers.isEmpty { return [:] }
        let rows = try query(
            """
            SELECT r.record_version, r.body FROM contracts t JOIN records r ON r.number = t.number
            WHERE t.valid_to IS NULL AND t.active = 1 AND t.customer IN (\(placeholders(customers.count))) ORDER BY t.code LIMIT 1000
            """, customers.sorted().map { .text($0) })
        guard let procedure = Procedures.declared[Contract.kind] else { return [:] }
        let contracts = try rows.compactMap {
            try procedure.decode(try $0.text("body"), Int(try $0.integer("record_version"))) as? Contract
        }
        return Dictionary(grouping: contracts, by: \.customer.text)
    }
}

/// What a list is narrowed by: conditions that all hold, with their values in order.
private struct Conditions {
    private var conditions: [String]
    private(set) var arguments: [SQLValue] = []

    init(_ conditions: [String]) { self.conditions = conditions }

    var sql: String { conditions.joined(separator: " AND ") }

    mutating func add(_ condition: String, _ values: [SQLValue]) {
        conditions.append(condition)
        arguments += values
    }

    /// What is covered: by a contract in force that names the device or its site, by the warranty, or not at all.
    mutating func cover(_ state: DeviceCover.State, on today: Day, finding: String) {
        // Codes have no quotation mark, so that the quoted code stands in the list's JSON or it doesn't.
        let isUnderContract = """
            EXISTS (SELECT 1 FROM contracts k WHERE k.valid_to IS NULL AND k.active = 1 AND k.customer = d.customer
                AND k.begins <= ? AND k.ends >= ? AND (\(finding)(k.sites, '"' || d.site || '"') > 0
                    OR \(finding)(k.devices, '"' || d.code || '"') > 0))
            """
        let day = SQLValue.text(today.iso)
        switch state {
        case .contract: add(isUnderContract, [day, day])
        case .warranty: add("d.warranty_until >= ? AND NOT \(isUnderContract)", [day, day, day])
        case .uncovered: add("(d.warranty_until IS NULL OR d.warranty_until < ?) AND NOT \(isUnderContract)", [day, day, day])
        }
    }
}
