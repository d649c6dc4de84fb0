import Handbook
import Storage
import Testing

@testable import Operations

struct LeaderTests {
    @Test(arguments: House.databases) func `Whoever has the most requests of all regions together is told, however few in each`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let (time, now) = (house.time, house.desk.now())
            let regions = try House.shipped.get().organization.regions.map(\.code)
            try #require(regions.count > 1)
            try await house.database.write { session in
                let marks = MarkBook(session)
                var taken = 0
                func take(_ customer: String, _ region: String, _ count: Int) throws {
                    for _ in 0..<count {
                        taken += 1
                        var header = CaseHeader(
                            new: "SR-2026-\(900_000 + taken)", kind: "SR", opened: now, edition: "", parent: nil)
                        (header.region, header.customer) = (region, customer)
                        try marks.renew(header, Facets(), time: time, isNew: true)
                    }
                }
                for region in regions {
                    for place in 1...ServiceReport.mostCustomers { try take("\(region)-\(place)", region, 3) }
                    try take("everywhere", region, 2)
                }
                try marks.settle()
            }
            let mark = Mark.opened("SR")
            func leader(_ region: String? = nil) async throws -> ServiceReport.Part? {
                let query = ReportQuery(year: 2026, region: region)
                return try await house.desk.report(query, .parts, for: .console).customers.first
            }
            // Before the counts are made and after it.
            for round in 1...2 {
                #expect(try await leader()?.code == "everywhere", "\(round)")
                #expect(try await leader()?.figures[mark] == 2 * regions.count)
                #expect(try await leader(regions[0])?.figures[mark] == 3)
                while try await house.desk.sumUp() > 0 {}
            }
            // Those above lose what they had, and it is still on its way: whoever follows is told.
            try await house.database.write { session in
                let changes = (1...ServiceReport.mostCustomers).map {
                    CountKey(region: regions[0], mark: mark.id, part: "customer", period: "2026", name: "\(regions[0])-\($0)")
                        .values + [
                            .integer(-3)
                        ]
                }
                try session.insert(into: "report_changes", "\(CountKey.columns), count", changes)
            }
            #expect(try await leader(regions[0])?.code == "everywhere")
        }
    }
}
