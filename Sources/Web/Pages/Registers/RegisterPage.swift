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

    var title: Text { list.procedure.title }
    let section = Section.registers

    private var path: String { "/registers/\(query.kind)" }

    func write(on page: Page) {
        page.div("page-head") {
            page.div {
                page.p("no") { page.a(nil, .href("/registers"), say: Text("台账", "Registers")) }
                page.h1 {
                    page.say(title)
                    if let subject { page.text("　\(subject)") }
                }
            }
            page.div("page-acts") {
                if mayEnter, let enter = list.procedure.openings.first {
                    page.a("btn", .href(enterPath(enter)), say: Text("登记\(title.zh)", "Enter a \(title.en.lowercased())"))
                }
                page.a("btn q", .href(asking(after: nil, at: "\(path)/export")), say: Text("导出 CSV", "Export CSV"))
            }
        }
        filters(on: page)
        if list.rows.isEmpty {
            page.p("empty", say: empty)
        } else {
            table(on: page)
        }
        if let next = list.next {
            page.p("pager") { page.a("btn q", .href(asking(after: next, at: path)), say: Text("下一页", "Next page")) }
        }
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
        page.form("filters", .action(path), Attribute("role", "search")) {
            if let reference = query.reference { page.hidden(reference.field, reference.code) }
            page.label {
                page.span(say: Text("查找", "Find"))
                page.input(nil, .type("search"), .name("q"), .value(query.words))
            }
            page.label {
                page.span(say: Text("状态", "Standing"))
                page.select(nil, .name("standing")) {
                    page.option(nil, .value(""), say: Standing.active.name)
                    page.option(nil, .value("retired"), .flag("selected", if: !query.isActive), say: Standing.retired.name)
                }
            }
            if list.procedure.entryFields.contains(where: { $0.name == "region" }) {
                page.label {
                    page.span(say: Text("区域", "Region"))
                    page.select(nil, .name("region")) {
                        page.option(nil, .value(""), say: Text("全部", "All"))
                        for region in edition.organization.regions {
                            page.option(
                                nil, .value(region.code), .flag("selected", if: region.code == query.region), say: region.name)
                        }
                    }
                }
            }
            page.button("btn q", .type("submit"), say: Text("查", "Show"))
        }
    }

    private func table(on page: Page) {
        page.div("sheet scroll") {
            page.table("list stack") {
                page.thead {
                    page.tr {
                        page.th(say: list.procedure.entryFields.first?.label ?? Text("编号", "Code"))
                        for field in list.fields { page.th(nil, .style(Self.style(field)), say: field.label) }
                    }
                }
                page.tbody { for row in list.rows { line(row, on: page) } }
            }
        }
    }

    private func line(_ row: RegisterList.Row, on page: Page) {
        page.tr {
            page.td("code") {
                page.caseLink(row.number, row.code)
                if !row.isActive {
                    page.text(" ")
                    page.tag(Standing.retired.name)
                }
            }
            for field in list.fields {
                page.td(nil, .style(Self.style(field)), Attribute("data-label", field.label.text(in: page.language))) {
                    FieldValue(
                        kind: field.kind, value: row.values[field.name] ?? .null, titles: list.titles, edition: edition,
                        number: row.number
                    ).write(on: page)
                }
            }
        }
    }

    private static func style(_ field: Field) -> String {
        switch field.kind {
        case .money, .whole, .decimal: "num"
        case .day, .instant, .flag, .region: "short"
        default: ""
        }
    }
}
