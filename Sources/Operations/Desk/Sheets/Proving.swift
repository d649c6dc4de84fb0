import Handbook
import Storage

extension Desk {
    /// How many rows are looked at in one reading of the database.
    package static let sheetPortion = 100

    /// Looks at a whole sheet's rows: what each would do and what stands against it. Nothing changes, nothing is noted.
    ///
    /// Gives them in the order in which they go through the door: what a row refers to goes before it, wherever it stands in the sheet.
    package func prove(_ rows: [SheetRow], under columns: SheetColumns, for person: ID<Person>) async throws -> [SheetRow] {
        let rows = rows.sorted { $0.line < $1.line }
        let outlook = SheetOutlook(rows, under: columns)
        var plans: [Plan] = []
        for portion in rows.portions {
            plans += try await self.plans(of: Array(rows[portion]), under: columns, outlook, for: person)
        }
        let foreseen = plans.foreseen(under: columns)
        var relied = Array(repeating: Set<String>(), count: plans.count)
        for portion in rows.portions {
            let asked = portion.filter { plans[$0].row.standing.isReady }
            let answers = try await rehearse(asked.compactMap { plans[$0].submission }, foreseeing: foreseen)
            for (place, answer) in zip(asked, answers) {
                switch answer {
                case .success(let numbers): relied[place] = numbers
                case .failure(let error): plans[place].row.refuse(try columns.faults(of: error))
                }
            }
        }
        return plans.inOrder(relied, under: columns)
    }

    /// Takes a portion of a sheet's rows through the door, each an act of its own: what is refused stays as it was.
    ///
    /// - Parameters:
    ///   - outlook: what the whole sheet brings.
    ///   - key: what makes a repeat of the same sheet harmless.
    package func take(
        _ rows: [SheetRow], under columns: SheetColumns, _ outlook: SheetOutlook, by person: ID<Person>, key: String
    ) async throws -> [SheetRow] {
        var taken: [SheetRow] = []
        for (row, plan) in zip(rows, try await plans(of: rows, under: columns, outlook, for: person)) {
            // What nobody has seen pass is not tried on the way.
            guard row.standing.isReady else {
                taken.append(row)
                continue
            }
            var plan = plan
            let isAsShown = plan.row.standing == row.standing && plan.row.changes == row.changes
            if plan.row.standing.isReady, !isAsShown {
                // What nobody has seen is shown first.
                plan.row.refuse(try columns.faults(of: Stale(clashes: [])))
            } else if plan.row.standing.isReady, var submission = plan.submission {
                submission.key = "\(key):\(row.line)"
                do {
                    plan.row.number = try await perform(submission).number
                    plan.row.standing = .taken
                } catch {
                    plan.row.refuse(try columns.faults(of: error))
                }
            }
            taken.append(plan.row)
        }
        return taken
    }

    /// What a row comes to: the submission that it asks for, where it asks for one.
    struct Plan {
        var row: SheetRow
        var submission: Submission?
    }

    private func plans(
        of rows: [SheetRow], under columns: SheetColumns, _ outlook: SheetOutlook, for person: ID<Person>
    ) async throws -> [Plan] {
        let edition = editions.current
        let reading = CellReading(edition: edition)
        let templates = columns.template == nil ? [] : try await templates(for: person)
        let codes = columns.isRegister ? rows.compactMap { columns.code(of: $0) } : []
        let found = try await entries(inOrder: codes, of: columns.procedure.kind, for: person).rows
        let entries = Dictionary(found.map { ($0.code, $0) }) { first, _ in first }
        let inputs = rows.map { $0.standing == .taken ? [:] : columns.input(of: $0, reading, templates) }
        let named = try await namedEntries(in: inputs, under: columns, outlook, for: person)
        return zip(rows, inputs).map { row, input in
            if row.standing == .taken { return Plan(row: row) }
            var plan = Plan(row: row)
            plan.row.faults = []
            plan.row.changes = []
            plan.row.number = nil
            plan.row.dropSecrets(SecretScan(edition: edition, exempt: []))
            if !plan.row.faults.isEmpty { return plan }
            if let earlier = outlook.repeats[row.line] {
                plan.row.refuse([
                    SheetRow.Fault(
                        column: columns.code, text: Text("编号与第 \(earlier) 行相同", "Line \(earlier) has the same code"))
                ])
                return plan
            }
            if let formula = row.cells.firstIndex(where: { ["=", "＝"].contains($0.trimmed.prefix(1)) }) {
                plan.row.refuse([
                    SheetRow.Fault(
                        column: formula, text: Text("以“=”开头的是公式，不予录入", "What begins with “=” is a formula and is not taken"))
                ])
                return plan
            }
            if let fault = columns.unknownTemplate(of: row, templates) {
                plan.row.refuse([fault])
                return plan
            }
            let (input, faults) = columns.coded(input, by: named)
            if !faults.isEmpty {
                plan.row.refuse(faults)
                return plan
            }
            if let entry = columns.code(of: row).flatMap({ entries[$0] }) {
                plan.amend(entry, input, columns, edition, by: person)
            } else {
                plan.row.standing = .fresh
                plan.submission = Submission(by: person, .new(kind: columns.procedure.kind), columns.opening.verb, input)
                plan.submission?.source = .import
            }
            return plan
        }
    }

