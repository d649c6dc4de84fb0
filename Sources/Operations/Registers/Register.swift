import Foundation
import Handbook
import Storage

/// A register: customers, sites, devices, people… Its struct is the form of one entry; entering, amending and retiring are activities.
///
/// It is a procedure with two stages, so journal, audience, search, forms and API hold for it without a word more.
package protocol Register: Procedure, Codable where Step == Standing {
    /// The typed table that any report can read: one row a version, with the time from which and to which it held.
    static var table: String { get }
    /// The clause for which the register is kept.
    static var clause: String { get }
    /// Who may enter, amend and retire.
    static var keepers: [Role] { get }
    /// Activities beside entering, amending and retiring.
    static var further: [any Activity<Self>.Type] { get }
    /// What must hold of an entry, whether it is entered or amended.
    static var conditions: [Condition<Self>] { get }
    var code: String { get set }
    /// Keeps what a form does not show when an entry is amended: what other activities than amending have noted.
    mutating func keep(from former: Self)
}

/// Whether a register's entry is in use.
package enum Standing: String, StageName {
    case active, retired

    package var name: Text {
        switch self {
        case .active: Text("在用", "Active")
        case .retired: Text("停用", "Retired")
        }
    }
}

/// Something that must hold of a register entry, with its clause.
package struct Condition<Entry: Register>: Sendable {
    let clause: String
    let title: Text
    let field: String
    /// Whether only an amended entry can break it.
    let isForAmending: Bool
    let check: @Sendable (Entry, Work) throws -> Verdict

    package init(
        _ clause: String, _ chinese: String, _ english: String, field: String, isForAmending: Bool = false,
        _ check: @escaping @Sendable (Entry, Work) throws -> Verdict
    ) {
        self.clause = clause
        title = Text(chinese, english)
        self.field = field
        self.isForAmending = isForAmending
        self.check = check
    }
}

extension Register {
    package static var numbering: Numbering { .coded }
    package static var further: [any Activity<Self>.Type] { [] }
    package static var conditions: [Condition<Self>] { [] }
    package mutating func keep(from former: Self) {}
    package static var activities: [any Activity<Self>.Type] { [Enter<Self>.self, Amend<Self>.self, Retire<Self>.self] + further }

    /// An entry as it stands now; nil where there is none of that code.
    package static func find(_ code: ID<Self>, in session: any Session) throws -> (entry: Self, standing: Standing)? {
        guard
            let row = try session.first(
                "SELECT c.number, c.stage, r.record_version, r.body FROM cases c JOIN records r ON r.number = c.number WHERE c.number = ?",
                "\(kind):\(code.text)")
        else { return nil }
        return (try decode(row), Standing(rawValue: try row.text("stage")) ?? .retired)
    }

    /// The active entries whose column of the typed table has that value, by code; at most 1,000.
    package static func active(where column: RegisterColumn, is value: any Bindable, in session: any Session) throws -> [Self] {
        try session.query(
            """
            SELECT r.number, r.record_version, r.body FROM \(table) t JOIN records r ON r.number = t.number
            WHERE t.valid_to IS NULL AND t.active = 1 AND t.\(column.name) = ? ORDER BY t.code LIMIT 1000
            """, value
        ).map { try decode($0) }
    }

    /// The entry that a row's `number`, `record_version` and `body` hold.
    static func decode(_ row: SQLRow) throws -> Self {
        guard let procedure = Procedures.declared[kind] else { throw Undeclared(text: "\(kind) is not among the procedures") }
        let body = try row.text("body")
        let record = try RecordShelf.shared.record(try row.text("number"), body) {
            try procedure.decode(body, Int(try row.integer("record_version")))
        }
        guard let entry = record as? Self else { throw Undeclared(text: "\(kind) has another procedure's record") }
        return entry
    }
}

