import Handbook
import Storage

/// Whether a person may do an activity in a case: by a role for its region, by their part in it, as a deputy, or taking over.
struct Permission {
    let actor: Actor
    let activity: DeclaredActivity
    let header: CaseHeader
    let session: any Session
    let edition: Edition
    let circumstances: Circumstances

    init(
        actor: Actor, activity: DeclaredActivity, header: CaseHeader, session: any Session, edition: Edition,
        circumstances: Circumstances? = nil
    ) {
        self.actor = actor
        self.activity = activity
        self.header = header
        self.session = session
        self.edition = edition
        self.circumstances = circumstances ?? Circumstances(of: header.number, in: session)
    }

    /// By what right it is done.
    enum Right: Equatable {
        case own
        /// As the dated deputy of somebody.
        case deputy(of: ID<Person>)
        /// A manager does another role's step.
        case takeOver
    }

    /// What was found: the right, or why there is none.
    private enum Finding {
        case given(Right)
        /// The step is not what the link is there for.
        case otherLink(CustomerLink)
        /// Four eyes: the person did the step that is reviewed.
        case ownWork
        case notTheirs
    }

    /// Whether there is a right, for whoever doesn't ask why not: a page looks at every step of its case.
    func isGiven() throws -> Bool { if case .given = try finding(takingOver: false) { true } else { false } }

    /// The right, or the reason why there is none.
    func right(takingOver: Bool) throws -> Result<Right, Refused> {
        switch try finding(takingOver: takingOver) {
        case .given(let right): .success(right)
        case .otherLink(let link):
            .failure(
                Refused(
                    activity.clauses.first ?? "0.3", Text("此链接不办这一步", "This link isn't for this step"),
                    remedy: Text("它只用于\(link.purpose.name.zh)", "It is there for: \(link.purpose.name.en)")))
        case .ownWork:
            .failure(
                Refused(
                    activity.clauses.first ?? "0.3", Text("不能审核自己办理的事", "Nobody reviews their own work"),
                    remedy: Text(
                        "请代理人或相邻区域的同职人员办理", "A deputy or the neighbouring region's holder of the role does it")))
        case .notTheirs: .failure(refusal())
        }
    }

    private func finding(takingOver: Bool) throws -> Finding {
        if actor.isClock || actor.person == Actor.console.person { return consoleFinding() }
        if let link = actor.link, !link.opens(activity, in: header) { return .otherLink(link) }
        if try holds(actor.grants, as: actor.person) { return try fourEyes(.own) }
        for absent in actor.deputyOf where try holds(absent.grants, as: absent.person) {
            return try fourEyes(.deputy(of: absent.person))
        }
        if try standsInForNeighbour() { return try fourEyes(.own) }
        // A step is taken over so that a case goes on; registers are kept by their keepers alone, or a manager could enter anybody.
        if takingOver, Procedures.declared[header.kind]?.table == nil, holdsRole(.technicalManager, actor.grants),
            activity.by.contains(where: { ![.customer, .clock].contains($0) })
        {
            return try fourEyes(.takeOver)
        }
        return .notTheirs
    }

    private func consoleFinding() -> Finding {
        let mine = Set(actor.grants.map(\.role))
        return activity.by.contains { mine.contains($0.id) } ? .given(.own) : .notTheirs
    }

    private func refusal() -> Refused {
        let roles = activity.by.map { role in edition.organization.role(role.id)?.name ?? Text(role.id, role.id) }
        return Refused(
            activity.clauses.first ?? "0.3", Text("此步不由您办理", "This step isn't yours"),
            remedy: Text(
                "由\(roles.map(\.zh).joined(separator: "、"))办理\(activity.by.contains { $0.part != nil } ? "，须为本单人员" : "")",
                "It is done by: \(roles.map(\.en).joined(separator: ", "))\(activity.by.contains { $0.part != nil } ? " of this order" : "")"
            ))
    }

    /// Whether these grants carry one of the activity's roles, and the person plays the part that it asks for.
    private func holds(_ grants: [Grant], as person: ID<Person>) throws -> Bool {
        for role in activity.by {
            if role == .customer {
                if let customer = actor.customer, header.customer == nil || header.customer == customer.text { return true }
                continue
            }
            guard holdsRole(role, grants) else { continue }
            guard let part = role.part else { return true }
            if try plays(part, person) { return true }
        }
        return false
    }

    func holdsRole(_ role: Role, _ grants: [Grant]) -> Bool {
        grants.contains { $0.role == role.id && ($0.region == nil || header.region == nil || $0.region == header.region) }
    }

    /// The parts that count as one that a role asks for: the crew is the lead and the helpers.
    static func parts(of part: String) -> [String] { part == "crew" ? ["lead", "helper"] : [part] }

    private func plays(_ part: String, _ person: ID<Person>) throws -> Bool {
        let parts = Self.parts(of: part)
        return try circumstances.people().contains { $0.person == person.text && parts.contains($0.part) }
    }

    /// Four eyes: whoever did the step under review may not do this one. It compares persons, not roles.
    private func fourEyes(_ right: Right) throws -> Finding {
        try performersUnderReview().contains(actor.person.text) ? .ownWork : .given(right)
    }

    /// Who did the steps under review: since this one was done before, for what was reviewed once is not under review again;
    /// where nothing was done since, whoever did them last.
    private func performersUnderReview() throws -> Set<String> {
        if activity.otherThan.isEmpty { return [] }
        let before = try circumstances.last(activity.verb)?.position ?? 0
        let doings = try activity.otherThan.compactMap { try circumstances.last($0) }
        let since = doings.filter { $0.position > before }
        return Set((since.isEmpty ? doings : since).map(\.person))
    }

    /// Whether the step is left to this person, of a neighbouring region.
    func standsInForNeighbour() throws -> Bool {
        // Few hold such a role beside the region; only for them is anything looked up.
        let own = actor.grants.filter { grant in
            grant.region.map(neighbours.contains) ?? false && activity.by.contains { $0.id == grant.role }
        }
        if own.isEmpty { return false }
        return try standIns().contains { role, region in own.contains { $0.role == role.id && $0.region == region } }
    }

    /// The neighbouring regions to whom the step is left, with the role: four eyes shut out all who could do it in the region or for
    /// the company, if there is anybody.
    func standIns() throws -> [(role: Role, region: String)] {
        let roles = activity.by.filter { $0 != .customer }
        guard let region = header.region, !activity.otherThan.isEmpty, !neighbours.isEmpty, !roles.isEmpty,
            roles.allSatisfy({ $0.part == nil })
        else { return [] }
        let holders = try session.query(
            """
            SELECT DISTINCT person FROM role_holders
            WHERE role IN (\(session.placeholders(roles.count))) AND region IN (?, '')
            """, roles.map { .text($0.id) } + [.text(region)]
        ).map { try $0.text("person") }
        let shutOut = try performersUnderReview()
        guard holders.allSatisfy(shutOut.contains) else { return [] }
        return roles.flatMap { role in neighbours.map { (role, $0) } }
    }

    private var neighbours: [String] {
        header.region.flatMap { edition.organization.region($0)?.neighbours } ?? []
    }
}
