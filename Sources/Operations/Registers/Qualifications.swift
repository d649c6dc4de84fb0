import Handbook

/// A certificate that somebody earned and lodged with the company (8.2.2(a)).
package struct Certificate: Register {
    package static let kind = "certificate"
    package static let title = Text("证书", "Certificate")
    package static let table = "certificates"
    package static let clause = "8.2.2(a)"
    package static let keepers: [Role] = [.presidentOffice, .humanResources, .administrator]

    @Input(code: "证书编号", "Number") package var code: String
    @Input("持证人", "Holder") package var person: ID<Person>
    @Input("厂商", "Vendor") package var vendor: String
    @Input("名称", "Name") package var name: String
    @Input("方向", "Domain") package var domain: String?
    @Input("有效至", "Expires") package var expires: Day
    @Input("扫描件", "Scan") package var scan: Attachment?

    package init() {}

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = "\(name) \(code)"
        facets.isCompanyWide = true
        facets.take(person, as: "holder")
        return facets
    }
}

/// A level granted to an engineer for a product family (8.2.1).
package struct GrantedLevel: Register {
    package static let kind = "level"
    package static let title = Text("技能级别", "Skill level")
    package static let table = "levels"
    package static let clause = "8.2.1"
    package static let keepers: [Role] = [.presidentOffice, .humanResources, .administrator]

    @Input(code: "编号", "Code") package var code: String
    @Input("工程师", "Engineer") package var person: ID<Person>
    @Input("产品族", "Family") package var family: ID<ProductFamily>
    @Input("级别", "Level", clause: "8.2.1") package var level: SkillRank
    @Input("授予日", "Granted on") package var since: Day

    package init() {}

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = "\(person.text) \(family.text) \(level.rawValue)"
        facets.level = level.rawValue
        facets.isCompanyWide = true
        facets.take(person, as: "holder")
        return facets
    }
}

/// The three levels of engineers (8.2.1).
package enum SkillRank: String, Choice, Comparable {
    case junior, intermediate, senior

    package static let first = SkillRank.junior
    package var name: Text {
        switch self {
        case .junior: Text("初级", "Junior")
        case .intermediate: Text("中级", "Intermediate")
        case .senior: Text("高级", "Senior")
        }
    }

    package static func < (one: SkillRank, other: SkillRank) -> Bool {
        (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
    }
}

extension Work {
    /// The level that an engineer was granted for a product family.
    package func level(of person: ID<Person>, for family: ID<ProductFamily>) throws -> SkillRank? {
        if let known, known.people.contains(person.text) { return known.level(of: person, for: family.text) }
        return try session.first(
            "SELECT level FROM levels WHERE valid_to IS NULL AND active = 1 AND person = ? AND family = ?", person.text, family.text
        ).flatMap { SkillRank(rawValue: try $0.text("level")) }
    }

    /// The names of the certificates that somebody holds and that are valid on a day.
    package func certificates(of person: ID<Person>, on day: Day) throws -> Set<String> {
        if let known, known.people.contains(person.text) { return known.certificates(of: person, on: day.iso) }
        return Set(
            try session.query(
                "SELECT name FROM certificates WHERE valid_to IS NULL AND active = 1 AND person = ? AND expires >= ?", person.text,
                day.iso
            ).map { try $0.text("name") })
    }

    /// Whether an engineer was granted a level for any product family.
    package func hasLevel(_ person: ID<Person>) throws -> Bool {
        if let known, known.people.contains(person.text) { return known.hasLevel(person) }
        return try session.first(
            "SELECT 1 AS one FROM levels WHERE valid_to IS NULL AND active = 1 AND person = ? LIMIT 1", person.text)
            != nil
    }

    /// Whether an engineer holds a certificate of that vendor which is valid on the day of doing.
    package func hasValidCertificate(_ person: ID<Person>, vendor: String) throws -> Bool {
        if let known, known.people.contains(person.text) {
            return !known.certificates(of: person, vendor: vendor, on: today.iso).isEmpty
        }
        return try session.first(
            """
            SELECT 1 AS one FROM certificates WHERE valid_to IS NULL AND active = 1 AND person = ? AND vendor = ? AND expires >= ? LIMIT 1
            """, person.text, vendor, today.iso) != nil
    }
}
