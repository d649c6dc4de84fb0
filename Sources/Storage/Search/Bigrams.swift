/// Cuts text into pairs of neighbouring letters, so that any part of two letters or more can be found without a dictionary.
package enum Bigrams {
    /// Raised with every change of what `tokens` or the folding gives; documents of an older one are indexed anew.
    package static let version = 1

    /// Each letter or digit with its successor, the last of a run alone: `客户管理` gives `客户 户管 管理 理`.
    ///
    /// A run is what stands between blanks and signs, whatever its script; case and width are folded.
    package static func tokens(of text: String) -> [String] {
        FoldedText.runs(of: FoldedText(text).scalars).flatMap { run in
            zip(run, run.dropFirst()).map { token($0, $1) } + run.suffix(1).map { token($0) }
        }
    }

    /// The tokens with blanks between them, as SQLite's index takes them.
    static func joinedTokens(of text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 3)
        for run in FoldedText.runs(of: FoldedText(text).scalars) {
            for position in run.indices {
                if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
                for scalar in run[position...].prefix(2) { bytes.append(contentsOf: scalar.utf8) }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The tokens and each letter alone: PostgreSQL's arrays know no prefixes, by which SQLite finds a single letter.
    static func elements(of text: String) -> [String] {
        let letters = FoldedText.runs(of: FoldedText(text).scalars).joined().map { token($0) }
        return Set(tokens(of: text)).union(letters).sorted()
    }

    /// What a query's run asks for: its pairs, or its only letter.
    static func sought(in run: ArraySlice<Unicode.Scalar>) -> [String] {
        run.count == 1 ? run.map { token($0) } : zip(run, run.dropFirst()).map { token($0, $1) }
    }

    private static func token(_ scalars: Unicode.Scalar...) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
