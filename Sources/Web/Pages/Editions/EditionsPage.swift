import HTML
import Handbook
import Operations

/// The revisions of the handbook: which is in force, what each says, and what it says differently from the one before.
struct EditionsPage: ListView {
    let lines: [RevisionLine]
    let mayKeep: Bool

    let title = Text("手册修订", "Revisions of the handbook")
    let section = Section.handbook
    let sheetName = "editions"
    var onward: String? { lines.count == 100 ? lines.last.map { String($0.revision) } : nil }
    let cursor = "before"

    func write(on page: Page) {
        page.div("page-head") {
            page.div {
                page.p("no") { page.a("name", .href("/handbook"), say: Text("手册", "Handbook")) }
                page.h1 {
                    page.say(title)
                    page.clause("0.4")
                }
            }
            page.div("page-acts") {
                if mayKeep {
                    page.a("btn q", .href("/editions/calendar"), say: Text("导入节假日通知", "Enter a year's holidays"))
                }
                page.takeAway("/editions")
            }
        }
        page.p(
            "lead",
            say: Text(
                "修订一经登记不再改动；每张单按开单时的修订办理。", "A revision never changes; every case is judged by the one under which it was opened."))
        list(on: page)
        if let onward { page.further("/editions?before=\(onward)", Text("更早的", "Earlier")) }
    }

    func list(on page: Page) {
        page.list(Self.columns, lines) { line, cell in
            cell { page.a(nil, .href("/editions/\(line.revision)"), text: "\(line.name) #\(line.revision)") }
            cell(text: line.inForceFrom?.iso ?? "—")
            cell { page.instant(line.entered) }
            cell { if line.isCurrent { page.tag(Text("现行", "In force"), .done) } }
            cell(isEmpty: line.revision == 1) {
                if line.revision > 1 {
                    page.a(
                        nil, .href("/editions/\(line.revision)/difference"),
                        say: Text("与 #\(line.revision - 1) 的差异", "What differs from #\(line.revision - 1)"))
                }
            }
        }
    }

    private static let columns = [
        Column("修订", "Revision", .code), Column("施行日", "In force from", .short), Column("登记", "Entered", .short),
        Column("状态", "State", .short), Column("差异", "Differences"),
    ]
}
