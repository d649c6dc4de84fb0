import Delivery
import Foundation
import Handbook
import Hummingbird
import Operations

/// In which form a sheet leaves the house.
enum SheetFormat: String, CaseIterable {
    case xlsx, csv
}

/// A sheet that leaves the house: what it is called, and its columns.
struct OutgoingSheet: Sendable {
    /// The file's name, without the day and the ending.
    let name: String
    let title: Text
    let heads: [String]
    /// Widths in characters, where they are not all the same.
    var widths: [Double] = []

    /// The most rows of a sheet.
    static let mostRows = 50_000
}

/// Takes rows of a sheet on their way out.
typealias TakeRows = ([[Cell]]) async throws -> Void

extension Front {
    /// Gives a sheet: comma-separated values as they are read, or a workbook that is made in a file first.
    ///
    /// - Parameter portions: reads the rows portion by portion and hands each on; what it throws before its first rows is an answer.
    func give(
        _ sheet: OutgoingSheet, as format: SheetFormat, to visit: Visit,
        portions: @escaping @Sendable (TakeRows) async throws -> Void
    ) async throws -> Response {
        let name = "\(sheet.name)-\(edition.time.day(of: desk.now()).iso).\(format.rawValue)"
        switch format {
        case .csv: return commaSeparated(sheet, name, portions)
        case .xlsx: return try await workbook(sheet, name, visit.language, portions)
        }
    }

    private func commaSeparated(
        _ sheet: OutgoingSheet, _ name: String, _ portions: @escaping @Sendable (TakeRows) async throws -> Void
    ) -> Response {
        let table = CommaTable(time: edition.time)
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(bytes: CommaTable.mark))
            try await writer.write(ByteBuffer(string: table.line(sheet.heads.map { .text($0) })))
            try await portions { rows in try await writer.write(ByteBuffer(string: rows.map(table.line).joined())) }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: .download(name, type: CommaTable.mediaType), body: body)
    }

    private func workbook(
        _ sheet: OutgoingSheet, _ name: String, _ language: Language, _ portions: @Sendable (TakeRows) async throws -> Void
    ) async throws -> Response {
        let file = FileManager.default.temporaryDirectory.appending(path: "paigong-\(Secret.drawn().text).xlsx")
        // The file loses its name at once: it goes with the last who reads it, whatever becomes of the answer.
        defer { try? FileManager.default.removeItem(at: file) }
        let columns = sheet.heads.enumerated().map { index, head in
            (name: head, width: sheet.widths.indices.contains(index) ? sheet.widths[index] : 16)
        }
        let book = try Workbook(
            path: file.path, sheet: Workbook.sheetName(sheet.title.text(in: language)), columns: columns, time: edition.time)
        try await portions { rows in for row in rows { book.write(row) } }
        try book.finish()
        let handle = try FileHandle(forReadingFrom: file)
        let body = ResponseBody { writer in
            while let bytes = try handle.read(upToCount: 64 << 10), !bytes.isEmpty {
                try await writer.write(ByteBuffer(bytes: bytes))
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: .download(name, type: Workbook.mediaType), body: body)
    }
}
