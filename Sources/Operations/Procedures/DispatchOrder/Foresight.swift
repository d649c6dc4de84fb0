import Handbook
import Storage

/// What every rule would say if an order were given to somebody at some time: for several people and times at once, before anybody commits.
///
/// The rules are the guards of the activities themselves; nothing is decided here.
package struct Foresight: Sendable {
    /// The order as its page shows it.
    package let header: CaseHeader
    package let engineer: ID<Person>?
    package let appointment: Instant?
    /// How long the visit would take, in minutes.
    package let minutes: Int
    /// The times that were looked at, in order.
    package let starts: [Instant]
    package let rules: [Rule]
    /// The distinct answers; outlooks name them by their place.
    package let findings: [Finding]
    package let outlooks: [Outlook]

    /// A guard of the step that would be done.
    package struct Rule: Hashable, Sendable {
        package let id: String
        package let clause: String
        package let title: Text
        package let force: Force
    }

    /// What a rule says: met, with the margin where there is one, or not met with what would make it pass.
    package struct Finding: Hashable, Sendable {
        package let isMet: Bool
        package let text: Text?
    }

    /// What all rules say of one person.
    package struct Outlook: Sendable {
        package let person: ID<Person>
        package let name: String
        /// The step by which this person would get the order then.
        package let verb: String
        package let answers: [Answer]
    }

    /// What one rule says, from one of the times on until the next.
    package struct Answer: Sendable {
        package let rule: Int
        package var runs: [(start: Int, finding: Int)]
    }

    /// Whether it could be done: as it is, with reasons where the handbook advises, or not at all.
    package enum Prospect: Int, Sendable, Comparable {
        case open, advised, refused

        package static func < (one: Prospect, other: Prospect) -> Bool { one.rawValue < other.rawValue }
    }

    /// Every rule with what it says of somebody at one of the times.
    package func verdicts(of outlook: Outlook, at start: Int) -> [(rule: Rule, finding: Finding)] {
        outlook.answers.compactMap { answer in
            answer.runs.last { $0.start <= start }.map { (rule: rules[answer.rule], finding: findings[$0.finding]) }
        }
    }

    /// The worst that the rules say of somebody at one of the times.
    package func prospect(of outlook: Outlook, at start: Int) -> Prospect {
        verdicts(of: outlook, at: start).map { rule, finding -> Prospect in
            finding.isMet || rule.force == .report ? .open : rule.force == .deviate ? .advised : .refused
        }.max() ?? .open
    }
}

extension DispatchOrder {
    /// The step by which the order would get this person, from that stage; nil where it can't any more.
    func planning(of person: ID<Person>, at stage: String) -> String? {
        switch Stage(rawValue: stage) {
        case .raised: Assign.verb
        case .assigned, .accepted: person == engineer ? Reschedule.verb : Reassign.verb
        default: nil
        }
    }

    /// What the guards say of these people at these times; nil where the order isn't planned any more.
    ///
    /// - Parameter trip: the order with which it would go in one journey.
    func foresight(
        of people: [ID<Person>], at starts: [Instant], minutes: Int?, trip: ID<DispatchOrder>? = nil, in work: Work
    ) throws -> Foresight? {
        var asking = Asking(order: self, work: work, minutes: minutes, trip: trip, starts: starts)
        let outlooks = try people.compactMap { person -> Foresight.Outlook? in
            guard let verb = planning(of: person, at: work.header.stage), let known = work.known?.entry(of: person) else {
                return nil
            }
            return Foresight.Outlook(
                person: person, name: known.entry.name, verb: verb, answers: try asking.answers(of: person, by: verb))
        }
        if planning(of: "", at: work.header.stage) == nil { return nil }
        return Foresight(
            header: work.header, engineer: engineer, appointment: appointment, minutes: asking.length, starts: starts,
            rules: asking.rules, findings: asking.findings, outlooks: outlooks)
    }
}

