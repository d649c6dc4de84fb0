import CXLSXWriter
import Foundation
import Handbook

/// One cell of a table that leaves the house.
package enum Cell: Hashable, Sendable {
    case text(String)
    case instant(Instant)
    case number(Double)
    case empty
}

/// A workbook of one sheet, written row by row into a file: however long, it takes the memory of one row.
package final class Workbook {
    /// Why a workbook could not be written.
    package struct Fault: Error {
        let text: String
    }

    private var book: UnsafeMutablePointer<lxw_workbook>?
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let instants: UnsafeMutablePointer<lxw_format>?
    private let time: ServiceTime
    private var row: lxw_row_t = 0
    private let width: Int

    package static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// A text as a sheet may be called: at most 31 characters, and none of those that spreadsheets refuse.
    package static func sheetName(_ text: String) -> String {
        String(text.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
    }

    /// Begins a workbook at a path, with a line of column names that stays in sight.
    ///
    /// - Parameter columns: names, and widths in characters.
    package init(path: String, sheet name: String, columns: [(name: String, width: Double)], time: ServiceTime) throws {
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let book = workbook_new_opt(path, &options), let sheet = workbook_add_worksheet(book, name) else {
            throw Fault(text: "no workbook at \(path)")
        }
        self.book = book
        self.sheet = sheet
        self.time = time
        width = columns.count
        let heading = workbook_add_format(book)
        format_set_bold(heading)
        instants = workbook_add_format(book)
        format_set_num_format(instants, "yyyy-mm-dd hh:mm")
        for (index, column) in columns.enumerated() {
            worksheet_set_column(sheet, lxw_col_t(index), lxw_col_t(index), column.width, nil)
            worksheet_write_string(sheet, 0, lxw_col_t(index), column.name, heading)
        }
        worksheet_freeze_panes(sheet, 1, 0)
    }

    deinit { if let book { workbook_close(book) } }

    /// Writes a row; texts are texts, whatever they begin with, and instants are dates in service time.
    package func write(_ cells: [Cell]) {
        row += 1
        for (index, cell) in cells.enumerated() {
            let column = lxw_col_t(index)
            switch cell {
            // A cell of Excel's holds no more.
            case .text(let text): worksheet_write_string(sheet, row, column, String(text.prefix(32_000)), nil)
            case .instant(let instant):
                worksheet_write_unixtime(sheet, row, column, (instant.milliseconds + time.offset) / 60_000 * 60, instants)
            case .number(let number): worksheet_write_number(sheet, row, column, number, nil)
            case .empty: break
            }
        }
    }

    /// Puts the filters over the columns and ends the file.
    package func finish() throws {
        guard let book else { return }
        worksheet_autofilter(sheet, 0, 0, max(row, 1), lxw_col_t(max(0, width - 1)))
        self.book = nil
        let result = workbook_close(book)
        guard result == LXW_NO_ERROR else { throw Fault(text: "the workbook could not be closed: \(result.rawValue)") }
    }
}
