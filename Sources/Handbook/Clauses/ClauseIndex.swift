/// All clauses of the handbook in book order, and each by its number.
package struct ClauseIndex: Sendable {
    package let all: [Clause]
    /// The parts of the book in order.
    package let parts: [Part]
    private let places: [String: Int]

    /// A part of the book.
    package struct Part: Hashable, Sendable {
        package let number: Int
        package let title: Text
    }

    /// An index of these clauses, in book order.
    init(all: [Clause], parts: [Part]) {
        self.all = all
        self.parts = parts
        places = Dictionary(all.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    /// The clause with this number, such as "12.2.1/4".
    package subscript(id: String) -> Clause? {
        places[id].map { all[$0] }
    }

    package var count: Int { all.count }

    /// The clauses that the house holds in one way.
    package func all(_ mechanism: Mechanism) -> [Clause] {
        all.filter { $0.mechanism == mechanism }
    }
}
