import Handbook
import Storage

/// Keeps the tables that other cases, lists and reports ask: written at each save, and rebuildable from the records.
package struct FacetTables {
    let session: any Session

    /// Writes what changed.
    func write(_ facets: Facets, _ before: Facets?, header: CaseHeader, previous: CaseHeader?) throws {
        let number = header.number
        // Of a new case nothing stands that had to give way.
        let old = before ?? Facets()
        if facets.people != old.people { try replace(people: facets.people, of: number, isNew: old.people.isEmpty) }
        if facets.devices != old.devices { try replace(devices: facets.devices, of: number, isNew: old.devices.isEmpty) }
        // A closed case takes nobody's time any more.
        let appointments = header.isOpen ? facets.appointments : []
        if appointments != (previous?.isOpen ?? false ? before?.appointments ?? [] : []) { try replace(appointments, of: number) }
        if facets.grants != old.grants { try replace(grants: facets.grants, of: header.code) }
        if facets.measures != old.measures { try replace(measures: facets.measures, old.measures, of: number) }
        let audience = Self.audience(of: facets)
        let hadAudience = before.map(Self.audience(of:))
        if audience != hadAudience {
            try replace(audience: audience, header, isNew: before == nil)
        } else if previous?.isOpen != header.isOpen || previous?.due != header.due {
            try session.execute(
                "UPDATE case_audience SET open = ?, due = ? WHERE number = ?", header.isOpen, header.due?.milliseconds ?? Int64.max,
                number)
        }
        if audience != hadAudience || facets.found != before?.found { try index(facets, header) }
    }

    /// Writes everything anew.
    func rewrite(_ facets: Facets, _ header: CaseHeader) throws {
        try replace(people: facets.people, of: header.number)
        try replace(devices: facets.devices, of: header.number)
        try replace(header.isOpen ? facets.appointments : [], of: header.number)
        if header.kind == Person.kind { try replace(grants: facets.grants, of: header.code) }
        try session.execute("DELETE FROM measures WHERE number = ?", header.number)
        try replace(measures: facets.measures, [:], of: header.number)
        try replace(audience: Self.audience(of: facets), header)
        try index(facets, header)
    }

    private func replace(people: Set<Facets.Participant>, of number: String, isNew: Bool = false) throws {
        if !isNew { try session.execute("DELETE FROM case_people WHERE number = ?", number) }
        try session.insert(
            into: "case_people", "number, person, part",
            people.sorted(by: { ($0.person, $0.part) < ($1.person, $1.part) }).map {
                [.text(number), .text($0.person), .text($0.part)]
            })
    }

    private func replace(devices: Set<String>, of number: String, isNew: Bool = false) throws {
        if !isNew { try session.execute("DELETE FROM case_devices WHERE number = ?", number) }
        try session.insert(into: "case_devices", "number, device", devices.sorted().map { [.text(number), .text($0)] })
    }

    private func replace(_ appointments: Set<Facets.Appointment>, of number: String) throws {
        try session.execute("DELETE FROM appointments WHERE number = ?", number)
        for appointment in appointments.sorted(by: { ($0.person, $0.from) < ($1.person, $1.from) }) {
            try session.execute(
                "INSERT INTO appointments (number, person, starts, ends) VALUES (?, ?, ?, ?)", number, appointment.person,
                appointment.from.milliseconds, appointment.to.milliseconds)
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

    private func replace(audience: [String], _ header: CaseHeader, isNew: Bool = false) throws {
        if !isNew { try session.execute("DELETE FROM case_audience WHERE number = ?", header.number) }
        try session.insert(
            into: "case_audience", "principal, kind, open, due, number",
            audience.map { principal in
                [
                    .text(principal), .text(header.kind), header.isOpen.sqlValue, .integer(header.due?.milliseconds ?? Int64.max),
                    .text(header.number),
                ]
            })
    }

    /// The case as search finds it: its number, its title, its words, and the names of customer and site.
    private func index(_ facets: Facets, _ header: CaseHeader) throws {
        var words = [header.code] + facets.found
        for (kind, code) in [(Customer.kind, facets.customer), (Site.kind, facets.site)] {
            guard let code, let name = try session.first("SELECT title FROM cases WHERE number = ?", "\(kind):\(code)") else {
                continue
            }
            words.append(try name.text("title"))
        }
        try session.index(
            SearchDocument(
                kind: header.kind, key: header.number, text: words.filter { !$0.isEmpty }.joined(separator: " "),
                audience: Self.audience(of: facets)))
    }

    /// Who may see a case with these facets, in order.
    package static func audience(of facets: Facets) -> [String] {
        var principals: Set<String> = [Principal.company]
        if let region = facets.region { principals.insert(Principal.staff(of: region)) }
        if facets.isCompanyWide { principals.insert(Principal.staff) }
        if facets.isShownToCustomer, let customer = facets.customer { principals.insert(Principal.customer(customer)) }
        for participant in facets.people { principals.insert(Principal.person(participant.person)) }
        return principals.sorted()
    }
}

extension Facets {
    /// What a case is found by, of the record's own.
    fileprivate var found: [String] { [title] + words + devices.sorted() + [customer, site].compactMap { $0 } }
}
