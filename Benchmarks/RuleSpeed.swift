import Handbook

/// How many service levels one core works out in a second, without rendering the explanation.
enum RuleSpeed {
    static func measure(_ edition: Edition) async throws -> [Figure] {
        guard let level = ServiceLevel("5x8/4H"), let start = edition.time.instant(parsing: "2026-01-05 08:00") else { return [] }
        let count = 400_000
        var check: Int64 = 0
        let taken = try await seconds {
            for index in 0..<count {
                let at = start.adding(minutes: index % 400_000)
                check &+= try ServiceDeadline(level: level, receivedAt: at).find(in: edition).due.milliseconds
            }
        }
        return check == 0 ? [] : [Figure(what: "service level, one core", value: Double(count) / taken, unit: "/s", limit: 200_000)]
    }
}
