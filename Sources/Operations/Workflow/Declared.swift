import Foundation
import Handbook

/// A procedure as the rest of the house reads it, declared once: pages, API, checks and tests all work from this.
package final class DeclaredProcedure: Sendable {
    package let kind: String
    package let title: Text
    package let numbering: Numbering
    package let stages: [(id: String, name: Text)]
    package let activities: [DeclaredActivity]
    package let sheets: [Sheet]
    /// The typed table of a register, and its fields.
    package let table: RegisterTable?
    let recordVersion: Int
    let blank: @Sendable () -> any Procedure
    let decode: @Sendable (_ body: String, _ version: Int) throws -> any Procedure
    private let byVerb: [String: Int]
    private let leading: [String: [Role]]

    /// Reads a procedure's declaration once.
    package init<Kind: Procedure>(_ type: Kind.Type) {
        kind = Kind.kind
        title = Kind.title
        numbering = Kind.numbering
        stages = Kind.Step.allCases.map { ($0.rawValue, $0.name) }
        recordVersion = Kind.recordVersion
        sheets = Kind.sheets
        table = (Kind.self as? any Register.Type).map { RegisterTable($0) }
        blank = { Kind() }
        decode = { body, version in
            if version == Kind.recordVersion {
                return try ValueDecoder.decode(Kind.self, from: CanonicalJSON.value(of: body.utf8))
            }
            guard (1...Kind.recordVersion).contains(version), var members = try CanonicalJSON.value(of: Array(body.utf8)).members
            else {
                throw Undeclared(text: "no way from version \(version) of a \(Kind.kind) record")
            }
            for upgrade in Kind.upgrades[(version - 1)...] { upgrade(&members) }
            return try ValueDecoder.decode(Kind.self, from: .object(members))
        }
        activities = (Kind.activities + Everywhere.activities(of: Kind.self)).map { DeclaredActivity.declared($0) }
        byVerb = Dictionary(activities.enumerated().map { ($1.verb, $0) }) { first, _ in first }
        var leading: [String: [Role]] = [:]
        for (stage, _) in stages {
            leading[stage] =
                activities.first { !$0.isByway && $0.to != nil && $0.to != stage && $0.starts(in: stage) && $0.by != [.clock] }?.by
        }
        self.leading = leading
    }

    /// Who leads a case on from that stage: the roles of the first step on its way to another one; none where it has ended.
    package func next(from stage: String) -> [Role] { leading[stage] ?? [] }

    /// The activity of that verb.
    package func activity(_ verb: String) -> DeclaredActivity? { byVerb[verb].map { activities[$0] } }

    /// The activities that open a case.
    package var openings: [DeclaredActivity] { activities.filter(\.isOpening) }

    /// The name of a stage.
    package func name(ofStage id: String) -> Text { stages.first { $0.id == id }?.name ?? Text(id, id) }

    /// Whether a case in this stage can still be led to another one.
    package func isOpen(_ stage: String) -> Bool { activities.contains { $0.to != nil && $0.starts(in: stage) } }
}

