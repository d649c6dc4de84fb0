import Handbook
import Storage

/// Keeps the tables that other cases, lists and reports ask: written at each save, and rebuildable from the records.
package struct FacetTables {
    let session: any Session

    /// Writes what changed.
    func write(_ facets: Facets, _ before: Facets?, header: CaseHeader, previous: CaseHeader?) throws {
        let number = header.number
        let isOutdated = previous?.isOpen != header.isOpen || previous?.place != header.place
        if facets == before, !isOutdated { return }
        // Of a new case nothing stands that had to give way.
        let old = before ?? Facets()
        if facets.people != old.people { try change(old.people, to: facets.people, of: number) }
        if facets.devices != old.devices { try replace(devices: facets.devices, of: number, isNew: old.devices.isEmpty) }
        if facets.topics != old.topics { try replace(topics: facets.topics, of: header) }
        // A closed case takes nobody's time any more.
        let appointments = header.isOpen ? facets.appointments : []
        if appointments != (previous?.isOpen ?? false ? before?.appointments ?? [] : []) { try replace(appointments, of: number) }
        if facets.grants != old.grants { try replace(grants: facets.grants, of: header.code) }
        if facets.measures != old.measures { try replace(measures: facets.measures, old.measures, of: number) }
        let audience = Self.audience(of: facets)
        let hadAudience = before.map(Self.audience(of:)) ?? []
        try change(hadAudience, to: audience, header, isOutdated: isOutdated)
        if facets.found != before?.found {
            let document = try document(facets, header, audience)
            try before == nil ? session.add(document) : session.index(document)
        } else if audience != hadAudience {
            try session.readdress(kind: header.kind, key: number, to: audience)
        }
    }

    /// Writes everything anew.
    func rewrite(_ facets: Facets, _ header: CaseHeader) throws {
        try session.execute("DELETE FROM case_people WHERE number = ?", header.number)
        try change([], to: facets.people, of: header.number)
        try replace(devices: facets.devices, of: header.number)
        try replace(topics: facets.topics, of: header)
        try replace(header.isOpen ? facets.appointments : [], of: header.number)
        if header.kind == Person.kind { try replace(grants: facets.grants, of: header.code) }
        try session.execute("DELETE FROM measures WHERE number = ?", header.number)
        try replace(measures: facets.measures, [:], of: header.number)
        try session.execute("DELETE FROM case_audience WHERE number = ?", header.number)
        let audience = Self.audience(of: facets)
        try change([], to: audience, header, isOutdated: false)
        try session.index(document(facets, header, audience))
    }

    private func change(_ before: Set<Facets.Participant>, to people: Set<Facets.Participant>, of number: String) throws {
        for gone in before.subtracting(people).inOrder {
            try session.execute(
                "DELETE FROM case_people WHERE number = ? AND person = ? AND part = ?", number, gone.person, gone.part)
        }
        try session.insert(
            into: "case_people", "number, person, part",
            people.subtracting(before).inOrder.map { [.text(number), .text($0.person), .text($0.part)] })
    }

    private func replace(devices: Set<String>, of number: String, isNew: Bool = false) throws {
        if !isNew { try session.execute("DELETE FROM case_devices WHERE number = ?", number) }
        try session.insert(into: "case_devices", "number, device", devices.sorted().map { [.text(number), .text($0)] })
    }

    private func replace(topics: Set<String>, of header: CaseHeader) throws {
        try session.execute("DELETE FROM case_topics WHERE number = ?", header.number)
        try session.insert(
            into: "case_topics", "topic, kind, number",
            topics.sorted().map { [.text($0), .text(header.kind), .text(header.number)] })
    }

    private func replace(_ appointments: Set<Facets.Appointment>, of number: String) throws {
        try session.execute("DELETE FROM appointments WHERE number = ?", number)
        for appointment in appointments.sorted(by: { ($0.person, $0.from) < ($1.person, $1.from) }) {
            try session.execute(
                "INSERT INTO appointments (number, person, starts, ends, trip) VALUES (?, ?, ?, ?, ?)", number, appointment.person,
                appointment.from.milliseconds, appointment.to.milliseconds, appointment.trip)
        }
    }

    private func replace(grants: Set<Grant>, of person: String) throws {
        try session.execute("DELETE FROM role_holders WHERE person = ?", person)
        for grant in grants.sorted(by: { ($0.role, $0.region ?? "") < ($1.role, $1.region ?? "") }) {
            try session.execute(
                "INSERT INTO role_holders (person, role, region) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", person, grant.role,
                grant.region ?? "")
        }
    }

    private func replace(measures: [String: Int64], _ before: [String: Int64], of number: String) throws {
        for (name, value) in measures.sorted(by: { $0.key < $1.key }) where before[name] != value {
            try session.execute(
                """
                INSERT INTO measures (number, name, value) VALUES (?, ?, ?)
                ON CONFLICT (number, name) DO UPDATE SET value = excluded.value
                """, number, name, value)
        }
        for name in before.keys.sorted() where measures[name] == nil {
            try session.execute("DELETE FROM measures WHERE number = ? AND name = ?", number, name)
        }
    }

    /// Takes out who may not see the case any more, renews what lists sort by for those who stay, and lets the new ones in.
    private func change(_ before: [String], to audience: [String], _ header: CaseHeader, isOutdated: Bool) throws {
        let (number, isOpen, place) = (header.number, header.isOpen, header.place)
        for gone in before where !audience.contains(gone) {
            try session.execute("DELETE FROM case_audience WHERE number = ? AND principal = ?", number, gone)
        }
        // One by one, for the reason for which rows are inserted so.
        for stays in before where isOutdated && audience.contains(stays) {
            try session.execute(
                "UPDATE case_audience SET open = ?, place = ? WHERE number = ? AND principal = ?", isOpen, place, number, stays)
        }
        try session.insert(
            into: "case_audience", "principal, kind, open, place, number",
            audience.filter { !before.contains($0) }.map {
                [.text($0), .text(header.kind), isOpen.sqlValue, .integer(place), .text(number)]
            })
    }

    /// The case as search finds it: its number, its title, its words, and the names of customer and site.
    private func document(_ facets: Facets, _ header: CaseHeader, _ audience: [String]) throws -> SearchDocument {
        var words = [header.code] + facets.found
        let named = [facets.customer.map { "\(Customer.kind):\($0)" }, facets.site.map { "\(Site.kind):\($0)" }].compactMap { $0 }
        if !named.isEmpty {
            words += try session.query(
                "SELECT title FROM cases WHERE number IN (\(session.placeholders(named.count))) ORDER BY number",
                named.map { .text($0) }
            ).map { try $0.text("title") }
        }
        // Pinyin stands on a line of its own: it is searched, and not shown.
        let pinyin = Pinyin.named.contains(header.kind) ? "\n" + Pinyin.words(of: facets.title) : ""
        return SearchDocument(
            kind: header.kind, key: header.number, text: words.filter { !$0.isEmpty }.joined(separator: " ") + pinyin,
            audience: audience)
    }

    /// Who may see a case with these facets, in order.
    package static func audience(of facets: Facets) -> [String] {
        var principals: Set<String> = [Principal.company]
        if let region = facets.region { principals.insert(Principal.staff(of: region)) }
        if facets.isCompanyWide { principals.insert(Principal.staff) }
        if let customer = facets.customer {
            principals.insert(facets.isShownToCustomer ? Principal.customer(customer) : Principal.about(customer))
        }
        for participant in facets.people { principals.insert(Principal.person(participant.person)) }
        return principals.sorted()
    }
}

extension Facets {
    /// What a case is found by, of the record's own.
    fileprivate var found: [String] { [title] + words + devices.sorted() + [customer, site].compactMap { $0 } }
}

extension Set<Facets.Participant> {
    fileprivate var inOrder: [Facets.Participant] { sorted { ($0.person, $0.part) < ($1.person, $1.part) } }
}
