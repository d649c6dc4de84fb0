/// A clause of the handbook: what it asks, in our words, and how the house holds it.
package struct Clause: Hashable, Sendable {
    package let id: String
    package let title: Text
    package let rule: Text
    /// The part of the book, 0 (foreword) to 8.
    package let part: Int
    package let mechanism: Mechanism
    /// Where it is held: a procedure with its activity ("DO/040"), "register:NAME" or "across:NAME".
    package let places: [String]
    /// Whether the handbook prints this very number.
    package let printed: Bool
    /// Whether the number, or something in the clause, is our reading.
    package let inferred: Bool
    /// A remark of the edition's makers: our reading, a figure, or what the book leaves open.
    package let note: Text?
}

/// How the house holds a clause.
package enum Mechanism: String, CaseIterable, Sendable, Codable {
    case enforce, compute, attest, record, remind, reference

    /// Its name in words.
    package var label: Text {
        switch self {
        case .enforce: Text("系统把关", "Enforced")
        case .compute: Text("系统计算", "Computed")
        case .attest: Text("本人确认", "Attested")
        case .record: Text("留存记录", "Recorded")
        case .remind: Text("提醒", "Reminded")
        case .reference: Text("查阅", "Reference")
        }
    }
}
