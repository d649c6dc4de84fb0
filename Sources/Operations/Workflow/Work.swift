import Handbook
import Storage

/// One activity being performed: who, when, under which edition; it looks things up, and collects what follows.
///
/// It lives in one transaction. Ids, time and numbers are fixed outside, because the closure may run again.
package final class Work {
    package let actor: Actor
    /// When it was done, which guards and clocks compare with; and when it reached us.
    package let now: Instant
    package let received: Instant
    package let edition: Edition
    package let session: any Session
    /// The case's own row before this activity; its number is known even while it is being opened.
    package let header: CaseHeader
    /// The verb being performed.
    package let verb: String
    private let numbers: [String: String]

    package private(set) var effects = Effects()
    /// Who plays which part, who did what last, and what the clocks did before this activity.
    let circumstances: Circumstances
    /// The register entries that were looked up, by number: nothing changes them before the activity is saved.
    var entries: [String: any Procedure] = [:]
    /// When what is played again was received: registers are read as they stood then; nil for what is done now.
    let asOf: Instant?
    /// What the other rows of a sheet bring, by number, while one of them is rehearsed; empty for what could not be read.
    var foreseen: [String: [String: Value]] = [:]
    /// Those of them that don't stand yet and that this activity refers to.
    private(set) var relied: Set<String> = []
    /// People about whom everything that rules ask was read ahead; nil where each rule looks for itself.
    var known: KnownStaff?

    init(
        actor: Actor, now: Instant, received: Instant, edition: Edition, session: any Session, header: CaseHeader, verb: String,
        numbers: [String: String], circumstances: Circumstances? = nil, asOf: Instant? = nil
    ) {
        self.asOf = asOf
        self.actor = actor
        self.now = now
        self.received = received
        self.edition = edition
        self.session = session
        self.header = header
        self.verb = verb
        self.numbers = numbers
        self.circumstances = circumstances ?? Circumstances(of: header.number, in: session)
    }

    /// The case's number.
    package var number: String { header.number }
    /// The person who does it; on whose behalf is the actor's own matter.
    package var person: ID<Person> { actor.person }
    /// Whether an entry that doesn't stand yet comes with the same sheet.
    func relies(on number: String) -> Bool {
        guard foreseen[number] != nil else { return false }
        relied.insert(number)
        return true
    }

    /// The day on which it is done, in the service time zone.
    package var today: Day { edition.time.day(of: now) }

    /// Opens a case of another procedure by that activity; the child knows its parent, never the other way round.
    @discardableResult
    package func open<Step: Activity>(_ activity: Step.Type, _ input: [String: Value]) throws -> ID<Step.Subject> {
        guard let number = numbers[Step.Subject.kind] else {
            throw Undeclared(text: "\(verb) opens \(Step.Subject.kind) without saying so on its row")
        }
        effects.followUps.append(FollowUp(number: number, kind: Step.Subject.kind, verb: Step.verb, input: input, opens: true))
        return ID(number)
    }

    /// Performs an activity on another case or register entry in the same transaction, with all its guards.
    package func perform<Step: Activity>(_ activity: Step.Type, on subject: ID<Step.Subject>, _ input: [String: Value]) {
        effects.followUps.append(
            FollowUp(number: subject.number, kind: Step.Subject.kind, verb: Step.verb, input: input, opens: false))
    }

    /// Starts a clock by a service level or a term.
    package func start(_ clock: ClockName, _ term: ClockTerm, at instant: Instant? = nil) {
        record(clock, .start(term), instant)
    }

    /// Stops a clock, at the time of doing unless another is named.
    package func stop(_ clock: ClockName, at instant: Instant? = nil) { record(clock, .stop, instant) }

    /// Suspends a clock for a cause.
    package func suspend(_ clock: ClockName, for cause: String) { record(clock, .suspend(cause: cause), nil) }

    /// Ends a cause; the clock runs on when no other holds.
    package func resume(_ clock: ClockName, from cause: String) { record(clock, .resume(cause: cause), nil) }

    /// Runs a clock by another level, from its start on.
    package func relevel(_ clock: ClockName, _ term: ClockTerm) { record(clock, .relevel(term), nil) }

    /// Where a clock of this case stands; nil where it never started.
    package func state(of clock: ClockName) throws -> ClockState? {
        try circumstances.clocks(under: edition).first { $0.clock == clock }
    }

    /// Whether a clock's limit has not passed, with what is left or by when it should have been.
    package func inTime(_ clock: ClockName) throws -> Verdict {
        guard let state = try state(of: clock), state.stopped == nil else { return .met }
        let time = edition.time
        if !state.isBreached(at: now) {
            return .metWith(margin: Text("应于 \(time.label(state.due, .zh)) 前", "due \(time.label(state.due, .en))"))
        }
        return .unmet(
            remedy: Text("应于 \(time.label(state.due, .zh)) 前，已超时", "It was due \(time.label(state.due, .en))"))
    }

    /// Undoes a stop: the time between counts.
    package func reopen(_ clock: ClockName) { record(clock, .reopen, nil) }

    private func record(_ clock: ClockName, _ event: ClockEvent.Kind, _ instant: Instant?) {
        effects.clocks.append(ClockEvent(clock: clock, kind: event, done: instant ?? now, received: received))
    }

    /// Lets the case's clocks follow the calendar of another revision, in which a year has been announced.
    func adopt(calendarOf revision: String) { effects.calendar = revision }

    /// Raises that a clock's limit has passed.
    func raise(_ clock: ClockName) { effects.breached.append(clock) }

    /// Takes an earlier entry back and puts what it should have said, and what follows from that, in its place.
    func amend(_ amendment: Effects.Amendment, _ redone: Effects) {
        effects.amendments.append(amendment)
        effects.clocks += redone.clocks
        effects.moves += redone.moves
        effects.debts += redone.debts
        effects.papers += redone.papers
        effects.schedules += redone.schedules
        effects.links += redone.links
    }

    /// Moves stock between two accounts of the ledger.
    package func move(_ part: ID<Part>, serial: String?, quantity: Int, from: StockAccount, to: StockAccount, purpose: Text) {
        effects.moves.append(StockMove(part: part.text, serial: serial, quantity: quantity, from: from, to: to, purpose: purpose))
    }

    /// Registers a part owed, as a row with a clock of its own.
    package func owe(_ debt: Debt) throws {
        effects.debts.append(debt)
        let first = try debts().map(\.due).min() ?? debt.due
        schedule(DispatchOrder.ChaseDebts.verb, at: min(first, debt.due))
    }

    /// Settles the part owed that bears this serial.
    package func settle(_ debt: Int64) { effects.settled.append(debt) }

    /// Puts out a paper: a snapshot that never changes.
    package func issue(_ paper: Paper) { effects.papers.append(paper) }

    /// Tells somebody.
    package func tell(_ whom: Recipient, _ text: Text) { effects.notices.append(Notice(recipient: whom, text: text)) }

    /// Has an activity performed by the clock at that time; the key replaces an earlier one.
    package func schedule(_ verb: String, at due: Instant) { effects.schedules.append(.set(key: verb, verb: verb, due: due)) }

    /// Takes a scheduled activity back.
    package func unschedule(_ verb: String) { effects.schedules.append(.clear(key: verb)) }

    /// Ties this case to another, both ways.
    package func link(to number: String, as relation: String) {
        effects.links.append(Effects.Link(number: number, relation: relation))
    }

    /// Keeps files with the case.
    package func keep(_ file: Attachment?) {
        if let file { effects.attachments.append(file) }
    }

    /// Notes that a person kept the clause, beside those that the guards met.
    package func attest(_ clause: String) { effects.attested.append(clause) }

    /// Keeps a secret's digest with the acting case, such as a token's.
    package func keep(tokenHash hash: String, expires: Instant, scopes: String) {
        effects.tokens.append(Effects.Token(hash: hash, expires: expires, scopes: scopes))
    }

    /// Ends a token of the acting case.
    package func revoke(tokenHash hash: String) { effects.revokedTokens.append(hash) }

    /// Offers a customer's contact a one-time link to this case.
    func offer(_ link: Effects.OfferedLink) { effects.offered.append(link) }

    /// Takes a customer's link back.
    func revoke(linkHash hash: String) { effects.revokedLinks.append(hash) }
}

