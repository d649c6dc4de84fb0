import Handbook
import Storage

extension Desk {
    /// How many rows are looked at in one reading of the database.
    package static let sheetPortion = 100

    /// Looks at a portion of a sheet's rows: what each would do and what stands against it. Nothing changes, nothing is noted.
    package func prove(
        _ rows: [SheetRow], under columns: SheetColumns, repeats: [Int: Int], for person: ID<Person>
    ) async throws -> [SheetRow] {
        var plans = try await plans(of: rows, under: columns, repeats: repeats, for: person)
        let asked = plans.indices.filter { plans[$0].row.standing.isReady }
        let errors = try await rehearse(asked.compactMap { plans[$0].submission })
        for (index, error) in zip(asked, errors) {
            if let error { plans[index].row.refuse(try columns.faults(of: error)) }
        }
        return plans.map(\.row)
    }

    /// Takes a portion of a sheet's rows through the door, each an act of its own: what is refused stays as it was.
    ///
    /// - Parameter key: what makes a repeat of the same sheet harmless.
    package func take(
        _ rows: [SheetRow], under columns: SheetColumns, repeats: [Int: Int], by person: ID<Person>, key: String
    ) async throws -> [SheetRow] {
        var taken: [SheetRow] = []
        for (row, plan) in zip(rows, try await plans(of: rows, under: columns, repeats: repeats, for: person)) {
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
    fileprivate struct Plan {
        var row: SheetRow
        var submission: Submission?
    }

    fileprivate func plans(
        of rows: [SheetRow], under columns: SheetColumns, repeats: [Int: Int], for person: ID<Person>
    ) async throws -> [Plan] {
        let edition = editions.current
        let reading = CellReading(edition: edition)
        let templates = columns.template == nil ? [] : try await templates(for: person)
        let named = columns.isRegister ? rows.compactMap { columns.code(of: $0) } : []
        let found = try await entries(inOrder: named, of: columns.procedure.kind, for: person).rows
        let entries = Dictionary(found.map { ($0.code, $0) }) { first, _ in first }
        return rows.map { row in
            if row.standing == .taken { return Plan(row: row) }
            var plan = Plan(row: row)
            plan.row.faults = []
            plan.row.changes = []
            plan.row.number = nil
            plan.row.dropSecrets(SecretScan(edition: edition, exempt: []))
            if !plan.row.faults.isEmpty { return plan }
            if let earlier = repeats[row.line] {
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
            let input = columns.input(of: row, reading, templates)
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
    fileprivate mutating func refuse(_ faults: [Fault]) {
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
    /// The code that a row names; nil where it names none.
    fileprivate func code(of row: SheetRow) -> String? {
        code.map { row.cells[$0].trimmed }.flatMap { $0.isEmpty ? nil : $0 }
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
