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
    /// What is offered beside a text that one types, by field.
    var suggestions: [String: [ChoiceEntry]] = [:]
    /// Whether it is filled in with a finger: few choices stand side by side, and long statements are folded away.
    var isForTouch = false
    /// Whether somebody of a customer's fills it in.
    var isForCustomer = false

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
        case .choice, .reference:
            if isForTouch, let options = fewOptions(of: field, value) {
                taps(field, value, path, options)
            } else {
                single(field, path) { control(field, value, path) }
            }
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

    func single(_ field: Field, _ path: String, control: () -> Void) {
        let width = field.kind.isShort ? "field short" : "field"
        page.div(nil, .style(troubles[path] == nil ? width : "\(width) bad")) {
            page.label(nil, .for(id(path))) {
                page.say(field.label)
                if field.mayStayEmpty { page.small(say: Text("选填", "optional")) }
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
                page.legend { heading(of: field, withWord: field.mayStayEmpty) }
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

    func remarks(_ field: Field, _ path: String) {
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
        case .choice(let options): select(field, value, path, offered(field, options))
        case .reference(let kind):
            if let entries = choices[field.name] ?? choices[kind] {
                select(field, value, path, entries.map { ($0.code, words(of: $0)) })
            } else {
                input(field, value.typed, path, type: "text", Attribute("data-lookup", kind))
            }
        case .instant: input(field, value.minute(in: page.time), path, type: "datetime-local")
        case .day: input(field, value.typed, path, type: "date")
        case .whole, .decimal: input(field, value.typed, path, type: "text", Attribute("inputmode", "decimal"))
        case .money: input(field, value.yuan, path, type: "text", Attribute("inputmode", "decimal"))
        case .attachment: file(value, path)
        default:
            let offered = suggestions[field.name] ?? []
            input(
                field, value.typed, path, type: "text", Attribute("maxlength", String(field.bounds.upperBound)),
                offered.isEmpty ? nil : Attribute("list", "list-\(path)"))
            if !offered.isEmpty { list(offered, path) }
        }
    }

    /// An entry as one chooses it: its name, what is to be said of it, its code.
    private func words(of entry: ChoiceEntry) -> String {
        let remark = entry.remark.map { page.language == .zh ? "：\($0.zh)" : ": \($0.en)" } ?? ""
        return entry.title == entry.code ? entry.code : "\(entry.title)\(remark)\u{2003}\(entry.code)"
    }

    /// The options of a choice, or those of them that the page offers.
    func offered(_ field: Field, _ options: [FieldKind.Option]) -> [(id: String, label: String)] {
        let offered = choices[field.name].map { Set($0.map(\.code)) }
        return options.filter { offered?.contains($0.id) ?? true }.map { ($0.id, $0.label.text(in: page.language)) }
    }

    /// An input whose label is only for those who can't see that it stands among its like.
    func bare(_ field: Field, _ value: Value, _ path: String) {
        page.label("unseen", .for(id(path)), say: field.label)
        control(field, value, path)
        remarks(field, path)
    }

    private func input(
        _ field: Field, _ typed: String, _ path: String, type: String, _ further: Attribute? = nil, _ more: Attribute? = nil
    ) {
        page.input(
            nil, .type(type), .name(path), .id(id(path)), .value(typed), Attribute("autocomplete", "off"), further, more,
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

    func described(_ path: String) -> Attribute? {
        troubles[path] == nil ? nil : Attribute("aria-describedby", "err-\(id(path))")
    }

    func required(_ field: Field) -> Attribute? {
        field.mayStayEmpty ? nil : Attribute("aria-required", "true")
    }

    func id(_ path: String) -> String { "f-\(path)" }
}

extension FieldKind {
    /// Whether a group of its inputs is long enough to be folded away while it is empty.
    var isFoldable: Bool {
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
    var isOn: Bool { self == .bool(true) || ["true", "on"].contains(text ?? "") }

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
