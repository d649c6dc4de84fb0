import HTML
import Handbook
import Operations

/// Writes the inputs of declared fields, with what was typed and what is wrong with it beside each.
struct FormFields {
    let page: Page
    let edition: Edition
    /// The entries to choose from, by field or by register; where none are given, one types a code and searches.
    let choices: [String: [ChoiceEntry]]
    /// What is wrong, by the field's path.
    let troubles: [String: [Trouble]]

    /// One thing wrong with a field: a fault of what was typed, or a guard that looked at it.
    struct Trouble {
        let text: Text
        let clause: String?
    }

    /// Writes a field with its label.
    func write(_ field: Field, _ value: Value, path: String? = nil) {
        let path = path ?? field.name
        switch field.kind {
        case .form(let fields):
            group(field, path, value) { for inner in fields { write(inner, value[inner.name], path: "\(path).\(inner.name)") } }
        case .evidence: group(field, path, value) { evidence(value, path, field) }
        case .signature: group(field, path, value) { signature(value, path) }
        case .checklist(let items): group(field, path, value) { checklist(items, value, path) }
        case .list(.attachment): single(field, path) { files(value, path) }
        case .list(let kind): group(field, path, value) { rows(of: kind, field, value, path) }
        case .flag:
            page.div("field flag") {
                page.label {
                    page.input(
                        nil, .type("checkbox"), .name(path), .id(id(path)), .value("true"), .flag("checked", if: value.isOn))
                    page.text(" ")
                    page.span(say: field.label)
                }
                remarks(field, path)
            }
        default: single(field, path) { control(field, value, path) }
        }
    }

    private func single(_ field: Field, _ path: String, control: () -> Void) {
        let width = field.kind.isShort ? "field short" : "field"
        page.div(nil, .style(troubles[path] == nil ? width : "\(width) bad")) {
            page.label(nil, .for(id(path))) {
                page.say(field.label)
                if field.isOptional { page.small(say: Text("选填", "optional")) }
            }
            control()
            remarks(field, path)
        }
    }

    /// A group of inputs; one that may be left out is folded away until something stands in it.
    private func group(_ field: Field, _ path: String, _ value: Value, content: () -> Void) {
        let isTroubled = troubles.keys.contains { $0 == path || $0.hasPrefix("\(path).") || $0.hasPrefix("\(path)[") }
        let isFolded = (field.isOptional || field.bounds.lowerBound == 0) && field.kind.isFoldable
        guard isFolded else {
            page.fieldset(nil, .style(isTroubled ? "field bad" : "field"), .id(id(path))) {
                page.legend { heading(of: field, withWord: field.isOptional) }
                page.div("parts", content: content)
                remarks(field, path)
            }
            return
        }
        page.details(
            nil, .style(isTroubled ? "field fold bad" : "field fold"), .id(id(path)),
            .flag("open", if: isTroubled || !value.isEmptyRow)
        ) {
            page.summary { heading(of: field, withWord: true, withClause: false) }
            // A link within the summary could not be reached apart from it.
            if let clause = field.clause { page.p("help") { page.clause(clause) } }
            page.div("parts", content: content)
            remarks(field, path)
        }
    }

    private func heading(of field: Field, withWord: Bool, withClause: Bool = true) {
        page.say(field.label)
        if withWord { page.small(say: Text("选填", "optional")) }
        if withClause, let clause = field.clause { page.clause(clause) }
    }

    private func remarks(_ field: Field, _ path: String) {
        if let help = field.help { page.p("help", say: help) }
        for trouble in troubles[path] ?? [] {
            page.p("err", .id("err-\(id(path))")) {
                page.say(trouble.text)
                if let clause = trouble.clause { page.clause(clause) }
            }
        }
    }

