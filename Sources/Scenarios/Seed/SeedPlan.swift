import Handbook
import Operations

/// When everything of the year begins: requests by season, weekday and hour, inspections by quarter, duties by week.
struct SeedPlan {
    let year: SeedYear
    let size: SeedSize
    let first: Day
    let last: Day

    /// Notes every story in the agenda.
    func begin() {
        beginRequests()
        beginPlannedOrders()
        beginCalls()
        beginHousekeeping()
    }

    private func beginRequests() {
        var chance = Chance(year.seed, for: "requests")
        let times = times(size.requests, &chance)
        for (index, time) in times.enumerated() {
            let unit = chance.one(of: year.company.units)
            // Spread evenly, so that the number of visits is the one that was planned.
            let goesOnSite = index * size.onSite / size.requests != (index + 1) * size.onSite / size.requests
            let orderMistake = Mistake.inStore(for: index * size.onSite / size.requests, of: Mistake.ofOrders)
            let story = RequestStory(year, index, unit, goesOnSite: goesOnSite, orderMistake: orderMistake)
            year.begin(at: time) {
                var story = story
                try await story.tell()
            }
        }
    }

    private func beginPlannedOrders() {
        var chance = Chance(year.seed, for: "planned orders")
        for (index, time) in times(size.planned, &chance).enumerated() {
            let unit = chance.one(of: year.company.units)
            let story = PlannedOrderStory(year, index, unit, mistake: Mistake.inStore(for: index + 5, of: Mistake.ofOrders))
            year.begin(at: time) {
                var story = story
                try await story.tell()
            }
        }
    }

    private func beginCalls() {
        var chance = Chance(year.seed, for: "calls")
        for (index, time) in times(size.calls, &chance).enumerated() {
            let story = CallStory(year, index, chance.one(of: year.company.clients))
            year.begin(at: time) {
                var story = story
                try await story.tell()
            }
        }
    }

    private func beginHousekeeping() {
        var chance = Chance(year.seed, for: "house")
        for region in SeedRegion.all {
            let end = region.ownDutyDays == 0 ? last.adding(14) : last.adding(-region.ownDutyDays)
            for (week, monday) in mondays.enumerated() where monday.adding(7) <= end {
                let story = DutyStory(year, region, from: monday, week: week)
                year.begin(at: year.time.instant(monday.adding(-3), minute: 15 * 60 + region.share)) {
                    var story = story
                    try await story.tell()
                }
            }
            for person in region.engineers {
                for _ in 0..<max(1, size.days / 120) {
                    let day = Day(number: chance.number(first.number + 5...max(first.number + 6, last.number - 20)))
                    let story = LeaveStory(year: year, chance: Chance(year.seed, for: "leave \(person) \(day.iso)"), person: person)
                    year.begin(at: year.time.instant(day, minute: 11 * 60 + chance.number(0...59))) {
                        var story = story
                        try await story.tell()
                    }
                }
            }
        }
        beginGuides()
        for client in year.company.clients {
            for agreement in client.agreements.dropFirst() {
                let story = RenewalStory(
                    year: year, chance: Chance(year.seed, for: agreement.code), client: client, agreement: agreement)
                year.begin(at: year.time.instant(max(first, agreement.from.adding(-9)), minute: 10 * 60 + 11)) {
                    var story = story
                    try await story.tell()
                }
            }
        }
    }

    /// A guide for each operation of each family, in the first weeks; every third one is revised in the middle.
    private func beginGuides() {
        let middle = Day(number: (first.number + last.number) / 2)
        var index = 0
        for family in SeedFamily.all {
            var operations: Set<String> = []
            for trouble in family.troubles where operations.insert(trouble.operation).inserted {
                let story = GuideStory(
                    year: year, chance: Chance(year.seed, for: "guide \(family.code) \(trouble.operation)"), family: family,
                    trouble: trouble, revision: index % 3 == 0 ? middle.adding(index) : nil)
                year.begin(at: year.time.instant(first.adding(1 + index), minute: 9 * 60 + 20)) {
                    var story = story
                    try await story.tell()
                }
                index += 1
            }
        }
    }

    private var mondays: [Day] {
        (first.number + 4...last.number + 7).map { Day(number: $0) }.filter { $0.weekday == .monday }
    }

    /// So many times, in order: more on working days, in summer storms and winter load, and in the hours of the office.
    private func times(_ count: Int, _ chance: inout Chance) -> [Instant] {
        let days = (first.number...last.number).map { Day(number: $0) }
        var sums: [Int] = []
        for day in days {
            let isWorked = (try? year.calendar.isWorkingDay(day)) ?? true
            let season = [7, 8].contains(day.month) ? 14 : [12, 1].contains(day.month) ? 12 : 10
            sums.append((sums.last ?? 0) + season * (isWorked ? 10 : 3))
        }
        let all = sums.last ?? 1
        return (0..<count).map { _ in
            let mark = chance.number(1...all)
            let day = days[sums.firstIndex { $0 >= mark } ?? 0]
            let minute = chance.happens(75) ? chance.number(8 * 60...17 * 60 + 40) : chance.number(6...24 * 60 - 1)
            return year.time.instant(day, minute: minute).adding(milliseconds: Int64(chance.number(0...59)) * 1_000)
        }.sorted()
    }
}
