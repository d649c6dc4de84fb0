import Handbook

/// A page as it is being written: everything goes straight into one buffer of bytes, and text is escaped on its way.
///
/// It knows the reader's language and time, so that a component says `Text`, instants and days without being told how.
package final class Page {
    private let written = Bytes(capacity: 64 << 10)
    package let language: Language
    package let time: ServiceTime
    /// What gathers the lists that are written here, so that they leave as a sheet; nil on a page that people read.
    package var gathering: AnyObject?

    /// An empty page for a reader.
    package init(_ language: Language, time: ServiceTime) {
        self.language = language
        self.time = time
    }

    deinit { written.free() }

    /// All that was written.
    package var bytes: [UInt8] { written.written() }
    /// How many bytes were written.
    package var count: Int { written.count }

    /// What was written from a position on.
    package func bytes(from position: Int) -> [UInt8] { written.written(from: position) }

    /// Writes text, escaped.
    package func text(_ text: String) { write(escaped: text) }

    /// Writes a sentence in the reader's language, escaped.
    package func say(_ text: Text) { write(escaped: text.text(in: language)) }

    /// Writes a sentence given in both languages.
    package func say(_ chinese: String, _ english: String) { write(escaped: language == .zh ? chinese : english) }

    /// Writes markup that stands in the program itself.
    package func raw(_ markup: StaticString) { written.append(markup) }

    func write(escaped text: String) { written.append(escaped: text) }

    /// Writes a start tag.
    func open(_ tag: StaticString, _ style: StaticString?, _ attributes: [Attribute?]) {
        written.append(startOf: tag, style, attributes)
    }

    /// Writes a start tag with one attribute or none.
    func open(_ tag: StaticString, _ style: StaticString?, _ attribute: Attribute?) {
        written.append(startOf: tag, style, attribute)
    }

    /// Writes an end tag.
    func close(_ tag: StaticString) { written.append(endOf: tag) }
}

extension Bytes {
    fileprivate func append(_ markup: StaticString) { append(markup.utf8Start, count: markup.utf8CodeUnitCount) }

    fileprivate func append(startOf tag: StaticString, _ style: StaticString?, _ attributes: [Attribute?]) {
        append(startOf: tag, style)
        for case let attribute? in attributes { append(attribute) }
        append(UInt8(ascii: ">"))
    }

    fileprivate func append(startOf tag: StaticString, _ style: StaticString?, _ attribute: Attribute?) {
        append(startOf: tag, style)
        if let attribute { append(attribute) }
        append(UInt8(ascii: ">"))
    }

    private func append(startOf tag: StaticString, _ style: StaticString?) {
        append(UInt8(ascii: "<"))
        append(tag)
        if let style {
            append(" class=\"")
            append(style)
            append(UInt8(ascii: "\""))
        }
    }

    private func append(_ attribute: Attribute) {
        append(UInt8(ascii: " "))
        append(attribute.name)
        guard let value = attribute.value else { return }
        append("=\"")
        append(escaped: value)
        append(UInt8(ascii: "\""))
    }

    fileprivate func append(endOf tag: StaticString) {
        append("</")
        append(tag)
        append(UInt8(ascii: ">"))
    }

    fileprivate func append(escaped text: String) {
        var text = text
        text.withUTF8 { source in
            guard let first = source.baseAddress else { return }
            var start = 0
            // Beyond the last sign that is escaped lies nearly all of a Chinese page.
            for index in source.indices where source[index] <= UInt8(ascii: ">") {
                guard let entity = Self.entity(of: source[index]) else { continue }
                append(first + start, count: index - start)
                append(entity)
                start = index + 1
            }
            append(first + start, count: source.count - start)
        }
    }

    private static func entity(of byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}

/// An attribute of an element: its name from the program, its value escaped.
package struct Attribute {
    let name: StaticString
    let value: String?

    /// An attribute with a value.
    package init(_ name: StaticString, _ value: String) {
        self.name = name
        self.value = value
    }

    private init(flag name: StaticString) {
        self.name = name
        value = nil
    }

    /// An attribute that stands alone, when the condition holds.
    package static func flag(_ name: StaticString, if condition: Bool = true) -> Attribute? {
        condition ? Attribute(flag: name) : nil
    }

    package static func href(_ value: String) -> Attribute { Attribute("href", value) }
    package static func id(_ value: String) -> Attribute { Attribute("id", value) }
    package static func name(_ value: String) -> Attribute { Attribute("name", value) }
    package static func value(_ value: String) -> Attribute { Attribute("value", value) }
    package static func type(_ value: String) -> Attribute { Attribute("type", value) }
    package static func title(_ value: String) -> Attribute { Attribute("title", value) }
    package static func action(_ value: String) -> Attribute { Attribute("action", value) }
    package static func `for`(_ value: String) -> Attribute { Attribute("for", value) }
    package static func label(_ value: String) -> Attribute { Attribute("aria-label", value) }
    /// A class that is worked out; fixed ones are an element's first argument.
    package static func style(_ value: String) -> Attribute { Attribute("class", value) }
}
