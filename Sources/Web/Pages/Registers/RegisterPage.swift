import HTML
import Handbook
import Operations

/// One register: its entries by code, found by words, narrowed by standing and region, and exported.
struct RegisterPage: View {
    let list: RegisterList
    let query: RegisterQuery
    let edition: Edition
    /// What the reference asks for is called.
    let subject: String?
    let mayEnter: Bool
    let mayImport: Bool
    let mayLabel: Bool

    var title: Text { list.procedure.title }
    let section = Section.registers

    private var path: String { "/registers/\(query.kind)" }

    func write(on page: Page) {
        page.div("page-head") {
            page.div {
                page.p("no") { page.a(nil, .href("/registers"), say: Text("名册", "Registers")) }
                page.h1 {
                    page.say(title)
                    if let subject { page.text("　\(subject)") }
                }
            }
            page.div("page-acts") {
                if mayEnter, let enter = list.procedure.openings.first {
                    page.a("btn", .href(enterPath(enter)), say: Text("登记\(title.zh)", "Enter a \(title.en.lowercased())"))
                }
                if mayImport { page.a("btn q", .href("/import/\(query.kind)"), say: Text("导入", "Import")) }
                if mayLabel, let labels = list.labels { page.a("btn q small", .href(labels), say: Text("标签", "Labels")) }
                page.takeAway(asking(after: nil, at: path))
            }
        }
        filters(on: page)
        if list.rows.isEmpty {
            page.p("empty", say: empty)
        } else {
            table(on: page)
        }
        if let next = list.next { page.further(asking(after: next, at: path)) }
    }

    private func enterPath(_ enter: DeclaredActivity) -> String {
        var path = "/new/\(query.kind)/\(enter.verb)"
        if let reference = query.reference { path += "?\(reference.field)=\(reference.code.percentEncoded)" }
        return path
    }

    private var empty: Text {
        if !query.words.isEmpty { return Text("没有找到“\(query.words)”。可换一个词，或看停用的条目。", "Nothing found for “\(query.words)”.") }
        if query.after != nil || !query.isActive || query.region != nil {
            return Text("没有符合条件的条目。", "No entry meets these conditions.")
        }
        return mayEnter
            ? Text("还没有条目。请点右上角登记第一条。", "There is no entry yet: enter the first one above.")
            : Text("还没有您可以看到的条目。", "There is no entry yet that you may see.")
    }

    private func asking(after: String?, at path: String) -> String {
        let base = address(
            path,
            [
                "q": query.words.isEmpty ? nil : query.words, "standing": query.isActive ? nil : "retired", "region": query.region,
                "after": after,
            ])
        guard let reference = query.reference else { return base }
        return "\(base)\(base.contains("?") ? "&" : "?")\(reference.field)=\(reference.code.percentEncoded)"
    }

    private func filters(on page: Page) {
        page.question(path, keeping: query.reference.map { [$0.field: $0.code] } ?? [:]) { ask in
            ask.find("q", Text("词语或编号", "Words or code"), query.words, type: "search")
            ask.choose(
                "standing", Text("状态", "Standing"), query.isActive ? "" : "retired",
                [("", Standing.active.name), ("retired", Standing.retired.name)], all: nil)
            if list.procedure.entryFields.contains(where: { $0.name == "region" }) {
                ask.choose("region", Text("区域", "Region"), query.region, edition.organization.regions.map { ($0.code, $0.name) })
            }
        }
    }

    private func table(on page: Page) {
        let code = Column(list.procedure.entryFields.first?.label ?? Text("编号", "Code"), .code)
        page.list([code] + list.fields.map { Column($0.label, Self.sort(of: $0)) }, list.rows) { row, cell in
            cell {
                page.caseLink(row.number, row.code)
                if !row.isActive {
                    page.text(" ")
                    page.tag(Standing.retired.name)
                }
            }
            for field in list.fields {
                let value = FieldValue(
                    kind: field.kind, value: row.values[field.name] ?? .null, titles: list.titles, edition: edition,
                    number: row.number)
                cell(isEmpty: value.isEmpty) { value.write(on: page) }
            }
        }
    }

    private static func sort(of field: Field) -> Column.Sort {
        switch field.kind {
        case .money, .whole, .decimal: .number
        case .day, .instant, .flag, .region: .short
        default: .text
        }
    }
}
