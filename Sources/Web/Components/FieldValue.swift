import HTML
import Handbook
import Operations

/// The value of a declared field as people read it: references by their titles, money in yuan, instants in service time.
struct FieldValue {
    let kind: FieldKind
    let value: Value
    let titles: [String: String]
    let edition: Edition
    /// The entry whose files these are.
    var number: String?

    /// Whether nothing stands there.
    var isEmpty: Bool {
        switch value {
        case .null: true
        case .list(let elements): elements.isEmpty
        case .text(let text): text.isEmpty
        default: false
        }
    }

    func write(on page: Page) {
        switch (kind, value) {
        case (_, .null): page.text("—")
        case (.reference(let kind), .text(let code)): Self.reference(kind, code, titles, on: page)
        case (.longText, .text(let text)): page.span("lines", text: text)
        case (.instant, .integer(let milliseconds)): page.instant(Instant(milliseconds: milliseconds))
        case (.attachment, .object): file(on: page)
        case (.list(.form(let fields)), .list(let elements)): table(fields, elements, on: page)
        case (.list(let kind), .list(let elements)): list(kind, elements, on: page)
        case (.form(let fields), .object): table(fields, [value], on: page)
        default: page.text(plain(in: page.language, page.time))
        }
    }

    /// A link to what a reference names: a device by its life, another entry or case by its page.
    static func reference(_ kind: String, _ code: String, _ titles: [String: String], on page: Page) {
        if kind == Device.kind {
            page.a(nil, .href("/devices/\(code.percentEncoded)"), text: code)
        } else if case .coded? = Procedures.declared[kind]?.numbering {
            page.caseLink("\(kind):\(code)", titles["\(kind):\(code)"] ?? code)
        } else {
            page.caseLink(code, titles[code] ?? code)
        }
    }

    /// The value as plain text, for an export and for small cells.
    func plain(in language: Language, _ time: ServiceTime) -> String {
        switch (kind, value) {
        case (_, .null): ""
        case (.flag, .bool(let bool)): Text(bool ? "是" : "否", bool ? "yes" : "no").text(in: language)
        case (.choice(let options), .text(let id)): options.first { $0.id == id }?.label.text(in: language) ?? id
        case (.region, .text(let code)): edition.organization.region(code)?.name.text(in: language) ?? code
        case (.money, .integer(let fen)): Self.yuan(fen)
        case (.instant, .integer(let milliseconds)): time.label(Instant(milliseconds: milliseconds), language)
        case (.reference(let kind), .text(let code)): titles["\(kind):\(code)"] ?? titles[code] ?? code
        case (.code, .text(let code)): edition.organization.role(code)?.name.text(in: language) ?? code
        case (.list(let kind), .list(let elements)):
            elements.map { FieldValue(kind: kind, value: $0, titles: titles, edition: edition).plain(in: language, time) }
                .joined(separator: language == .zh ? "；" : "; ")
        case (.form(let fields), .object):
            fields.map { field in
                FieldValue(kind: field.kind, value: value[field.name], titles: titles, edition: edition).plain(in: language, time)
            }.filter { !$0.isEmpty }.joined(separator: " ")
        case (.attachment, .object): value["name"].text ?? ""
        default: value.typed
        }
    }

    /// An amount in fen as yuan: 12000.00 is `12,000.00`.
    static func yuan(_ fen: Int64) -> String {
        let cents = abs(fen % 100)
        var digits = String(abs(fen / 100))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return "\(fen < 0 ? "-" : "")\(groups.joined(separator: ",")).\(cents < 10 ? "0" : "")\(cents)"
    }

    private func file(on page: Page) {
        let name = value["name"].text ?? ""
        guard let number, let hash = value["hash"].text else { return page.text(name) }
        page.a(nil, .href("/cases/\(number.percentEncoded)/files/\(hash.dropFirst(7))"), text: "📎 \(name)")
    }

    /// The most of a list that a page shows.
    private static let most = 60

    private func list(_ kind: FieldKind, _ elements: [Value], on page: Page) {
        if elements.isEmpty { return page.text("—") }
        page.ul("values") {
            for element in elements.prefix(Self.most) {
                page.li { FieldValue(kind: kind, value: element, titles: titles, edition: edition, number: number).write(on: page) }
            }
        }
        more(elements.count, on: page)
    }

    private func table(_ fields: [Field], _ elements: [Value], on page: Page) {
        if elements.isEmpty { return page.text("—") }
        page.table("small") {
            page.thead { page.tr { for field in fields { page.th(say: field.label) } } }
            page.tbody {
                for element in elements.prefix(Self.most) {
                    page.tr {
                        for field in fields {
                            page.td {
                                FieldValue(
                                    kind: field.kind, value: element[field.name], titles: titles, edition: edition, number: number
                                ).write(on: page)
                            }
                        }
                    }
                }
            }
        }
        more(elements.count, on: page)
    }

    private func more(_ count: Int, on page: Page) {
        if count > Self.most { page.p("no", say: Text("另有 \(count - Self.most) 项", "\(count - Self.most) more")) }
    }
}
