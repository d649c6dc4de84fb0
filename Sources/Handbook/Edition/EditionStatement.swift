/// One thing that an edition says, in words: what two revisions are compared by, and what a page of a revision shows.
package struct EditionStatement: Sendable {
    package let part: EditionPart
    package let name: String
    package let what: Text
    package let clause: String?
    package let says: Text
    /// Whether the handbook doesn't print it and we have filled it in.
    package let isInferred: Bool

    /// Where in an edition it stands.
    struct Place: Hashable {
        let part: EditionPart
        let name: String
    }

    var place: Place { Place(part: part, name: name) }

    init(_ part: EditionPart, _ name: String, _ what: Text, clause: String?, says: Text, isInferred: Bool = false) {
        self.part = part
        self.name = name
        self.what = what
        self.clause = clause
        self.says = says
        self.isInferred = isInferred
    }

    /// Everything that an edition says, part by part in the book's order.
    package static func all(of edition: Edition) -> [EditionStatement] {
        head(edition) + levels(edition.levels) + limits(edition.limits) + calendar(edition.calendar) + guards(edition)
            + evidence(edition.evidence) + ladder(edition.ladder) + organization(edition.organization) + wording(edition.phrases)
            + clauses(edition.clauses)
    }

    private static func head(_ edition: Edition) -> [EditionStatement] {
        func say(_ name: String, _ chinese: String, _ english: String, _ says: Text, _ clause: String) -> EditionStatement {
            EditionStatement(.head, name, Text(chinese, english), clause: clause, says: says)
        }
        return [
            say("name", "编号", "Number", Text(edition.name, edition.name), "0.4"),
            say("title", "名称", "Title", edition.title, "0.4"),
            say("in-force-from", "施行日", "In force from", Text(edition.inForceFrom.iso, edition.inForceFrom.iso), "0.4"),
            say("service-zone", "服务时区", "Service time zone", Text(edition.time.zone, edition.time.zone), "12.1.1"),
        ]
    }

    private static func levels(_ levels: ServiceLevels) -> [EditionStatement] {
        func clock(_ minute: Int) -> String { DigitsWriter.text(8) { $0.put(minuteOfDay: minute) } }
        func say(_ name: ServiceLevels.Inferred, _ chinese: String, _ english: String, _ says: Text, _ clause: String)
            -> EditionStatement
        {
            EditionStatement(
                .levels, name.rawValue, Text(chinese, english), clause: clause, says: says,
                isInferred: levels.inferred.contains(name))
        }
        let hours = "\(clock(levels.coveredHours.lowerBound))–\(clock(levels.coveredHours.upperBound))"
        let shares = levels.warningShares.map { "\(Int(($0 * 100).rounded())) %" }
        return [
            say(.coveredHours, "5x8 的服务时间", "Covered hours of 5x8", Text(hours, hours), "12.1.1"),
            say(
                .defaultLevel, "无合同时的级别", "Level without a contract",
                Text(levels.defaultLevel.description, levels.defaultLevel.description),
                "12.1.3"),
            say(
                .restoreDefault, "合同未写时的恢复时限", "Restore level where a contract has none",
                levels.restoreDefault.map { Text($0.description, $0.description) } ?? Text("无", "none"), "12.2.5"),
            say(
                .warningShares, "预警于已用时间的", "Warnings at these shares of the time",
                Text(shares.joined(separator: "、"), shares.joined(separator: ", ")), "12.1.6"),
        ]
    }

    private static func limits(_ limits: Limits) -> [EditionStatement] {
        limits.all.map { name, limit in
            EditionStatement(
                .limits, name, limit.text, clause: limit.clause, says: limit.label, isInferred: limit.inferred)
        }
    }

    private static func guards(_ edition: Edition) -> [EditionStatement] {
        edition.guards.sorted { $0.key < $1.key }.map { id, force in
            EditionStatement(
                .guards, id, Text(id, id), clause: id.split(separator: "/", maxSplits: 2).last.map(String.init),
                says: force == .refuse ? Text("拒绝", "refuses") : Text("说明理由后可继续", "goes on with a reason"))
        }
    }

    private static func clauses(_ index: ClauseIndex) -> [EditionStatement] {
        index.all.map { clause in
            EditionStatement(
                .clauses, clause.id, clause.title, clause: clause.id,
                says: Text(
                    "\(clause.rule.zh)（\(clause.mechanism.label.zh)）", "\(clause.rule.en) (\(clause.mechanism.label.en))"),
                isInferred: clause.inferred)
        }
    }
}
