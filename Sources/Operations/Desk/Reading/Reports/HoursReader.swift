import Handbook

/// Whose hours somebody may read: their own, those of the regions that they answer for, or everybody's (21/D-1).
package struct HoursReader: Hashable, Sendable {
    package let person: ID<Person>
    /// The regions whose hours are theirs to read, in the organization's order; none for whoever reads their own only.
    package let regions: [String]
    package let seesCompany: Bool

    package init(_ actor: Actor, under edition: Edition) {
        person = actor.person
        let grants = Self.grants(of: actor)
        seesCompany = grants.contains { $0.region == nil }
        let (sees, held) = (seesCompany, Set(grants.compactMap(\.region)))
        regions = edition.organization.regions.map(\.code).filter { sees || held.contains($0) }
    }

    private static let roles: [Role] = [
        .technicalManager, .serviceManager, .projectManager, .humanResources, .departmentHead, .presidentOffice, .management,
        .auditor,
    ]

    private static func grants(of actor: Actor) -> [Grant] {
        (actor.grants + actor.deputyOf.flatMap(\.grants)).filter { grant in roles.contains { $0.id == grant.role } }
    }

    /// Whether somebody has hours of their own to look at, or others' to answer for.
    package static func isOne(_ actor: Actor) -> Bool {
        actor.grants.contains { $0.role == Role.engineer.id || $0.role == Role.networkEngineer.id } || !grants(of: actor).isEmpty
    }

    /// Whether the hours of somebody of that region are this reader's to look at.
    func reads(_ other: String, of region: String?) -> Bool {
        other == person.text || seesCompany || region.map(regions.contains) ?? false
    }
}
