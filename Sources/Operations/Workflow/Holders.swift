import Handbook

/// What in the program holds a clause: the guard that refuses, the input that records, the statement that is attested.
package struct Holder: Sendable {
    package let kind: String
    package let verb: String
    package let title: Text
    package let how: Text
}

/// Looks through every declaration for a clause.
package enum Holders {
    /// Everything that holds the clause, in the order of the procedures.
    package static func of(_ clause: String) -> [Holder] {
        (Procedures.all + Procedures.registers).compactMap { Procedures.declared[$0.kind] }.flatMap { procedure in
            procedure.activities.flatMap { activity in ways(of: clause, in: activity, of: procedure) }
        }
    }

    /// Every clause that anything holds.
    package static let held: Set<String> = Set(
        Procedures.declared.values.flatMap { $0.activities }.flatMap { activity in
            activity.clauses + activity.guards.map(\.clause) + activity.fields.flatMap(\.clauses)
        } + ClockName.all.map(\.clause))

    private static func ways(of clause: String, in activity: DeclaredActivity, of procedure: DeclaredProcedure) -> [Holder] {
        var ways: [Text] = []
        for check in activity.guards where check.clause == clause {
            switch check.force {
            case .refuse: ways.append(Text("守卫：\(check.title.zh)", "refuses unless: \(check.title.en)"))
            case .deviate: ways.append(Text("须说明理由：\(check.title.zh)", "asks for a reason unless: \(check.title.en)"))
            case .report: ways.append(Text("如实记录并上报：\(check.title.zh)", "records and raises unless: \(check.title.en)"))
            }
        }
        if activity.fields.contains(where: { $0.clauses.contains(clause) }) { ways.append(Text("记录", "records it")) }
        if activity.clauses.contains(clause) { ways.append(Text("办理此步即履行", "is carried out by this step")) }
        return ways.map { Holder(kind: procedure.kind, verb: activity.verb, title: activity.title, how: $0) }
    }
}

extension Field {
    /// The clauses that an input records or attests.
    package var clauses: [String] {
        var clauses = clause.map { [$0] } ?? []
        switch kind {
        case .checklist(let items): clauses += items.map(\.clause)
        case .form(let fields), .list(.form(let fields)): clauses += fields.flatMap(\.clauses)
        default: break
        }
        return clauses
    }
}
