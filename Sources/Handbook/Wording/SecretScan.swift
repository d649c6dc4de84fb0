/// One text being looked through for secrets.
struct SecretScan {
    let folded: FoldedText
    let harmless: Set<String>
    private let bytes: [UInt8]

    /// A text made ready, with the values that are no secret.
    init(_ text: String, harmless: Set<String>) {
        folded = FoldedText(text, gaps: .kept)
        bytes = folded.bytes
        self.harmless = harmless
    }

    /// Where a pattern is found, in folded bytes.
    func places(of pattern: SecretPattern) -> [Range<Int>] {
        if pattern.kind == .address { return addresses(in: bytes) }
        var places: [Range<Int>] = []
        pattern.table.eachMatch(in: folded) { _, word in
            let place: Range<Int>? =
                switch pattern.kind {
                case .assignment: assignment(after: word)
                case .command: command(after: word)
                case .amount: amount(around: word)
                case .block, .word, .address: word
                }
            // A word within a word ("access key", "key") tells the same thing twice.
            if let place, places.last.map({ $0.upperBound < place.upperBound }) ?? true { places.append(place) }
        }
        return places
    }

    private func assignment(after word: Range<Int>) -> Range<Int>? {
        var at = skipSpaces(word.upperBound)
        guard let link = link(at: at) else { return nil }
        at = skipSpaces(link.end)
        if let sign = self.link(at: at), sign.isSign { at = skipSpaces(sign.end) }
        while at < bytes.count, Self.quotes.contains(bytes[at]) { at += 1 }
        let value = value(at: at)
        return isSecret(value, isProse: !link.isSign && link.isEnglish) ? word.lowerBound..<value.upperBound : nil
    }

    private func command(after word: Range<Int>) -> Range<Int>? {
        guard word.upperBound < bytes.count, bytes[word.upperBound] == 0x20 else { return nil }
        let value = value(at: word.upperBound + 1)
        return value.isEmpty || isMasked(value) ? nil : word.lowerBound..<value.upperBound
    }

    private func amount(around word: Range<Int>) -> Range<Int>? {
        if isLetter(bytes[word.lowerBound]) {
            if word.lowerBound > 0, isLetter(bytes[word.lowerBound - 1]) { return nil }
            if word.upperBound < bytes.count, isLetter(bytes[word.upperBound]) { return nil }
        }
        let reach = 16
        let near = max(0, word.lowerBound - reach)..<min(bytes.count, word.upperBound + reach)
        func number(_ range: Range<Int>) -> Bool { bytes[range].contains { isDigit($0) } }
        if number(word.upperBound..<near.upperBound) || number(near.lowerBound..<word.lowerBound) { return word }
        return nil
    }

    /// What stands between a word and its value.
    private func link(at start: Int) -> (end: Int, isSign: Bool, isEnglish: Bool)? {
        for link in Self.links where bytes[start...].starts(with: link.bytes) {
            let end = start + link.bytes.count
            if link.isEnglish, end >= bytes.count || bytes[end] != 0x20 { continue }
            return (end, link.isSign, link.isEnglish)
        }
        return nil
    }

    /// The run of visible ASCII from here, without closing punctuation; a bound keeps the scan linear.
    private func value(at start: Int) -> Range<Int> {
        var end = start
        while end < min(bytes.count, start + 256), (0x21...0x7E).contains(bytes[end]) { end += 1 }
        while end > start, Self.closing.contains(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// Whether a value reads like a secret and not like an answer or a sentence about one.
    private func isSecret(_ value: Range<Int>, isProse: Bool) -> Bool {
        let isPlain = bytes[value].allSatisfy { isLetter($0) || $0 == UInt8(ascii: "-") }
        guard value.count >= (isPlain ? 4 : 3), !isMasked(value), !harmless.contains(String(decoding: bytes[value], as: UTF8.self))
        else { return false }
        guard isPlain else { return true }
        if isProse { return false }
        let next = value.upperBound + 1
        let goesOn = next < bytes.count && bytes[value.upperBound] == 0x20 && isLetter(bytes[next])
        return !goesOn
    }

    private func isMasked(_ value: Range<Int>) -> Bool {
        guard let first = bytes[value].first else { return true }
        if first == UInt8(ascii: "<") || first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return true }
        return "*x.-#_".utf8.contains(first) && bytes[value].allSatisfy { $0 == first }
    }

    private func skipSpaces(_ start: Int) -> Int {
        var at = start
        while at < bytes.count, bytes[at] == 0x20 { at += 1 }
        return at
    }

    private static let quotes = Array("\"'`".utf8)
    private static let closing = Array(".,;:!?)\"'`".utf8)
    private static let links: [(bytes: [UInt8], isSign: Bool, isEnglish: Bool)] =
        [":", "=", "->", "→"].map { (Array($0.utf8), true, false) }
        + ["是", "为", "改为", "改成", "已改为", "已改成", "设为", "设置为", "设成", "用的是", "叫"].map { (Array($0.utf8), false, false) }
        + ["is", "was", "set to", "changed to"].map { (Array($0.utf8), false, true) }
}

/// Whether a byte is an ASCII digit.
func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
/// Whether a byte is a small ASCII letter.
func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
