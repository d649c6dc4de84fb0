/// What each level of qualification needs, and which certificate stands on which rung (8.2.1).
package struct QualificationLadder: Sendable {
    /// The steps from the lowest.
    package let steps: [Step]
    package let vendors: [Vendor]

    /// What one level needs.
    package struct Step: Hashable, Sendable {
        package let level: QualificationLevel
        package let name: Text
        /// The lowest rung of certificate that will do.
        package let rung: Rung
        /// Years with the product.
        package let years: Int
        package let training: QualificationLevel
        package let clause: String
    }

    /// How high a vendor's certificate stands.
    package enum Rung: String, CaseIterable, Comparable, Sendable, Codable {
        case entry, professional, expert

        package static func < (one: Rung, other: Rung) -> Bool { one.height < other.height }

        private var height: Int {
            switch self {
            case .entry: 1
            case .professional: 2
            case .expert: 3
            }
        }
    }

    /// A vendor with its certificates.
    package struct Vendor: Hashable, Sendable {
        package let id: String
        package let name: Text
        package let inferred: Bool
        package let certificates: [Certificate]
    }

    /// A certificate by name, and its rung.
    package struct Certificate: Hashable, Sendable {
        package let name: String
        package let rung: Rung
        package let inferred: Bool
    }

    /// The vendor with this id, in any letter case.
    package func vendor(_ id: String) -> Vendor? {
        let id = id.lowercased()
        return vendors.first { $0.id == id || $0.name.zh == id || $0.name.en.lowercased() == id }
    }

    /// The rung of a vendor's certificate, by a name that may carry a specialty ("HCIP-Datacom"); nothing if it isn't known.
    package func rung(of certificate: String, from vendor: Vendor) -> Rung? {
        let stem = certificate.uppercased().prefix { $0.isLetter || $0.isNumber }
        return vendor.certificates.first { $0.name.uppercased() == stem }?.rung
    }
}

/// How skilled an engineer is by certification (8.2.1).
package enum QualificationLevel: String, CaseIterable, Comparable, Sendable, Codable {
    case junior, intermediate, senior

    package static func < (one: QualificationLevel, other: QualificationLevel) -> Bool { one.height < other.height }

    /// 1 for junior to 3 for senior.
    var height: Int {
        switch self {
        case .junior: 1
        case .intermediate: 2
        case .senior: 3
        }
    }
}