/// A declaration that doesn't say what its code does: a fault of ours, found by the scenario that runs it.
struct Undeclared: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
}

/// The person who acts, with what they may do and on whose behalf.
package struct Actor: Sendable {
    package let person: ID<Person>
    package let name: String
    /// The person's own grants.
    package let grants: [Grant]
    /// The customer whose contact this person is.
    package let customer: ID<Customer>?
    /// The customers below that one: it sees what is theirs, and does nothing in it.
    package let branches: [ID<Customer>]
    /// The one-time link by which they come; nil for whoever is signed in.
    package let link: CustomerLink?
    /// Those whose dated deputy this person is, with their grants.
    package let deputyOf: [Deputyship]
    package let isClock: Bool
    /// Every principal under which this person may see a case, in order.
    package let principals: [String]

    init(
        person: ID<Person>, name: String, grants: [Grant], customer: ID<Customer>? = nil, branches: [ID<Customer>] = [],
        link: CustomerLink? = nil, deputyOf: [Deputyship] = [], isClock: Bool = false
    ) {
        self.person = person
        self.name = name
        self.grants = grants
        self.customer = customer
        self.branches = branches
        self.link = link
        self.deputyOf = deputyOf
        self.isClock = isClock
        var principals: Set<String> = [Principal.person(person.text)]
        // Whoever comes by a link sees its one case, by the link itself, and finds nothing.
        if link == nil { principals.formUnion(([customer].compactMap(\.self) + branches).map { Principal.customer($0.text) }) }
        for grant in grants + deputyOf.flatMap(\.grants) where grant.role != Role.customer.id {
            principals.insert(Principal.staff)
            principals.insert(grant.region.map(Principal.staff(of:)) ?? Principal.company)
        }
        self.principals = principals.sorted()
    }

    /// One absence that this person covers.
    package struct Deputyship: Sendable {
        package let person: ID<Person>
        package let grants: [Grant]
    }

    /// What acts when something falls due.
    package static let clock = Actor(person: "clock", name: "时钟 Clock", grants: [Grant(.clock)], isClock: true)

    /// The operator at the console, who sets a new house up.
    package static let console = Actor(
        person: "console", name: "控制台 Console",
        grants: [Grant(.administrator), Grant(.technicalManager), Grant(.humanResources), Grant(.storekeeper)])
}
