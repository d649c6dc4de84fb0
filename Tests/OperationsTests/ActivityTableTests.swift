import Testing

@testable import Operations

/// The handbook's activity tables as they were agreed: verb, code, roles, from → to, and whom the four eyes shut out.
struct ActivityTableTests {
    static let tables = [
        "SR": """
        receive | 12.2 | service-desk, engineer, customer | – → received
        complete-facts | 12.2 | service-desk, engineer, customer | open =
        respond | 12.2.1/2 | engineer, service-desk | received → diagnosing
        note | 12.2.1/7 | engineer | diagnosing =
        defer-answer | 3.2.14 | engineer | diagnosing =
        answer-deferred | 3.2.14 | engineer, service-desk | open =
        escalate | 12.2.1/3 | engineer | diagnosing =
        wait-for-customer | 12.2.1/4 | engineer | diagnosing → waiting
        resume | 12.2.1/4 | engineer, service-desk | waiting → diagnosing
        suspend | 12.3.1 | technical-manager | diagnosing, waiting =
        resume-service | 12.3.1 | technical-manager | diagnosing, waiting, on-site-called =
        exclude | 12.3.2 | technical-manager | diagnosing, waiting, on-site-called =
        relevel | 12.1.1 | technical-manager | open =
        call-on-site | 12.2.5 | engineer, technical-manager | diagnosing, on-site-called → on-site-called | opens DO
        temporary-solution | 12.2.1/8 | engineer | diagnosing, on-site-called → restored
        solution | 12.2.1/9 | engineer | diagnosing, on-site-called, restored → solved
        confirm | 12.2.1/10 | customer, service-desk | solved → confirmed
        reject | 12.2.1/10 | customer, service-desk | restored, solved → diagnosing
        confirm-by-silence | 12.2.1/10 | clock | solved → confirmed
        callback | 12.2.1/10 | sales-assistant | confirmed =
        close | 12.2.1/10 | service-desk, technical-manager | confirmed → closed
        merge | 12.2 | service-desk | received, diagnosing → merged
        rate | 12.2.1/10 | customer | confirmed, closed =
        offer-link | – | service-desk, engineer, technical-manager, project-manager, service-manager, sales-assistant | any =
        revoke-link | – | service-desk, engineer, technical-manager, project-manager, service-manager, sales-assistant | any =
        """,
        "DO": """
        raise | 010 | engineer, technical-manager, project-manager | – → raised
        assign | 020 | technical-manager | raised → assigned
        reassign | 020 | technical-manager | assigned, accepted → assigned
        reschedule | 020 | technical-manager | assigned, accepted =
        withdraw | 020 | technical-manager | assigned → raised
        accept | 025 | engineer (lead) | assigned → accepted
        decline | 025 | engineer (lead) | assigned → raised
        request-spares | 030 | engineer (lead) | accepted, on-site =
        confirm-spares | 035 | technical-manager | raised, assigned, accepted, on-site =
        issue-spares | 035 | storekeeper | raised, assigned, accepted, on-site =
        report-delay | 036 | engineer (lead) | accepted = | report
        ask-consent | 038 | engineer (lead), technical-manager | assigned, accepted, on-site =
        give-consent | 038 | customer | assigned, accepted, on-site =
        refuse-consent | 038 | customer | assigned, accepted, on-site =
        arrive | 038 | engineer (lead) | accepted → on-site | report
        log-work | 040 | engineer (crew) | on-site =
        swap-part | 040 | engineer (crew) | on-site = | report
        use-parts | 040 | engineer (crew) | on-site, left = | report
        extra-operation | 040 | engineer (lead) | on-site =
        add-photo | 040 | engineer (crew) | on-site =
        daily-report | 045 | engineer (lead) | on-site =
        interrupt | 046 | engineer (lead) | on-site → assigned | report
        leave | 048 | engineer (lead) | on-site → left | report
        sign | 048 | customer, engineer (lead) | on-site, left, handed-in, reviewed, refreshed =
        signature-owed | 048 | engineer (lead) | on-site, left = | report
        owe-part | 040 | engineer (lead) | left, handed-in, reviewed, refreshed =
        leave-open | 048 | engineer (lead), technical-manager | on-site, left, handed-in, reviewed, refreshed = | opens DF
        submit-receipt | 050 | engineer (lead) | left → handed-in
        accept-receipt | 055 | technical-manager | handed-in → reviewed | otherThan submit-receipt
        return-receipt | 055 | technical-manager | handed-in → left | otherThan submit-receipt
        release-report | 055 | service-manager | handed-in, reviewed, refreshed = | otherThan submit-receipt
        refresh-device-record | 060 | technical-manager | reviewed → refreshed
        close | 070 | technical-manager | reviewed, refreshed → closed | otherThan submit-receipt
        cancel | – | technical-manager | raised, assigned, accepted → cancelled
        chase-signature | 048 | clock | on-site, left, handed-in, reviewed, refreshed =
        chase-debts | 040 | clock | any =
        rate | 13.1 | customer | left, handed-in, reviewed, refreshed, closed =
        offer-link | – | service-desk, engineer, technical-manager, project-manager, service-manager, sales-assistant | any =
        revoke-link | – | service-desk, engineer, technical-manager, project-manager, service-manager, sales-assistant | any =
        """,
        "DF": """
        raise | 10.1.2(4) | engineer, technical-manager | – → open
        reassign | 10.1.2(4) | technical-manager | open =
        mend | 10.1.2(4) | engineer, technical-manager | open → mended
        confirm | 10.1.2(4) | customer, technical-manager | mended → closed | otherThan mend
        reject | 10.1.2(4) | customer, technical-manager | mended → open
        tell-overdue | 10.1.2(4) | clock | open =
        offer-link | – | service-desk, engineer, technical-manager, project-manager, service-manager, sales-assistant | any =
        revoke-link | – | service-desk, engineer, technical-manager, project-manager, service-manager, sales-assistant | any =
        """,
        "CP": """
        complain | 2.2.1 | customer, service-desk | – → received
        reply | 2.2.1 | service-manager, technical-manager | received → answered
        settle | 2.2.1 | customer, service-desk | answered → settled
        persist | 2.2.1 | customer, service-desk | answered → received
        settle-by-silence | 2.2.1 | clock | answered → settled
        offer-link | – | service-desk, engineer, technical-manager, project-manager, service-manager, sales-assistant | any =
        revoke-link | – | service-desk, engineer, technical-manager, project-manager, service-manager, sales-assistant | any =
        """,
        "KA": """
        draft | – | engineer, network-engineer, technical-manager, project-manager, service-desk | – → drafted
        rewrite | – | engineer, network-engineer, technical-manager, project-manager, service-desk | drafted =
        submit | – | engineer, network-engineer, technical-manager, project-manager, service-desk | drafted → in-review
        publish | – | technical-manager, reviewer | in-review → published | otherThan draft, rewrite, revise, submit
        return-draft | – | technical-manager, reviewer | in-review → drafted | otherThan submit
        revise | – | engineer, network-engineer, technical-manager, project-manager, service-desk | published → drafted
        withdraw | – | technical-manager, reviewer | drafted, in-review, published → withdrawn
        """,
        "OG": """
        draft | – | network-engineer, technical-manager, reviewer | – → drafted
        rewrite | – | network-engineer, technical-manager, reviewer | drafted =
        submit | – | network-engineer, technical-manager, reviewer | drafted → in-review
        publish | – | technical-manager, reviewer | in-review → published | otherThan draft, rewrite, revise, submit
        return-draft | – | technical-manager, reviewer | in-review → drafted | otherThan submit
        revise | – | network-engineer, technical-manager, reviewer | published → drafted
        withdraw | – | technical-manager, reviewer | drafted, in-review, published → withdrawn
        """,
    ]

