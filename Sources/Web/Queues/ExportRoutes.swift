import Delivery
import Handbook
import Hummingbird
import Operations

extension Front {
    /// How many are read at once.
    private static let portion = 1_000

    /// The list as comma-separated values.
    func exportCSV(_ request: Request, _ visit: Visit) async throws -> Response { try await exportQueue(request, visit, .csv) }

    /// The list as a workbook.
    func exportXLSX(_ request: Request, _ visit: Visit) async throws -> Response { try await exportQueue(request, visit, .xlsx) }

    private func exportQueue(_ request: Request, _ visit: Visit, _ format: SheetFormat) async throws -> Response {
        let guest = try visit.signedIn()
        let rows = QueueRows(edition: edition, language: visit.language)
        let sheet = OutgoingSheet(
            name: "paigong", title: Text("事项", "Cases"), heads: rows.columns.map(\.name), widths: rows.columns.map(\.width))
        let (front, filter) = (self, QueueQuery(request.uri).filter)
        return try await give(sheet, as: format, to: visit) { take in
            try await front.portions(of: filter, for: guest.actor) { list in
                try await take(list.lines.map { rows.cells(of: $0, in: list) })
            }
        }
    }

    /// Reads a list from its beginning, portion by portion, each by its key.
    private func portions(of filter: CaseFilter, for actor: Actor, _ take: (CaseList) async throws -> Void) async throws {
        var filter = filter
        filter.cursor = nil
        var rows = 0
        while rows < OutgoingSheet.mostRows {
            let list = try await desk.list(filter, for: actor, limit: min(Self.portion, OutgoingSheet.mostRows - rows))
            if !list.lines.isEmpty { try await take(list) }
            rows += list.lines.count
            guard let next = list.next else { return }
            filter.cursor = next
        }
    }
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
