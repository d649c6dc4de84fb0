/// In what kinds a permission may come, and which clause allows which (1.4).
package struct EvidenceKinds: Sendable {
    /// The kinds in the edition's order.
    package let all: [EvidenceKind]
    package let permissions: [EvidencePermission]
    private let allowed: [String: Set<String>]

    /// These kinds, and what each clause allows of them.
    init(all: [EvidenceKind], permissions: [EvidencePermission]) {
        self.all = all
        self.permissions = permissions
        let written = Set(all.filter(\.written).map(\.id))
        allowed = Dictionary(
            permissions.map { ($0.clause, Set($0.kinds + $0.added).union($0.anyWritten ? written : [])) }
        ) { first, _ in first }
    }

    /// The kind with this id.
    package subscript(id: String) -> EvidenceKind? {
        all.first { $0.id == id }
    }

    /// Whether evidence of a kind will do under a clause; under a clause without a list of kinds, none will.
    package func allows(_ kind: String, under clause: String) -> Bool {
        allowed[clause]?.contains(kind) ?? false
    }

    /// The kinds that will do under a clause, in the edition's order.
    package func kinds(under clause: String) -> [EvidenceKind] {
        all.filter { allows($0.id, under: clause) }
    }
}

/// A kind of evidence (1.4.1).
package struct EvidenceKind: Hashable, Sendable {
    package let id: String
    package let name: Text
    /// Whether it stands in writing.
    package let written: Bool
    /// The first clause that lists it.
    package let clause: String
    /// Whether this edition has added it.
    package let inferred: Bool
}

/// The kinds of evidence that one clause allows.
package struct EvidencePermission: Hashable, Sendable {
    package let clause: String
    /// The kinds that the clause lists.
    package let kinds: [String]
    /// The kinds that this edition accepts beside them.
    package let added: [String]
    /// Whether every written kind will do.
    package let anyWritten: Bool
}
