import HTML
import Handbook
import Operations

/// The index of all registers, grouped as people look for them, with how much each holds and who keeps it.
struct RegistersPage: View {
    let counts: [String: Int]
    let edition: Edition
    let guest: Guest

    let title = Text("名册", "Registers")
    let section = Section.registers

    func write(on page: Page) {
        page.h1(say: title)
        for group in Self.groups {
            let procedures = group.kinds.compactMap { Procedures.declared[$0] }.filter { guest.isStaff || counts[$0.kind] ?? 0 > 0 }
            if procedures.isEmpty { continue }
            page.h2(say: group.title)
            page.div("sheet ruled") { for procedure in procedures { line(procedure, on: page) } }
        }
    }

    private func line(_ procedure: DeclaredProcedure, on page: Page) {
        let count = counts[procedure.kind] ?? 0
        page.div("book") {
            page.a("name", .href("/registers/\(procedure.kind)"), say: procedure.title)
            page.span("n", text: count < RegisterCount.most ? String(count) : "\(RegisterCount.most)+")
            page.span("keepers") {
                page.say("由", "kept by ")
                page.text(page.joined(procedure.keeperNames(under: edition)))
                page.say("维护", "")
                if let clause = procedure.openings.first?.clauses.first { page.clause(clause) }
            }
            page.span("new") {
                if let enter = procedure.openings.first, guest.takes(enter) {
                    page.a("btn q small", .href("/new/\(procedure.kind)/\(enter.verb)"), say: Text("登记", "Enter"))
                }
            }
        }
    }

    private static let groups: [(title: Text, kinds: [String])] = [
        (Text("客户", "Customers"), [Customer.kind, Contact.kind, Site.kind, Contract.kind]),
        (Text("人员", "People"), [Person.kind, Certificate.kind, GrantedLevel.kind, Duty.kind]),
        (Text("产品与物料", "Products and parts"), [ProductFamily.kind, ProductModel.kind, Device.kind, Part.kind, Warehouse.kind]),
        (Text("手册与模板", "The handbook and templates"), [EditionRevision.kind, OrderTemplate.kind]),
    ]
}

extension Guest {
    /// Whether the person holds a role that does this activity, for that region where one is named.
    func takes(_ activity: DeclaredActivity, in region: String? = nil) -> Bool {
        activity.by.contains { role in
            if role == .customer { return actor.customer != nil }
            return (actor.grants + actor.deputyOf.flatMap(\.grants)).contains { grant in
                grant.role == role.id && (grant.region == nil || region == nil || grant.region == region)
            }
        }
    }
}

extension DeclaredProcedure {
    /// Who keeps the register, in words.
    func keepers(under edition: Edition) -> [Text] {
        keepers.map { edition.organization.role($0.id)?.name ?? Text($0.id, $0.id) }
    }
}
