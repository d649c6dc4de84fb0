/// A company's handbook as the house applies it: clauses, calendar, numbers, lists and switches, checked as a whole.
///
/// It never changes, so everybody shares the one that was read.
package final class Edition: Sendable {
    /// Its number, such as HD-EN-2021-A0.
    package let name: String
    package let title: Text
    package let inForceFrom: Day
    /// The hash of the files it was made from.
    package let hash: String
    package let clauses: ClauseIndex
    package let time: ServiceTime
    package let calendar: ServiceCalendar
    package let levels: ServiceLevels
    package let limits: Limits
    package let evidence: EvidenceKinds
    package let phrases: Phrases
    package let secrets: Secrets
    package let ladder: QualificationLadder
    package let organization: Organization
    /// Guards that the edition moves between refusing and deviating, by "DO/assign/3.1.2".
    package let guards: [String: GuardForce]

    /// Makes an edition of its files, or throws everything that is wrong with them.
    ///
    /// What a house keeps, or what was made of that, may have the form of the day on which it came in.
    package init(_ source: EditionSource, isKept: Bool = false) throws(EditionFaults) {
        let reader = EditionReader(source)
        let log = reader.log
        let head = reader.root("edition.yaml").flatMap(Head.init)
        let clauses = reader.root("clauses.yaml").flatMap { ClauseIndex($0, isKept: isKept) }
        let calendar = reader.root("calendar.yaml").flatMap { ServiceCalendar($0, time: head?.time) }
        let levels = reader.root("levels.yaml").flatMap { ServiceLevels($0) }
        let limits = reader.root("limits.yaml").flatMap { Limits($0) }
        let evidence = reader.root("evidence.yaml").flatMap { EvidenceKinds($0) }
        let phrases = reader.root("phrases.yaml").flatMap { Phrases($0) }
        let secrets = reader.root("secrets.yaml").flatMap { Secrets($0) }
        let ladder = reader.root("ladder.yaml").flatMap { QualificationLadder($0) }
        let organization = reader.root("organization.yaml").flatMap { Organization($0) }
        let guards = reader.root("guards.yaml").flatMap { GuardForce.read($0) }
        if let clauses { log.checkCitations(against: clauses) }
        guard log.faults.isEmpty, let head, let clauses, let calendar, let levels, let limits, let evidence, let phrases,
            let secrets, let ladder, let organization, let guards
        else { throw EditionFaults(faults: log.inOrder) }
        name = head.name
        title = head.title
        inForceFrom = head.inForceFrom
        hash = source.hash
        time = head.time
        self.clauses = clauses
        self.calendar = calendar
        self.levels = levels
        self.limits = limits
        self.evidence = evidence
        self.phrases = phrases
        self.secrets = secrets
        self.ladder = ladder
        self.organization = organization
        self.guards = guards
    }

    /// An edition whose days are another's, because a year has been announced since; everything else stays its own (12.1.1).
    package init(_ edition: Edition, calendarOf other: Edition) {
        name = edition.name
        title = edition.title
        inForceFrom = edition.inForceFrom
        hash = "\(edition.revisionHash)+\(other.revisionHash)"
        time = edition.time
        clauses = edition.clauses
        calendar = other.calendar
        levels = edition.levels
        limits = edition.limits
        evidence = edition.evidence
        phrases = edition.phrases
        secrets = edition.secrets
        ladder = edition.ladder
        organization = edition.organization
        guards = edition.guards
    }

    /// The hash of its own files, whosever days it counts.
    package var revisionHash: String { String(hash.prefix { $0 != "+" }) }
}

/// What edition.yaml says.
private struct Head {
    let name: String
    let title: Text
    let inForceFrom: Day
    let time: ServiceTime

    init?(_ entry: Entry) {
        guard let fields = entry.fields(["name", "title", "in-force-from", "service-zone"]) else { return nil }
        let name = fields["name"]?.string(max: 60)
        let title = fields["title"]?.text()
        let force = fields["in-force-from"]?.fields(["day", "clause"])
        let inForceFrom = force?["day"]?.day()
        _ = force?["clause"]?.clause()
        let zone = fields["service-zone"]?.fields(["name", "clause"], optional: ["inferred"])
        _ = zone?["clause"]?.clause()
        _ = zone?.flag("inferred")
        let zoneName = zone?["name"]?.string(max: 60)
        let time = zoneName.flatMap { ServiceTime(zone: $0) }
        if zoneName != nil && time == nil {
            zone?["name"]?.fault("时区不存在,或其时差在 2021 至 2035 年间有变化", "no such zone, or its offset changes between 2021 and 2035")
        }
        guard let name, let title, let inForceFrom, let time else { return nil }
        self.name = name
        self.title = title
        self.inForceFrom = inForceFrom
        self.time = time
    }
}
