import CExpat

/// What an XML document says, told one thing after the other; a document that declares types or entities of its own is refused.
final class XMLEvents {
    /// An element begins: its name without its prefix, and its attributes.
    var begin: (String, [String: String]) -> Void = { _, _ in }
    var end: (String) -> Void = { _ in }
    var text: (UnsafeBufferPointer<UInt8>) -> Void = { _ in }
    /// What was found wrong on the way; nothing more is told then.
    var fault: TableFault?

    /// Tells a document to its end, or to what is wrong with it.
    func read(_ bytes: [UInt8]) throws(TableFault) {
        guard let parser = XML_ParserCreate("UTF-8") else { throw ZipArchive.broken }
        defer { XML_ParserFree(parser) }
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { events, name, attributes in
                guard let events, let name else { return }
                let told = Unmanaged<XMLEvents>.fromOpaque(events).takeUnretainedValue()
                if told.fault == nil { told.begin(XMLEvents.local(name), XMLEvents.pairs(attributes)) }
            },
            { events, name in
                guard let events, let name else { return }
                let told = Unmanaged<XMLEvents>.fromOpaque(events).takeUnretainedValue()
                if told.fault == nil { told.end(XMLEvents.local(name)) }
            })
        XML_SetCharacterDataHandler(parser) { events, text, count in
            guard let events, let text else { return }
            let told = Unmanaged<XMLEvents>.fromOpaque(events).takeUnretainedValue()
            text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                told.text(UnsafeBufferPointer(start: $0, count: Int(count)))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { events, _, _, _, _ in
            guard let events else { return }
            Unmanaged<XMLEvents>.fromOpaque(events).takeUnretainedValue().fault = ZipArchive.broken
        }
        // Portion by portion, so that what is refused on the way is not read to its end.
        var at = 0
        repeat {
            let count = min(64 << 10, bytes.count - at)
            let isLast = at + count == bytes.count
            let status = bytes.withUnsafeBufferPointer { all -> XML_Status in
                guard let base = all.baseAddress else { return XML_STATUS_ERROR }
                return (base + at).withMemoryRebound(to: CChar.self, capacity: count) {
                    XML_Parse(parser, $0, Int32(count), isLast ? 1 : 0)
                }
            }
            if let fault { throw fault }
            guard status == XML_STATUS_OK else { throw ZipArchive.broken }
            at += count
        } while at < bytes.count
    }

    private static func local(_ name: UnsafePointer<CChar>) -> String {
        let name = String(cString: name)
        return name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }

    private static func pairs(_ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) -> [String: String] {
        guard let attributes else { return [:] }
        var pairs: [String: String] = [:]
        var index = 0
        while let name = attributes[index], let value = attributes[index + 1] {
            pairs[local(name)] = String(cString: value)
            index += 2
        }
        return pairs
    }
}
