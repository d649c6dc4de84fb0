import Handbook

/// Rows as comma-separated values that a spreadsheet reads rightly and never runs.
package struct CommaTable {
    private let time: ServiceTime

    /// What stands before everything, so that spreadsheets read UTF-8.
    package static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    package static let mediaType = "text/csv; charset=utf-8"

    package init(time: ServiceTime) { self.time = time }

    /// One line, with its end.
    package func line(_ cells: [Cell]) -> String { cells.map(text).joined(separator: ",") + "\r\n" }

    private func text(_ cell: Cell) -> String {
        switch cell {
        case .text(let text): Self.quoted(Self.harmless(text))
        case .instant(let instant): minute(instant)
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        case .empty: ""
        }
    }

    /// `2026-05-12 09:00` in service time, which spreadsheets take for a date.
    private func minute(_ instant: Instant) -> String {
        let minute = time.minuteOfDay(instant)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(time.day(of: instant).iso) \(two(minute / 60)):\(two(minute % 60))"
    }

    /// A text that a spreadsheet would take for a formula gets an apostrophe before it.
    private static func harmless(_ text: String) -> String {
        guard isRunnable(text) else { return text }
        // A telephone number is no formula.
        let isPhone = text.first == "+" && text.count > 7 && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
        if isPhone { return text }
        return "'" + text
    }

    /// Whether a spreadsheet might run it.
    private static func isRunnable(_ text: some StringProtocol) -> Bool {
        guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return false }
        return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
    }

    /// A text as it was before it was made harmless.
    static func unguarded(_ text: String) -> String {
        text.first == "'" && isRunnable(text.dropFirst()) ? String(text.dropFirst()) : text
    }

    private static func quoted(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
