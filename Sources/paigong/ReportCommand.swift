import ArgumentParser
import Handbook
import Operations

/// The figures of a report, as the page has them.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Tells the figures of a year or a month: the same as the pages.",
        discussion: "service: what came in and went out, limits kept and late. hours: minutes by engineer.")

    /// Which report.
    enum Name: String, ExpressibleByArgument {
        case service, hours
    }

    @Argument(help: "service or hours.") var name: Name
    @Option(help: "The year or the month, as 2026 or 2026-05; by default this year.") var period: String?
    @Option(help: "One region, by its code; by default the company.") var region: String?
    @Flag(help: "Answer as JSON.") var json = false
    @OptionGroup var house: House

    func run() async throws {
        let desk = try await house.open()
        let today = desk.editions.current.time.day(of: desk.now())
        guard var query = period.map({ ReportQuery($0) }) ?? ReportQuery(year: today.year) else {
            throw Failure("--period takes a year or a month, as 2026 or 2026-05")
        }
        query.region = region
        let asked = query
        let answer: Figures = try await failing {
            switch name {
            case .service: try await Self.service(desk.report(asked, for: .console))
            case .hours: try await Self.hours(asked, desk)
            }
        }
        if json {
            let parts = answer.map { part, figures in
                (part, JSON.object(figures.map { ($0.name, JSON.whole(Int64($0.amount))) }))
            }
            print(
                String(decoding: JSON.object([("period", .text(asked.period)), ("figures", .object(parts))]).bytes, as: UTF8.self))
        } else {
            for (part, figures) in answer {
                print(part)
                for figure in figures { print("  \(figure.name): \(figure.amount)") }
            }
        }
        await desk.database.close()
    }

    private typealias Figures = [(part: String, figures: [(name: String, amount: Int)])]

    private static func service(_ report: ServiceReport) -> Figures {
        func figures(_ figures: ReportFigures) -> [(name: String, amount: Int)] {
            Mark.all.map { (name: $0.id, amount: figures[$0]) }
        }
        var told: Figures = [(part: "all", figures: figures(report.whole))]
        for (name, parts) in [("region", report.regions), ("family", report.families), ("customer", report.customers)] {
            for part in parts { told.append((part: "\(name):\(part.code)", figures: figures(part.figures))) }
        }
        return told
    }

    private static func hours(_ query: ReportQuery, _ desk: Desk) async throws -> Figures {
        var told: Figures = []
        var after: String?
        repeat {
            let table = try await desk.hours(query, after: after, for: .console)
            for part in table.engineers {
                told.append(
                    (part: "person:\(part.code)", figures: HoursKind.allCases.map { (name: $0.rawValue, amount: part[$0]) }))
            }
            after = table.next
        } while after != nil
        return told
    }
}
