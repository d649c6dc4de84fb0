import Delivery
import Foundation
import Handbook
import Hummingbird
import Operations

extension Front {
    /// The most rows of an export, and how many are read at once.
    private static let mostRows = 50_000
    private static let portion = 1_000

    /// The list as comma-separated values, written while it is read.
    func exportCSV(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let rows = QueueRows(edition: edition, language: visit.language)
        let table = CommaTable(time: edition.time)
        let (front, filter) = (self, QueueQuery(request.uri).filter)
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(bytes: CommaTable.mark))
            try await writer.write(ByteBuffer(string: table.line(rows.columns.map { .text($0.name) })))
            try await front.portions(of: filter, for: guest.actor) { list in
                let text = list.lines.map { table.line(rows.cells(of: $0, in: list)) }.joined()
                try await writer.write(ByteBuffer(string: text))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: .download("\(exportName).csv", type: CommaTable.mediaType), body: body)
    }

    /// The list as a workbook: made in a file of its own, then sent.
    func exportXLSX(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let rows = QueueRows(edition: edition, language: visit.language)
        let file = FileManager.default.temporaryDirectory.appending(path: "paigong-\(Secret.drawn().text).xlsx")
        // The file loses its name at once: it goes with the last who reads it, whatever becomes of the answer.
        defer { try? FileManager.default.removeItem(at: file) }
        let handle: FileHandle
        do {
            let book = try Workbook(
                path: file.path, sheet: Text("事项", "Cases").text(in: visit.language), columns: rows.columns, time: edition.time)
            try await portions(of: QueueQuery(request.uri).filter, for: guest.actor) { list in
                for line in list.lines { book.write(rows.cells(of: line, in: list)) }
            }
            try book.finish()
            handle = try FileHandle(forReadingFrom: file)
        }
        let body = ResponseBody { writer in
            while let bytes = try handle.read(upToCount: 64 << 10), !bytes.isEmpty {
                try await writer.write(ByteBuffer(bytes: bytes))
            }
            try await writer.finish(nil)
        }
        let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return Response(status: .ok, headers: .download("\(exportName).xlsx", type: type), body: body)
    }

    /// Reads a list from its beginning, portion by portion, each by its key.
    private func portions(of filter: CaseFilter, for actor: Actor, _ take: (CaseList) async throws -> Void) async throws {
        var filter = filter
        filter.cursor = nil
        var rows = 0
        while rows < Self.mostRows {
            let list = try await desk.list(filter, for: actor, limit: min(Self.portion, Self.mostRows - rows))
            if !list.lines.isEmpty { try await take(list) }
            rows += list.lines.count
            guard let next = list.next else { return }
            filter.cursor = next
        }
    }

    private var exportName: String { "paigong-\(edition.time.day(of: desk.now()).iso)" }
}

/// The lines of a list as rows of a table.
struct QueueRows: Sendable {
    let edition: Edition
    let language: Language

    var columns: [(name: String, width: Double)] {
        [
            (Text("单号", "Number"), 17), (Text("类别", "Kind"), 12), (Text("事项", "What"), 48), (Text("客户", "Customer"), 24),
            (Text("局点", "Site"), 24), (Text("区域", "Region"), 10), (Text("级别", "Level"), 10), (Text("环节", "Stage"), 12),
            (Text("下一步", "Next step"), 16), (Text("负责人", "Owner"), 12), (Text("开单", "Opened"), 17), (Text("时限", "Limit"), 17),
            (Text("办结", "Ended"), 17),
        ].map { ($0.0.text(in: language), $0.1) }
    }

    func cells(of line: CaseLine, in list: CaseList) -> [Cell] {
        let procedure = Procedures.declared[line.kind]
        func text(_ text: Text?) -> Cell { text.map { .text($0.text(in: language)) } ?? .empty }
        func title(_ kind: String, _ code: String?) -> Cell { code.map { .text(list.title(of: kind, $0)) } ?? .empty }
        return [
            .text(line.number), text(procedure?.title), .text(line.title), title(Customer.kind, line.customer),
            title(Site.kind, line.site), text(line.region.flatMap(edition.organization.region)?.name),
            line.level.map { .text($0) } ?? .empty, text(procedure?.name(ofStage: line.stage)),
            text(NextHolder(edition: edition).name(line, procedure, list)), title(Person.kind, line.owner), .instant(line.opened),
            line.due.map { .instant($0) } ?? .empty, line.closed.map { .instant($0) } ?? .empty,
        ]
    }
}
