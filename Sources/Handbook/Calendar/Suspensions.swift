/// Stretches in which a clock stands still, in order and apart from each other (12.3.1).
struct Suspensions {
    private(set) var ranges: [Range<Instant>]

    /// Sorts and joins stretches that come in any order and may overlap; empty ones are left out.
    init(_ unordered: [Range<Instant>]) {
        ranges = unordered.filter { !$0.isEmpty }
        guard ranges.count > 1 else { return }
        ranges.sort { $0.lowerBound < $1.lowerBound }
        var joined: [Range<Instant>] = []
        for range in ranges {
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        ranges = joined
    }

    /// The earliest moment at which so much has been counted outside the suspensions; `distant` if an open one comes first.
    func advance(_ start: Instant, by milliseconds: Int64, in time: CountingTime) throws(PolicyGap) -> Instant {
        var left = milliseconds
        var at = start
        for range in ranges where range.upperBound > at {
            if left <= 0 { break }
            if range.lowerBound > at {
                let end = try time.advance(at, by: left)
                if end <= range.lowerBound { return end }
                left -= try time.count(from: at, to: range.lowerBound)
                if left <= 0 { return range.lowerBound }
            }
            if range.upperBound >= .distant { return .distant }
            at = range.upperBound
        }
        return try time.advance(at, by: left)
    }

    /// The counted time between two moments that lies outside the suspensions.
    func count(from start: Instant, to end: Instant, in time: CountingTime) throws(PolicyGap) -> Int64 {
        var total = try time.count(from: start, to: end)
        for range in ranges {
            total -= try time.count(from: max(start, range.lowerBound), to: min(end, range.upperBound))
        }
        return total
    }
}
