import HTML
import Handbook
import Operations

/// What an article or a guide says: what it is about in a line, then its texts, its steps numbered.
struct PublicationBody {
    let fields: [Field]
    let values: [String: Value]
    let titles: [String: String]
    let edition: Edition
    /// Whether steps can be ticked off while one works by them; what was ticked stays on the page and goes nowhere.
    var isForWork = false

    func write(on page: Page) {
        about(on: page)
        for field in fields where field.name != "title" {
            let value = values[field.name] ?? .null
            if value.isBlank { continue }
            switch field.kind {
            case .longText:
                heading(of: field, on: page)
                if field.name == "steps" {
                    steps(value.typed.split(separator: "\n").map { Step(text: String($0)) }, on: page)
                } else {
                    page.p("lines", text: value.typed)
                }
            case .list(.form):
                heading(of: field, on: page)
                steps((value.elements ?? []).map(Step.init), on: page)
            default: continue
            }
        }
    }

    private func heading(of field: Field, on page: Page) {
        page.h2 {
            page.say(field.label)
            if let clause = field.clause { page.clause(clause) }
        }
    }

    /// Products, boards, alarms, operation, tools: each with the way to what else there is about it.
    private func about(on page: Page) {
        page.dl("about") {
            for field in fields where field.name != "title" {
                let value = values[field.name] ?? .null
                if value.isBlank || value.elements?.isEmpty ?? false { continue }
                switch field.kind {
                case .reference, .list(.reference), .list(.text), .text:
                    page.dt(say: field.label)
                    page.dd {
                        let kind: FieldKind = if case .list(let inner) = field.kind { inner } else { field.kind }
                        for (index, element) in (value.elements ?? [value]).enumerated() {
                            if index > 0 { page.text(page.language == .zh ? "、" : ", ") }
                            subject(field.name, kind, element, on: page)
                        }
                    }
                default: continue
                }
            }
        }
    }

    private func subject(_ name: String, _ kind: FieldKind, _ value: Value, on page: Page) {
        let shown = FieldValue(kind: kind, value: value, titles: titles, edition: edition).plain(in: page.language, page.time)
        // Where there is no network there is no list either.
        if isForWork || name == "tools" { return page.text(shown) }
        let (path, asked) =
            switch name {
            case "family": ("/knowledge", "family")
            case "models": ("/knowledge", "model")
            case "parts": ("/knowledge", "part")
            case "alarms": ("/knowledge", "mark")
            default: ("/guides", "mark")
            }
        page.a(nil, .href("\(path)?\(asked)=\(value.typed.percentEncoded)"), text: shown)
    }

    /// One step as it is shown, with what to beware of.
    private struct Step {
        let text: String
        var warning: String?
        var clause: String?

        init(text: String) { self.text = text }
        init(_ value: Value) {
            text = value["text"].typed
            warning = value["warning"].text
            clause = value["clause"].text
        }
    }

    private func steps(_ steps: [Step], on page: Page) {
        page.ol(nil, .style(isForWork ? "steps ticks" : "steps")) {
            for step in steps {
                page.li {
                    if let warning = step.warning {
                        page.p("beware") {
                            page.b(say: Text("⚠ 注意", "⚠ Beware"))
                            page.text("　\(warning)")
                            if let clause = step.clause { page.clause(clause) }
                        }
                    }
                    if isForWork {
                        page.label {
                            page.input(nil, .type("checkbox"))
                            page.span("lines", text: step.text)
                        }
                    } else {
                        page.span("lines", text: step.text)
                    }
                    if step.warning == nil, let clause = step.clause { page.clause(clause) }
                }
            }
        }
    }
}

/// What differs between two versions, line by line: what went is struck out, what came stands beside it.
struct VersionChanges {
    let changes: [EntryVersion.Change]
    let titles: [String: String]
    let edition: Edition

    func write(on page: Page) {
        if changes.isEmpty { return page.p("empty", say: Text("两版内容相同。", "Both versions say the same.")) }
        page.dl("changes versions") {
            for change in changes {
                page.dt(say: change.field.label)
                page.dd { write(change, on: page) }
            }
        }
    }

    private func write(_ change: EntryVersion.Change, on page: Page) {
        let (before, after) = (lines(change.before, change.field.kind, page), lines(change.after, change.field.kind, page))
        let difference = after.difference(from: before)
        let (gone, come) = (Set(difference.removals.map(\.offset)), Set(difference.insertions.map(\.offset)))
        var (one, other) = (0, 0)
        page.ul("diff") {
            while one < before.count || other < after.count {
                if gone.contains(one) {
                    page.li("gone") {
                        page.text("− ")
                        page.s(text: before[one])
                    }
                    one += 1
                } else if come.contains(other) {
                    page.li("come") {
                        page.text("＋ ")
                        page.b(text: after[other])
                    }
                    other += 1
                } else {
                    page.li("same", text: "　 \(before[one])")
                    one += 1
                    other += 1
                }
            }
        }
    }

    /// A value as lines that can be compared.
    private func lines(_ value: Value, _ kind: FieldKind, _ page: Page) -> [String] {
        func plain(_ kind: FieldKind, _ value: Value) -> String {
            FieldValue(kind: kind, value: value, titles: titles, edition: edition).plain(in: page.language, page.time)
        }
        switch (kind, value) {
        case (_, .null): return []
        case (.longText, .text(let text)): return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        case (.list(let inner), .list(let elements)): return elements.map { plain(inner, $0) }
        default: return [plain(kind, value)]
        }
    }
}

extension CollectionDifference<String>.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
