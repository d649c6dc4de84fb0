/// Finds many words in a text in one pass.
struct WordTable: Sendable {
    private let words: [[UInt8]]
    private var byFirst: [[Int]]

    /// A table of words that are folded as the texts will be.
    init(_ words: [String], gaps: FoldedText.Gaps) {
        self.words = words.map { FoldedText($0, gaps: gaps).bytes }
        byFirst = Array(repeating: [], count: 256)
        for (index, word) in self.words.enumerated() {
            guard let first = word.first else { continue }
            byFirst[Int(first)].append(index)
        }
    }

    /// Calls for every occurrence of a word, in the order of the text, with the word's index and its place.
    func eachMatch(in text: FoldedText, _ found: (_ word: Int, _ place: Range<Int>) -> Void) {
        let bytes = text.bytes
        bytes.withUnsafeBufferPointer { bytes in
            for start in bytes.indices {
                for index in byFirst[Int(bytes[start])] where matches(words[index], bytes, at: start) {
                    found(index, start..<start + words[index].count)
                }
            }
        }
    }

    private func matches(_ word: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        guard start + word.count <= bytes.count else { return false }
        for offset in 0..<word.count where bytes[start + offset] != word[offset] { return false }
        return true
    }
}