    /// The input of a field that has one.
    private func control(_ field: Field, _ value: Value, _ path: String) {
        switch field.kind {
        case .longText:
            page.textarea(
                nil, .name(path), .id(id(path)), Attribute("rows", "4"), described(path), required(field), text: value.typed)
        case .region:
            select(
                field, value, path,
                edition.organization.regions.map { ($0.code, $0.name.text(in: page.language)) })
        case .choice(let options): select(field, value, path, options.map { ($0.id, $0.label.text(in: page.language)) })
        case .reference(let kind):
            if let entries = choices[field.name] ?? choices[kind] {
                select(field, value, path, entries.map { ($0.code, $0.title == $0.code ? $0.code : "\($0.title)　\($0.code)") })
            } else {
                input(field, value.typed, path, type: "text", Attribute("data-lookup", kind))
            }
        case .instant: input(field, value.minute(in: page.time), path, type: "datetime-local")
        case .day: input(field, value.typed, path, type: "date")
        case .whole, .decimal: input(field, value.typed, path, type: "text", Attribute("inputmode", "decimal"))
        case .money: input(field, value.yuan, path, type: "text", Attribute("inputmode", "decimal"))
        case .attachment: file(value, path)
        default:
            input(field, value.typed, path, type: "text", Attribute("maxlength", String(field.bounds.upperBound)))
        }
    }

    /// An input whose label is only for those who can't see that it stands among its like.
    private func bare(_ field: Field, _ value: Value, _ path: String) {
        page.label("unseen", .for(id(path)), say: field.label)
        control(field, value, path)
        remarks(field, path)
    }

    private func input(_ field: Field, _ typed: String, _ path: String, type: String, _ further: Attribute? = nil) {
        page.input(
            nil, .type(type), .name(path), .id(id(path)), .value(typed), Attribute("autocomplete", "off"), further,
            described(path), required(field))
    }

    private func select(_ field: Field, _ value: Value, _ path: String, _ options: [(id: String, label: String)]) {
        let typed = value.typed
        page.select(nil, .name(path), .id(id(path)), described(path), required(field)) {
            page.option(nil, .value(""), say: field.isOptional ? Text("—", "—") : Text("请选择", "Choose"))
            for option in options {
                page.option(nil, .value(option.id), .flag("selected", if: option.id == typed), text: option.label)
            }
            // What was typed elsewhere and is none of these is not lost.
            if !typed.isEmpty, !options.contains(where: { $0.id == typed }) {
                page.option(nil, .value(typed), .flag("selected"), text: typed)
            }
        }
    }

    private func described(_ path: String) -> Attribute? {
        troubles[path] == nil ? nil : Attribute("aria-describedby", "err-\(id(path))")
    }

    private func required(_ field: Field) -> Attribute? {
        field.isOptional ? nil : Attribute("aria-required", "true")
    }

    private func id(_ path: String) -> String { "f-\(path)" }
}

extension FormFields {
    /// Statements that are all as they should be, except those for which a reason is typed.
    private func checklist(_ items: [ChecklistItem], _ value: Value, _ path: String) {
        page.p("help", say: Text("以下都已做到；未做到的写明原因。", "All of these are as they should be; where one isn't, say why."))
        page.ul("checks") {
            for item in items {
                let name = "\(path).exceptions.\(item.id)"
                let typed = value["exceptions"][item.id].typed
                page.li(nil, .style(typed.isEmpty ? "" : "except")) {
                    page.label(nil, .for(id(name))) {
                        page.say(item.text)
                        page.clause(item.clause)
                    }
                    page.input(
                        nil, .type("text"), .name(name), .id(id(name)), .value(typed), Attribute("maxlength", "500"),
                        Attribute("placeholder", Text("未做到的原因", "why not").text(in: page.language)))
                    for trouble in troubles["\(path).\(item.id)"] ?? [] { page.p("err", say: trouble.text) }
                }
            }
        }
    }

    private func evidence(_ value: Value, _ path: String, _ field: Field) {
        for var part in FieldKind.evidenceParts {
            if part.name == "kind" { part.kind = .choice(edition.evidence.all.map { FieldKind.Option(id: $0.id, label: $0.name) }) }
            write(part, of: value, path, inOptional: field.isOptional)
        }
    }

