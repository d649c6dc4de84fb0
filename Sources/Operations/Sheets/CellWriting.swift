import Handbook

/// Writing a field's value into a cell so that it can come back: codes where others refer by them, names where people choose by them.
package struct CellWriting: Sendable {
    private let edition: Edition
    private let language: Language

    package init(edition: Edition, language: Language) {
        self.edition = edition
        self.language = language
    }

    /// What stands in the cell; nothing for what isn't given.
    package func text(of value: Value, _ kind: FieldKind) -> String {
        switch (kind, value) {
        case (_, .null): ""
        case (.flag, .bool(let bool)): Text(bool ? "是" : "否", bool ? "yes" : "no").text(in: language)
        case (.choice(let options), .text(let id)): options.first { $0.id == id }?.label.text(in: language) ?? id
        case (.region, .text(let code)): edition.organization.region(code)?.name.text(in: language) ?? code
        case (.money, .integer(let fen)): Self.yuan(fen)
        case (.instant, .integer(let milliseconds)): moment(Instant(milliseconds: milliseconds))
        case (.list(let element), .list(let elements)):
            elements.map { text(of: $0, element) }.joined(separator: element.isFree ? "；" : "、")
        case (.form(let fields), .object): members(of: value, fields)
        case (_, .text(let text)): text
        case (_, .integer(let integer)): String(integer)
        case (_, .number(let number)): number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        case (_, .bool(let bool)): String(bool)
        case (_, .list), (_, .object): ""
        }
    }

    private func members(of value: Value, _ fields: [Field]) -> String {
        var parts = fields.map { text(of: value[$0.name], $0.kind) }
        // Where a number may stand among them each has its place; otherwise what is empty at the end is left out.
        while !fields.contains(where: \.kind.isCount), let last = parts.last, last.isEmpty { parts.removeLast() }
        return parts.joined(separator: "*")
    }

    private static func yuan(_ fen: Int64) -> String {
        let cents = abs(fen % 100)
        if cents == 0 { return String(fen / 100) }
        return "\(fen < 0 ? "-" : "")\(abs(fen / 100)).\(cents < 10 ? "0" : "")\(cents)"
    }

    /// `2026-05-12 09:00` in service time.
    private func moment(_ instant: Instant) -> String {
        String(edition.time.iso(instant).prefix(16)).replacing("T", with: " ")
    }
}