/// Asks the guards, and keeps each distinct answer once.
private struct Asking {
    let order: DispatchOrder
    let work: Work
    let minutes: Int?
    let trip: ID<DispatchOrder>?
    let starts: [Instant]
    private(set) var rules: [Foresight.Rule] = []
    private(set) var findings: [Foresight.Finding] = []
    private var places: [Foresight.Finding: Int] = [:]
    private var rulePlaces: [String: Int] = [:]
    /// What rules say that look neither at the person nor at the time.
    private var constant: [String: Int] = [:]

    /// The inputs that person and time fill in.
    private static let varying: Set<String> = ["engineer", "helpers", "appointment", "trip"]

    init(order: DispatchOrder, work: Work, minutes: Int?, trip: ID<DispatchOrder>?, starts: [Instant]) {
        self.order = order
        self.work = work
        self.minutes = minutes
        self.trip = trip
        self.starts = starts
    }

    /// The length of the visit as the step would have it.
    var length: Int { minutes ?? (order.minutes > 0 ? order.minutes : work.edition.limits.appointmentLength.value) }

    mutating func answers(of person: ID<Person>, by verb: String) throws -> [Foresight.Answer] {
        let (length, trip) = (length, trip)
        switch verb {
        case DispatchOrder.Assign.verb:
            return try answers { start -> DispatchOrder.Assign in
                var assign = DispatchOrder.Assign()
                assign.engineer = person
                assign.appointment = start
                assign.minutes = length
                assign.trip = trip
                return assign
            }
        case DispatchOrder.Reassign.verb:
            return try answers { start -> DispatchOrder.Reassign in
                var reassign = DispatchOrder.Reassign()
                reassign.engineer = person
                reassign.appointment = start
                return reassign
            }
        default:
            return try answers { start -> DispatchOrder.Reschedule in
                var reschedule = DispatchOrder.Reschedule()
                reschedule.appointment = start
                reschedule.minutes = length
                reschedule.trip = trip
                return reschedule
            }
        }
    }

    private mutating func answers<Step: Activity<DispatchOrder>>(_ step: (Instant) -> Step) throws -> [Foresight.Answer] {
        guard let declared = Procedures.declared[DispatchOrder.kind]?.activity(Step.verb)?.guards else { return [] }
        var answers = declared.map { Foresight.Answer(rule: place(of: $0), runs: []) }
        let checks = Step.guards
        for (slot, start) in starts.enumerated() {
            let step = step(start)
            for (index, check) in checks.enumerated() {
                let rule = declared[index]
                let varies = rule.field.map(Self.varying.contains) ?? true
                let place: Int
                if !varies, let known = constant[rule.id] {
                    place = known
                } else {
                    place = self.place(of: try check.check(step, order, work))
                    if !varies { constant[rule.id] = place }
                }
                if answers[index].runs.last?.finding != place { answers[index].runs.append((slot, place)) }
            }
        }
        return answers
    }

    private mutating func place(of rule: DeclaredGuard) -> Int {
        if let place = rulePlaces[rule.id] { return place }
        rules.append(
            Foresight.Rule(id: rule.id, clause: rule.clause, title: rule.title, force: rule.force(under: work.edition)))
        rulePlaces[rule.id] = rules.count - 1
        return rules.count - 1
    }

    private mutating func place(of verdict: Verdict) -> Int {
        let finding =
            switch verdict {
            case .met: Foresight.Finding(isMet: true, text: nil)
            case .metWith(let margin): Foresight.Finding(isMet: true, text: margin)
            case .unmet(let remedy), .unknown(let remedy): Foresight.Finding(isMet: false, text: remedy)
            }
        if let place = places[finding] { return place }
        findings.append(finding)
        places[finding] = findings.count - 1
        return findings.count - 1
    }
}

extension DispatchOrder {
    /// The steps that say who goes when.
    package static let plannings: Set<String> = [Assign.verb, Reassign.verb, Reschedule.verb]
}
