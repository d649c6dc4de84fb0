extension String {
    /// Whether it holds nothing but blanks, among them the wide one of Chinese.
    package var isBlank: Bool { unicodeScalars.allSatisfy(\.isBlank) }
}

extension Substring {
    /// Whether it holds nothing but blanks, among them the wide one of Chinese.
    package var isBlank: Bool { unicodeScalars.allSatisfy(\.isBlank) }
}

extension Unicode.Scalar {
    fileprivate var isBlank: Bool {
        if isASCII { return self == " " || ("\t"..."\r").contains(self) }
        // The wide blank is the last of them, and before every Chinese character.
        return value <= 0x3000 && properties.isWhitespace
    }
}
