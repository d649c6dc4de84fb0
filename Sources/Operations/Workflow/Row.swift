import Handbook

/// An activity's line in the handbook's table: code, name, who, from where, to where.
package struct Row<Stage: StageName>: Sendable {
    /// The code that the handbook prints, or the clause; a dash where it has none.
    package let code: String
    package let title: Text
    package let by: [Role]
    package let from: Start
    /// The stage it leads to; nil stays.
    package let to: Stage?
    /// Whether it tells what has happened, so that it is never refused for what it broke.
    package let isReport: Bool
    /// Activities whose last performer may not be the one who does this (four eyes).
    package let otherThan: [any NamedActivity.Type]
    /// The procedures of which it may open a case.
    package let opens: [any Procedure.Type]
    /// Whether it leads off the straight way: nobody waits for it, though it may be done.
    package let isByway: Bool
    /// The clause that the activity carries out, first; then others that it records or attests when it is done.
    package let clauses: [String]

    /// Where an activity may start.
    package enum Start: Sendable {
        /// It opens the case.
        case opening
        case stages([Stage])
        /// Any stage that can still be left.
        case open
        /// Any stage, the closed ones too.
        case any
    }

    package init(
        _ code: String, _ chinese: String, _ english: String, by: Role..., from: Start, to: Stage? = nil, isReport: Bool = false,
        isByway: Bool = false, otherThan: [any NamedActivity.Type] = [], opens: [any Procedure.Type] = [], clauses: [String] = []
    ) {
        self.init(
            code, chinese, english, roles: by, from: from, to: to, isReport: isReport, isByway: isByway, otherThan: otherThan,
            opens: opens,
            clauses: clauses)
    }

    /// A line whose roles stand in a list.
    package init(
        _ code: String, _ chinese: String, _ english: String, roles: [Role], from: Start, to: Stage? = nil, isReport: Bool = false,
        isByway: Bool = false, otherThan: [any NamedActivity.Type] = [], opens: [any Procedure.Type] = [], clauses: [String] = []
    ) {
        self.code = code
        title = Text(chinese, english)
        by = roles
        self.from = from
        self.to = to
        self.isReport = isReport
        self.isByway = isByway
        self.otherThan = otherThan
        self.opens = opens
        self.clauses = clauses
    }
}

extension Row.Start: ExpressibleByArrayLiteral {
    package init(arrayLiteral stages: Stage...) { self = .stages(stages) }
}

/// The stages of a procedure, each with its name in both languages.
package protocol StageName: RawRepresentable, CaseIterable, Codable, Hashable, Sendable
where RawValue == String, AllCases == [Self] {
    var name: Text { get }
}
