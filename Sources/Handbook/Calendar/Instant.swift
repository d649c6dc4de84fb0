/// A moment, as whole milliseconds since 1970-01-01 00:00 UTC.
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The end of time as the house counts it: what never falls due, and the end of what is still open.
    package static let distant = Instant(milliseconds: Day.last.number.asDays + .day)

    package static func < (one: Instant, other: Instant) -> Bool {
        one.milliseconds < other.milliseconds
    }

    /// The moment so many milliseconds later; past the range of the type it stays at the range's end.
    package func adding(milliseconds more: Int64) -> Instant {
        let (sum, overflow) = milliseconds.addingReportingOverflow(more)
        if overflow { return Instant(milliseconds: more < 0 ? .min : .max) }
        return Instant(milliseconds: sum)
    }

    /// The moment so many minutes later.
    package func adding(minutes: Int) -> Instant {
        adding(milliseconds: Int64(minutes).times(.minute))
    }

    /// The moment so many hours later.
    package func adding(hours: Int) -> Instant {
        adding(milliseconds: Int64(hours).times(.hour))
    }
}

extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

extension Int64 {
    static let minute: Int64 = 60_000
    static let hour: Int64 = 3_600_000
    static let day: Int64 = 86_400_000

    /// The product, kept at the range's end where it would leave the range.
    fileprivate func times(_ other: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        if overflow { return (self < 0) == (other < 0) ? .max : .min }
        return product
    }
}

extension Int {
    /// So many days in milliseconds.
    var asDays: Int64 { Int64(self) * .day }
}