    /// What the references of these rows mean to the sender.
    private func namedEntries(
        in inputs: [[String: Value]], under columns: SheetColumns, _ outlook: SheetOutlook, for person: ID<Person>
    ) async throws -> NamedEntries {
        let fields = columns.opening.fields
        let asked = Set(inputs.flatMap { input in fields.flatMap { $0.kind.named(in: input[$0.name] ?? .null) } })
        let now = now()
        return try await database.read { session in
            let principals = asked.isEmpty ? [] : try Actor.load(person, at: now, in: session).principals
            return try NamedEntries(asked, by: principals, beside: outlook, in: session)
        }
    }
}

extension [SheetRow] {
    /// The places of the rows that are looked at in one reading.
    fileprivate var portions: [Range<Int>] {
        stride(from: 0, to: count, by: Desk.sheetPortion).map { $0..<Swift.min($0 + Desk.sheetPortion, count) }
    }
}

extension Desk.Plan {
    /// Amends an entry by what the row says: what it leaves empty stays, and where it says what stands nothing is to do.
    fileprivate mutating func amend(
        _ entry: RegisterList.Row, _ input: [String: Value], _ columns: SheetColumns, _ edition: Edition, by person: ID<Person>
    ) {
        guard entry.isActive else {
            row.refuse([
                SheetRow.Fault(column: columns.code, text: Text("此编号已停用", "The entry of this code is out of use"))
            ])
            return
        }
        guard let amending = columns.amending else { return }
        let stands = entry.values.merging(["code": .text(entry.code)]) { $1 }.filter { $0.value != .null }
        let wanted = stands.merging(input) { $1 }
        var check = FieldCheck(edition)
        let (before, after) = (
            FieldCheck.normal(stands, amending.fields, edition), check.check(wanted, against: amending.fields)
        )
        guard check.faults.isEmpty else { return row.refuse(columns.faults(of: check.faults)) }
        for (index, field) in columns.fields.enumerated() {
            guard let field, before[field.name] != after[field.name] else { continue }
            let shown = CellWriting(edition: edition, language: .zh).text(of: before[field.name] ?? .null, field.kind)
            row.changes.append(SheetRow.Change(column: index, before: shown))
        }
        row.number = entry.number
        row.standing = row.changes.isEmpty ? .same : .amended
        if row.changes.isEmpty { return }
        submission = Submission(by: person, .at(number: entry.number), amending.verb, wanted)
        submission?.seen = stands
        submission?.source = .import
    }
}

extension FieldCheck {
    /// What stands, in the form that a check gives.
    fileprivate static func normal(_ values: [String: Value], _ fields: [Field], _ edition: Edition) -> [String: Value] {
        var check = FieldCheck(edition)
        return check.check(values, against: fields)
    }
}

extension SheetRow {
    /// Nothing becomes of it for now.
    mutating func refuse(_ faults: [Fault]) {
        standing = .wrong
        self.faults = faults
    }

    /// Takes out of every cell, whatever its column is, what may never be written down, and says so.
    fileprivate mutating func dropSecrets(_ scan: SecretScan) {
        for column in cells.indices {
            guard let secret = scan.refused(["cell": .text(cells[column])]).first else { continue }
            cells[column] = ""
            standing = .wrong
            faults.append(
                Fault(
                    column: column,
                    text: Text(
                        "此格似有口令或密钥，未予保存，请改写", "This cell looked like a password or key and was not kept: write something else"),
                    clause: secret.clause))
        }
    }
}

extension SheetColumns {
    /// A row's input with the code for each name in it, and what can't be told about the others.
    fileprivate func coded(_ input: [String: Value], by named: NamedEntries) -> (input: [String: Value], faults: [SheetRow.Fault]) {
        var (coded, faults): ([String: Value], [SheetRow.Fault]) = (input, [])
        for field in opening.fields {
            guard let value = input[field.name] else { continue }
            let found = named.coded(value, field)
            coded[field.name] = found.value
            faults += found.faults.map { SheetRow.Fault(column: column(of: field.name), text: $0) }
        }
        return (coded, faults)
    }

    /// What an error says of a row; what is no answer of the handbook's is thrown on.
    fileprivate func faults(of error: any Error) throws -> [SheetRow.Fault] {
        switch error {
        case let malformed as Malformed: return faults(of: malformed.faults)
        case let refused as Refused:
            return refused.reasons.map { reason in
                SheetRow.Fault(
                    column: column(of: reason.field),
                    text: Text("\(reason.title.zh)：\(reason.remedy.zh)", "\(reason.title.en): \(reason.remedy.en)"),
                    clause: reason.clause)
            }
        case let missing as Missing: return [SheetRow.Fault(text: missing.text)]
        case let gap as PolicyGap: return [SheetRow.Fault(text: gap.text)]
        case is Stale:
            return [SheetRow.Fault(text: Text("此间有人改过同一条目，请再试", "Somebody changed the same entry meanwhile: try again"))]
        default: throw error
        }
    }

    fileprivate func faults(of faults: [FieldFault]) -> [SheetRow.Fault] {
        faults.map { SheetRow.Fault(column: column(of: $0.field), text: $0.text, clause: $0.clause) }
    }
}
