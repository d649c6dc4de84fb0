import Handbook

/// A page as it is being written: everything goes straight into one buffer of bytes, and text is escaped on its way.
///
/// It knows the reader's language and time, so that a component says `Text`, instants and days without being told how.
package final class Page {
    let written = Bytes(capacity: 64 << 10)
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
    /// Gives all that was written to `body`, without a copy.
    package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result { body(written.all) }

    /// How many bytes were written.
    package var count: Int { written.count }

    /// What was written from a position on.
    package func bytes(from position: Int) -> [UInt8] { written.written(from: position) }

    /// Writes text, escaped.
    package func text(_ text: String) { written.append(escaped: text) }

    /// Writes a sentence in the reader's language, escaped.
    package func say(_ text: Text) { written.append(escaped: text.text(in: language)) }

    /// Writes a sentence given in both languages; only the one that is read is put together.
    package func say(_ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String) {
        written.append(escaped: language == .zh ? chinese() : english())
    }

    /// Writes a date or a time of at most 48 bytes, which has nothing to escape.
    package func figures(_ write: (inout DigitsWriter) -> Void) { written.append(upTo: 48) { DigitsWriter.write(into: $0, write) } }

    /// Writes markup that stands in the program itself.
    package func raw(_ markup: StaticString) { written.append(markup) }
}

/// An attribute of an element: its name from the program, its value escaped.
package struct Attribute {
    let name: StaticString
    /// How the value begins, from the program.
    let beginning: StaticString
    let value: String?

    /// An attribute with a value.
    package init(_ name: StaticString, _ value: String) { self.init(name, "", value) }

    /// An attribute whose value begins with the program's own words: they are not joined to one text first.
    package init(_ name: StaticString, _ beginning: StaticString, _ value: String) {
        self.name = name
        self.beginning = beginning
        self.value = value
    }

    private init(flag name: StaticString) {
        self.name = name
        beginning = ""
        value = nil
    }

    /// An attribute that stands alone, when the condition holds.
    package static func flag(_ name: StaticString, if condition: Bool = true) -> Attribute? {
        condition ? Attribute(flag: name) : nil
    }

    package static func href(_ value: String) -> Attribute { Attribute("href", value) }
    package static func href(_ beginning: StaticString, _ value: String) -> Attribute { Attribute("href", beginning, value) }
    package static func id(_ value: String) -> Attribute { Attribute("id", value) }
    package static func id(_ beginning: StaticString, _ value: String) -> Attribute { Attribute("id", beginning, value) }
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
