import Hummingbird

extension Request {
    /// A value of the query by its name, as a form that asks sends it; nil where it isn't there, is blank or can't be read.
    func asked(_ name: String) -> String? {
        for pair in (uri.query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1)
            guard halves.count == 2, FormBody.decoded(halves[0]) == name, let value = FormBody.decoded(halves[1]) else { continue }
            // Further than this nobody types, and no index looks.
            let trimmed = String(value.prefix(200)).trimmingBlanks
            return trimmed.isEmpty || trimmed.utf8.contains(0) ? nil : trimmed
        }
        return nil
    }
}

extension String {
    /// The text without the blanks around it.
    fileprivate var trimmingBlanks: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }

    /// A path with a query of these values; nil ones are left out.
    func asking(_ values: KeyValuePairs<String, String?>) -> String {
        let pairs = values.compactMap { name, value in value.map { "\(name)=\($0.percentEncoded)" } }
        return pairs.isEmpty ? self : "\(self)?\(pairs.joined(separator: "&"))"
    }
}