    @Test(arguments: ["SR", "DO", "DF", "CP", "KA", "OG"]) func `The table of activities is the handbook's`(_ kind: String) throws {
        let procedure = try #require(Procedures.declared[kind])
        let everywhere = Set(Everywhere.activities(of: ServiceRequest.self).map { $0.verb })
        let declared = procedure.activities.filter { !everywhere.contains($0.verb) }.map {
            $0.line(in: procedure, reports: kind == "DO")
        }
        let wanted = try #require(Self.tables[kind]).split(separator: "\n").map(String.init)
        for line in wanted { #expect(declared.contains(line)) }
        for line in declared { #expect(wanted.contains(line)) }
    }

    @Test func `The same seven activities are everywhere, four eyes among them`() throws {
        for procedure in Procedures.declared.values {
            let verbs = procedure.activities.suffix(7).map(\.verb)
            #expect(
                verbs == ["comment", "attach", "link", "propose-correction", "correct", "breach", "adopt-calendar"],
                "\(procedure.kind)")
            let correct = try #require(procedure.activity("correct"))
            #expect(correct.otherThan == ["propose-correction"])
            #expect(procedure.activity("breach")?.by == [.clock] && procedure.activity("adopt-calendar")?.by == [.clock])
        }
    }

    @Test(arguments: DeclarationsTests.registers) func `A register is entered, amended and retired by its keepers`(_ kind: String)
        throws
    {
        let procedure = try #require(Procedures.declared[kind])
        // An edition's revision never changes: another one takes its place.
        let verbs = kind == "edition" ? ["enter", "retire"] : ["enter", "amend", "retire"]
        #expect(procedure.activities.prefix(verbs.count).map(\.verb) == verbs)
        #expect(Set(procedure.activities.prefix(verbs.count).map(\.by)).count == 1)
        #expect(procedure.openings.map(\.verb) == ["enter"])
        // Nobody from outside, and nobody who only reads, keeps a register.
        #expect(Set(procedure.activities[0].by).isDisjoint(with: [.customer, .auditor, .clock]))
    }
}

extension DeclaredActivity {
    /// The activity as its line in the table; what SR reports is not told apart there.
    fileprivate func line(in procedure: DeclaredProcedure, reports: Bool) -> String {
        let roles = by.map { role in role.id + (role.part.map { " (\($0))" } ?? "") }.joined(separator: ", ")
        let order = procedure.stages.map(\.id)
        let start = from.map { from in order.filter(from.contains).joined(separator: ", ") } ?? (inClosed ? "any" : "open")
        var line = "\(verb) | \(code) | \(roles) | \(isOpening ? "–" : start)" + (to.map { " → \($0)" } ?? " =")
        if reports, isReport { line += " | report" }
        if !otherThan.isEmpty { line += " | otherThan \(otherThan.joined(separator: ", "))" }
        if !opens.isEmpty { line += " | opens \(opens.joined(separator: ", "))" }
        return line
    }
}
