import Handbook
import Storage

/// Somebody who could take an order, with what speaks for and against it.
package struct Candidate: Sendable {
    package let person: ID<Person>
    package let name: String
    package let score: Int
    package let reasons: [Text]
}

/// Ranks a region's engineers for an order: qualification, leave, load, knowledge of the site, distance by city (13/020).
package enum Candidates {
    /// The engineers of the order's region, best first; each look-up is made once for all of them.
    package static func rank(
        for order: DispatchOrder, at now: Instant, under edition: Edition, in session: any Session
    ) throws -> [Candidate] {
        let people = try session.query(
            """
            SELECT p.code, p.name, p.city, p.leave FROM role_holders h JOIN people p ON p.code = h.person AND p.valid_to IS NULL
            WHERE h.role = 'engineer' AND h.region IN (?, '') AND p.active = 1 ORDER BY p.code LIMIT 200
            """, order.region ?? "")
        let families = try order.families(in: session)
        let levels = try held(families, in: session)
        let certified = Set(
            try session.query(
                "SELECT DISTINCT person FROM certificates WHERE valid_to IS NULL AND active = 1 AND expires >= ?",
                edition.time.day(of: now).iso
            ).map { try $0.text("person") })
        let week = now.adding(hours: 24 * 7)
        let load = try counts(
            "SELECT person, COUNT(*) AS total FROM appointments WHERE starts < ? AND ends > ? GROUP BY person",
            [.integer(week.milliseconds), .integer(now.milliseconds)], in: session)
        let visits = try counts(
            """
            SELECT p.person, COUNT(*) AS total FROM case_people p JOIN cases c ON c.number = p.number
            WHERE c.site = ? AND c.kind = 'DO' AND p.part IN ('lead', 'helper') GROUP BY p.person
            """, [order.site?.text.sqlValue ?? .null], in: session)
        let city = try order.site.flatMap { try Site.find($0, in: session)?.entry.city }
        let span = (from: order.appointment ?? now, to: (order.appointment ?? now).adding(minutes: max(order.minutes, 120)))
        return try people.map { row in
            let code = try row.text("code")
            var weighing = Weighing()
            weighing.weigh(levels: levels[code] ?? [:], for: families)
            weighing.weigh(isCertified: certified.contains(code))
            weighing.weigh(appointments: load[code] ?? 0)
            weighing.weigh(visits: visits[code] ?? 0)
            weighing.weigh(isNear: try city != nil && row.optionalText("city") == city)
            let leave = try ValueDecoder.decode([Absence].self, from: CanonicalJSON.value(of: Array(try row.text("leave").utf8)))
            weighing.weigh(isAway: leave.contains { $0.from < span.to && $0.to > span.from })
            return Candidate(person: ID(code), name: try row.text("name"), score: weighing.score, reasons: weighing.reasons)
        }.sorted { ($1.score, $0.person.text) < ($0.score, $1.person.text) }
    }

    private static func held(_ families: [String], in session: any Session) throws -> [String: [String: SkillRank]] {
        let rows = try session.query(
            """
            SELECT person, family, level FROM levels
            WHERE valid_to IS NULL AND active = 1 AND family IN (\(session.placeholders(families.count)))
            """, families.map { .text($0) })
        var held: [String: [String: SkillRank]] = [:]
        for row in rows {
            held[try row.text("person"), default: [:]][try row.text("family")] = SkillRank(rawValue: try row.text("level"))
        }
        return held
    }

    private static func counts(_ sql: String, _ values: [SQLValue], in session: any Session) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for row in try session.query(sql, values) { counts[try row.text("person")] = Int(try row.integer("total")) }
        return counts
    }
}

/// What speaks for and against one person, added up.
private struct Weighing {
    var score = 0
    var reasons: [Text] = []

    mutating func weigh(levels: [String: SkillRank], for families: [String]) {
        for family in families {
            guard let level = levels[family] else {
                add(-30, Text("\(family) 没有级别", "no level in \(family)"))
                continue
            }
            let points = [SkillRank.junior: 10, .intermediate: 20, .senior: 30][level] ?? 0
            add(points, Text("\(family) \(level.name.zh)", "\(level.name.en) in \(family)"))
        }
    }

    mutating func weigh(isCertified: Bool) {
        if isCertified {
            add(10, Text("持有效证书", "a valid certificate"))
        } else {
            add(-10, Text("没有有效证书", "no valid certificate"))
        }
    }

    mutating func weigh(appointments: Int) {
        add(-5 * appointments, Text("七日内 \(appointments) 张派工", "\(appointments) orders within seven days"))
    }

    mutating func weigh(visits: Int) {
        if visits > 0 { add(min(visits, 5) * 3, Text("到过此站 \(visits) 次", "was here \(visits) times")) }
    }

    mutating func weigh(isNear: Bool) {
        if isNear { add(8, Text("同城", "in the same city")) }
    }

    mutating func weigh(isAway: Bool) {
        if isAway { add(-1000, Text("届时请假", "on leave then")) }
    }

    private mutating func add(_ points: Int, _ reason: Text) {
        score += points
        reasons.append(reason)
    }
}

extension DispatchOrder {
    /// The product families of the order's devices, in order, in one look-up.
    fileprivate func families(in session: any Session) throws -> [String] {
        if devices.isEmpty { return [] }
        return try session.query(
            """
            SELECT DISTINCT m.family FROM devices d JOIN product_models m ON m.code = d.model AND m.valid_to IS NULL
            WHERE d.valid_to IS NULL AND d.code IN (\(session.placeholders(devices.count))) ORDER BY m.family
            """, devices.map { .text($0.text) }
        ).map { try $0.text("family") }
    }
}
