import Handbook

/// What a journal entry tells people: which step, by whom, each input by its label, the clauses met and what departed from them.
///
/// It is read straight from the entry's bytes, going past what no page shows: a page has dozens of entries.
package struct EntryContent: Sendable {
    /// The step's name as it was; nil in an entry that names none.
    package private(set) var title: Text?
    /// The name of whoever did it.
    package private(set) var by: String?
    /// The stages before and after.
    package private(set) var stage: (from: String?, to: String?)
    package private(set) var inputs: [Told] = []
    package private(set) var clauses: [String] = []
    package private(set) var deviations: [Departure] = []
    package private(set) var breaches: [Departure] = []
    package private(set) var classification: String?
    /// The step, left on somebody's phone, that was entered or set aside.
    package private(set) var deposit: Deposited?

    /// An input as it was told: its label, the value, and the words in which it was shown.
    package struct Told: Sendable {
        package fileprivate(set) var label: Text?
        package fileprivate(set) var value = Value.null
        package fileprivate(set) var shown: Text?
    }

    /// Whose step a manager entered or set aside, and when it came to the house.
    package struct Deposited: Sendable {
        package fileprivate(set) var name = ""
        package fileprivate(set) var received: Instant?
        package fileprivate(set) var isSetAside = false
    }

    /// A clause that was not kept to the letter, and why.
    package struct Departure: Sendable {
        package fileprivate(set) var clause: String?
        package fileprivate(set) var title: Text?
        package fileprivate(set) var reason: Text?
    }
}

extension EntryContent {
    /// What a payload tells people; nil where it can't be read.
    init?(_ payload: UnsafeBufferPointer<UInt8>) {
        let content = try? JSONReader.read(payload) { reader throws(JSONReader.Fault) in try EntryContent(&reader) }
        guard let content else { return nil }
        self = content
    }
}

extension EntryContent {
    fileprivate init(_ reader: inout JSONReader) throws(JSONReader.Fault) {
        var content = Self(stage: (nil, nil))
        try reader.readMembers { name, reader throws(JSONReader.Fault) in
            switch name {
            case "activity": content.title = try Self.title(&reader)
            case "by": content.by = try reader.value().text
            case "stage": content.stage = try Self.stage(&reader)
            case "inputs": content.inputs = try reader.readElements { reader throws(JSONReader.Fault) in try Told(&reader) }
            case "clauses":
                content.clauses = try reader.readElements { reader throws(JSONReader.Fault) in try reader.value().text ?? "" }
            case "deviations":
                content.deviations = try reader.readElements { reader throws(JSONReader.Fault) in try Departure(&reader) }
            case "breaches":
                content.breaches = try reader.readElements { reader throws(JSONReader.Fault) in try Departure(&reader) }
            case "class": content.classification = try reader.value().text
            case "deposit": content.deposit = Deposited(try reader.value())
            default: try reader.skip()
            }
        }
        self = content
    }

    private static func title(_ reader: inout JSONReader) throws(JSONReader.Fault) -> Text? {
        var title: Text?
        try reader.readMembers { name, reader throws(JSONReader.Fault) in
            if "title" ~= name { title = try reader.readText() } else { try reader.skip() }
        }
        return title
    }

    private static func stage(_ reader: inout JSONReader) throws(JSONReader.Fault) -> (from: String?, to: String?) {
        var stage: (from: String?, to: String?) = (nil, nil)
        try reader.readMembers { name, reader throws(JSONReader.Fault) in
            switch name {
            case "from": stage.from = try reader.value().text
            case "to": stage.to = try reader.value().text
            default: try reader.skip()
            }
        }
        return stage
    }
}

extension EntryContent.Told {
    fileprivate init(_ reader: inout JSONReader) throws(JSONReader.Fault) {
        var told = Self()
        try reader.readMembers { name, reader throws(JSONReader.Fault) in
            switch name {
            case "label": told.label = try reader.readText()
            case "value": told.value = try reader.value()
            case "shown": told.shown = try reader.readText()
            default: try reader.skip()
            }
        }
        self = told
    }
}

extension EntryContent.Deposited {
    fileprivate init(_ value: Value) {
        name = value["name"].text ?? ""
        if case .integer(let milliseconds) = value["received"] { received = Instant(milliseconds: milliseconds) }
        isSetAside = value["isSetAside"] == .bool(true)
    }
}

extension EntryContent.Departure {
    fileprivate init(_ reader: inout JSONReader) throws(JSONReader.Fault) {
        var departure = Self()
        try reader.readMembers { name, reader throws(JSONReader.Fault) in
            switch name {
            case "clause": departure.clause = try reader.value().text
            case "title": departure.title = try reader.readText()
            case "reason": departure.reason = try reader.readText()
            default: try reader.skip()
            }
        }
        self = departure
    }
}

extension JSONReader {
    /// A text in both languages; nil where a language is missing.
    fileprivate mutating func readText() throws(Fault) -> Text? {
        var zh: String?
        var en: String?
        try readMembers { name, reader throws(Fault) in
            switch name {
            case "zh": zh = try reader.value().text
            case "en": en = try reader.value().text
            default: try reader.skip()
            }
        }
        guard let zh, let en else { return nil }
        return Text(zh, en)
    }
}
