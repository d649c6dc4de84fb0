import Handbook
import Operations

extension JSON {
    /// A text, or null.
    init(_ text: String?) { self = text.map { .text($0) } ?? .null }

    /// Both languages.
    init(_ text: Text) { self = .object([("zh", .text(text.zh)), ("en", .text(text.en))]) }

    /// A value as it is kept, its members by name.
    init(_ value: Value) {
        switch value {
        case .null: self = .null
        case .bool(let bool): self = .flag(bool)
        case .integer(let integer): self = .whole(integer)
        case .number(let number): self = .number(number)
        case .text(let text): self = .text(text)
        case .list(let elements): self = .list(elements.map { JSON($0) })
        case .object(let members): self = .object(members.sorted { $0.key < $1.key }.map { ($0.key, JSON($0.value)) })
        }
    }

    /// A moment with its offset, or null.
    init(_ instant: Instant?, in time: ServiceTime) { self = instant.map { .text(time.iso($0)) } ?? .null }

    init(_ reason: Reason) {
        self = .object([
            ("clause", .text(reason.clause)), ("field", JSON(reason.field)), ("title", JSON(reason.title)),
            ("remedy", JSON(reason.remedy)), ("deviation", JSON(reason.deviation)),
        ])
    }

    init(_ fault: FieldFault) {
        self = .object([
            ("field", .text(fault.field)), ("clause", JSON(fault.clause)), ("zh", .text(fault.text.zh)),
            ("en", .text(fault.text.en)),
        ])
    }

    /// What came of an activity.
    init(_ performed: Performed) {
        func list(_ texts: [String]) -> JSON { .list(texts.map { .text($0) }) }
        self = .object([
            ("number", .text(performed.number)), ("verb", .text(performed.verb)), ("stage", .text(performed.stage)),
            ("position", .whole(Int64(performed.position))), ("hash", .text(performed.hash)), ("opened", list(performed.opened)),
            ("papers", list(performed.papers)), ("deviations", list(performed.deviations)),
            ("breaches", list(performed.breaches)),
        ])
    }
}
