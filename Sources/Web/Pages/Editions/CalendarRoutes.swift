import Handbook
import Hummingbird
import Operations

extension Front {
    /// The form for a year's notice.
    func showCalendar(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try calendarKeeper(visit)
        var page = CalendarPage(calendar: edition.calendar, token: guest.formToken, year: nextYear)
        page.done = Asked(request).whole("done").map { Int(clamping: $0) }
        return show(page, to: visit)
    }

    /// Reads a notice and tells what it would change; where that is asked for, enters it as a new revision, and open cases follow.
    func takeCalendar(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try calendarKeeper(visit)
        let body = try await FormBody(request, visit)
        var page = CalendarPage(calendar: edition.calendar, token: guest.formToken, year: nextYear)
        page.notice = String((body["notice"] ?? "").prefix(20_000))
        guard let year = body["year"].flatMap({ Int($0.trimmed) }), (2_021...2_100).contains(year) else {
            page.read = HolidayNotice("", year: page.year)
            return show(page, to: visit, status: .unprocessableContent)
        }
        page.year = year
        let notice = HolidayNotice(page.notice, year: year)
        page.read = notice
        guard notice.faults.isEmpty else { return show(page, to: visit, status: .unprocessableContent) }
        let source = try await desk.source().replacing(notice.year)
        let revised: Edition
        do throws(EditionFaults) { revised = try Edition(source) } catch {
            throw Malformed(faults: error.faults.prefix(5).map { FieldFault(field: "notice", text: $0.fault, clause: "12.1.1") })
        }
        page.isSame = EditionDifference(from: edition, to: revised).changes.isEmpty
        if body["_do"] == "take", !page.isSame {
            try await desk.importEdition(source, by: guest.person, from: .web)
            let followed = try await desk.followCalendar()
            return .goOn(to: "/editions/calendar?done=\(followed)")
        }
        page.outlook = try await desk.outlook(by: revised, for: guest.person)
        return show(page, to: visit)
    }

    /// The first year that has not been announced.
    private var nextYear: Int {
        edition.calendar.years.first { $0.isProvisional }?.year ?? (edition.calendar.years.last.map { $0.year + 1 } ?? 2_027)
    }

    private func calendarKeeper(_ visit: Visit) throws -> Guest {
        let guest = try visit.signedIn()
        guard guest.holds(.administrator) else { throw Missing("没有这一页", "There is no such page") }
        return guest
    }
}
