import Delivery
import Foundation
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
        let asked = Asked(request)
        // Without a word it is the month that is being made up: until its tenth day, the one before.
        let usual = today.adding(-10)
        let year = asked.whole("year").flatMap { (2000...9000).contains($0) ? Int($0) : nil }
        let month = asked.whole("month").flatMap { (1...12).contains($0) ? Int($0) : nil } ?? (year == nil ? usual.month : nil)
        let table = try await desk.hours(
            ReportQuery(year: year ?? usual.year, month: month, region: asked["region"]), after: asked["after"], for: guest.actor)
        return show(HoursPage(table: table, edition: edition), to: visit)
    }

    /// Somebody's sheet of a month.
    func showHoursSheet(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try hoursGuest(visit)
        let sheet = try await sheet(of: visit, for: guest)
        let reader = HoursReader(guest.actor, under: edition)
        return show(
            HoursSheetPage(
                sheet: sheet, edition: edition, today: edition.time.day(of: desk.now()),
                hasOthers: reader.seesCompany || !reader.regions.isEmpty),
            to: visit)
    }

    /// The sheet as a table for spreadsheets.
    func exportHours(_ request: Request, _ visit: Visit) async throws -> Response {
        let sheet = try await sheet(of: visit, for: hoursGuest(visit))
        let rows = HoursRows(sheet: sheet, language: visit.language)
        let name = "hours-\(sheet.person)-\(sheet.first.iso.prefix(7))"
        switch try visit.part("file") {
        case "hours.csv":
            let table = CommaTable(time: edition.time)
            let lines = ([rows.columns.map { Cell.text($0.name) }] + rows.cells).map { table.line($0) }
            return Response(
                status: .ok, headers: .download("\(name).csv", type: CommaTable.mediaType),
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: CommaTable.mark + Array(lines.joined().utf8))))
        case "hours.xlsx":
            let file = FileManager.default.temporaryDirectory.appending(path: "paigong-\(Secret.drawn().text).xlsx")
            defer { try? FileManager.default.removeItem(at: file) }
            let book = try Workbook(
                path: file.path, sheet: Text("工时", "Hours").text(in: visit.language), columns: rows.columns, time: edition.time)
            for cells in rows.cells { book.write(cells) }
            try book.finish()
            let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            return Response(
                status: .ok, headers: .download("\(name).xlsx", type: type),
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: [UInt8](try Data(contentsOf: file)))))
        default: throw Missing("没有这个文件", "There is no such file")
        }
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

    var columns: [(name: String, width: Double)] {
        [
            (Text("日期", "Day"), 11), (Text("单号", "Order"), 16), (Text("客户", "Customer"), 22), (Text("局点", "Site"), 22),
            (Text("同程单号", "Journey"), 16), (Text("随行", "Went along"), 8),
        ].map { ($0.0.text(in: language), $0.1) }
            + HoursKind.allCases.dropFirst().map {
                (Text("\($0.name.zh)（分钟）", "\($0.name.en), minutes").text(in: language), 12)
            }
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
