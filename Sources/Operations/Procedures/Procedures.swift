import Handbook

/// Every procedure and register of the house: a new one is one folder and one line here.
package enum Procedures {
    /// What people do, in the handbook's order.
    package static let all: [any Procedure.Type] = [
        HotlineCall.self, ServiceRequest.self, DispatchOrder.self, Defect.self, Complaint.self,
    ]

    /// What they write down for each other: it is read long after it was done, and waits for nobody.
    package static let library: [any Procedure.Type] = [KnowledgeArticle.self, OperatingGuide.self]

    /// What they do it with.
    package static let registers: [any Procedure.Type] = [
        EditionRevision.self, Customer.self, Contact.self, Site.self, ProductFamily.self, ProductModel.self, Device.self,
        Contract.self,
        Person.self, Certificate.self, GrantedLevel.self, Duty.self, Part.self, Warehouse.self, OrderTemplate.self,
    ]

    /// All of them.
    package static let every = all + library + registers

    /// Each as declared, by its letters.
    package static let declared: [String: DeclaredProcedure] = Dictionary(
        uniqueKeysWithValues: every.map { ($0.kind, $0.declaration) })
}

extension Procedure {
    /// The procedure as the rest of the house reads it.
    fileprivate static var declaration: DeclaredProcedure { DeclaredProcedure(Self.self) }
}
