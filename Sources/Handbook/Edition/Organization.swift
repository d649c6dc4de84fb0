/// Who the company is on paper, its regions, departments and roles.
package struct Organization: Sendable {
    package let name: Text
    /// The name at the head of a paper.
    package let letterhead: Text
    /// What stands after the @ of every mailbox (5.3.2).
    package let mailDomain: String
    /// The mailbox for spare parts and service (16).
    package let mailbox: Contact
    /// The phones of the service (16).
    package let phones: [Contact]
    package let regions: [Region]
    package let departments: [Unit]
    package let roles: [Unit]

    /// A phone or mailbox, and what it is for.
    package struct Contact: Hashable, Sendable {
        package let address: String
        package let name: Text
        package let clause: String
    }

    /// A region of the company.
    package struct Region: Hashable, Sendable {
        package let code: String
        package let name: Text
        /// Whose manager stands in where this region has only one, in this order.
        package let neighbours: [String]
    }

    /// A department or a role.
    package struct Unit: Hashable, Sendable {
        package let id: String
        package let name: Text
        package let clause: String
        package let inferred: Bool
    }

    /// The region with this code.
    package func region(_ code: String) -> Region? {
        regions.first { $0.code == code }
    }

    /// The role with this id.
    package func role(_ id: String) -> Unit? {
        roles.first { $0.id == id }
    }
}
