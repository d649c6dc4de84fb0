import HTML
import Handbook
import Operations

extension FormFields {
    /// Statements that are all as they should be, except those for which a reason is typed.
    func checklist(_ items: [ChecklistItem], _ value: Value, _ path: String) {
        guard isForTouch else {
            page.p("help", say: Text("以下都已做到；未做到的写明原因。", "All of these are as they should be; where one isn't, say why."))
            return statements(items, value, path)
        }
        let isExcepted = !(value["exceptions"].members ?? [:]).allSatisfy(\.value.isBlank)
        page.details("kept-all", .flag("open", if: isExcepted || troubles.keys.contains { $0.hasPrefix("\(path).") })) {
            page.summary(
                say: Text("\(items.count) 条都已做到；未做到的在此写明", "All \(items.count) are as they should be; say here where one isn't"))
            statements(items, value, path)
        }
    }

    private func statements(_ items: [ChecklistItem], _ value: Value, _ path: String) {
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

    func evidence(_ value: Value, _ path: String, _ field: Field) {
        for var part in FieldKind.evidenceParts {
            if part.name == "kind" { part.kind = .choice(edition.evidence.all.map { FieldKind.Option(id: $0.id, label: $0.name) }) }
            write(part, of: value, path, inOptional: field.isOptional)
        }
    }

    func signature(_ value: Value, _ path: String) {
        if isForCustomer { return ownSignature(value, path) }
        for part in FieldKind.signatureParts where part.name != "paper" {
            if part.name == "file" { page.div("pad-sign", Attribute("data-sign", "\(path).file")) {} }
            write(part, of: value, path, inOptional: false)
        }
        // What is signed is the paper that was shown; people don't type its hash.
        page.hidden("\(path).paper", value["paper"].typed)
    }

    /// One's own signature: name and post, and a pad to sign on; where there is no script a picture of it, or the name alone.
    private func ownSignature(_ value: Value, _ path: String) {
        page.hidden("\(path).way", Signature.Way.link.rawValue)
        for part in FieldKind.signatureParts where ["name", "post"].contains(part.name) {
            write(part, of: value, path, inOptional: false)
        }
        page.p("help", say: Text("请在框内签名", "Please sign in the frame"))
        page.div("pad-sign", Attribute("data-sign", "\(path).file")) {}
        page.details("later") {
            page.summary(say: Text("不能手写？附上签字的照片，或只填姓名", "Can't draw? Add a picture of your signature, or give just your name"))
            for part in FieldKind.signatureParts where part.name == "file" { write(part, of: value, path, inOptional: false) }
        }
        page.hidden("\(path).paper", value["paper"].typed)
    }

    private func write(_ part: Field, of value: Value, _ path: String, inOptional: Bool) {
        var part = part
        if inOptional { part.isOptional = true }
        if part.name == "file" { part.kind = .attachment }
        write(part, value[part.name], path: "\(path).\(part.name)")
    }

    /// A file that is kept already, or a place to choose one.
    func file(_ value: Value, _ path: String) {
        kept(value, path)
        page.input(nil, .type("file"), .name(path), .id(id(path)))
    }

    func files(_ value: Value, _ path: String) {
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
    func rows(of kind: FieldKind, _ field: Field, _ value: Value, _ path: String) {
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