/// An activity as the rest of the house reads it; declared once, and the same object everywhere.
package final class DeclaredActivity: Sendable {
    package let verb: String
    package let code: String
    package let title: Text
    package let by: [Role]
    package let isOpening: Bool
    /// The stages it may start from; nil where any open stage will do.
    package let from: Set<String>?
    /// Whether it may also be done in a closed case.
    package let inClosed: Bool
    package let to: String?
    package let isReport: Bool
    package let otherThan: [String]
    package let opens: [String]
    package let clauses: [String]
    package let fields: [Field]
    /// Verb, code and title, and the label of each field, as journal entries tell them: made once for all.
    let heading: Value
    let labels: [Value]
    package let guards: [DeclaredGuard]
    /// Whether some of them need no input.
    let looksAhead: Bool
    /// Whether it leads off the straight way.
    package let isByway: Bool
    /// Whether a case with that record in that stage waits for it.
    let isAwaited: @Sendable (any Procedure, _ stage: String) -> Bool
    /// The paper that a signature of this activity binds, for the record as it stands; nil where none is shown before.
    let paperToSign: @Sendable (any Procedure, _ stage: String) -> Paper.Kind?
    /// What stands already of its inputs in a record, for a form that changes it.
    let standing: @Sendable (any Procedure) throws -> [String: Value]?
    /// Decodes the input, evaluates every guard, lets the desk decide, and performs on the record.
    let attempt: @Sendable (Value, any Procedure, Work, (_ found: [Found]) throws -> Void) throws -> any Procedure
    /// Evaluates the guards that need no input.
    let readiness: @Sendable (any Procedure, Work) throws -> [Found]
    /// Performs without guards, for a replay.
    let replay: @Sendable (Value, any Procedure, Work) throws -> any Procedure

    /// What a guard found.
    package struct Found: Sendable {
        package let guarded: DeclaredGuard
        package let verdict: Verdict
    }

    fileprivate static func declared<Subject: Procedure>(_ type: any Activity<Subject>.Type) -> DeclaredActivity {
        func declare<Step: Activity>(_ step: Step.Type) -> DeclaredActivity where Step.Subject == Subject { DeclaredActivity(step) }
        return declare(type)
    }

    private init<Step: Activity>(_ step: Step.Type) {
        let row = Step.row
        let guards = Step.guards
        let declared = guards.map { DeclaredGuard($0, of: row, verb: Step.verb) }
        verb = Step.verb
        code = row.code
        title = row.title
        by = row.by
        to = row.to?.rawValue
        isReport = row.isReport
        otherThan = row.otherThan.map { $0.verb }
        opens = row.opens.map { $0.kind }
        clauses = row.clauses
        fields = Step.fields
        heading = ["verb": .text(verb), "code": .text(code), "title": Value(title)]
        labels = fields.map { Value($0.label) }
        self.guards = declared
        switch row.from {
        case .opening: (isOpening, from, inClosed) = (true, [], false)
        case .stages(let stages): (isOpening, from, inClosed) = (false, Set(stages.map(\.rawValue)), false)
        case .open: (isOpening, from, inClosed) = (false, nil, false)
        case .any: (isOpening, from, inClosed) = (false, nil, true)
        }
        isByway = row.isByway
        isAwaited = { record, stage in (record as? Step.Subject).map { Step.isAwaited($0, at: stage) } ?? false }
        paperToSign = { record, stage in (record as? Step.Subject).flatMap { Step.paperToSign($0, at: stage) } }
        standing = { record in
            guard let subject = record as? Step.Subject, let standing = Step.standing(subject) else { return nil }
            return try ValueEncoder.value(of: standing).members
        }
        attempt = { input, record, work, decide in
            guard var subject = record as? Step.Subject else {
                throw Undeclared(text: "\(Step.verb) got another procedure's record")
            }
            let activity = try ValueDecoder.decode(Step.self, from: input)
            var found: [Found] = []
            for (index, check) in guards.enumerated() {
                found.append(Found(guarded: declared[index], verdict: try check.check(activity, subject, work)))
            }
            try decide(found)
            try activity.perform(on: &subject, in: work)
            return subject
        }
        let ahead = zip(guards, declared).filter { !$0.0.needsInput }
        looksAhead = !ahead.isEmpty
        readiness = { record, work in
            guard let subject = record as? Step.Subject else {
                throw Undeclared(text: "\(Step.verb) got another procedure's record")
            }
            let blank = Step()
            return try ahead.map { check, guarded in Found(guarded: guarded, verdict: try check.check(blank, subject, work)) }
        }
        replay = { input, record, work in
            guard var subject = record as? Step.Subject else {
                throw Undeclared(text: "\(Step.verb) got another procedure's record")
            }
            try ValueDecoder.decode(Step.self, from: input).perform(on: &subject, in: work)
            return subject
        }
    }

    /// Whether it may start from that stage, as far as the declaration says.
    package func starts(in stage: String) -> Bool {
        guard !isOpening, let from else { return false }
        return from.contains(stage)
    }
}

/// A guard as the rest of the house reads it.
package struct DeclaredGuard: Sendable {
    /// `DO/assign/3.1.2`: the name under which an edition can move it and a reason is given.
    package let id: String
    package let clause: String
    package let title: Text
    package let force: Force
    package let field: String?
    package let needsInput: Bool

    /// The edition can move a guard between refusing and advising; what reports what has happened stays so.
    func force(under edition: Edition) -> Force {
        if force == .report { return .report }
        switch edition.guards[id] {
        case .refuse?: return .refuse
        case .deviate?: return .deviate
        case nil: return force
        }
    }

    fileprivate init<Step: Activity>(_ check: Guard<Step>, of row: Row<Step.Subject.Step>, verb: String) {
        id = "\(Step.Subject.kind)/\(verb)/\(check.clause)"
        clause = check.clause
        title = check.title
        force = check.force ?? (row.isReport ? .report : .refuse)
        field = check.field
        needsInput = check.needsInput
    }
}
