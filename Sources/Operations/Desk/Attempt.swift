import Handbook
import Storage

/// One activity about to be performed on one case, with everything that was loaded for it.
final class Attempt {
    let procedure: DeclaredProcedure
    let activity: DeclaredActivity
    let header: CaseHeader
    let record: any Procedure
    let edition: Edition
    let work: Work

    init(
        _ performance: Performance, _ procedure: DeclaredProcedure, _ activity: DeclaredActivity, _ header: CaseHeader,
        _ record: any Procedure, _ edition: Edition, _ input: [String: Value]
    ) throws {
        self.procedure = procedure
        self.activity = activity
        self.header = header
        self.record = record
        self.edition = edition
        work = Work(
            actor: performance.actor, now: performance.door.done, received: performance.door.received, edition: edition,
            session: performance.session, header: header, verb: activity.verb, numbers: performance.door.numbers)
        work.foreseen = performance.foreseen
        try References(work: work).check(input, activity.fields)
    }

    /// By what right it is done; a wrong stage is a reason beside those of the guards.
    ///
    /// Whoever has no right is told that alone: what else would stand in the way is not theirs to know.
    func permission(takingOver: Bool) throws -> Result<Permission.Right, Refused> {
        let right = try permission(in: header).right(takingOver: takingOver)
        if case .failure(let refusal) = right { throw Refused(refusal.reasons + [wrongStage].compactMap(\.self)) }
        return wrongStage.map { .failure(Refused([$0])) } ?? right
    }

    /// Throws where the case that was just opened lies in a region for which the person has no right; a report is taken everywhere.
    func checkRegion(of record: any Procedure) throws {
        guard activity.isOpening, !activity.isReport else { return }
        var opened = header
        opened.take(record.facets())
        if case .failure(let refusal) = try permission(in: opened).right(takingOver: false) { throw refusal }
    }

    private func permission(in header: CaseHeader) -> Permission {
        Permission(
            actor: work.actor, activity: activity, header: header, session: work.session, edition: edition,
            circumstances: work.circumstances)
    }

    /// Why it can't start from where the case stands.
    private var wrongStage: Reason? {
        if activity.isOpening || activity.inClosed { return nil }
        if activity.from == nil {
            if procedure.isOpen(header.stage) { return nil }
        } else if activity.starts(in: header.stage) {
            return nil
        }
        let now = procedure.name(ofStage: header.stage)
        let wanted = (activity.from ?? []).sorted().map(procedure.name(ofStage:))
        return Reason(
            clause: activity.clauses.first ?? "0.3",
            title: Text("“\(activity.title.zh)”不能在“\(now.zh)”时办理", "“\(activity.title.en)” can't be done while it is “\(now.en)”"),
            remedy: wanted.isEmpty
                ? Text("此单已结，请另开关联单", "This case is closed: open a related one")
                : Text(
                    "须处于：\(wanted.map(\.zh).joined(separator: "、"))", "It must be: \(wanted.map(\.en).joined(separator: ", "))"))
    }
}

/// Looks whether what an input refers to exists, still stands and may be seen.
struct References {
    let work: Work

    /// Throws `Malformed` with every reference that leads nowhere.
    func check(_ input: [String: Value], _ fields: [Field]) throws {
        var faults: [FieldFault] = []
        try collect(input, fields, path: "", into: &faults)
        if !faults.isEmpty { throw Malformed(faults: faults) }
    }

    private func collect(_ input: [String: Value], _ fields: [Field], path: String, into faults: inout [FieldFault]) throws {
        for field in fields {
            try look(input[field.name] ?? .null, field.kind, path + field.name, field.label, into: &faults)
        }
    }

    private func look(_ value: Value, _ kind: FieldKind, _ path: String, _ label: Text, into faults: inout [FieldFault]) throws {
        switch (kind, value) {
        case (.reference(let kind), .text(let code)):
            if try !stands(kind, code) {
                faults.append(
                    FieldFault(
                        field: path, text: Text("“\(label.zh)”中没有“\(code)”", "“\(label.en)”: there is no “\(code)”"), clause: nil))
            }
        case (.list(let inner), .list(let elements)):
            for (index, element) in elements.enumerated() {
                try look(element, inner, "\(path)[\(index + 1)]", label, into: &faults)
            }
        case (.form(let fields), .object(let members)): try collect(members, fields, path: path + ".", into: &faults)
        case (.attachment, .object(let members)): try lookUpFile(members, path, into: &faults)
        case (.evidence, .object(let members)), (.signature, .object(let members)):
            if case .object(let file)? = members["file"] { try lookUpFile(file, path + ".file", into: &faults) }
        default: break
        }
    }

    private func stands(_ kind: String, _ code: String) throws -> Bool {
        guard let procedure = Procedures.declared[kind] else { return false }
        let number: String =
            switch procedure.numbering {
            case .coded: "\(kind):\(code)"
            case .yearly: code
            }
        guard let row = try work.session.first("SELECT kind, open FROM cases WHERE number = ?", number) else {
            return work.relies(on: number)
        }
        guard try row.text("kind") == kind,
            try row.integer("open") != 0 || procedure.table == nil
        else { return false }
        if work.actor.customer == nil { return true }
        return try work.session.isVisible(number, to: work.actor)
    }

    private func lookUpFile(_ file: [String: Value], _ path: String, into faults: inout [FieldFault]) throws {
        let hash = file["hash"]?.text ?? ""
        if try work.session.first("SELECT 1 AS one FROM blobs WHERE hash = ?", hash) == nil {
            faults.append(FieldFault(field: path, text: Text("文件尚未上传", "The file was not uploaded"), clause: nil))
        }
    }
}
