import Handbook
import Storage

/// What somebody who follows a link sees: for whom it is, what it lets them do, and the one case that it is bound to.
package struct LinkReading: Sendable {
    package let link: CustomerLink
    package let state: CustomerLink.State
    /// The contact, acting by this link.
    package let actor: Actor
    package let contact: Contact
    package let customer: String
    /// The steps that it opens, those that are hoped for first; none once it is used, and none where it is there to be looked at.
    package let steps: [Readiness]
    /// Its case, or the one that was opened by it; nil for a link that waits with the contact's own entry.
    package let subject: CustomerCase?
    package let edition: Edition

    /// The step of that verb, if the link is for it.
    package func activity(_ verb: String) -> DeclaredActivity? {
        let kind = CaseNumber.kind(of: link.number)
        return link.purpose.verbs(in: kind).contains(verb) ? link.purpose.procedure(in: kind)?.activity(verb) : nil
    }

    /// Whether it is there to follow how the case stands: from the start, or since what it was for is done.
    package var isFollowing: Bool { state == .used || link.purpose.isForReading }

    /// The papers that may be read by it: the case's, for whoever follows it.
    package var papers: [CustomerCase.Sheet] { isFollowing ? subject?.papers ?? [] : [] }
}

extension Desk {
    /// What a link shows, by the digest of its key: reading it uses nothing up. Throws `Missing` where it is no good any more.
    package func link(_ hash: String) async throws -> LinkReading {
        let now = now()
        let editions = editions
        return try await database.read { session in try Self.reading(of: hash, at: now, editions, in: session) }
    }

    /// A paper of the case that a link's bearer follows; throws `Missing` where there is none that they may read by it.
    package func paper(_ kind: String, _ version: Int, byLink hash: String) async throws -> PaperReading {
        let now = now()
        let editions = editions
        return try await database.read { session in
            let reading = try Self.reading(of: hash, at: now, editions, in: session)
            guard let put = reading.papers.map(\.put).first(where: { $0.kind == kind && $0.version == version }),
                let paper = try PaperReading(
                    put.kind, put.version, of: put.number, for: reading.actor, at: now, editions, in: session)
            else { throw Missing("没有这份单据", "There is no such paper") }
            return paper
        }
    }

    private static func reading(
        of hash: String, at now: Instant, _ editions: EditionShelf, in session: any Session
    ) throws -> LinkReading {
        guard let actor = try Actor.load(byLink: hash, in: session), let link = actor.link,
            let contact = try Contact.find(link.contact, in: session)?.entry,
            let customer = try actor.customer.flatMap({ try Customer.find($0, in: session)?.entry })
        else { throw CustomerLink.isOver }
        let state = link.state(at: now)
        let subject = try CustomerCase(link.ledTo ?? link.number, for: actor, at: now, editions, in: session)
        guard link.shows(subject?.header, at: now), subject == nil || subject?.header.customer == actor.customer?.text else {
            throw CustomerLink.isOver
        }
        return LinkReading(
            link: link, state: state, actor: actor, contact: contact, customer: customer.name,
            steps: state == .open ? steps(of: link, subject) : [], subject: subject, edition: editions.current)
    }

    private static func steps(of link: CustomerLink, _ subject: CustomerCase?) -> [Readiness] {
        let kind = CaseNumber.kind(of: link.number)
        return link.purpose.verbs(in: kind).compactMap { verb in
            guard let activity = link.purpose.procedure(in: kind)?.activity(verb) else { return nil }
            if activity.isOpening { return Readiness(opening: activity) }
            return subject?.steps.first { $0.activity.verb == verb }
        }
    }

    /// The links that were made for a case, for its staff, with the contacts to whom one could go; throws `Missing` where the
    /// reader may not see it.
    package func links(of number: String, for person: ID<Person>) async throws -> OfferedLinks {
        let now = now()
        let editions = editions
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            guard actor.customer == nil, let header = try CaseHeader.find(number, in: session),
                try session.isVisible(number, to: actor), let procedure = Procedures.declared[header.kind],
                let record = try session.record(of: number, procedure),
                let offer = procedure.activity(OfferLink<ServiceRequest>.verb)
            else { throw Missing("没有单据“\(number)”", "There is no case “\(number)”") }
            let edition = try editions.edition(header.edition, in: session)
            let work = Work(
                actor: actor, now: now, received: now, edition: edition, session: session, header: header, verb: offer.verb,
                numbers: [:])
            let permission = Permission(actor: actor, activity: offer, header: header, session: session, edition: edition)
            let contacts = try header.customer.map { try Contact.active(where: "customer", is: $0, in: session) } ?? []
            let links = try CustomerLink.all(of: number, in: session)
            return OfferedLinks(
                header: header, procedure: procedure, activity: offer, edition: edition,
                mayOffer: try permission.isGiven(),
                contacts: header.kind == Contact.kind ? contacts.filter { $0.code == header.code } : contacts,
                purposes: try LinkPurpose.allCases.filter { try $0.isPossible(for: record, in: work) }, links: links,
                people: try session.titles(of: Set(links.map { "\(Person.kind):\($0.person)" })), now: now)
        }
    }
}

/// The one-time links of a case, as its staff see them.
package struct OfferedLinks: Sendable {
    package let header: CaseHeader
    package let procedure: DeclaredProcedure
    /// The step that makes one.
    package let activity: DeclaredActivity
    package let edition: Edition
    /// Whether the reader may make and revoke them.
    package let mayOffer: Bool
    package let contacts: [Contact]
    /// What the customer could do in this case now.
    package let purposes: [LinkPurpose]
    /// The latest first.
    package let links: [CustomerLink]
    /// The titles of those who made them, by number.
    package let people: [String: String]
    package let now: Instant
}
