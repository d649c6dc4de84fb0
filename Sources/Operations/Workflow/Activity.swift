import Handbook

/// One step of a procedure: a struct whose properties are its input, whose row is its line in the handbook, whose guards cite clauses.
package protocol Activity<Subject>: NamedActivity {
    associatedtype Subject: Procedure

    static var row: Row<Subject.Step> { get }
    static var guards: [Guard<Self>] { get }
    /// The declared inputs; by default those of the struct's `@Input` properties.
    static var fields: [Field] { get }

    /// Whether a case that stands so waits for this step; by default where it leads on and is no byway.
    static func isAwaited(_ subject: Subject, at stage: String) -> Bool
    /// The paper that a signature given with this activity binds; nil where none is shown before.
    static func paperToSign(_ subject: Subject, at stage: String) -> Paper.Kind?

    /// What stands already of its inputs, for a form that changes it; nil where the form begins empty.
    static func standing(_ subject: Subject) -> (any Encodable)?

    init()
    func perform(on subject: inout Subject, in work: Work) throws
}

/// An activity as others name it: by its verb.
package protocol NamedActivity: Decodable, Sendable {
    /// How URLs, scenarios and the API address it: `return-receipt`.
    static var verb: String { get }
}

extension NamedActivity {
    package static var verb: String { verb(of: Self.self) }

    /// A type's name as a verb: `ReturnReceipt` gives `return-receipt`.
    package static func verb(of type: Any.Type) -> String {
        var verb = ""
        for character in String(describing: type).prefix(while: { $0 != "<" }) {
            if character.isUppercase, !verb.isEmpty { verb.append("-") }
            verb.append(contentsOf: character.lowercased())
        }
        return verb
    }
}

extension Activity {
    package static var guards: [Guard<Self>] { [] }
    package static var fields: [Field] { Field.declared(by: Self()) }
    package static func isAwaited(_ subject: Subject, at stage: String) -> Bool {
        let row = row
        guard !row.isByway, let to = row.to else { return false }
        return to.rawValue != stage
    }
    package static func paperToSign(_ subject: Subject, at stage: String) -> Paper.Kind? { nil }
    package static func standing(_ subject: Subject) -> (any Encodable)? { nil }
}
