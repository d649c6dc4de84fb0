import Delivery
import Handbook
import Hummingbird
import Operations

extension Guest {
    /// Whether the person has hours of their own, or others' to answer for.
    var readsHours: Bool { HoursReader.isOne(actor) }
}

extension Front {
    /// The hours of all for whom somebody answers; an engineer's own month, who answers for nobody.
    func showHours(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try hoursGuest(visit)
        let today = edition.time.day(of: desk.now())
        let reader = HoursReader(guest.actor, under: edition)
        if reader.regions.isEmpty, !reader.seesCompany {
            return .goOn(to: HoursSheetPage.path(guest.person.text, today.adding(1 - today.day)))
        }
        // Without a word it is the month that is being made up: until its tenth day, the one before.
        let usual = today.adding(-10)
        return try await show(request, visit) { [self] asked in
            let query = ReportQuery(
                year: asked.year ?? usual.year, month: asked.month ?? (asked.year == nil ? usual.month : nil),
                region: asked["region"])
            return HoursPage(table: try await desk.hours(query, after: asked["after"], for: guest.actor), edition: edition)
        }
    }

    /// Somebody's sheet of a month.
    func showHoursSheet(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try hoursGuest(visit)
        let sheet = try await sheet(of: visit, for: guest)
        if let format = Asked(request)["as"].flatMap(SheetFormat.init) {
            let rows = HoursRows(sheet: sheet, language: visit.language)
            return try await give(rows.sheet(named: "hours-\(sheet.person)-\(sheet.first.iso.prefix(7))"), as: format, to: visit) {
                try await $0(rows.cells)
            }
        }
        let reader = HoursReader(guest.actor, under: edition)
        return show(
            HoursSheetPage(
                sheet: sheet, edition: edition, today: edition.time.day(of: desk.now()),
                hasOthers: reader.seesCompany || !reader.regions.isEmpty),
            to: visit)
    }

    private func hoursGuest(_ visit: Visit) throws -> Guest {
        let guest = try visit.signedIn()
        guard guest.readsHours else { throw Missing("没有这一页", "There is no such page") }
        return guest
    }

    private func sheet(of visit: Visit, for guest: Guest) async throws -> HoursSheet {
        guard let first = Day("\(try visit.part("month"))-01") else { throw Missing("没有这个月份", "There is no such month") }
        return try await desk.hours(of: visit.part("person"), in: first, for: guest.actor)
    }
}

/// A sheet of hours as rows of a table; minutes are whole numbers, so that they can be added up.
struct HoursRows: Sendable {
    let sheet: HoursSheet
    let language: Language

    func sheet(named name: String) -> OutgoingSheet {
        let columns: [(name: Text, width: Double)] =
            [
                (Text("日期", "Day"), 11), (Text("单号", "Order"), 16), (Text("客户", "Customer"), 22), (Text("局点", "Site"), 22),
                (Text("同程单号", "Journey"), 16), (Text("随行", "Went along"), 8),
            ] + HoursKind.allCases.dropFirst().map { ($0.nameInSheets, 12) }
        return OutgoingSheet(
            name: name, title: Text("工时", "Hours"), heads: columns.map { $0.name.text(in: language) }, widths: columns.map(\.width))
    }

    var cells: [[Cell]] {
        sheet.lines.map { line in
            let row = line.row
            return [
                .text(row.hours.day.iso), .text(row.number), line.order.map { .text($0.customer) } ?? .empty,
                line.order.map { .text($0.site) } ?? .empty, row.journey == row.number ? .empty : .text(row.journey),
                row.isLead ? .empty : .text(Text("是", "Yes").text(in: language)),
            ] + HoursKind.allCases.dropFirst().map { .number(Double(row.hours[$0])) }
        }
    }
}
