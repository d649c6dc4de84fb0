/// Reading `multipart/form-data` (RFC 7578).
enum Multipart {
    /// One part: a field, or a file where it has a file's name.
    struct Part {
        let name: String
        let file: String?
        let bytes: [UInt8]
    }

    private static let mostParts = 5_000

    /// The parts of a body in order; nil where it isn't one of that type.
    static func parts(of body: [UInt8], type: String) -> [Part]? {
        guard let boundary = parameter("boundary", of: type), (1...70).contains(boundary.utf8.count) else { return nil }
        let mark = Array("--\(boundary)".utf8)
        guard body.starts(with: mark) else { return nil }
        let separator = Array("\r\n--\(boundary)".utf8)
        var parts: [Part] = []
        var position = mark.count
        while true {
            if body[position...].starts(with: Array("--".utf8)) { return parts }
            guard body[position...].starts(with: Array("\r\n".utf8)), parts.count < mostParts,
                let end = find(separator, in: body, from: position), let part = part(body[(position + 2)..<max(position + 2, end)])
            else { return nil }
            parts.append(part)
            position = end + separator.count
        }
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        let blank = Array("\r\n\r\n".utf8)
        let content = Array(bytes)
        guard let end = find(blank, in: content, from: 0),
            let heads = String(validating: content[..<end], as: UTF8.self)
        else { return nil }
        for line in heads.split(whereSeparator: { $0 == "\r\n" || $0 == "\n" }) {
            guard line.lowercased().hasPrefix("content-disposition:") else { continue }
            guard let name = parameter("name", of: String(line)) else { return nil }
            return Part(
                name: name, file: parameter("filename", of: String(line)).map(fileName),
                bytes: Array(content[(end + blank.count)...]))
        }
        return nil
    }

    /// The last part of a path, as some browsers send one; never more than 200 characters.
    private static func fileName(_ text: String) -> String {
        let last = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? "file"
        return String(last.prefix(200))
    }

    /// A parameter of a header's value; browsers write a quotation mark within one as `%22`.
    private static func parameter(_ name: String, of header: String) -> String? {
        var rest = Substring(header)
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...].drop(while: { $0 == " " })
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let key = rest[..<equals]
            var value = rest[rest.index(after: equals)...]
            if value.first == "\"" {
                value = value.dropFirst()
                guard let end = value.firstIndex(of: "\"") else { return nil }
                if key.lowercased() == name { return String(value[..<end]).replacing("%22", with: "\"") }
                rest = value[value.index(after: end)...]
            } else {
                let text = value.prefix { $0 != ";" }
                if key.lowercased() == name { return String(text) }
                rest = value[text.endIndex...]
            }
        }
        return nil
    }

    /// Where `needle` begins at or after a position.
    private static func find(_ needle: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first else { return nil }
        var position = start
        while position + needle.count <= body.count {
            guard let candidate = body[position...(body.count - needle.count)].firstIndex(of: first) else { return nil }
            if body[candidate..<(candidate + needle.count)].elementsEqual(needle) { return candidate }
            position = candidate + 1
        }
        return nil
    }
}
