import Handbook

/// One step of a procedure: a struct whose properties are its input, whose row is its line in the handbook, whose guards cite clauses.
package protocol Activity<Subject>: NamedActivity {
    associatedtype Subject: Procedure

    static var row: Row<Subject.Step> { get }
    static var guards: [Guard<Self>] { get }
    /// The declared inputs; by default those of the struct's `@Input` properties.
    static var fields: [Field] { get }

    /// The paper that a signature given with this activity binds; nil where none is shown before.
    static func paperToSign(_ subject: Subject, at stage: String) -> Paper.Kind?

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
    package static func paperToSign(_ subject: Subject, at stage: String) -> Paper.Kind? { nil }
}
