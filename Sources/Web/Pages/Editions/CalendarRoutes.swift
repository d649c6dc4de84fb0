import Handbook
import Hummingbird
import Operations

extension Front {
    /// The form for a year's notice.
    func showCalendar(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try calendarKeeper(visit)
        var page = CalendarPage(calendar: edition.calendar, token: guest.formToken, year: String(nextYear))
        page.done = Asked(request).whole("done").map { Int(clamping: $0) }
        return show(page, to: visit)
    }

    /// Reads a notice and tells what it would change; where that is asked for, enters it as a new revision, and open cases follow.
    func takeCalendar(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try calendarKeeper(visit)
        let body = try await FormBody(request, visit)
        try await desk.followRevision()
        var page = CalendarPage(calendar: edition.calendar, token: guest.formToken, year: (body["year"] ?? "").trimmed)
        page.notice = body["notice"] ?? ""
        guard let year = Int(page.year), CalendarPage.years.contains(year) else {
            page.troubles = [Text("“\(page.year)”不是 2021 至 2100 年", "“\(page.year)” is no year from 2021 to 2100")]
            return show(page, to: visit, status: .unprocessableContent)
        }
        guard page.notice.count <= CalendarPage.longestNotice else {
            let most = CalendarPage.longestNotice
            page.troubles = [Text("通知原文最多 \(most) 个字", "The words of a notice take at most \(most) characters")]
            return show(page, to: visit, status: .unprocessableContent)
        }
        let notice = HolidayNotice(page.notice, year: year)
        page.read = notice
        guard notice.faults.isEmpty else { return show(page, to: visit, status: .unprocessableContent) }
        let source = try await desk.source().replacing(notice.year)
        let revised: Edition
        do throws(EditionFaults) { revised = try Edition(source, isKept: true) } catch {
            page.read = nil
            page.troubles = error.faults.prefix(5).map { Text("\(year) 年：\($0.fault.zh)", "\(year): \($0.fault.en)") }
            return show(page, to: visit, status: .unprocessableContent)
        }
        page.isSame = EditionDifference(from: edition, to: revised).changes.isEmpty
        if body["_do"] == "take", !page.isSame {
            try await desk.importEdition(source, read: revised, by: guest.person, from: .web)
            // Those that are left follow when the house is tidied.
            let followed = try await desk.followCalendar(atMost: CalendarOutlook.most)
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
