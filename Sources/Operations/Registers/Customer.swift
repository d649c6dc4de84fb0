import Handbook
import Storage

/// A customer: an organisation with a supply or service contract, in its hierarchy and class (14.2(2), 19.2).
package struct Customer: Register {
    package static let kind = "customer"
    package static let title = Text("客户", "Customer")
    package static let table = "customers"
    package static let clause = "19.2(2)"
    package static let keepers: [Role] = [.salesAssistant, .technicalManager, .administrator]

    @Input(code: "编号", "Code") package var code: String
    @Input("名称", "Name", 1...120) package var name: String
    @Input(region: "区域", "Region") package var region: String
    @Input("上级单位", "Parent") package var parent: ID<Customer>?
    @Input("类别", "Class", clause: "19.2(2)") package var grade: CustomerClass
    @Input("要求回访", "Asks for a callback") package var asksCallback: Bool
    @Input("保密要求", "Secrecy requirements", clause: "1.2.2(5)", lines: true) package var secrecy: String?

    package init() {}

    package static let conditions: [Condition<Customer>] = [
        // A customer that isn't entered yet is nobody's parent: a circle can only come by amending.
        Condition("19.2(2)", "不以自身或下级为上级", "The hierarchy has no circle", field: "parent", isForAmending: true) { customer, work in
            var above = customer.parent
            var steps = 0
            while let next = above, steps < 12 {
                if next.text == customer.code {
                    return .unmet(remedy: Text("上级单位不能是自身或下级", "The parent can't be itself or below it"))
                }
                if let foreseen = work.foreseen[next.number], !foreseen.isEmpty {
                    above = foreseen["parent"]?.text.map { ID($0) }
                } else {
                    above = try Customer.find(next, in: work.session)?.entry.parent
                }
                steps += 1
            }
            return .met
        }
    ]

    /// The customers below one, however far, by code; at most 500.
    static func branches(of customer: ID<Customer>, in session: any Session) throws -> [ID<Customer>] {
        try session.query(
            """
            WITH RECURSIVE below (code) AS (
                SELECT code FROM customers WHERE parent = ? AND valid_to IS NULL
                UNION SELECT c.code FROM customers c JOIN below b ON c.parent = b.code WHERE c.valid_to IS NULL)
            SELECT code FROM below ORDER BY code LIMIT 500
            """, customer.text
        ).map { ID(try $0.text("code")) }
    }

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = name
        facets.region = region
        facets.customer = code
        facets.level = grade.rawValue
        facets.isShownToCustomer = true
        return facets
    }
}

/// The classes by which incidents are graded (19.2).
package enum CustomerClass: String, Choice {
    case a = "A"
    case b = "B"
    case c = "C"

    package static let first = CustomerClass.b
    package var name: Text {
        switch self {
        case .a: Text("A 类（全球、战略、核心价值）", "A (global, strategic, core value)")
        case .b: Text("B 类（一般价值）", "B (ordinary value)")
        case .c: Text("C 类", "C")
        }
    }
}

/// Somebody to turn to at a customer's (12.2(1)).
package struct Contact: Register {
    package static let kind = "contact"
    package static let title = Text("联系人", "Contact")
    package static let table = "contacts"
    package static let clause = "12.2(1)"
    package static let keepers: [Role] = [.serviceDesk, .salesAssistant, .technicalManager, .engineer, .administrator]
    package static let further: [any Activity<Contact>.Type] = [OfferLink<Contact>.self, RevokeLink<Contact>.self]

    @Input(code: "编号", "Code") package var code: String
    @Input("姓名", "Name", 1...60) package var name: String
    @Input("客户", "Customer") package var customer: ID<Customer>
    @Input(region: "区域", "Region") package var region: String
    @Input("职务", "Post") package var post: String?
    @Input("电话", "Phone", 3...40, clause: "12.2(1)") package var phone: String
    @Input("邮箱", "Mail", 3...120) package var mail: String?

    package init() {}

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = name
        facets.region = region
        facets.customer = customer.text
        facets.isShownToCustomer = true
        facets.words = [phone, mail].compactMap { $0 }
        return facets
    }
}
