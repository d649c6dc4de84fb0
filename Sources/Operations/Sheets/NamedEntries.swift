import Handbook
import Storage

/// What the references of some rows mean: a code is itself, and a name is the one entry in use that the sender may see under it.
struct NamedEntries: Sendable {
    private var standing: Set<String> = []
    private var codes: [Reference: [String]] = [:]

    /// What a cell says where an entry of a kind is meant.
    struct Reference: Hashable, Sendable {
        let kind: String
        let text: String

        /// The number that it would be, were it a code.
        var number: String {
            if case .coded? = Procedures.declared[kind]?.numbering { "\(kind):\(text)" } else { text }
        }
    }

    /// More candidates than these nobody reads.
    private static let mostShown = 5
    /// How many references one statement asks for, so that its values stay within what a database takes.
    private static let portion = 2_000

    /// Finds what some references mean, in one statement for a portion of them, and beside what stands in what a sheet brings itself.
    init(_ asked: Set<Reference>, by principals: [String], beside outlook: SheetOutlook, in session: any Session) throws {
        let all = Array(asked)
        for start in stride(from: 0, to: all.count, by: Self.portion) {
            try look(for: Array(all[start..<min(start + Self.portion, all.count)]), by: principals, in: session)
        }
        for reference in asked where reference.kind == outlook.kind {
            if outlook.lines[reference.text] != nil { standing.insert(reference.number) }
            let brought = outlook.codes[reference.text] ?? []
            if !brought.isEmpty { codes[reference] = Set(codes[reference] ?? []).union(brought).sorted() }
        }
    }

    private mutating func look(for asked: [Reference], by principals: [String], in session: any Session) throws {
        let numbers = asked.map(\.number).filter(CaseNumber.isReadable)
        let (kinds, names) = (Set(asked.map(\.kind)).sorted(), Set(asked.map(\.text)).filter { !$0.utf8.contains(0) }.sorted())
        let byNumber =
            numbers.isEmpty
            ? "" : "SELECT kind, '' AS title, number FROM cases WHERE number IN (\(session.placeholders(numbers.count))) UNION ALL "
        let rows = try session.query(
            """
            \(byNumber)SELECT kind, title, number FROM (
                SELECT c.kind, c.title, c.number, ROW_NUMBER() OVER (PARTITION BY c.kind, c.title ORDER BY c.number) AS nth FROM cases c
                WHERE c.open = 1 AND c.number LIKE '%:%' AND c.title IN (\(session.placeholders(names.count)))
                    AND c.kind IN (\(session.placeholders(kinds.count))) AND \(session.isSeen("c.number", by: principals))
            ) AS called WHERE nth <= \(Self.mostShown + 1)
            """, (numbers + names + kinds + principals).map { .text($0) })
        for row in rows {
            let (number, title) = (try row.text("number"), try row.text("title"))
            if title.isEmpty {
                standing.insert(number)
            } else {
                codes[Reference(kind: try row.text("kind"), text: title), default: []].append(CaseNumber.code(of: number))
            }
        }
    }

    /// A value with the code for each name in it, and what can't be told about the others.
    func coded(_ value: Value, _ field: Field) -> (value: Value, faults: [Text]) {
        var faults: [Text] = []
        let value = coded(value, field.kind, field.label, &faults)
        return (value, faults)
    }

    private func coded(_ value: Value, _ kind: FieldKind, _ label: Text, _ faults: inout [Text]) -> Value {
        switch (kind, value) {
        case (.reference(let kind), .text(let text)):
            let reference = Reference(kind: kind, text: text)
            if standing.contains(reference.number) { return value }
            let found = (codes[reference] ?? []).sorted()
            if found.count == 1 { return .text(found[0]) }
            if let fault = Self.fault(text, label, found) { faults.append(fault) }
            return value
        case (.list(let element), .list(let elements)):
            return .list(elements.map { coded($0, element, label, &faults) })
        case (.form(let fields), .object(var members)):
            for field in fields { members[field.name] = members[field.name].map { coded($0, field.kind, field.label, &faults) } }
            return .object(members)
        default: return value
        }
    }

    /// What is wrong with a name; nil for what may be a code, which the desk looks for itself.
    private static func fault(_ text: String, _ label: Text, _ found: [String]) -> Text? {
        let shown = text.prefix(60)
        if found.isEmpty {
            if CaseNumber.isReadable(text) { return nil }
            return Text("“\(label.zh)”中没有编号或名称为“\(shown)”的", "“\(label.en)”: nothing has the code or name “\(shown)”")
        }
        let (codes, isMore) = (found.prefix(mostShown), found.count > mostShown)
        return Text(
            "“\(label.zh)”中名为“\(shown)”的不止一个，请填编号：\(codes.joined(separator: "、"))\(isMore ? " 等" : "")",
            "“\(label.en)”: more than one is called “\(shown)”, so give the code: \(codes.joined(separator: ", "))\(isMore ? ", …" : "")"
        )
    }
}

extension FieldKind {
    /// What a value refers to, by whatever it says.
    func named(in value: Value) -> [NamedEntries.Reference] {
        switch (self, value) {
        case (.reference(let kind), .text(let text)): [NamedEntries.Reference(kind: kind, text: text)]
        case (.list(let element), .list(let elements)): elements.flatMap { element.named(in: $0) }
        case (.form(let fields), .object): fields.flatMap { $0.kind.named(in: value[$0.name]) }
        default: []
        }
    }
}
