import HTML
import Handbook
import Hummingbird
import Operations

/// Every procedure that runs, and the registers beneath.
struct ProceduresPage: View {
    let title = Text("流程", "Procedures")
    let section = Section.procedures

    func write(on page: Page) {
        page.h1(say: title)
        page.p(
            "lead",
            say: Text("流程图由程序中的声明直接画出，与实际办理的规则一致。", "The pictures are drawn from what the program declares: they are how it runs."))
        page.ul("sheet ruled procedures") {
            for procedure in (Procedures.all + Procedures.library).compactMap({ Procedures.declared[$0.kind] }) {
                page.li {
                    page.a("name", .href("/procedures/\(procedure.kind)")) {
                        page.text("\(procedure.kind) ")
                        page.say(procedure.title)
                    }
                    page.span("no", say: Self.size(of: procedure))
                    page.p("no") {
                        page.text(procedure.stages.map { $0.name.text(in: page.language) }.joined(separator: " → "))
                    }
                }
            }
        }
        page.h2(say: Text("名册", "Registers"))
        page.ul("sheet pad small-registers") {
            for procedure in Procedures.registers.compactMap({ Procedures.declared[$0.kind] }) {
                page.li { page.a(nil, .href("/procedures/\(procedure.kind)"), say: procedure.title) }
            }
        }
    }

    private static func size(of procedure: DeclaredProcedure) -> Text {
        Text(
            "　\(procedure.stages.count) 个阶段，\(procedure.activities.count) 个步骤",
            "  \(procedure.stages.count) stages, \(procedure.activities.count) steps")
    }
}

extension Front {
    /// Every procedure and register.
    func showProcedures(_ request: Request, _ visit: Visit) async throws -> Response {
        _ = try visit.signedIn()
        return show(ProceduresPage(), to: visit)
    }

    /// A procedure's page.
    func showProcedure(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        return show(ProcedurePage(reading: try await desk.procedure(try visit.part("kind"), for: guest.person)), to: visit)
    }
}
