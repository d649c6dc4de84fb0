/// What was promised: when the service is there, and how soon (12.1).
package struct ServiceLevel: Hashable, Sendable {
    package let coverage: Coverage
    package let commitment: Commitment

    package init(_ coverage: Coverage, _ commitment: Commitment) {
        self.coverage = coverage
        self.commitment = commitment
    }

    /// When the service is there (12.1.1, 12.1.2).
    package enum Coverage: String, Hashable, Sendable, CaseIterable {
        case officeHours = "5x8"
        case always = "7x24"

        package var clause: String {
            switch self {
            case .officeHours: "12.1.1"
            case .always: "12.1.2"
            }
        }
    }

    /// How soon it acts (12.1.3–12.1.7).
    package enum Commitment: Hashable, Sendable {
        case nextBusinessDay
        case nextDay
        case calendarDays(Int)
        case hours(Int)

        package var clause: String {
            switch self {
            case .nextBusinessDay: "12.1.3"
            case .nextDay: "12.1.4"
            case .calendarDays: "12.1.5"
            case .hours(let hours): hours <= 2 ? "12.1.7" : "12.1.6"
            }
        }
    }
}

extension ServiceLevel: LosslessStringConvertible {
    /// The level that "5x8/4H" writes, or nothing; hours and days run from 1 to 999.
    package init?(_ description: String) {
        let halves = description.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, let coverage = Coverage(written: halves[0]),
            let commitment = Commitment(halves[1].uppercased())
        else { return nil }
        self.init(coverage, commitment)
    }

    package var description: String {
        switch commitment {
        case .nextBusinessDay: "\(coverage.rawValue)/NBD"
        case .nextDay: "\(coverage.rawValue)/ND"
        case .calendarDays(let days): "\(coverage.rawValue)/\(days)CD"
        case .hours(let hours): "\(coverage.rawValue)/\(hours)H"
        }
    }
}

extension ServiceLevel.Coverage {
    fileprivate init?(written text: Substring) {
        // As the house itself writes it first, then as people do.
        let text = String(text)
        guard let coverage = Self(rawValue: text) ?? Self(rawValue: text.lowercased().replacing("×", with: "x")) else { return nil }
        self = coverage
    }
}

extension ServiceLevel.Commitment {
    fileprivate init?(_ text: String) {
        switch text {
        case "NBD": self = .nextBusinessDay
        case "ND": self = .nextDay
        default:
            let isDays = text.hasSuffix("CD")
            guard isDays || text.hasSuffix("H") else { return nil }
            let digits = text.dropLast(isDays ? 2 : 1)
            guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(digits), (1...999).contains(count)
            else { return nil }
            self = isDays ? .calendarDays(count) : .hours(count)
        }
    }
}

extension ServiceLevel: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let level = ServiceLevel(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a service level")
        }
        self = level
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
