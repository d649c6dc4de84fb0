import Handbook
import Storage

/// What an order knows of its customer: names, numbers and places that no article may hold (1.3.4).
package struct CustomerTraces: Sendable {
    private let traces: [Trace]

    /// Nothing is known of anybody; what any customer's data looks like is found all the same.
    static let none = CustomerTraces(traces: [])

    /// One thing that is known, folded for searching, with what sort of thing it is.
    private struct Trace: Sendable {
        let sort: Text
        let needle: [UInt8]
    }

    private init(traces: [Trace]) { self.traces = traces }

    /// Those of the order of that number, of its request and of the registers that it names.
    init(of number: String, in session: any Session) throws {
        traces = try Facts(of: number, in: session).known.compactMap { sort, text in
            let needle = FoldedText(text, gaps: .dropped).bytes
            // Less than four letters and digits, or than two Chinese characters, is in every text.
            return needle.count < (needle.allSatisfy { $0 < 128 } ? 4 : 6) ? nil : Trace(sort: sort, needle: needle)
        }.sorted { one, other in
            // The longest first, so that a whole name goes before its beginning.
            one.needle.count == other.needle.count
                ? one.needle.lexicographicallyPrecedes(other.needle) : one.needle.count > other.needle.count
        }
    }

    /// Met where nothing of a customer's stands in these texts; otherwise what was found where.
    func verdict(on written: [(label: Text, text: String)], under edition: Edition) -> Verdict {
        // Only the beginning is told: whoever wrote it knows the rest, and nobody else should.
        let found = written.flatMap { label, text in
            places(in: text, under: edition).map { place -> (label: Text, sort: Text, beginning: String) in
                let words = String(decoding: Array(text.utf8)[place.start..<place.end], as: UTF8.self)
                return (label, place.sort, String(words.prefix(words.utf8.first.map { $0 < 128 } ?? true ? 2 : 1)))
            }
        }
        if found.isEmpty { return .met }
        var fields: [(label: Text, found: [Text])] = []
        for (label, sort, beginning) in found.prefix(12) {
            let told = Text("\(sort.zh)“\(beginning)…”", "\(sort.en) “\(beginning)…”")
            if fields.last?.label == label { fields[fields.count - 1].found.append(told) } else { fields.append((label, [told])) }
        }
        let chinese = fields.map { "“\($0.label.zh)”中的\($0.found.map(\.zh).joined(separator: "、"))" }
        let english = fields.map { "in “\($0.label.en)” \($0.found.map(\.en).joined(separator: ", "))" }
        return .unmet(
            remedy: Text(
                "请去掉或改写：\(chinese.joined(separator: "；"))", "Take out or put otherwise: \(english.joined(separator: "; "))"))
    }

    /// The text with a word for the sort in the place of everything that was found.
    func masked(_ text: String, under edition: Edition) -> String {
        let bytes = Array(text.utf8)
        var masked: [UInt8] = []
        var next = 0
        for place in places(in: text, under: edition) where place.start >= next {
            masked += bytes[next..<place.start] + Array("〔\(place.sort.zh)〕".utf8)
            next = place.end
        }
        return String(decoding: masked + bytes[next...], as: UTF8.self)
    }

    /// Where something of a customer's lies, in the bytes of the text, in order: what is known of the order, and what looks like it.
    private func places(in text: String, under edition: Edition) -> [(start: Int, end: Int, sort: Text)] {
        let folded = FoldedText(text, gaps: .dropped)
        let bytes = Array(text.utf8)
        var places: [(start: Int, end: Int, sort: Text)] = []
        func take(_ range: Range<Int>, _ sort: Text) {
            if places.contains(where: { $0.start < range.upperBound && range.lowerBound < $0.end }) { return }
            places.append((range.lowerBound, range.upperBound, sort))
        }
        for trace in traces {
            for range in folded.bytes.ranges(of: trace.needle) { take(folded.exactly(range, in: bytes), trace.sort) }
        }
        for finding in edition.secrets.confidential(in: text) + edition.secrets.refused(in: text) {
            take(finding.place, Text("客户秘密", "customer secret"))
        }
        let spaced = FoldedText(text, gaps: .kept)
        for range in Self.phones(in: spaced.bytes) { take(spaced.exactly(range, in: bytes), Text("电话", "phone")) }
        for range in Self.mails(in: text) { take(range, Text("邮箱", "mail address")) }
        return places.sorted { $0.start < $1.start }
    }

    /// The mobile numbers in a folded text, whatever dashes and spaces stand between their digits.
    private static func phones(in bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var run: [Int] = []
        for (index, byte) in bytes.enumerated() {
            if (48...57).contains(byte) {
                run.append(index)
            } else if run.isEmpty || ![UInt8(ascii: "-"), UInt8(ascii: " ")].contains(byte) {
                found += phones(in: run, of: bytes)
                run = []
            }
        }
        return found + phones(in: run, of: bytes)
    }

    /// The mobile numbers in a run of digits: they begin where a group of digits does, or behind the country's 86 there, and
    /// end where one does, so that a long serial holds none.
    ///
    /// - Parameter run: where the digits stand.
    private static func phones(in run: [Int], of bytes: [UInt8]) -> [Range<Int>] {
        func isBorder(_ place: Int) -> Bool { place == 0 || place == run.count || run[place - 1] + 1 < run[place] }
        func isBehindCode(_ place: Int) -> Bool {
            place >= 2 && isBorder(place - 2) && bytes[run[place - 2]] == UInt8(ascii: "8")
                && bytes[run[place - 1]] == UInt8(ascii: "6")
        }
        var found: [Range<Int>] = []
        var next = 0
        while next + 11 <= run.count {
            let end = next + 11
            let borders = [next] + (next + 1..<end).filter(isBorder) + [end]
            // Beside other digits dates and counts would often make eleven: there the groups are as long as in a number.
            let isAlone = end == run.count && (next == 0 || next == 2 && isBehindCode(2))
            let isGrouped = isAlone || zip(borders, borders.dropFirst()).allSatisfy { $1 - $0 >= 3 }
            let isMobile = bytes[run[next]] == UInt8(ascii: "1") && bytes[run[next + 1]] >= UInt8(ascii: "3")
            if isMobile, isGrouped, isBorder(end), isBorder(next) || isBehindCode(next) {
                found.append(run[next]..<run[end - 1] + 1)
                next = end
            } else {
                next += 1
            }
        }
        return found
    }

    /// Words with a sign of mail between letters.
    private static func mails(in text: String) -> [Range<Int>] {
        let bytes = Array(text.utf8)
        func isPart(_ byte: UInt8) -> Bool {
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
        }
        return bytes.indices.filter { bytes[$0] == UInt8(ascii: "@") }.compactMap { sign in
            let start = bytes[..<sign].lastIndex { !isPart($0) }.map { $0 + 1 } ?? 0
            let end = bytes[(sign + 1)...].firstIndex { !isPart($0) } ?? bytes.count
            return start < sign && bytes[(sign + 1)..<end].contains(UInt8(ascii: ".")) ? start..<end : nil
        }
    }
}
