import Handbook
import Storage

/// What a person reads of an input, kept in the journal beside the value: labels, names and instants as they were then.
struct ShownValue {
    let edition: Edition
    let session: any Session

    /// The words for a value of that kind; nil where the value itself says it.
    func words(for given: Value, of kind: FieldKind) -> Text? {
        switch (kind, given) {
        case (.instant, .integer(let milliseconds)):
            let instant = Instant(milliseconds: milliseconds)
            return Text(edition.time.label(instant, .zh), edition.time.label(instant, .en))
        case (.choice(let options), .text(let id)): return options.first { $0.id == id }?.label
        case (.money, .integer(let fen)): return Text("¥\(yuan(fen))", "CNY \(yuan(fen))")
        case (.region, .text(let code)): return edition.organization.region(code)?.name
        case (.reference(let kind), .text(let code)): return title(of: kind, code)
        case (.checklist(let items), .object): return exceptions(given["exceptions"].members ?? [:], from: items)
        case (.attachment, .object): return given["name"].text.map { Text($0, $0) }
        case (.evidence, .object(let members)): return group(members, FieldKind.evidenceParts.map(named), withLabels: false)
        case (.signature, .object(let members)):
            return group(members, FieldKind.signatureParts.filter { $0.name != "paper" }.map(named), withLabels: false)
        case (.form(let fields), .object(let members)): return group(members, fields, withLabels: true)
        case (.list(let kind), .list(let elements)):
            if elements.isEmpty { return nil }
            return joined(elements.map { words(for: $0, of: kind) ?? plain($0) }, "；", "; ")
        default: return nil
        }
    }

    /// The kind of evidence by its name in the edition, and a file by its own.
    private func named(_ part: Field) -> Field {
        var named = part
        switch part.name {
        case "kind": named.kind = .choice(edition.evidence.all.map { FieldKind.Option(id: $0.id, label: $0.name) })
        case "file": named.kind = .attachment
        default: break
        }
        return named
    }

    private func title(of kind: String, _ code: String) -> Text? {
        guard let procedure = Procedures.declared[kind], case .coded = procedure.numbering,
            let title = try? session.first("SELECT title FROM cases WHERE number = ?", "\(kind):\(code)")?.text("title")
        else { return nil }
        return Text(title, title)
    }

    private func exceptions(_ exceptions: [String: Value], from items: [ChecklistItem]) -> Text? {
        let named = items.filter { exceptions[$0.id] != nil }
        if named.isEmpty { return Text("都已做到", "all as it should be") }
        return joined(
            named.map { item in
                let reason = exceptions[item.id]?.text ?? ""
                return Text("未做到“\(item.text.zh)”：\(reason)", "not “\(item.text.en)”: \(reason)")
            }, "；", "; ")
    }

    private func group(_ members: [String: Value], _ fields: [Field], withLabels: Bool) -> Text? {
        let parts: [Text] = fields.compactMap { field in
            guard let given = members[field.name], !given.isBlank, given != .bool(false) else { return nil }
            let shown = words(for: given, of: field.kind) ?? plain(given)
            guard withLabels else { return shown }
            if given == .bool(true) { return field.label }
            return Text("\(field.label.zh) \(shown.zh)", "\(field.label.en) \(shown.en)")
        }
        return joined(parts, "，", ", ")
    }

    private func joined(_ parts: [Text], _ chinese: String, _ english: String) -> Text? {
        if parts.isEmpty { return nil }
        return Text(parts.map(\.zh).joined(separator: chinese), parts.map(\.en).joined(separator: english))
    }

    private func plain(_ value: Value) -> Text {
        let text =
            switch value {
            case .text(let text): text
            case .integer(let integer): String(integer)
            case .number(let number): String(number)
            case .bool(let bool): bool ? "✓" : "✗"
            default: ""
            }
        return Text(text, text)
    }

    private func yuan(_ fen: Int64) -> String { "\(fen / 100).\(fen % 100 < 10 ? "0" : "")\(fen % 100)" }
}