    private func signature(_ value: Value, _ path: String) {
        for part in FieldKind.signatureParts where part.name != "paper" {
            if part.name == "file" { page.div("pad-sign", Attribute("data-sign", "\(path).file")) {} }
            write(part, of: value, path, inOptional: false)
        }
        // What is signed is the paper that was shown; people don't type its hash.
        page.hidden("\(path).paper", value["paper"].typed)
    }

    private func write(_ part: Field, of value: Value, _ path: String, inOptional: Bool) {
        var part = part
        if inOptional { part.isOptional = true }
        if part.name == "file" { part.kind = .attachment }
        write(part, value[part.name], path: "\(path).\(part.name)")
    }

    /// A file that is kept already, or a place to choose one.
    private func file(_ value: Value, _ path: String) {
        kept(value, path)
        page.input(nil, .type("file"), .name(path), .id(id(path)))
    }

    private func files(_ value: Value, _ path: String) {
        for (index, element) in (value.elements ?? []).enumerated() { kept(element, "\(path)[\(index + 1)]") }
        page.input(nil, .type("file"), .name(path), .id(id(path)), .flag("multiple"))
    }

    private func kept(_ value: Value, _ path: String) {
        guard let name = value["name"].text, let hash = value["hash"].text else { return }
        page.p("kept") {
            page.text("✓ \(name)")
            page.input(nil, .type("hidden"), .name("\(path).name"), .value(name))
            page.input(nil, .type("hidden"), .name("\(path).hash"), .value(hash))
        }
    }

    /// The rows of a list, an empty one after them, and a button for one more.
    private func rows(of kind: FieldKind, _ field: Field, _ value: Value, _ path: String) {
        let elements = value.elements ?? []
        page.div("rows", Attribute("data-rows", path)) {
            for index in 0...elements.count {
                let element = index < elements.count ? elements[index] : .null
                let place = "\(path)[\(index + 1)]"
                page.div("row") {
                    if case .form(let fields) = kind {
                        for inner in fields { write(inner, element[inner.name], path: "\(place).\(inner.name)") }
                    } else {
                        let inner = Field(
                            name: field.name, label: Text("\(field.label.zh) \(index + 1)", "\(field.label.en) \(index + 1)"),
                            kind: kind, isOptional: true)
                        if kind.isFoldable { write(inner, element, path: place) } else { bare(inner, element, place) }
                    }
                }
            }
        }
        page.button("btn q small more", .type("submit"), .name("_more"), .value(path), say: Text("再加一行", "One more row"))
    }
}

extension FieldKind {
    /// Whether a group of its inputs is long enough to be folded away while it is empty.
    fileprivate var isFoldable: Bool {
        switch self {
        case .evidence, .form, .list(.form), .list(.evidence): true
        default: false
        }
    }

    /// Whether its input fits beside another one.
    fileprivate var isShort: Bool {
        switch self {
        case .longText, .attachment, .list: false
        default: true
        }
    }
}

extension Value {
    /// The value as it stands in an input.
    var typed: String {
        switch self {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .number(let number): String(number)
        case .bool(let bool): bool ? "true" : "false"
        default: ""
        }
    }

    /// Whether a box is ticked.
    fileprivate var isOn: Bool { self == .bool(true) || ["true", "on"].contains(text ?? "") }

    /// An instant as the browser's input takes it, in service time; what was typed otherwise stays.
    func minute(in time: ServiceTime) -> String {
        guard let integer else { return typed }
        let instant = Instant(milliseconds: integer)
        let minute = time.minuteOfDay(instant)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(time.day(of: instant).iso)T\(two(minute / 60)):\(two(minute % 60))"
    }

    /// An amount in fen as yuan.
    fileprivate var yuan: String {
        guard let fen = integer else { return typed }
        return fen % 100 == 0 ? String(fen / 100) : "\(fen / 100).\(fen % 100 < 10 ? "0" : "")\(fen % 100)"
    }
}
