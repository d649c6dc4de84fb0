import Handbook

/// Which regions' reports somebody may read: those whose manager they are, or the whole company.
package struct ReportReader: Hashable, Sendable {
    /// Whether the whole company's figures are theirs, cases of no region among them.
    package let seesCompany: Bool
    /// The codes of the regions, in the organization's order.
    package let regions: [String]

    /// Nil for whoever has no reports to read.
    package init?(_ actor: Actor, under edition: Edition) {
        let grants = Self.grants(of: actor)
        if grants.isEmpty { return nil }
        seesCompany = grants.contains { $0.region == nil }
        let held = Set(grants.compactMap(\.region))
        regions = edition.organization.regions.map(\.code).filter { grants.contains { $0.region == nil } || held.contains($0) }
    }

    /// Those who answer for figures, and who audits them.
    private static let roles: [Role] = [
        .technicalManager, .serviceManager, .projectManager, .departmentHead, .presidentOffice, .management, .auditor,
    ]

    /// Whether somebody has reports to read.
    package static func isOne(_ actor: Actor) -> Bool { !grants(of: actor).isEmpty }

    /// What of somebody's own rights, and of those whose deputy they are, lets them read reports.
    private static func grants(of actor: Actor) -> [Grant] {
        (actor.grants + actor.deputyOf.flatMap(\.grants)).filter { grant in roles.contains { $0.id == grant.role } }
    }

    /// The region that is read where somebody asks for one; nil is the whole company, which only those see whose it is.
    func region(asked: String?) throws -> String? {
        guard let asked else { return seesCompany ? nil : regions.first }
        guard regions.contains(asked) else { throw Missing("没有这份报表", "There is no such report") }
        return asked
    }
}
