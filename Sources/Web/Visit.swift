import Handbook
import Hummingbird
import HummingbirdCore
import Operations

/// One request on its way through the house: who asks, in which language, from where.
package struct Visit: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The network address that it comes from.
    var address: String
    /// What the browser calls itself.
    var agent: String?
    var language = Language.zh
    /// The path that was asked for.
    var path = "/"
    /// Whether the browser unpacks gzip.
    var takesGzip = false
    /// Who asks, where somebody is signed in.
    var guest: Guest?
    /// What the navigation counts for them.
    var tally: Tally?
    /// The request's id, by which its answer and what was logged of it are found.
    var reference: String
    /// Whether it came by TLS, as far as we or a proxy that we trust saw.
    var isSecure = false
    /// Whether somebody between stands for the address without being trusted.
    var isForwarded = false
    /// What every form that is shown on this visit carries, so that no other site can send one.
    var formToken = ""

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? "–"
        reference = source.logger[metadataKey: "hb.request.id"]?.description ?? "–"
    }

    /// Whether a program asks, which wants no page.
    var isOfAPI: Bool { path == "/api" || path.hasPrefix("/api/") || path.hasPrefix("/api?") }

    /// What was searched for, so that it can be typed on.
    var sought: String? { path.hasPrefix("/search?") ? Asked(URI(path))["q"] : nil }

    /// Who asks; throws `SignInNeeded` where nobody is signed in.
    func signedIn() throws -> Guest {
        guard let guest else { throw SignInNeeded(path: path) }
        return guest
    }
}

/// Somebody who is signed in.
struct Guest: Sendable {
    let actor: Actor
    /// The digest of the session's key.
    let session: String
    /// What every form of this session carries, so that no other site can send one.
    let formToken: String
    /// What the phone of this session keeps, to hand in what is left on it once its person acts here no more.
    let depositKey: Secret
    /// The language that the person chose for themselves.
    let language: Language?

    var person: ID<Person> { actor.person }

    /// Whether the person holds one of these roles, in any region.
    func holds(_ roles: Role...) -> Bool {
        actor.grants.contains { grant in roles.contains { $0.id == grant.role } }
    }

    /// Whether the person is one of the staff, not a customer.
    var isStaff: Bool { actor.customer == nil }
}

extension Visit {
    /// Where it comes from, as the account's events keep it.
    var caller: Caller { Caller(address: address, agent: agent) }
}

/// A page that only somebody who is signed in may see.
struct SignInNeeded: Error {
    let path: String
}