/// A column's name, taken from the program's own text and never from input.
package struct RegisterColumn: Sendable, ExpressibleByStringLiteral {
    let name: StaticString

    package init(stringLiteral name: StaticString) { self.name = name }
}

extension Work {
    /// A register entry as it stands; a missing one is a fault of the reference check.
    package func find<Entry: Register>(_ code: ID<Entry>) throws -> Entry {
        if let entry = entries[code.number] as? Entry { return entry }
        if let person = code as? ID<Person>, let entry = known?.entry(of: person)?.entry as? Entry { return entry }
        guard let entry = try look(up: code) else { throw Missing("没有“\(code)”", "There is no “\(code)”") }
        entries[code.number] = entry
        return entry
    }

    /// A register entry as it stands, or stood when what is played again was received; nil where there is none of that code.
    package func look<Entry: Register>(up code: ID<Entry>) throws -> Entry? {
        guard let asOf else { return try Entry.find(code, in: session)?.entry }
        return try Entry.find(code, asOf: asOf, in: session)
    }

    /// The active entries whose column has that value, as they stand or stood.
    func active<Entry: Register>(_ type: Entry.Type, where column: RegisterColumn, is value: any Bindable) throws -> [Entry] {
        guard let asOf else { return try Entry.active(where: column, is: value, in: session) }
        return try Entry.active(where: column, is: value, asOf: asOf, in: session)
    }

    /// A register entry, where one is named.
    package func find<Entry: Register>(_ code: ID<Entry>?) throws -> Entry? { try code.map { try find($0) } }
}

/// Enters something into a register.
struct Enter<Entry: Register>: Activity {
    static var row: Row<Standing> {
        Row("–", "登记", "Enter", roles: Entry.keepers, from: .opening, to: .active, clauses: [Entry.clause])
    }
    static var guards: [Guard<Self>] { Entry.conditions.filter { !$0.isForAmending }.map { $0.asGuard { $0.entry } } }
    static var fields: [Field] { Field.declared(by: Entry()) }

    let entry: Entry

    init() { entry = Entry() }
    init(from decoder: any Decoder) throws { entry = try Entry(from: decoder) }
    func perform(on subject: inout Entry, in work: Work) { subject = entry }
}

/// Amends an entry: the form shows what stands, and a clash with somebody else's change is shown.
struct Amend<Entry: Register>: Activity {
    static var row: Row<Standing> {
        Row("–", "修改", "Amend", roles: Entry.keepers, from: [.active], clauses: [Entry.clause])
    }
    static var guards: [Guard<Self>] {
        Entry.conditions.map { $0.asGuard { $0.entry } } + [
            .given("2.8.4", "编号不变", "The code stays", field: "code") { amend, subject, _ in
                .met(
                    if: amend.entry.code == subject.code,
                    else: Text("编号须为“\(subject.code)”", "The code must be “\(subject.code)”"))
            }
        ]
    }
    static var fields: [Field] { Field.declared(by: Entry()) }

    let entry: Entry

    init() { entry = Entry() }
    init(from decoder: any Decoder) throws { entry = try Entry(from: decoder) }
    static func standing(_ subject: Entry) -> (any Encodable)? { subject }
    func perform(on subject: inout Entry, in work: Work) {
        var amended = entry
        amended.keep(from: subject)
        subject = amended
    }
}

/// Takes an entry out of use; it is never deleted.
struct Retire<Entry: Register>: Activity {
    static var row: Row<Standing> {
        Row("–", "停用", "Retire", roles: Entry.keepers, from: [.active], to: .retired, clauses: [Entry.clause])
    }

    @Input("原因", "Reason") var reason: String

    func perform(on subject: inout Entry, in work: Work) {}
}

extension Condition {
    fileprivate func asGuard<Step: Activity<Entry>>(_ entry: @escaping @Sendable (Step) -> Entry) -> Guard<Step> {
        let check = check
        return .given(clause, title.zh, title.en, field: field) { step, _, work in try check(entry(step), work) }
    }
}
