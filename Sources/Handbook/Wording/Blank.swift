extension StringProtocol {
    /// Whether it holds nothing but blanks, among them the wide one of Chinese.
    package var isBlank: Bool {
        unicodeScalars.allSatisfy { $0.isASCII ? $0 == " " || ("\t"..."\r").contains($0) : $0.properties.isWhitespace }
    }
}
