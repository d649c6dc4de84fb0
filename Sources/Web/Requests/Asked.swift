import Hummingbird
import HummingbirdCore

/// What an address asks for behind its question mark, decoded as browsers send it.
struct Asked: Sendable {
    private var values: [String: String] = [:]

    init(_ request: Request) { self.init(request.uri) }

    init(_ uri: URI) {
        for pair in (uri.query ?? "").utf8.split(separator: UInt8(ascii: "&")).prefix(50) {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, let name = FormBody.decoded(halves[0]), let value = FormBody.decoded(halves[1]),
                values[name] == nil
            else { continue }
            // A scanner may add a line's end; no database keeps a NUL.
            var plain = value.drop(while: \.isWhitespace).prefix(200)
            while plain.last?.isWhitespace ?? false { plain.removeLast() }
            values[name] = plain.isEmpty || plain.utf8.contains(0) ? nil : String(plain)
        }
    }

    /// The value of that name; nil where nothing was typed.
    subscript(_ name: String) -> String? { values[name] }

    /// The same with another value of that name.
    func with(_ name: String, _ value: String) -> Asked {
        var asked = self
        asked.values[name] = value
        return asked
    }

    /// The value of that name as a whole number.
    func whole(_ name: String) -> Int64? { values[name].flatMap { Int64($0) } }
}

/// An address with what it asks for; parts that are nil are left out.
func address(_ path: String, _ parts: KeyValuePairs<String, String?>) -> String {
    let asked = parts.compactMap { name, value in value.map { "\(name)=\($0.percentEncoded)" } }
    return asked.isEmpty ? path : "\(path)?\(asked.joined(separator: "&"))"
}
