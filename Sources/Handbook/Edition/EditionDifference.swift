/// What two revisions of an edition say differently: each thing in words, before and after, with its clause.
package struct EditionDifference: Sendable {
    package let changes: [Change]

    /// One thing that is said differently; nil before where it is new, nil after where it is gone.
    package struct Change: Hashable, Sendable {
        package let part: EditionPart
        /// Its name within its part: a limit's key, a clause's number.
        package let name: String
        package let what: Text
        package let clause: String?
        package let before: Text?
        package let after: Text?
    }

    /// Compares everything that the two say.
    package init(from old: Edition, to new: Edition) {
        let (before, after) = (EditionStatement.all(of: old), EditionStatement.all(of: new))
        let (then, now) = (Self.byPlace(before), Self.byPlace(after))
        var changes: [Change] = []
        // In the order of the newer book; what is gone stands where its part ends.
        for part in EditionPart.allCases {
            for statement in after where statement.part == part {
                let former = then[statement.place]
                if former?.says != statement.says { changes.append(Change(statement, before: former?.says, after: statement.says)) }
            }
            for statement in before where statement.part == part && now[statement.place] == nil {
                changes.append(Change(statement, before: statement.says, after: nil))
            }
        }
        self.changes = changes
    }

    private static func byPlace(_ statements: [EditionStatement]) -> [EditionStatement.Place: EditionStatement] {
        Dictionary(statements.map { ($0.place, $0) }) { first, _ in first }
    }
}

extension EditionDifference.Change {
    fileprivate init(_ statement: EditionStatement, before: Text?, after: Text?) {
        self.init(
            part: statement.part, name: statement.name, what: statement.what, clause: statement.clause, before: before, after: after
        )
    }
}

/// The parts of which an edition is made, as people look through them.
package enum EditionPart: String, CaseIterable, Sendable {
    case head, levels, limits, calendar, guards, evidence, ladder, organization, wording, clauses

    package var title: Text {
        switch self {
        case .head: Text("版本", "The edition")
        case .levels: Text("服务级别", "Service levels")
        case .limits: Text("时限与数值", "Limits")
        case .calendar: Text("日历", "Calendar")
        case .guards: Text("把关的强弱", "Force of guards")
        case .evidence: Text("许可证据", "Evidence")
        case .ladder: Text("技能资格", "Qualification")
        case .organization: Text("组织", "Organisation")
        case .wording: Text("用语", "Wording")
        case .clauses: Text("条款", "Clauses")
        }
    }
}
